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
use row::{DelayRow, SeenDay, Shops};
use smol_str::SmolStr;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::{panic, thread};
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

    /// The one pass over the days: every row is counted, those the scope lists are handed on. Days are read and
    /// counted here and told on a thread of their own, so that one is read while the one before it is written.
    fn pass<E>(
        &mut self,
        words: &Words,
        watch: &mut dyn Watch,
        list: impl FnMut(&DelayRow<'_>) -> Result<(), FileTrouble> + Send,
    ) -> Result<(), NotReported<E>>
    where
        R: FnMut(ServiceDay) -> Result<Option<Day>, E>,
    {
        let (scope, source) = (self.scope, self.source);
        if scope.to < scope.from {
            return Err(NotReported::Backwards { from: scope.from, to: scope.to });
        }
        let dates: Vec<_> = source.days.iter().filter(|day| (scope.from..=scope.to).contains(day)).collect();
        let total = dates.len() as u64;
        let (hand_over, handed_over) = mpsc::sync_channel(DAYS_AHEAD);
        let shops = Shops::of(source.state, words);
        self.totals = thread::scope(|threads| {
            let telling = threads.spawn(|| tell_all(handed_over, scope, &shops, list));
            let counted = self.read_all(&dates, &shops, &hand_over, watch);
            // What is told ends with what is handed over.
            drop(hand_over);
            let told = telling.join().unwrap_or_else(|panic| panic::resume_unwind(panic));
            counted.and_then(|totals| told.map(|()| totals).map_err(NotReported::File))
        })?;
        watch.step(total, total)?;
        Ok(())
    }

    fn read_all<E>(
        &mut self,
        dates: &[&ServiceDay],
        shops: &Shops<'s>,
        hand_over: &SyncSender<SeenDay<'s>>,
        watch: &mut dyn Watch,
    ) -> Result<Totals, NotReported<E>>
    where
        R: FnMut(ServiceDay) -> Result<Option<Day>, E>,
    {
        let mut counting = Counting::new(shops);
        for (done, date) in (0..).zip(dates) {
            watch.step(done, dates.len() as u64)?;
            let Some(day) = (self.read)(**date).map_err(NotReported::Read)? else { continue };
            let seen = shops.look_at(day, self.source.now);
            for mut round in shops.rounds(&seen) {
                round.retain(|row| self.scope.counts(row));
                counting.count(&round);
            }
            if hand_over.send(seen).is_err() {
                // Telling them has ended, and says why.
                break;
            }
        }
        Ok(counting.come_to())
    }
}

/// So many days are read ahead of the one that is told.
const DAYS_AHEAD: usize = 2;

fn tell_all<'s>(
    days: Receiver<SeenDay<'s>>,
    scope: &Scope,
    shops: &Shops<'s>,
    mut list: impl FnMut(&DelayRow<'_>) -> Result<(), FileTrouble>,
) -> Result<(), FileTrouble> {
    for day in days {
        for round in shops.rounds(&day) {
            let listed = |row: &&DelayRow<'_>| scope.counts(row) && scope.lists(row);
            round.iter().filter(listed).try_for_each(&mut list)?;
        }
    }
    Ok(())
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
        self.pass(lexicon.words(), watch, |row| {
            if rows.wants(row.is_disturbed()) { rows.row(&columns::cells(row, lexicon)) } else { Ok(()) }
        })?;
        Ok(totals::summary(&self.totals, lexicon.words()))
    }
}
