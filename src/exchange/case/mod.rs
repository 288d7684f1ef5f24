//! Whole situations as one document.

pub mod compact;
