//! What the log says of changes: the command's name, the revision it made and the time it took; a refusal by its key, a
//! fault in the system's words. Never what is in a command: that is people's business.

use super::{NotDone, Receipt};
use crate::journal::outbox::Delivery;
use crate::words::Tell as _;
use std::time::Instant;
use tracing::{error, info, warn};

/// A piece of work from its beginning on.
pub(super) struct Noting {
    what: String,
    began: Instant,
}

impl Noting {
    pub(super) fn of(what: String) -> Self {
        Self { what, began: Instant::now() }
    }

    pub(super) fn change(self, done: &Result<Receipt, NotDone>) {
        match done {
            Ok(receipt) => self.done(receipt.revision.0),
            Err(why) => self.not_done(why),
        }
    }

    pub(super) fn done(self, revision: u64) {
        info!(what = self.what, revision, millis = self.millis(), "done");
    }

    pub(super) fn not_done(self, why: &NotDone) {
        let millis = self.millis();
        match why {
            NotDone::Refused(refusal) => {
                info!(what = self.what, why = refusal.message().key, millis, "refused");
            }
            NotDone::Trouble(trouble) => {
                error!(what = self.what, why = trouble.message().key, system = %trouble, millis, "trouble");
            }
            NotDone::Cancelled(_) => info!(what = self.what, millis, "cancelled"),
        }
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// An attempt to send: ids and states, no texts and no addresses.
pub(super) fn sending(settled: &Delivery) {
    let (notice, channel) = (settled.notice.as_str(), settled.channel.as_str());
    let state = settled.state.name();
    match &settled.fault {
        None => info!(notice, channel, state, "sent"),
        Some(fault) => warn!(notice, channel, state, why = fault.name.as_str(), "not sent"),
    }
}
