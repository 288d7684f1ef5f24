//! Why a command was not done, and the exit code that says so.

use super::setting::Setting;
use crate::domain::refusal::Refusal;
use crate::journal::Trouble;
use crate::session::NotDone;
use crate::session::people::NotSignedIn;
use crate::words::{Message, Tell};
use std::io::Write;
use std::process::ExitCode;

#[derive(Debug)]
pub(super) enum Failure {
    /// The rules say no.
    Refused(Refusal),
    /// The same, of something that is no command.
    No(Message),
    /// What was asked, or the input, cannot be used.
    Bad(Message),
    /// Disk, database or display.
    Trouble(Message),
    /// Nobody reads the answer any more.
    Unread,
}

impl Failure {
    /// What kind of failure it was, for the log: the words are the reader's alone.
    pub(super) fn note(&self) {
        match self {
            Self::Refused(refusal) => tracing::info!(why = refusal.message().key, "refused"),
            Self::No(message) => tracing::info!(why = message.key, "refused"),
            Self::Bad(message) => tracing::info!(why = message.key, "bad input"),
            Self::Trouble(message) => tracing::error!(why = message.key, "trouble"),
            Self::Unread => {}
        }
    }

    pub(super) fn tell(self, setting: &Setting) -> ExitCode {
        let (code, message) = match self {
            Self::Refused(refusal) => (1, refusal.message()),
            Self::No(message) => (1, message),
            Self::Bad(message) => (2, message),
            Self::Trouble(message) => (3, message),
            Self::Unread => return ExitCode::SUCCESS,
        };
        // Where even this cannot be written there is nobody to tell; the code still says it.
        let _ = writeln!(std::io::stderr(), "{}", setting.words.tell(&message));
        ExitCode::from(code)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble.message())
    }
}

impl From<NotSignedIn> for Failure {
    fn from(not: NotSignedIn) -> Self {
        match not {
            NotSignedIn::Trouble(trouble) => trouble.into(),
            other => Self::No(other.message()),
        }
    }
}

impl From<NotDone> for Failure {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Refused(refusal) => refusal.into(),
            NotDone::Trouble(trouble) => trouble.into(),
            NotDone::Cancelled(_) => Self::Trouble(Message::new("cli-cancelled")),
        }
    }
}
