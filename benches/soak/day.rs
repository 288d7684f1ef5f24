//! A working day played at full speed through the session: rounds are driven, vehicles break down and their rounds are
//! recovered, holds come and go, retailers are told, changes are taken back, reports are written and copies taken. Shared by the
//! long run and by the short one that runs with the tests.

use mainstay::domain::command::{
    BreakdownReport, Command, Happening, ProgressNote, Shift, ShiftTarget, StopFacts, Telling,
};
use mainstay::domain::day::{Day, Progress, Route, Way};
use mainstay::domain::fleet::review::{Filter, Period};
use mainstay::domain::ids::{Author, HoldId, Plate};
use mainstay::domain::incident::Fault;
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::place::Area;
use mainstay::domain::state::State;
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Seconds;
use mainstay::domain::watch::Unwatched;
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use mainstay::exchange::report::Format;
use mainstay::exchange::report::delays::Scope;
use mainstay::exchange::report::head::Span;
use mainstay::notify::channels::Limits;
use mainstay::notify::secrets::{Secret, Secrets};
use mainstay::recovery::{About, Ask, Rounds, recover};
use mainstay::session::report::Subject;
use mainstay::session::{NotDone, Session};
use mainstay::words::{Language, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Between two looks at the day.
const STEP: i64 = 5;

/// What was done, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Played {
    pub changes: u64,
    pub delivered: usize,
    pub breakdowns: u32,
    pub recovered: u32,
    pub repaired: u32,
    pub holds: u32,
    pub sent: u32,
    pub told: usize,
    pub undone: u32,
    pub reports: u32,
    pub copies: u32,
    /// What the rules would not have, in their words.
    pub refused: Vec<String>,
    /// Resident kilobytes at the end of each hour; none where the system does not say.
    pub memory: Vec<u64>,
}

/// Nobody's: notices go into a folder.
struct NoSecrets;

impl Secrets for NoSecrets {
    fn get(&self, _: &str) -> Option<Secret> {
        None
    }
}

pub struct Player<'s> {
    session: &'s mut Session,
    folder: &'s Path,
    now: Timestamp,
    broken: BTreeMap<Plate, Timestamp>,
    hold: Option<HoldId>,
    pub played: Played,
}

impl<'s> Player<'s> {
    /// The day begins at `now`; reports go into `folder`.
    pub fn new(session: &'s mut Session, folder: &'s Path, now: Timestamp) -> Self {
        Self { session, folder, now, broken: BTreeMap::new(), hold: None, played: Played::default() }
    }

    /// # Errors
    /// Whatever the session says, but for what the rules would not have, which is counted.
    pub fn play(&mut self, hours: u32, mut tell: impl FnMut(u32, &Played)) -> Result<(), NotDone> {
        for hour in 0..hours {
            for minute in (0..60).step_by(5) {
                self.step(minute)?;
                self.now = self.now.plus(chrono::TimeDelta::minutes(STEP));
            }
            self.report();
            if self.session.is_backup_due(self.now)? {
                self.session.back_up_by_itself(self.now, &mut Unwatched)?;
                self.played.copies += 1;
            }
            self.played.memory.extend(resident());
            tell(hour, &self.played);
        }
        Ok(())
    }

    fn step(&mut self, minute: u32) -> Result<(), NotDone> {
        self.session.follow_up(self.now)?;
        self.drive()?;
        match minute {
            5 | 25 | 45 => self.break_down()?,
            15 => self.put_hold()?,
            35 => self.confirm_hold()?,
            50 => self.release_hold()?,
            20 | 40 => self.change_and_undo()?,
            _ => {}
        }
        self.repair()?;
        self.tell_retailers()?;
        self.send()
    }

    /// False where the rules would not have it.
    fn does(&mut self, command: Command) -> Result<bool, NotDone> {
        match self.session.submit(command, &Author::new("soak"), self.now) {
            Ok(receipt) => {
                self.played.changes += u64::from(receipt.change.is_some());
                Ok(true)
            }
            Err(NotDone::Refused(refusal)) => {
                self.played.refused.push(format!("{}: {refusal}", self.now));
                Ok(false)
            }
            Err(trouble) => Err(trouble),
        }
    }

    fn day(&mut self) -> Result<std::sync::Arc<Day>, NotDone> {
        Ok(self.session.bring_around(self.now.day())?.expect("the day is planned"))
    }

    /// What the plan says has happened by now has, but for vehicles that stand.
    fn drive(&mut self) -> Result<(), NotDone> {
        let (day, time) = (self.day()?, self.now.time());
        let mut notes = Vec::new();
        for route in day.routes.values().filter(|route| moves(self.session.state(), route)) {
            let note = |what| ProgressNote { route: Some(route.id.clone()), what };
            if route.departed.is_none() && route.departs <= time {
                notes.push(note(Happening::Departed { at: route.departs }));
            }
            let reached = |stop: &&mainstay::domain::day::Stop| {
                stop.progress == Progress::Waiting
                    && stop.planned.plus(stop.service) <= time
                    && route.departs <= time
            };
            for stop in route.stops.iter().filter(reached) {
                let facts =
                    StopFacts { delivered: Some(stop.planned.plus(stop.service)), ..StopFacts::default() };
                notes.push(note(Happening::AtStop { retailer: stop.retailer.clone(), facts }));
            }
        }
        let count = notes.len();
        if count > 0 && self.does(Command::NoteProgress { day: self.now.day(), notes })? {
            self.played.delivered += count;
        }
        Ok(())
    }

    /// The vehicle with most stops left; the best plan is carried out.
    fn break_down(&mut self) -> Result<(), NotDone> {
        let day = self.day()?;
        let state = self.session.state();
        let under_way = day.routes.values().filter(|route| route.departed.is_some() && moves(state, route));
        let Some(route) = under_way.max_by_key(|route| left(route)).filter(|route| left(route) > 2) else {
            return Ok(());
        };
        let Some(plate) = route.vehicle.clone() else { return Ok(()) };
        let report = BreakdownReport {
            plate: plate.clone(),
            at: self.now,
            place: None,
            fault: Fault::Clutch,
            estimate: Some(Seconds::from_minutes(120)),
        };
        if !self.does(Command::ReportBreakdown(report))? {
            return Ok(());
        }
        self.played.breakdowns += 1;
        self.broken.insert(plate, self.now);
        self.day()?;
        let ask = Ask {
            day: self.now.day(),
            now: self.now,
            seed: 1,
            threads: 1,
            relieved: BTreeSet::new(),
            about: About::Breakdowns,
        };
        let found = recover(self.session.state(), self.session.revision(), &ask, &Rounds(20), &mut |_| {});
        let proposals = found.map(|answer| answer.proposals).unwrap_or_default();
        if let Some(plan) = proposals.into_iter().next() {
            let routes = plan.routes.iter().map(|route| Route::clone(route)).collect();
            let command =
                Command::ApplyProposal { day: self.now.day(), routes, base: plan.based_on, now: self.now };
            self.played.recovered += u32::from(self.does(command)?);
        }
        Ok(())
    }

    fn repair(&mut self) -> Result<(), NotDone> {
        let due = self.now.plus(-chrono::TimeDelta::hours(2));
        let repaired: Vec<Plate> =
            self.broken.iter().filter(|(_, since)| **since <= due).map(|(plate, _)| plate.clone()).collect();
        for plate in repaired {
            self.broken.remove(&plate);
            self.played.repaired += u32::from(self.does(Command::ReportRepair { plate, at: self.now })?);
        }
        Ok(())
    }

    fn put_hold(&mut self) -> Result<(), NotDone> {
        let district =
            self.session.state().network.retailers.values().next().map(|shop| shop.district.clone());
        let areas = vec![Area::Districts(district.into_iter().collect())];
        let signal = Signal { kind: Hazard::Rainstorm, colour: Colour::Yellow };
        let span = (self.now, self.now.plus(chrono::TimeDelta::minutes(50)));
        let id = HoldId::new(format!("S{}", self.played.holds));
        let hold = Hold { confirmed: false, ..Hold::put(id.clone(), signal, areas, span) };
        if self.does(Command::PutHold(Box::new(hold)))? {
            self.played.holds += 1;
            self.hold = Some(id);
        }
        Ok(())
    }

    fn confirm_hold(&mut self) -> Result<(), NotDone> {
        if let Some(hold) = self.hold.clone() {
            self.does(Command::ConfirmHold(hold))?;
        }
        Ok(())
    }

    fn release_hold(&mut self) -> Result<(), NotDone> {
        if let Some(hold) = self.hold.take() {
            self.does(Command::ReleaseHold { hold, at: self.now })?;
        }
        Ok(())
    }

    /// The windows of a round move by three quarters of an hour, and back.
    fn change_and_undo(&mut self) -> Result<(), NotDone> {
        let day = self.day()?;
        let Some(route) = day.routes.values().max_by_key(|route| left(route)).filter(|route| left(route) > 0)
        else {
            return Ok(());
        };
        let shift = Command::ShiftWindows {
            day: self.now.day(),
            target: ShiftTarget::Routes(vec![route.id.clone()]),
            shift: Shift::By(45),
            base: self.session.revision(),
        };
        if self.does(shift)? {
            self.session.undo(&Author::new("soak"), self.now)?;
            self.played.undone += 1;
        }
        Ok(())
    }

    /// Some of those who have to be called are.
    fn tell_retailers(&mut self) -> Result<(), NotDone> {
        let entries = self.session.ledger(self.now.day(), self.now)?;
        let telling = |entry: &mainstay::notify::ledger::Entry| Telling {
            retailer: entry.retailer.clone(),
            at: self.now,
            by: "soak".into(),
            way: Some(Way::Phone),
            confirmed: true,
            said: None,
        };
        let tellings: Vec<_> =
            entries.iter().filter(|entry| entry.standing.is_to_tell()).take(20).map(telling).collect();
        let count = tellings.len();
        let command = Command::TellRetailers { day: self.now.day(), tellings, now: self.now };
        if count > 0 && self.does(command)? {
            self.played.told += count;
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), NotDone> {
        let Some(lock) = self.session.take_sending()? else { return Ok(()) };
        while let Some(consignment) = self.session.next_sending(self.now, &lock)? {
            let outcome = consignment.send(self.now, &NoSecrets, &Limits::default());
            if let Err(fault) = &outcome {
                self.played.refused.push(format!("{}: not sent: {fault:?}", self.now));
            }
            self.session.settle_sending(consignment, outcome, self.now)?;
            self.played.sent += 1;
        }
        Ok(())
    }

    /// Every report in every form.
    fn report(&mut self) {
        let day = self.now.day();
        let span = Span { from: day, to: day, hours: None };
        let words = Words::new(Language::Chinese);
        for (name, subject) in [
            ("delays", Subject::Delays(Scope::every_stop(day, day))),
            ("breakdowns", Subject::Breakdowns(Period { from: day, to: day }, Filter::default())),
            ("incidents", Subject::Incidents(span)),
            ("supervision", Subject::Supervision(span)),
            ("notices", Subject::Notices(span)),
        ] {
            for format in Format::ALL {
                let path = self.folder.join(format!("{name}.{}", format.extension()));
                match self.session.report(&subject, self.now, &words, (&path, format), &mut Unwatched) {
                    Ok(_) => self.played.reports += 1,
                    Err(wrong) => self.played.refused.push(format!("{}: {name}: {wrong:?}", self.now)),
                }
            }
        }
    }
}

fn left(route: &Route) -> usize {
    route.stops.iter().filter(|stop| stop.progress == Progress::Waiting).count()
}

/// Its vehicle can go.
fn moves(state: &State, route: &Route) -> bool {
    let vehicle = route.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
    vehicle.is_some_and(|vehicle| vehicle.status == VehicleStatus::Available)
}

/// Kilobytes this process has in memory.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
