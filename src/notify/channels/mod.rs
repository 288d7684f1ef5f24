//! The ways out, each optional. A channel is what the settings say of it; secrets are asked for when they are needed.

mod fault;
mod folder;
mod mail;
mod robot;
mod smtp;
mod wire;

pub use fault::{FolderTrouble, Meaning, SendFault, Why};
pub use folder::Folder;
pub use mail::Mail;
pub use robot::Robot;

use super::letter::Letter;
use super::secrets::Secrets;
use crate::domain::time::Timestamp;
use std::time::Duration;

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    Mail(Mail),
    Robot(Robot),
    Folder(Folder),
}

impl Channel {
    /// The name of its kind, as it is stored; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
            Self::Robot(robot) => robot.platform.name(),
            Self::Folder(_) => "folder",
        }
    }

    /// Messages that it takes in a minute, where it counts them.
    #[must_use]
    pub const fn most_a_minute(&self) -> Option<u32> {
        match self {
            Self::Robot(robot) => Some(robot.platform.most_a_minute()),
            Self::Mail(_) | Self::Folder(_) => None,
        }
    }
}

/// What has gone out of a letter so far. Kept with the letter, so that a further attempt sends only the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Addresses whose server has taken it.
    pub to: Vec<String>,
    /// Addresses it can't go to.
    pub refused: Vec<Refused>,
    /// Parts of a long text.
    pub parts: usize,
}

/// An address that mail does not go to, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub address: String,
    /// What the server says; empty where it is no address at all.
    pub says: String,
}

/// How long an attempt may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// From the first look-up of the name to the last word.
    pub overall: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), overall: Duration::from_mins(1) }
    }
}

/// The moment of an attempt, and what the centre's clock is ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub now: Timestamp,
    pub offset_minutes: i32,
}

impl Moment {
    /// Milliseconds since 1970 in UTC, as signatures count them.
    fn unix_millis(self) -> i64 {
        self.now.0.and_utc().timestamp_millis() - i64::from(self.offset_minutes) * 60_000
    }
}

/// Sends what is left of a letter after `before`. It waits for the other side, within the limits.
///
/// # Errors
/// [`SendFault`], in words, with what has gone out all the same.
pub fn send(
    channel: &Channel,
    letter: &Letter,
    before: &Sent,
    moment: Moment,
    secrets: &dyn Secrets,
    limits: &Limits,
) -> Result<Sent, SendFault> {
    match channel {
        Channel::Mail(mail) => mail::send(mail, letter, before, moment, secrets, limits),
        Channel::Robot(robot) => robot::send(robot, letter, before, moment, secrets, limits),
        Channel::Folder(folder) => folder::send(folder, letter, before, moment),
    }
}
