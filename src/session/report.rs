//! Reports told from the open database, a day at a time.

use super::Session;
use crate::domain::time::Timestamp;
use crate::domain::watch::Watch;
use crate::exchange::report::delays::{self, ReportPreview, Saved, Scope, Source};
use crate::exchange::report::{Format, NotReported};
use crate::journal::Trouble;
use crate::words::Words;
use std::path::Path;

impl Session {
    /// Writes the delay report of `scope` to `path`, in the language of `words`. Stops not yet served at
    /// `now` stand with their estimates.
    ///
    /// # Errors
    /// [`NotReported`] says why; what stood at `path` then stands there still.
    pub fn report_delays(
        &self,
        scope: &Scope,
        now: Timestamp,
        words: &Words,
        (path, format): (&Path, Format),
        watch: &mut dyn Watch,
    ) -> Result<Saved, NotReported<Trouble>> {
        let days = self.days().map_err(NotReported::Read)?;
        let source = Source { state: self.state(), days: &days, now };
        delays::write(scope, source, |day| self.read_day(day), words, (path, format), watch)
    }

    /// The report's totals and its first `rows` rows, without writing anything.
    ///
    /// # Errors
    /// [`NotReported`] says why.
    pub fn preview_delays(
        &self,
        scope: &Scope,
        now: Timestamp,
        rows: usize,
        watch: &mut dyn Watch,
    ) -> Result<ReportPreview, NotReported<Trouble>> {
        let days = self.days().map_err(NotReported::Read)?;
        let source = Source { state: self.state(), days: &days, now };
        delays::preview(scope, source, |day| self.read_day(day), rows, watch)
    }
}
