//! Mainstay: the dispatch desk that keeps a distribution centre delivering when something breaks.
//!
//! The rooms, in the order data flows through them. Imports point up this list only, never down
//! (`tests/suite/house_rules.rs` keeps it true):
//!
//! - [`domain`]: the business in plain types; a command becomes operations, or a refusal.
//! - [`engine`]: pure planning: a problem in numbers, a stopping rule and a seed in, a plan out.
//! - [`recovery`]: a broken day to a problem, and its plans back to proposals.
//! - [`words`]: every sentence a person reads, in English and Simplified Chinese.
//! - [`journal`]: the truth on disk: append-only operations and the tables they keep current.
//! - [`exchange`]: outside files to commands and complaints; reports to files.
//! - [`notify`]: notices on their way out: by mail, to a robot, into a folder.
//! - [`session`]: the one door through which every change goes.
//! - [`sample`]: a made-up city with a day under way and a history.
//! - [`desk`] and [`cli`]: what people see and type.

#![forbid(unsafe_code)]

pub mod cli;
pub mod clock;
pub mod desk;
pub mod domain;
pub mod engine;
pub mod exchange;
pub mod journal;
pub mod log;
pub mod notify;
pub mod recovery;
pub mod sample;
pub mod session;
pub mod words;
