//! What the bookkeeper has told for the Data view: files read and not kept, what *Import* did, the log, and
//! what checking the database found, and how channels fare.

use super::imports::{Kept, Preview};
use super::safekeeping::Safe;
use crate::session::ChangeSummary;
use crate::session::Verdict;
use crate::words::Message;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The window only reads it; everything in it is shared.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Files that have been read; nothing of them is kept.
    pub preview: Option<Arc<Preview>>,
    /// The last *Import* of this sitting.
    pub kept: Option<Arc<Kept>>,
    /// Oldest first, at most [`MOST_CHANGES`].
    pub log: Option<Arc<[ChangeSummary]>>,
    pub verdict: Option<Arc<Verdict>>,
    pub channels: ChannelsFound,
    /// How the database is kept safe.
    pub safe: Option<Arc<Safe>>,
    /// The text of a support file, until it is put away.
    pub support: Option<Arc<str>>,
}

/// What is known of channels beyond the settings.
#[derive(Clone, Debug, Default)]
pub struct ChannelsFound {
    /// By the name of its variable: whether a secret is there.
    pub secrets: BTreeMap<String, bool>,
    /// By the channel's name in the outbox: the last test message.
    pub tests: BTreeMap<SmolStr, Tested>,
}

/// Where a test message stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Tested {
    UnderWay,
    Over { went: bool, message: Message },
}

/// One of these has been found out.
#[derive(Clone, Debug, PartialEq)]
pub enum ChannelFound {
    Secrets(BTreeMap<String, bool>),
    Test(SmolStr, Tested),
}

impl ChannelsFound {
    /// Takes in what was found.
    pub fn take(&mut self, found: ChannelFound) {
        match found {
            ChannelFound::Secrets(secrets) => self.secrets.extend(secrets),
            ChannelFound::Test(channel, tested) => drop(self.tests.insert(channel, tested)),
        }
    }
}

/// So many of the newest changes are brought for the log.
pub const MOST_CHANGES: usize = 500;

/// One of these has come in; the others stay.
#[derive(Clone, Debug)]
pub enum Finding {
    Preview(Arc<Preview>),
    /// What had been read was let go.
    Dropped,
    Kept(Arc<Kept>),
    Log(Arc<[ChangeSummary]>),
    Verdict(Arc<Verdict>),
    Safe(Arc<Safe>),
    Support(Option<Arc<str>>),
}

impl Findings {
    /// Takes in what came.
    pub fn take(&mut self, finding: Finding) {
        match finding {
            Finding::Preview(preview) => {
                self.preview = Some(preview);
                self.kept = None;
            }
            Finding::Dropped => self.preview = None,
            Finding::Kept(kept) => {
                self.preview = None;
                self.kept = Some(kept);
            }
            Finding::Log(log) => self.log = Some(log),
            Finding::Verdict(verdict) => self.verdict = Some(verdict),
            Finding::Safe(safe) => self.safe = Some(safe),
            Finding::Support(text) => self.support = text,
        }
    }
}
