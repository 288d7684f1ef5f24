//! Weather alerts as they were received (OASIS Common Alerting Protocol 1.2). What they do to holds is for
//! [`super::decide`] to say.

use super::ids::{AlertKey, DistrictCode};
use super::place::Area;
use super::time::Timestamp;
use super::weather::Signal;
use smol_str::SmolStr;

/// One message of a warning office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    pub key: AlertKey,
    pub sent: Timestamp,
    pub status: Status,
    pub message: MessageKind,
    /// Earlier messages it speaks of. Never itself.
    pub refers_to: Vec<AlertKey>,
    /// One for each language, event or area, in the order of the message. A cancellation may have none.
    pub infos: Vec<Info>,
    /// Where it came from: a file's name or a feed's address.
    pub origin: SmolStr,
}

impl AlertKey {
    #[must_use]
    pub fn of(sender: &str, identifier: &str) -> Self {
        Self::new(format!("{sender},{identifier}"))
    }
}

impl Alert {
    /// When the last of what it says is over; when it was sent, where it says nothing.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.infos.iter().map(|info| info.until).max().unwrap_or(self.sent)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Actual,
    Exercise,
    /// For machines.
    System,
    Test,
    Draft,
}

impl Status {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Exercise => "exercise",
            Self::System => "system",
            Self::Test => "test",
            Self::Draft => "draft",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageKind {
    Alert,
    Update,
    Cancel,
    /// Between offices: an acknowledgement.
    Ack,
    /// Between offices: a message is refused.
    Error,
}

impl MessageKind {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Update => "update",
            Self::Cancel => "cancel",
            Self::Ack => "ack",
            Self::Error => "error",
        }
    }
}

/// What it says, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// As the message writes it, such as `zh-CN`; `en-US` where it writes none.
    pub language: SmolStr,
    pub event: SmolStr,
    pub headline: SmolStr,
    pub description: SmolStr,
    pub instruction: SmolStr,
    pub sender_name: SmolStr,
    /// `None` where it is about nothing a warning signal knows, such as an earthquake.
    pub signal: Option<Signal>,
    /// The danger is over.
    pub all_clear: bool,
    /// Onset; else when it takes effect; else when it was sent.
    pub from: Timestamp,
    pub until: Timestamp,
    /// The message gives no end; `until` is a day after its beginning.
    pub until_assumed: bool,
    pub areas: Vec<AlertArea>,
}

/// Where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertArea {
    pub description: SmolStr,
    /// Administrative codes, cut to the prefix that counts: `420300000000` is `4203`.
    pub districts: Vec<DistrictCode>,
    /// Polygons and circles that can be used.
    pub shapes: Vec<Area>,
    /// Those that cannot.
    pub faults: Vec<AreaFault>,
}

/// Why a polygon or circle of an alert cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaFault {
    TooFewPoints,
    CrossesItself,
    /// A circle of no radius: a point.
    NoRadius,
    /// No numbers, or no place on the earth.
    NotOnTheEarth,
}

impl AreaFault {
    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooFewPoints => "too_few_points",
            Self::CrossesItself => "crosses_itself",
            Self::NoRadius => "no_radius",
            Self::NotOnTheEarth => "not_on_the_earth",
        }
    }
}
