//! The fleet: workshop, ledgers, and the review of breakdowns.

mod review;
mod workshop;
