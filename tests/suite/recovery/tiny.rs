//! Days small enough to try every plan: none is cheaper than the best that is found.
