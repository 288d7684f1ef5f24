//! How well a day's demand is told ahead on the sample history, against naive ways to tell it. The history is made up:
//! level, taste by weekday and chance are the sample's own, so that this says that the rhythm is found, not how well it
//! would do in a real city.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use expect_test::expect;
use mainstay::domain::supply::Supply;
use mainstay::domain::supply::asking::SupplyCommand;
use mainstay::domain::supply::rhythm::{Rhythm, ordered_days};
use mainstay::domain::supply::stock::{Demand, DemandKey};
use mainstay::domain::time::{ServiceDay, Timestamp};
use mainstay::domain::{Command, State, weigh};
use mainstay::sample::{Making, Recipe};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The supply as it was known on the morning of `day`: nothing of it and of what came after.
fn before(supply: &Supply, day: ServiceDay) -> Supply {
    let mut known = supply.clone();
    Arc::make_mut(&mut known.demand).retain(|key, _| key.day < day);
    known
}

fn sample() -> Supply {
    let moment = Timestamp::parse("2026-11-23T10:20").expect("a moment");
    let recipe = Recipe { history: 90, ..Recipe::playing_at(moment) };
    let mut state = State::default();
    for command in Making::of(&recipe) {
        let wanted = matches!(&command, Command::Supply(asked) if matches!(
            **asked,
            SupplyCommand::PutBrands(_) | SupplyCommand::PutDemand(_)
        ));
        if wanted {
            for operation in weigh(&state, command).expect("allowed") {
                state.apply(mainstay::domain::ids::Revision(1), &operation);
            }
        }
    }
    state.supply
}

#[test]
fn the_rhythm_of_the_week_beats_naive_guesses_on_the_sample_history() {
    let supply = sample();
    let days: BTreeSet<ServiceDay> = supply.demand.keys().map(|key| key.day).collect();
    let last: Vec<ServiceDay> = days.iter().rev().take(30).copied().collect();
    let (mut sold, mut errors) = (0, [0_u64; 3]);
    for day in last {
        let known = before(&supply, day);
        let ordered = ordered_days(&known, day);
        for brand in supply.brands.keys() {
            let on = |day| {
                let key = DemandKey { brand: brand.clone(), day };
                supply.demand.get(&key).map_or(0, |demand: &Demand| u64::from(demand.cartons.0) * 1000)
            };
            let real = on(day);
            let rhythm = Rhythm::of(&known, brand, &ordered);
            let guesses = [rhythm.on(day), on(day.plus(-7)), rhythm.daily_milli()];
            sold += real;
            for (error, guess) in errors.iter_mut().zip(guesses) {
                *error += guess.abs_diff(real);
            }
        }
    }
    let permille = errors.map(|error| error * 1000 / sold);
    assert!(permille[0] < permille[1] && permille[0] < permille[2], "{permille:?}");
    expect!["off by, in thousandths of what was sold: rhythm 110, same weekday last week 143, mean of eight weeks 176"].assert_eq(&format!(
        "off by, in thousandths of what was sold: rhythm {}, same weekday last week {}, mean of eight weeks {}",
        permille[0], permille[1], permille[2]
    ));
}
