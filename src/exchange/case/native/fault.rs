//! What is wrong with a recovery case: what happened, to which part of the document, what to do.

use crate::exchange::case::limited::MOST_PARTS;
use crate::words::{Arg, Message, Tell, grouped};

/// Why a document could not be taken for a recovery case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACase {
    /// Reading stopped here, counted from 1.
    #[error("no JSON from line {line}, column {column} on")]
    NotJson { line: usize, column: usize },
    #[error("nested too deep")]
    TooDeep,
    #[error("{0} bytes are more than a case may have")]
    TooLarge(u64),
    /// More parts than memory has room for.
    #[error("more parts than a case may have")]
    TooMuch,
    /// JSON, but of nothing that is known here.
    #[error("no recovery case")]
    Unknown,
    #[error("version {0} is not known")]
    Version(String),
    /// A part of it, by its path: `routes[3].stops[2].window`, counted from 0 as programs do.
    #[error("{path}: {fault}")]
    At { path: String, fault: Fault },
}

/// What is wrong with one part. `found` is what stands there, shortened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("is missing")]
    Missing,
    /// A key that this version does not know: what it says would be passed over.
    #[error("is not known")]
    UnknownKey,
    #[error("is {found}, but not {wanted:?}")]
    Not { wanted: Kind, found: String },
    #[error("is {found}, outside {least} to {most}")]
    OutOfRange { found: String, least: u64, most: u64 },
    #[error("has more than {most} characters")]
    TooLong { most: usize },
    #[error("{found} is off the earth")]
    OffTheEarth { found: String },
    #[error("closes before it opens")]
    ClosesBeforeItOpens { found: String },
    #[error("lies before {other}")]
    Before { found: String, other: &'static str },
    #[error("stands at {first} already")]
    Repeated { first: String },
    #[error("there is no {what:?} {name}")]
    NoSuch { what: Kind, name: String },
    /// A pickup is made before a stop that its route does not have.
    #[error("{name} is not on the route")]
    NotOnTheRoute { name: String },
    #[error("has {found} entries rather than {wanted}")]
    WrongLength { found: usize, wanted: usize },
    #[error("has more than {most} entries")]
    TooMany { most: usize },
}

/// What is expected to stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Object,
    List,
    Text,
    Whole,
    Number,
    YesOrNo,
    Day,
    Moment,
    Time,
    Window,
    /// One of these.
    Word(Vec<&'static str>),
    Vehicle,
    Station,
    Breakdown,
}

impl Tell for Kind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Object => "case-kind-object",
            Self::List => "case-kind-list",
            Self::Text => "case-kind-text",
            Self::Whole => "case-kind-whole",
            Self::Number => "case-kind-number",
            Self::YesOrNo => "case-kind-yes-or-no",
            Self::Day => "case-kind-day",
            Self::Moment => "case-kind-moment",
            Self::Time => "case-kind-time",
            Self::Window => "case-kind-window",
            Self::Word(words) => {
                return Message::new("case-kind-word").with("words", words.join(", "));
            }
            Self::Vehicle => "case-kind-vehicle",
            Self::Station => "case-kind-station",
            Self::Breakdown => "case-kind-breakdown",
        })
    }
}

impl Tell for Fault {
    fn message(&self) -> Message {
        match self {
            Self::Missing => Message::new("case-fault-missing"),
            Self::UnknownKey => Message::new("case-fault-unknown-key"),
            Self::Not { wanted, found } => {
                Message::new("case-fault-not").with("wanted", wanted.message()).with("found", found.as_str())
            }
            Self::OutOfRange { found, least, most } => Message::new("case-fault-out-of-range")
                .with("found", found.as_str())
                .with("least", Arg::shown(least))
                .with("most", Arg::shown(most)),
            Self::TooLong { most } => Message::new("case-fault-too-long").with("most", *most),
            Self::OffTheEarth { found } => {
                Message::new("case-fault-off-the-earth").with("found", found.as_str())
            }
            Self::ClosesBeforeItOpens { found } => {
                Message::new("case-fault-closes-before-opening").with("found", found.as_str())
            }
            Self::Before { found, other } => {
                Message::new("case-fault-before").with("found", found.as_str()).with("other", *other)
            }
            Self::Repeated { first } => Message::new("case-fault-repeated").with("first", first.as_str()),
            Self::NoSuch { what, name } => {
                Message::new("case-fault-no-such").with("what", what.message()).with("name", name.as_str())
            }
            Self::NotOnTheRoute { name } => {
                Message::new("case-fault-not-on-the-route").with("name", name.as_str())
            }
            Self::WrongLength { found, wanted } => {
                Message::new("case-fault-wrong-length").with("found", *found).with("wanted", *wanted)
            }
            Self::TooMany { most } => Message::new("case-fault-too-many").with("most", *most),
        }
    }
}

impl Tell for NotACase {
    fn message(&self) -> Message {
        match self {
            Self::NotJson { line, column } => Message::new("case-not-json")
                .with("line", Arg::shown(line))
                .with("column", Arg::shown(column)),
            Self::TooDeep => Message::new("case-too-deep"),
            Self::TooLarge(bytes) => Message::new("case-too-large")
                .with("size", Arg::shown(bytes.div_ceil(1 << 20)))
                .with("most", Arg::shown(super::MOST_BYTES >> 20)),
            Self::TooMuch => Message::new("case-too-much").with("most", grouped(MOST_PARTS as u64)),
            Self::Unknown => Message::new("case-unknown"),
            Self::Version(found) => Message::new("case-version")
                .with("found", found.as_str())
                .with("known", Arg::shown(super::VERSION)),
            Self::At { path, fault } => {
                Message::new("case-at").with("path", path.as_str()).with("fault", fault.message())
            }
        }
    }
}
