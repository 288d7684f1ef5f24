//! The fleet: what each vehicle is doing now, why it was off the road, and what that has cost the retailers.
//!
//! A [`logbook`] is what one service day says about vehicles; a [`review`] takes many of them together with
//! breakdowns and [`stay`]s in the workshop. The figures are [`crate::domain::kpi`]'s.

pub mod logbook;
pub mod review;
pub mod standing;
pub mod stay;
pub mod unusual;
