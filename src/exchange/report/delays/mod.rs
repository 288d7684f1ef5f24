//! The delay report: every stop due in a period with what came of it, then the totals. Read day by day and
//! told as it is read. This file has the one pass over the days; what a row tells is in [`row`], what the
//! rows come to in [`totals`].

pub mod columns;
mod counting;
pub mod row;
pub mod totals;

use super::head::{Head, Span, as_of_line, hours_fact};
use super::lexicon::Lexicon;
use super::summary::Summary;
use super::whole_file::FileTrouble;
use super::{NotReported, Report, Rows};
use crate::domain::day::Day;
use crate::domain::ids::DepartmentCode;
use crate::domain::state::State;
use crate::domain::time::{Hours, ServiceDay, Timestamp};
use crate::domain::watch::Watch;
use crate::exchange::report::cell::Cell;
use crate::words::Words;
use counting::Counting;
use row::{DelayRow, Shops};
use smol_str::SmolStr;
use totals::Totals;

/// What a delay report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// First and last service day, both included.
    pub from: ServiceDay,
    pub to: ServiceDay,
    pub listed: Listed,
    /// Only the stops of this department's retailers; all where `None`.
    pub department: Option<DepartmentCode>,
    /// Only the stops planned to be reached in these hours; all where `None`.
    pub hours: Option<Hours>,
}

/// Which stops the rows list. The totals always count every stop due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    #[default]
    EveryStop,
    /// Late, failed or put off.
    OnlyLate,
}

impl Scope {
    /// Every stop of the days from `from` to `to`.
    #[must_use]
    pub const fn every_stop(from: ServiceDay, to: ServiceDay) -> Self {
        Self { from, to, listed: Listed::EveryStop, department: None, hours: None }
    }

    fn counts(&self, row: &DelayRow<'_>) -> bool {
        self.department.as_ref().is_none_or(|wanted| wanted == row.shop.department)
            && self.hours.is_none_or(|hours| hours.hold(row.stop.planned))
    }

    fn lists(&self, row: &DelayRow<'_>) -> bool {
        self.listed == Listed::EveryStop || row.is_disturbed()
    }
}

/// What a report is made from: the days are brought one by one (see [`Delays`]).
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    /// Names, crews, incidents, travel times.
    pub state: &'s State,
    /// Every service day there is, oldest first; those outside the period are passed over.
    pub days: &'s [ServiceDay],
    /// The moment the report speaks of: later arrivals are estimates.
    pub now: Timestamp,
}

/// The delay report of a period.
#[derive(Debug)]
pub struct Delays<'s, R> {
    scope: &'s Scope,
    source: Source<'s>,
    read: R,
    totals: Totals,
}

impl<'s, R> Delays<'s, R> {
    /// Each day is brought by `read`.
    pub fn new(scope: &'s Scope, source: Source<'s>, read: R) -> Self {
        Self { scope, source, read, totals: Totals::default() }
    }

    /// What has been counted: all of it once the report has been told or written.
    #[must_use]
    pub const fn totals(&self) -> &Totals {
        &self.totals
    }

    #[must_use]
    pub fn into_totals(self) -> Totals {
        self.totals
    }

    /// The one pass over the days: every row is counted, those the scope lists are handed on.
    fn pass<E>(
        &mut self,
        watch: &mut dyn Watch,
        mut list: impl FnMut(&DelayRow<'_>) -> Result<(), FileTrouble>,
    ) -> Result<(), NotReported<E>>
    where
        R: FnMut(ServiceDay) -> Result<Option<Day>, E>,
    {
        let (scope, source) = (self.scope, self.source);
        if scope.to < scope.from {
            return Err(NotReported::Backwards { from: scope.from, to: scope.to });
        }
        let days: Vec<_> = source.days.iter().filter(|day| (scope.from..=scope.to).contains(day)).collect();
        self.totals = Totals::default();
        let shops = Shops::of(source.state);
        let mut counting = Counting::new(&shops);
        for (done, date) in days.iter().enumerate() {
            watch.step(done as u64, days.len() as u64)?;
            let Some(day) = (self.read)(**date).map_err(NotReported::Read)? else { continue };
            for mut round in shops.rounds(&day, source.now) {
                round.retain(|row| scope.counts(row));
                counting.count(&round);
                round.iter().filter(|row| scope.lists(row)).try_for_each(&mut list)?;
            }
        }
        watch.step(days.len() as u64, days.len() as u64)?;
        self.totals = counting.come_to();
        Ok(())
    }
}

impl<E, R: FnMut(ServiceDay) -> Result<Option<Day>, E>> Report for Delays<'_, R> {
    type Trouble = E;

    fn head(&self, words: &Words) -> Head {
        let (scope, now) = (self.scope, self.source.now);
        let (listed, said) = match scope.listed {
            Listed::EveryStop => ("every_stop", "report-lists-every-stop"),
            Listed::OnlyLate => ("only_late", "report-lists-only-late"),
        };
        let span = Span { from: scope.from, to: scope.to, hours: scope.hours };
        let mut lines = span.lines(words, "report-only-hours-planned");
        lines.extend([as_of_line(words, now), words.say(said)]);
        if let Some(code) = &scope.department {
            let known = self.source.state.network.departments.get(code);
            let name = known.map_or(code.as_str(), |department| words.name(&department.name));
            lines.push(words.fill("report-only-department", &[("department", name.into())]));
        }
        let department = scope.department.as_ref().map_or("", DepartmentCode::as_str);
        let facts = vec![
            ("from", Cell::Day(scope.from)),
            ("to", Cell::Day(scope.to)),
            ("as_of", Cell::Moment(now)),
            ("listed", Cell::Word { said: words.say(said).into(), code: SmolStr::new_static(listed) }),
            ("department", Cell::said(department)),
            ("hours", hours_fact(scope.hours)),
        ];
        Head {
            key: "delays",
            title: words.say("report-title"),
            lines,
            facts,
            as_of: now,
            rows: words.say("report-sheet-stops"),
            columns: columns::columns(words),
        }
    }

    fn tell(
        &mut self,
        lexicon: &Lexicon,
        rows: &mut dyn Rows,
        watch: &mut dyn Watch,
    ) -> Result<Summary, NotReported<E>> {
        self.pass(watch, |row| {
            if rows.wants(row.is_disturbed()) { rows.row(&columns::cells(row, lexicon)) } else { Ok(()) }
        })?;
        Ok(totals::summary(&self.totals, lexicon.words()))
    }
}
