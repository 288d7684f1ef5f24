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
    /// Later days whose room a plan asks for.
    const LATER: usize = 2;

    /// Opens the database and brings everything into its working set.
    pub(super) fn open(setting: &Setting, date: Option<ServiceDay>) -> Result<Self, Failure> {
        let mut session = setting.open_present()?;
        let now = setting.now(&session.state().settings);
        let day = date.unwrap_or(now.day());
        let later = session.days()?.into_iter().filter(|later| *later > day).take(Self::LATER);
        for later in later {
            session.bring(later)?;
        }
        session.bring(day)?.ok_or(Refusal::NoSuchDay(day))?;
        Ok(Self { session, day, now })
    }
}
