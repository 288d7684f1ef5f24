//! What holds of every day, whatever is asked of it: random commands in random order.

mod kept;
mod steps;
mod wishes;

use crate::a_day::date;
use mainstay::domain::command::Command;
use mainstay::domain::consequences;
use mainstay::domain::day::{Day, Progress, Route};
use mainstay::domain::ids::RetailerCode;
use mainstay::domain::outlook::{self, StopOutlook};
use mainstay::domain::state::State;
use mainstay::domain::time::TimeOfDay;
use mainstay::domain::weigh;
use proptest::prelude::*;
use std::sync::Arc;
use steps::{a_time, some_steps, walk};

fn on_the_day(state: &State) -> Vec<RetailerCode> {
    let day = state.day(date()).expect("a day");
    let mut all: Vec<_> = day.routes.values().flat_map(|r| &r.stops).map(|s| s.retailer.clone()).collect();
    all.sort();
    all
}

/// Everything but when it was changed.
fn without_revisions(state: &State) -> State {
    let mut state = state.clone();
    for day in state.days.values_mut() {
        *day = Arc::new(Day { changed: std::collections::BTreeMap::new(), ..Day::clone(day) });
    }
    state
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn taking_a_change_back_restores_the_day_exactly(
        steps in some_steps(1..14),
        now in a_time(),
    ) {
        walk(&steps, now, |before, command, after| {
            let mut back = after.state.clone();
            for operation in after.last.iter().rev().cloned() {
                let conflicts = back.apply(after.revision, &operation.inverse());
                prop_assert!(conflicts.is_empty(), "{command:?}: {conflicts:?}");
            }
            prop_assert_eq!(without_revisions(&back), without_revisions(&before.state));
            Ok(())
        })?;
    }

    #[test]
    fn what_is_already_so_changes_nothing(steps in some_steps(1..14), now in a_time()) {
        walk(&steps, now, |_, command, after| {
            let states_facts = !matches!(
                command,
                Command::MoveStops { .. }
                    | Command::ShiftWindows { .. }
                    | Command::Reassign { .. }
                    | Command::PutOffStops { .. }
                    | Command::ReportBreakdown(_)
                    | Command::ReportRepair { .. }
                    | Command::NoteLoaded { .. }
                    | Command::ApplyProposal { .. }
                    | Command::Supply(_)
            );
            if states_facts {
                prop_assert_eq!(weigh(&after.state, command.clone()), Ok(Vec::new()));
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_stop_is_lost_or_doubled(steps in some_steps(1..14), now in a_time()) {
        walk(&steps, now, |before, command, after| {
            let (old, new) = (on_the_day(&before.state), on_the_day(&after.state));
            prop_assert!(new.windows(2).all(|pair| pair[0] != pair[1]), "doubled: {:?}", new);
            let brings = matches!(command, Command::Supply(asked) if asked.day().is_some());
            if brings {
                prop_assert!(old.iter().all(|shop| new.contains(shop)), "a request brings a stop, or more to one");
            } else if !matches!(command, Command::PlanDay { .. }) {
                prop_assert_eq!(old, new);
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_has_happened_stays(steps in some_steps(1..14), now in a_time()) {
        walk(&steps, now, |before, command, after| {
            // Both say what has happened.
            if matches!(command, Command::NoteProgress { .. } | Command::NoteLoaded { .. }) {
                return Ok(());
            }
            let (old, new) = (before.state.day(date()).expect("a day"), after.state.day(date()).expect("a day"));
            for (id, route) in &old.routes {
                let kept = new.routes.get(id);
                prop_assert_eq!(kept.and_then(|kept| kept.departed), route.departed);
                for stop in route.stops.iter().filter(|stop| stop.progress.has_happened()) {
                    let (on, at) = new.find(&stop.retailer).expect("visited stops stay");
                    prop_assert_eq!(&on.id, id);
                    prop_assert_eq!(&on.stops[at].progress, &stop.progress);
                    // Only of a route that left with no vehicle on record was it not known where its goods were.
                    if route.vehicle.is_some() {
                        prop_assert_eq!(&on.stops[at].cargo, &stop.cargo);
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn times_run_forward_along_every_route(steps in some_steps(0..14), now in a_time()) {
        let day = walk(&steps, now, |_, _, _| Ok(()))?;
        let outlook = day.outlook();
        for (id, route) in &day.state.day(date()).expect("a day").routes {
            let projected = &outlook.routes[id];
            prop_assert_eq!(projected.stops.len(), route.stops.len());
            let open = |from: usize, to: usize| {
                let pairs = route.stops[from..to].iter().zip(&projected.stops[from..to]);
                pairs.filter(|(stop, _)| stop.progress == Progress::Waiting)
            };
            let first_open = route.first_open();
            let mut free = now;
            for (stop, expected) in open(first_open, route.stops.len()).chain(open(0, first_open)) {
                let StopOutlook { arrives, starts, leaves, .. } = *expected;
                prop_assert!(free <= arrives && arrives <= starts && starts <= leaves, "{}: {:?}", stop.retailer, expected);
                prop_assert!(starts >= stop.window.opens());
                let shop = day.state.network.retailer(&stop.retailer).expect("known");
                let held = day.state.holds.values().any(|hold| {
                    hold.span_on(date()).is_some_and(|(closes, reopens)| closes <= starts && starts < reopens)
                        && hold.covers(shop, shop.place, id)
                });
                prop_assert!(!held, "{} is served while it is closed", stop.retailer);
                prop_assert_eq!(expected.late, stop.window.late_by(starts));
                free = leaves;
            }
            prop_assert!(projected.returns >= projected.leaves || route.departed.is_some());
        }
    }

    #[test]
    fn leaving_later_never_arrives_earlier(
        steps in some_steps(0..8),
        // Around the full hour, where the speed changes.
        (hour, minutes) in (7..19_u32, -15..15_i32),
        wait in 0..2_000_u32,
    ) {
        let departs = TimeOfDay::hm(hour, 0).plus_minutes(minutes);
        let day = walk(&steps, TimeOfDay::hm(6, 0), |_, _, _| Ok(()))?;
        for route in day.state.day(date()).expect("a day").routes.values() {
            let leaving = |departed: TimeOfDay| {
                let mut route = Route::clone(route);
                route.departed = None;
                route.departs = departed;
                for stop in &mut route.stops {
                    stop.progress = Progress::Waiting;
                }
                // Alone on its day, so that its vehicle has no other.
                let id = route.id.clone();
                let mut alone = Day::empty(date());
                alone.routes.insert(id.clone(), route.into());
                let outlook = outlook::project(&day.state, &alone, day.now);
                outlook.routes[&id].clone()
            };
            let (early, late) = (leaving(departs), leaving(TimeOfDay::from_seconds(departs.seconds() + wait)));
            for (early, late) in early.stops.iter().zip(&late.stops) {
                prop_assert!(early.arrives <= late.arrives && early.leaves <= late.leaves);
            }
            prop_assert!(early.returns <= late.returns);
        }
    }

    #[test]
    fn projecting_what_changed_is_projecting_all(
        steps in some_steps(1..10),
        now in a_time(),
    ) {
        walk(&steps, now, |before, command, after| {
            let outlook = before.outlook();
            prop_assert_eq!(outlook.after(&before.state, &after.state), after.outlook());
            let beside = consequences::preview_beside(&before.state, &outlook, command);
            prop_assert_eq!(beside, Ok(consequences::between(&before.state, &after.state, date(), before.now)));
            Ok(())
        })?;
    }
}
