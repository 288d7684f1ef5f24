//! Recovery cases of both kinds, and public routing instances.

use super::runs::feed;
use super::slips::knocked;
use super::tables::say;
use super::tree::{Tree, slipped};
use super::{corpus, read_kept};
use crate::a_day::a_day;
use crate::cases::case_of;
use mainstay::engine::plan::Plan;
use mainstay::engine::search;
use mainstay::engine::stop::Rounds;
use mainstay::exchange::case::{self, Case};
use mainstay::exchange::instance;
use proptest::strategy::Strategy as _;

fn texts(reader: &str) -> Vec<String> {
    corpus(reader).into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok()).collect()
}

fn read_case(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match case::read(text) {
        Err(why) => say(&why),
        // What is read can be worked on: it is written again, or solved for a moment.
        Ok(Case::Native(case)) => {
            let again = case::native::write(&case.state, case.day, case.now, case.revision);
            assert!(case::native::read(&again).is_ok(), "{again}");
        }
        Ok(Case::Compact(case)) if case.problem.jobs.len() > 50 => {
            let _ = case.tokens(&case.init);
        }
        Ok(Case::Compact(case)) => {
            let found = search(&case.problem, case.init.clone(), &mut Rounds(3), 1);
            let _ = case.tokens(&found.plan);
        }
    }
}

fn read_instance(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match instance::read(text) {
        Err(why) => say(&why),
        Ok(instance) if instance.problem.jobs.len() <= 50 => {
            let empty = Plan::empty(&instance.problem);
            let _ = search(&instance.problem, empty, &mut Rounds(3), 1);
        }
        Ok(_) => {}
    }
}

#[test]
fn situations_of_any_form_end_in_words() {
    let trees = vec![Tree::json(&case_of(&a_day()))];
    feed("native", 150, &knocked(slipped(trees).prop_map(String::into_bytes)), read_case);
}

#[test]
fn compact_cases_of_any_form_end_in_words() {
    let trees = texts("compact").iter().map(|text| Tree::json(text)).collect();
    feed("compact", 200, &knocked(slipped(trees).prop_map(String::into_bytes)), read_case);
}

#[test]
fn instances_of_any_form_end_in_words() {
    let trees = texts("instances").iter().map(|text| Tree::rows(text, " ")).collect();
    feed("instances", 200, &knocked(slipped(trees).prop_map(String::into_bytes)), read_instance);
}

#[test]
fn kept_cases_and_instances_end_in_words() {
    read_kept("compact", read_case);
    read_kept("instances", read_instance);
}
