//! What holds of every plan for every day.
