//! Compact breakdown cases: what is read, what is refused, and that an answer is told in the case's own tokens.

use mainstay::engine::search;
use mainstay::engine::stop::Rounds;
use mainstay::exchange::case::compact::{self, NotACase};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Two vans on a line, the second with nothing to do; a third one has broken down at 20 with two shipments.
fn a_case() -> Value {
    let at = |loc: u32| json!({"loc": loc, "service": 10, "tw": [0, 900]});
    json!({
        "name": "tiny",
        "xy": [[0.0, 0.0], [10.0, 0.0], [20.0, 0.0], [30.0, 0.0], [40.0, 0.0]],
        "vehicles": [
            {"start": 0, "end": 0, "cap": 10, "tw": [0, 1000], "fixed": 0},
            {"start": 0, "end": 0, "cap": 10, "tw": [0, 1000], "fixed": 70},
        ],
        "stops": [{"loc": 1, "demand": 4, "service": 10, "tw": [0, 900], "home": 0}],
        "shipments": [
            {"p": {"loc": 2, "service": 5, "tw": [0, 9000]}, "d": at(3), "amount": 5},
            {"p": {"loc": 2, "service": 5, "tw": [0, 9000]}, "d": at(4), "amount": 5},
        ],
        "fee": 20,
        "lam": 5,
        "init": [[0, ["s0", "p0", "p1", "d0", "d1"]]],
    })
}

#[test]
fn a_case_is_solved_and_its_answer_told_in_its_own_tokens() {
    let case = compact::read(&a_case().to_string()).expect("a case");
    assert_eq!(case.problem.sources.len(), 1);
    assert_eq!((case.init.cost, case.init.left_out.len()), (800, 0));
    let found = search(&case.problem, case.init.clone(), &mut Rounds(64), 1);
    assert_eq!(found.plan.cost, 800);
    assert_eq!(case.tokens(&found.plan), json!([[0, ["s0", "p0", "p1", "d0", "d1"]]]));
}

#[test]
fn pick_ups_that_could_be_late_are_calls_of_their_own() {
    let mut case = a_case();
    for shipment in [0, 1] {
        case["shipments"][shipment]["p"]["tw"] = json!([0, 300]);
    }
    let case = compact::read(&case.to_string()).expect("a case");
    assert_eq!(case.problem.sources.len(), 2);
    assert_eq!(case.tokens(&case.init), json!([[0, ["s0", "p0", "p1", "d0", "d1"]]]));
}

#[test]
fn what_is_off_is_named() {
    let refused = |part: &str, found: Value| {
        let mut case = a_case();
        *case.pointer_mut(part).expect("a part") = found;
        compact::read(&case.to_string()).expect_err("refused")
    };
    let off = |part: &str, found: &str| NotACase::Off { part: part.into(), found: found.into() };
    assert_eq!(refused("/vehicles/1/cap", json!(-3)), off("vehicles[1].cap", "-3"));
    assert_eq!(refused("/stops/0/loc", json!(5)), off("stops[0].loc", "5"));
    assert_eq!(refused("/stops/0/home", json!(2)), off("stops[0].home", "2"));
    assert_eq!(refused("/stops/0/tw", json!([9, 3])), off("stops[0].tw", "[9,3]"));
    assert_eq!(refused("/shipments/1/p/service", json!(1.5)), off("shipments[1].p.service", "1.5"));
    assert_eq!(refused("/xy/2", json!([1])), off("xy[2]", "[1]"));
    assert_eq!(refused("/init/0/1/4", json!("d2")), off("init[0][1][4]", "\"d2\""));
    assert_eq!(refused("/init/0/1/4", json!("d0")), off("init[0][1][4]", "\"d0\""));
    assert_eq!(refused("/shipments/0/d", json!({})), NotACase::Lacks("shipments[0].d.tw".into()));
    assert_eq!(compact::read("{}").expect_err("empty"), NotACase::Lacks("xy".into()));
    assert_eq!(compact::read("{").expect_err("broken"), NotACase::NotJson { line: 1, column: 1 });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_noise_in_a_case_brings_the_reader_down(at in 0usize..700, noise in "\\PC{0,12}|[-0-9]{1,20}") {
        let mut text = a_case().to_string();
        text.insert_str(at.min(text.len()), &noise);
        let _ = compact::read(&text);
    }
}
