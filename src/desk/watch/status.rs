//! How each source stands, as the window shows it.

use crate::domain::time::Timestamp;
use crate::words::{Arg, Message, Words};
use smol_str::SmolStr;

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// By its address.
    Feed(SmolStr),
    AlertFolder(SmolStr),
    PositionFolder(SmolStr),
}

impl Source {
    /// Under which the journal keeps what it brings: a feed's host, a folder's own name.
    #[must_use]
    pub fn short_name(&self) -> &str {
        match self {
            Self::Feed(url) => host(url),
            Self::AlertFolder(folder) | Self::PositionFolder(folder) => {
                let name = folder.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next();
                name.filter(|name| !name.is_empty()).unwrap_or(folder)
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct SourceStatus {
    pub source: Source,
    /// When it was last heard in full.
    pub heard: Option<Timestamp>,
    /// What went wrong since.
    pub fault: Option<Message>,
    /// When it is tried again; `None` while that goes on.
    pub next: Option<Timestamp>,
}

impl SourceStatus {
    #[must_use]
    pub const fn new(source: Source) -> Self {
        Self { source, heard: None, fault: None, next: None }
    }

    /// What people call it: a feed by its host, a folder by what it is for.
    #[must_use]
    pub fn name(&self, words: &Words) -> String {
        match &self.source {
            Source::Feed(url) => words.fill("watch-feed", &[("host", Arg::from(host(url)))]),
            Source::AlertFolder(_) => words.say("watch-alert-folder"),
            Source::PositionFolder(_) => words.say("watch-position-folder"),
        }
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
