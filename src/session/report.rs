//! Reports told from the open database, a day at a time.

use super::Session;
use crate::domain::day::Day;
use crate::domain::fleet::review::{Filter, Period};
use crate::domain::settings::ReportKind;
use crate::domain::time::{Hours, ServiceDay, Timestamp};
use crate::domain::watch::{Cancelled, Watch};
use crate::exchange::report::delays::totals::Totals;
use crate::exchange::report::delays::{Delays, Scope, Source};
use crate::exchange::report::head::Span;
use crate::exchange::report::{self, Format, NotReported, Preview, Saved};
use crate::journal::Trouble;
use crate::words::Words;
use std::path::Path;

/// What can be reported on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Delays(Scope),
    Breakdowns(Period, Filter),
    Incidents(Span),
    /// How the emergency plan was carried out.
    Supervision(Span),
    Notices(Span),
}

impl Subject {
    /// First and last day, both included.
    #[must_use]
    pub const fn days(&self) -> (ServiceDay, ServiceDay) {
        match self {
            Self::Delays(scope) => (scope.from, scope.to),
            Self::Breakdowns(period, _) => (period.from, period.to),
            Self::Incidents(span) | Self::Supervision(span) | Self::Notices(span) => (span.from, span.to),
        }
    }

    /// The hours of each day, where it is of a shift.
    #[must_use]
    pub const fn hours(&self) -> Option<Hours> {
        match self {
            Self::Delays(scope) => scope.hours,
            Self::Breakdowns(_, filter) => filter.hours,
            Self::Incidents(span) | Self::Supervision(span) | Self::Notices(span) => span.hours,
        }
    }

    #[must_use]
    pub const fn kind(&self) -> ReportKind {
        match self {
            Self::Delays(_) => ReportKind::Delays,
            Self::Breakdowns(..) => ReportKind::Breakdowns,
            Self::Incidents(_) => ReportKind::Incidents,
            Self::Supervision(_) => ReportKind::Supervision,
            Self::Notices(_) => ReportKind::Notices,
        }
    }
}

impl Session {
    /// Writes the report on `subject` to `path`, in the language of `words`. What has not come to an end at
    /// `now` stands with its estimates.
    ///
    /// # Errors
    /// [`NotReported`] says why; what stood at `path` then stands there still.
    pub fn report(
        &mut self,
        subject: &Subject,
        now: Timestamp,
        words: &Words,
        form: (&Path, Format),
        watch: &mut dyn Watch,
    ) -> Result<Saved, NotReported<Trouble>> {
        if let Subject::Delays(scope) = subject {
            return Ok(self.report_delays(scope, now, words, form, watch)?.0);
        }
        let Some(mut held) = self.held(subject, now, words, watch)? else { return Err(Cancelled.into()) };
        report::write(&mut held, words, form, watch).map_err(NotReported::widened)
    }

    /// What the report will be, without writing anything; with its first `rows` rows.
    ///
    /// # Errors
    /// [`NotReported`] says why.
    pub fn preview_report(
        &mut self,
        subject: &Subject,
        now: Timestamp,
        words: &Words,
        rows: usize,
        watch: &mut dyn Watch,
    ) -> Result<Preview, NotReported<Trouble>> {
        if let Subject::Delays(scope) = subject {
            let days = self.days().map_err(NotReported::Read)?;
            return report::preview(&mut self.delays(scope, now, &days), words, rows, watch);
        }
        let Some(mut held) = self.held(subject, now, words, watch)? else { return Err(Cancelled.into()) };
        report::preview(&mut held, words, rows, watch).map_err(NotReported::widened)
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
