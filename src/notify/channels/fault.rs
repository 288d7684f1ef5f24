//! Why a letter has not gone out, in words: what happened, to what, and the next step.

use super::Sent;
use crate::exchange::fetch::Trouble;
use crate::notify::attempt::Failure;
use crate::words::{Arg, Message, Tell};
use std::time::Duration;

/// An attempt that failed, or failed for some of its recipients.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{to}: {}", why.name())]
pub struct SendFault {
    /// The server, robot or folder it was meant for; never a secret.
    pub to: String,
    pub why: Why,
    /// The other side asks to be left alone for so long.
    pub retry_after: Option<Duration>,
    /// What has gone out all the same, with what had before.
    pub sent: Box<Sent>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The settings know this channel no more.
    NoChannel,
    /// The variable of that name is not set.
    NoSecret(String),
    /// The robot's address is no `https://` address.
    NotSecure,
    /// The mail server would be told the letter, and the password, in the clear.
    InTheClear,
    /// The address the letters come from is none.
    BadSender(String),
    /// The file of trusted certificates can't be used; in the system's own words.
    BadAuthority(String),
    /// Nobody is named whom it could go to.
    NoRecipient,
    /// The server takes none of the addresses; what it says to the first.
    AllRefused(String),
    /// On the way there, or in the midst of it.
    Network(Trouble),
    /// It answers, but not in the language expected; its first words.
    NotUnderstood(String),
    /// It can't secure the connection.
    NoStartTls,
    /// It knows no way to log in that is known here.
    NoLogin,
    WrongPassword(String),
    /// A mail server's word.
    Mail {
        code: u16,
        says: String,
    },
    /// A web server's status.
    Status {
        code: u16,
        says: String,
    },
    /// It wants to be asked somewhere else.
    Redirected,
    /// A robot's own code.
    Robot {
        code: i64,
        says: String,
        meaning: Meaning,
    },
    Folder(FolderTrouble),
}

/// Why a folder could not take a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderTrouble {
    NoFolder,
    Denied,
    Full,
    /// In the system's own words.
    Other(String),
}

/// What a robot's code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Too many messages at once.
    TooFast,
    /// The platform has trouble of its own.
    Busy,
    /// There is no such robot (any more).
    NoSuchRobot,
    /// The signature, a keyword or this computer's address is not what the robot's settings ask for.
    NotAllowed,
    /// The platform refuses what the text says.
    BadContent,
    Unknown,
}

impl Meaning {
    const fn is_final(self) -> bool {
        match self {
            Self::TooFast | Self::Busy | Self::Unknown => false,
            Self::NoSuchRobot | Self::NotAllowed | Self::BadContent => true,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::TooFast => "send-robot-too-fast",
            Self::Busy => "send-robot-busy",
            Self::NoSuchRobot => "send-robot-unknown",
            Self::NotAllowed => "send-robot-not-allowed",
            Self::BadContent => "send-robot-content",
            Self::Unknown => "send-robot-other",
        }
    }
}

impl SendFault {
    pub(super) fn new(to: &str, why: Why, sent: &Sent) -> Self {
        Self { to: to.to_owned(), why, retry_after: None, sent: Box::new(sent.clone()) }
    }

    /// The settings know the channel `to` no more.
    #[must_use]
    pub fn no_channel(to: &str, sent: &Sent) -> Self {
        Self::new(to, Why::NoChannel, sent)
    }

    /// What the next attempt is reckoned from.
    #[must_use]
    pub fn failure(&self) -> Failure {
        Failure { is_final: self.why.is_final(), retry_after: self.retry_after }
    }
}

impl Why {
    /// It will not go better until somebody changes something.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        match self {
            Self::NoChannel
            | Self::NoSecret(_)
            | Self::NotSecure
            | Self::InTheClear
            | Self::BadSender(_)
            | Self::BadAuthority(_)
            | Self::NoRecipient
            | Self::AllRefused(_)
            | Self::NoStartTls
            | Self::NoLogin
            | Self::WrongPassword(_)
            | Self::Redirected
            | Self::Network(Trouble::BadAddress) => true,
            Self::Network(_) | Self::NotUnderstood(_) | Self::Folder(_) => false,
            Self::Mail { code, .. } => *code >= 500,
            Self::Status { code, .. } => matches!(code, 400..=407 | 409..=424 | 426..=428 | 431..=499),
            Self::Robot { meaning, .. } => meaning.is_final(),
        }
    }

    /// The name that is stored and in `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoChannel => "no_channel",
            Self::NoSecret(_) => "no_secret",
            Self::NotSecure => "not_secure",
            Self::InTheClear => "in_the_clear",
            Self::BadSender(_) => "bad_sender",
            Self::BadAuthority(_) => "bad_authority",
            Self::NoRecipient => "no_recipient",
            Self::AllRefused(_) => "all_refused",
            Self::Network(trouble) => trouble.name(),
            Self::NotUnderstood(_) => "not_understood",
            Self::NoStartTls => "no_starttls",
            Self::NoLogin => "no_login",
            Self::WrongPassword(_) => "wrong_password",
            Self::Mail { .. } => "mail",
            Self::Status { .. } => "status",
            Self::Redirected => "redirected",
            Self::Robot { meaning: Meaning::TooFast, .. } => "too_fast",
            Self::Robot { .. } => "robot",
            Self::Folder(_) => "folder",
        }
    }

    fn message(&self) -> Message {
        let says = |key, says: &str| Message::new(key).with("says", says);
        match self {
            Self::NoChannel => Message::new("send-no-channel"),
            Self::NoSecret(variable) => Message::new("send-no-secret").with("variable", variable.as_str()),
            Self::NotSecure => Message::new("send-not-secure"),
            Self::InTheClear => Message::new("send-in-the-clear"),
            Self::BadSender(address) => Message::new("send-bad-sender").with("address", address.as_str()),
            Self::BadAuthority(system) => Message::new("send-bad-authority").with("system", system.as_str()),
            Self::NoRecipient => Message::new("send-no-recipient"),
            Self::AllRefused(text) => says("send-all-refused", text),
            Self::Network(trouble) => of_network(trouble),
            Self::NotUnderstood(text) => says("send-not-understood", text),
            Self::NoStartTls => Message::new("send-no-starttls"),
            Self::NoLogin => Message::new("send-no-login"),
            Self::WrongPassword(text) => says("send-wrong-password", text),
            Self::Mail { code, says: text } if *code >= 500 => {
                says("send-mail-never", text).with("code", Arg::shown(code))
            }
            Self::Mail { code, says: text } => says("send-mail-later", text).with("code", Arg::shown(code)),
            Self::Status { code, says: text } => {
                let key = if self.is_final() { "send-status" } else { "send-status-later" };
                says(key, text).with("code", Arg::shown(code))
            }
            Self::Redirected => Message::new("send-redirected"),
            Self::Robot { code, says: text, meaning } => {
                says(meaning.key(), text).with("code", Arg::shown(code))
            }
            Self::Folder(FolderTrouble::NoFolder) => Message::new("send-no-folder"),
            Self::Folder(FolderTrouble::Denied) => Message::new("send-folder-denied"),
            Self::Folder(FolderTrouble::Full) => Message::new("send-folder-full"),
            Self::Folder(FolderTrouble::Other(system)) => {
                Message::new("send-folder-other").with("system", system.as_str())
            }
        }
    }
}

fn of_network(trouble: &Trouble) -> Message {
    match trouble {
        Trouble::BadAddress => Message::new("send-bad-address"),
        Trouble::NoSuchHost => Message::new("send-no-such-host"),
        Trouble::Refused => Message::new("send-refused"),
        Trouble::TimedOut => Message::new("send-timed-out"),
        Trouble::Untrusted(system) => Message::new("send-untrusted").with("system", system.as_str()),
        Trouble::BrokenOff => Message::new("send-broken-off"),
        other => Message::new("send-other").with("system", in_own_words(other)),
    }
}

fn in_own_words(trouble: &Trouble) -> &str {
    match trouble {
        Trouble::Other(system) => system,
        named => named.name(),
    }
}

impl Tell for SendFault {
    fn message(&self) -> Message {
        self.why.message().with("to", self.to.as_str())
    }
}

/// In one line, and not too long to read.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 160;
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = line.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}
