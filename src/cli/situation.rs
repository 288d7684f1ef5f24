//! The situation plans are made for: the day, and the later days that stops may be put off to.

use super::failure::Failure;
use super::setting::Setting;
use crate::domain::refusal::Refusal;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::session::Session;

pub(super) struct Situation {
    pub(super) session: Session,
    pub(super) day: ServiceDay,
    pub(super) now: Timestamp,
}

impl Situation {
    /// Opens the database and brings everything into its working set.
    pub(super) fn open(setting: &Setting, date: Option<ServiceDay>) -> Result<Self, Failure> {
        let mut session = setting.open_present()?;
        let now = setting.now(&session.state().settings);
        let day = date.unwrap_or(now.day());
        session.bring_around(day)?.ok_or(Refusal::NoSuchDay(day))?;
        Ok(Self { session, day, now })
    }
}
