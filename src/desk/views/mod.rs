//! The views of the rail, a folder or file each.

pub mod board;
pub mod data;
pub mod fleet;
pub mod incidents;
pub mod map;
mod mark;
pub mod notices;
pub mod reports;
pub mod supply;
pub mod weather;
