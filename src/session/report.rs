//! Reports told from the open database, a day at a time.

use super::Session;
use crate::domain::day::Day;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Watch;
use crate::exchange::report::delays::totals::Totals;
use crate::exchange::report::delays::{Delays, Scope, Source};
use crate::exchange::report::{self, Format, NotReported, Preview, Saved};
use crate::journal::Trouble;
use crate::words::Words;
use std::path::Path;

/// What can be reported on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Delays(Scope),
}

impl Session {
    /// Writes the report on `subject` to `path`, in the language of `words`. What has not come to an end at
    /// `now` stands with its estimates.
    ///
    /// # Errors
    /// [`NotReported`] says why; what stood at `path` then stands there still.
    pub fn report(
        &self,
        subject: &Subject,
        now: Timestamp,
        words: &Words,
        form: (&Path, Format),
        watch: &mut dyn Watch,
    ) -> Result<Saved, NotReported<Trouble>> {
        match subject {
            Subject::Delays(scope) => Ok(self.report_delays(scope, now, words, form, watch)?.0),
        }
    }

    /// What the report will be, without writing anything; with its first `rows` rows.
    ///
    /// # Errors
    /// [`NotReported`] says why.
    pub fn preview_report(
        &self,
        subject: &Subject,
        now: Timestamp,
        words: &Words,
        rows: usize,
        watch: &mut dyn Watch,
    ) -> Result<Preview, NotReported<Trouble>> {
        match subject {
            Subject::Delays(scope) => {
                let days = self.days().map_err(NotReported::Read)?;
                report::preview(&mut self.delays(scope, now, &days), words, rows, watch)
            }
        }
    }

    /// As [`Session::report`], with the totals of the delay report.
    ///
    /// # Errors
    /// [`NotReported`] says why; what stood at `path` then stands there still.
    pub fn report_delays(
        &self,
        scope: &Scope,
        now: Timestamp,
        words: &Words,
        form: (&Path, Format),
        watch: &mut dyn Watch,
    ) -> Result<(Saved, Totals), NotReported<Trouble>> {
        let days = self.days().map_err(NotReported::Read)?;
        let mut delays = self.delays(scope, now, &days);
        let saved = report::write(&mut delays, words, form, watch)?;
        Ok((saved, delays.into_totals()))
    }

    fn delays<'s>(
        &'s self,
        scope: &'s Scope,
        now: Timestamp,
        days: &'s [ServiceDay],
    ) -> Delays<'s, impl FnMut(ServiceDay) -> Result<Option<Day>, Trouble>> {
        let source = Source { state: self.state(), days, now };
        Delays::new(scope, source, |day| self.read_day(day))
    }
}
