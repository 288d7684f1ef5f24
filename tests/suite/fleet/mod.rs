//! The fleet: workshop, logbooks, and the review of breakdowns.

mod review;
mod workshop;
