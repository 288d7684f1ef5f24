//! The power goes at any moment: what was written is replayed up to there, and of what was not synced yet some sectors are there
//! and some are not. Every change that was acknowledged is, and none is there in part.

use super::disk::{Event, Image};
use super::{Place, Sight};
use crate::city;
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;
use std::collections::{BTreeMap, BTreeSet};

/// A die that falls the same way each time.
struct Die(u64);

impl Die {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }
}

/// A life of a desk: it makes its database, changes it, is closed, and opened again.
struct Life {
    events: Vec<Event>,
    /// What there was to be seen after each change.
    sights: BTreeMap<u64, Sight>,
}

impl Life {
    fn lead() -> Self {
        let place = Place::new();
        place.disk.record();
        let mut sights = BTreeMap::new();
        let mut session = Session::open(&place.database()).unwrap();
        sights.insert(0, Sight::of(&session));
        city::lay(&mut session);
        let (by, at) = (city::dispatcher(), city::at("06:30"));
        for round in 0..2 {
            if round > 0 {
                session = place.open();
            }
            session.bring(city::day()).unwrap();
            let mut note = |session: &mut Session| {
                place.disk.acknowledged(session.revision().0);
                sights.insert(session.revision().0, Sight::of(session));
            };
            note(&mut session);
            for route in ["R0", "R1", "R2"] {
                session.submit(city::shift(route, 45), &by, at).unwrap();
                note(&mut session);
            }
            session.submit(city::breaks_down(round, "08:30"), &by, city::at("08:30")).unwrap();
            note(&mut session);
            let days = (1..=2).map(|n| city::plan(city::day().plus(n + i64::from(round) * 2)));
            session.submit_all(days, &by, at, &mut Unwatched).unwrap();
            // Only the one day is looked at, so that sights are alike.
            drop(session);
            session = place.open();
            note(&mut session);
            session.undo(&by, city::at("08:40")).unwrap();
            drop(session);
            session = place.open();
            note(&mut session);
        }
        drop(session);
        Self { events: place.disk.recorded(), sights }
    }

    /// Opens what would be there.
    fn check(&self, events: &[Event], image: &Image, context: &str) {
        let place = Place::new();
        image.write_to(place.folder.path());
        let mut session =
            Session::open(&place.database()).unwrap_or_else(|wrong| panic!("{context}: {wrong}"));
        let acknowledged = events.iter().rev().find_map(|event| match event {
            Event::Acknowledged(revision) => Some(*revision),
            _ => None,
        });
        let found = session.revision().0;
        assert!(found >= acknowledged.unwrap_or(0), "{context}: {acknowledged:?} is lost, {found} is left");
        session.bring(city::day()).unwrap();
        let sight = Sight::of(&session);
        let whole = self.sights.get(&found).is_some_and(|expected| *expected == sight);
        assert!(whole, "{context}: what is there at {found} never was");
        let verdict = session.verify(&mut Unwatched).unwrap();
        assert_eq!(verdict.problems, [], "{context}");
    }
}

#[test]
fn a_process_that_ends_after_any_write_leaves_every_acknowledged_change_whole() {
    let life = Life::lead();
    for prefix in (0..=life.events.len()).step_by(3) {
        let events = &life.events[..prefix];
        life.check(events, &Image::left_of(events, || true), &format!("after {prefix} events"));
    }
}

#[test]
fn power_that_goes_at_any_moment_leaves_every_acknowledged_change_whole() {
    let life = Life::lead();
    let count = life.events.len();
    let mut die = Die(2_026);
    // Just before and after something was acknowledged is when it matters most.
    let acknowledgements = (0..count)
        .filter(|at| matches!(life.events[*at], Event::Acknowledged(_)))
        .flat_map(|at| [at, at + 1]);
    let moments: BTreeSet<usize> = acknowledgements.chain((0..60).map(|_| die.roll(count + 1))).collect();
    for moment in moments {
        let events = &life.events[..moment];
        life.check(events, &Image::left_of(events, || false), &format!("power lost after {moment} events"));
        for _ in 0..2 {
            let mut torn = Die(die.0);
            let image = Image::left_of(events, || torn.roll(2) == 0);
            life.check(
                events,
                &image,
                &format!("power lost after {moment} events, sectors torn by {}", die.0),
            );
            die.roll(2);
        }
    }
    // As many as there are changes, at the least: that is what the acknowledgements rest on.
    assert!(life.events.iter().filter(|event| matches!(event, Event::Synced { .. })).count() > 20);
}
