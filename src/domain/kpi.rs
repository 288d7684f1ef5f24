//! Figures of merit: one definition each, the same everywhere they are shown.
