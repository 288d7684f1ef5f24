//! What the journal keeps of a random day is that day: its tables are what a replay gives, and undo leads back
//! to the beginning.

use super::steps::{Step, a_time, command, some_steps};
use crate::a_day::{ADay, date};
use crate::city::dispatcher;
use crate::supply::asked;
use mainstay::domain::command::Command;
use mainstay::domain::day::Day;
use mainstay::domain::supply::asking::SupplyCommand;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::session::{NotDone, Session};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The day as a session has it.
fn seen(session: &mut Session, now: Timestamp) -> ADay {
    session.bring(date()).expect("read");
    ADay { state: session.state().clone(), revision: session.revision(), now, last: Vec::new() }
}

fn routes(day: &Day) -> Day {
    Day { changed: BTreeMap::new(), ..day.clone() }
}

/// Submits what is not refused; how many changes that made.
fn walk(session: &mut Session, steps: &[Step], now: Timestamp) -> usize {
    let mut changes = 0;
    for step in steps {
        let command = command(step, &seen(session, now));
        match session.submit(command, &dispatcher(), now) {
            Ok(receipt) => changes += usize::from(receipt.change.is_some()),
            Err(NotDone::Refused(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    changes
}

/// What [`super::steps::BASE`] is made of, as commands.
fn lay(session: &mut Session) {
    let base = &super::steps::BASE;
    let state = &base.state;
    let (network, supply) = (&state.network, &state.supply);
    let centre = network.centre.as_deref().cloned().expect("a centre");
    let day = state.day(date()).expect("a day");
    let routes = day.routes.values().map(|route| mainstay::domain::day::Route::clone(route)).collect();
    let commands = [
        Command::PutCentre(centre),
        Command::PutDepartments(network.departments.values().cloned().collect()),
        Command::PutRetailers(network.retailers.values().map(|retailer| (**retailer).clone()).collect()),
        Command::PutVehicles(network.vehicles.values().cloned().collect()),
        Command::RecordDay { day: date(), routes },
        asked(SupplyCommand::PutEnterprises(supply.enterprises.values().cloned().collect())),
        asked(SupplyCommand::PutBrands(supply.brands.values().cloned().collect())),
        asked(SupplyCommand::PutDemand(supply.demand.values().cloned().collect())),
        asked(SupplyCommand::PutStocks(supply.stocks.values().cloned().collect())),
    ];
    session.found(commands, &dispatcher(), base.now, &[], &mut Unwatched).expect("founded");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_replay_gives_the_tables_and_undo_leads_back_to_the_beginning(
        steps in some_steps(1..16),
        now in a_time(),
    ) {
        let now = Timestamp::of(date(), now);
        let mut session = Session::in_memory().expect("made");
        lay(&mut session);
        let before = seen(&mut session, now).state;
        let changes = walk(&mut session, &steps, now);

        let live = session.bring(date()).expect("read");
        prop_assert_eq!(session.read_day(date()).expect("read").map(Arc::new), live);
        let verdict = session.verify(&mut Unwatched).expect("read");
        prop_assert_eq!(verdict.problems, vec![]);

        for _ in 0..changes {
            session.undo(&dispatcher(), now).expect("undone");
        }
        prop_assert_eq!(session.undoable().expect("read"), None);
        let after = seen(&mut session, now).state;
        let day = |state: &mainstay::domain::State| state.day(date()).map(|day| routes(day));
        prop_assert_eq!(day(&after), day(&before));
        prop_assert_eq!((&after.network, &after.breakdowns, &after.holds), (&before.network, &before.breakdowns, &before.holds));
        prop_assert_eq!((&after.supply, &after.incidents), (&before.supply, &before.incidents));
        prop_assert_eq!(session.verify(&mut Unwatched).expect("read").problems, vec![]);
    }
}
