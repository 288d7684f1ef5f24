//! Why an alert cannot be used: what happened, to which file, what to do. It changes nothing.

use super::shortened;
use crate::exchange::xml::{MOST_ELEMENTS, MOST_LEVELS, Unsound};
use crate::words::{Arg, Message, Tell};
use smol_str::SmolStr;

/// A document, or one alert of it, that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: {}", why.name())]
pub struct AlertFault {
    /// The file's name or the feed's address.
    pub origin: SmolStr,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A folder, a device.
    NoFile,
    /// The system's own words.
    Disk(String),
    TooLarge {
        bytes: u64,
        most: u64,
    },
    Unsound(Unsound),
    /// XML, but of something else.
    NotAnAlert {
        root: String,
    },
    Missing {
        element: &'static str,
    },
    /// A word the standard does not have, where what it says decides.
    UnknownWord {
        element: &'static str,
        found: String,
    },
    BadTime {
        element: &'static str,
        found: String,
    },
    EndsBeforeItBegins {
        begins: String,
        ends: String,
    },
    TooMany {
        element: &'static str,
        most: usize,
    },
    /// In one polygon.
    TooManyPoints {
        most: usize,
    },
}

impl Why {
    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoFile => "no_file",
            Self::Disk(_) => "disk",
            Self::TooLarge { .. } => "too_large",
            Self::Unsound(Unsound::Empty) => "empty",
            Self::Unsound(Unsound::NotXml) => "not_xml",
            Self::Unsound(Unsound::WebPage) => "web_page",
            Self::Unsound(Unsound::Dtd) => "document_type",
            Self::Unsound(Unsound::Truncated) => "truncated",
            Self::Unsound(Unsound::Broken { .. }) => "broken",
            Self::Unsound(Unsound::Undecodable) => "undecodable",
            Self::Unsound(Unsound::TooDeep) => "too_deep",
            Self::Unsound(Unsound::TooManyElements) | Self::TooMany { .. } | Self::TooManyPoints { .. } => {
                "too_many"
            }
            Self::NotAnAlert { .. } => "not_an_alert",
            Self::Missing { .. } => "missing",
            Self::UnknownWord { .. } => "unknown_word",
            Self::BadTime { .. } => "bad_time",
            Self::EndsBeforeItBegins { .. } => "ends_before_it_begins",
        }
    }

    pub(super) fn bad_time(element: &'static str, found: &str) -> Self {
        Self::BadTime { element, found: shortened(found) }
    }
}

impl Tell for AlertFault {
    fn message(&self) -> Message {
        let message = match &self.why {
            Why::NoFile => Message::new("alert-no-file"),
            Why::Disk(system) => Message::new("alert-disk").with("system", system.as_str()),
            Why::TooLarge { bytes, most } => Message::new("alert-too-large")
                .with("size", Arg::shown(bytes.div_ceil(1 << 20)))
                .with("most", Arg::shown(most >> 20)),
            Why::Unsound(unsound) => unsound.message(),
            Why::NotAnAlert { root } => Message::new("alert-not-an-alert").with("root", root.as_str()),
            Why::Missing { element } => Message::new("alert-missing").with("element", *element),
            Why::UnknownWord { element, found } => {
                Message::new("alert-unknown-word").with("element", *element).with("found", found.as_str())
            }
            Why::BadTime { element, found } => {
                Message::new("alert-bad-time").with("element", *element).with("found", found.as_str())
            }
            Why::EndsBeforeItBegins { begins, ends } => Message::new("alert-ends-before-it-begins")
                .with("begins", begins.as_str())
                .with("ends", ends.as_str()),
            Why::TooMany { element, most } => {
                Message::new("alert-too-many").with("element", *element).with("most", Arg::shown(most))
            }
            Why::TooManyPoints { most } => {
                Message::new("alert-too-many-points").with("most", Arg::shown(most))
            }
        };
        message.with("origin", self.origin.as_str())
    }
}

/// The sentence still lacks where the document comes from: `origin`.
impl Tell for Unsound {
    fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("xml-empty"),
            Self::NotXml => Message::new("xml-not-xml"),
            Self::WebPage => Message::new("xml-web-page"),
            Self::Dtd => Message::new("xml-document-type"),
            Self::Truncated => Message::new("xml-truncated"),
            Self::Broken { line } => Message::new("xml-broken").with("line", Arg::shown(line)),
            Self::Undecodable => Message::new("xml-undecodable"),
            Self::TooDeep => Message::new("xml-too-deep").with("most", Arg::shown(MOST_LEVELS)),
            Self::TooManyElements => {
                Message::new("xml-too-many-elements").with("most", Arg::shown(MOST_ELEMENTS))
            }
        }
    }
}
