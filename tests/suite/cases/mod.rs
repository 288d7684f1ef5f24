//! Recovery cases: what is written is read back to the same, what is off is named, noise is told in words.

mod draw;

pub use draw::{a_draw, drawn};

use crate::a_day::{ADay, a_day, date, planned_route};
use mainstay::domain::command::Command;
use mainstay::domain::day::{Day, Progress, Route};
use mainstay::domain::place::{Area, Matrix};
use mainstay::domain::proposal::Proposal;
use mainstay::domain::state::State;
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Fen;
use mainstay::exchange::case::native::{self, Fault, Kind, NotACase};
use mainstay::exchange::case::{self, Case};
use mainstay::recovery::{About, Ask, Rounds, recover};
use mainstay::words::{Language, Tell, Words};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

pub fn case_of(day: &ADay) -> String {
    native::write(&day.state, date(), day.now, day.revision)
}

/// The plans with all that is said of them; routes by what a case keeps of them.
fn plans(state: &State, now: Timestamp) -> Option<Vec<Proposal>> {
    let ask =
        Ask { day: date(), now, seed: 3, threads: 1, relieved: BTreeSet::new(), about: About::default() };
    let revision = mainstay::domain::ids::Revision(7);
    let answer = recover(state, revision, &ask, &Rounds(40), &mut |_| {}).ok()?;
    let kept = |mut plan: Proposal| {
        plan.routes = plan.routes.iter().map(|route| Arc::new(as_kept(route))).collect();
        plan
    };
    Some(answer.proposals.into_iter().map(kept).collect())
}

/// What a case does not say: money, who told, own words, the digest of a file.
fn as_kept(route: &Route) -> Route {
    let mut kept = route.clone();
    kept.imported = None;
    for stop in &mut kept.stops {
        stop.value = Fen(0);
        if let Some(told) = &mut stop.told {
            told.by = "".into();
        }
    }
    kept
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_case_says_everything_its_plans_depend_on(draw in a_draw()) {
        let day = drawn(&draw);
        let text = case_of(&day);
        let read = native::read(&text).expect("a case");
        prop_assert_eq!((read.day, read.now, read.revision), (date(), day.now, day.revision));
        prop_assert_eq!(&native::write(&read.state, read.day, read.now, read.revision), &text);
        let routes = |state: &State| -> Vec<Route> {
            state.day(date()).into_iter().flat_map(|day| day.routes.values()).map(|r| as_kept(r)).collect()
        };
        prop_assert_eq!(routes(&day.state), routes(&read.state));
        prop_assert_eq!(plans(&day.state, day.now), plans(&read.state, read.now));
    }
}

static SMALL: LazyLock<Value> = LazyLock::new(|| {
    let day = a_day()
        .route("R1", "V1", "08:00", &["J1", "J3", "J5 09:00-11:00 40"])
        .route("R2", "V2", "08:00", &["J2", "J4"])
        .spare("V9", 100)
        .hold("H1", "13:00-15:00", Area::Districts(vec!["420303".into()]))
        .departed("R1", "08:00")
        .delivered("J1", "08:15")
        .at("08:40")
        .breaks_down("V1", Some(90));
    let day = day.clone().does(day.move_stops(&["J5"], "R2", None));
    serde_json::from_str(&case_of(&day)).expect("JSON")
});

/// The small case with one part changed, read.
fn with(part: &str, value: Value) -> Result<native::CaseSituation, NotACase> {
    let mut case = SMALL.clone();
    let (parent, key) = part.rsplit_once('/').expect("a part");
    match case.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")) {
        Value::Array(list) => list[key.parse::<usize>().expect("a number")] = value,
        Value::Object(map) => drop(map.insert(key.to_owned(), value)),
        other => panic!("{other} has no parts"),
    }
    native::read(&case.to_string())
}

/// `path: fault`, as a program would log it.
fn refused(part: &str, value: Value) -> String {
    match with(part, value) {
        Ok(_) => "taken".to_owned(),
        Err(why) => {
            for language in Language::ALL {
                assert!(!Words::new(language).tell(&why.message()).is_empty());
            }
            why.to_string()
        }
    }
}

#[test]
fn nothing_that_is_nobodys_business_is_written() {
    let text = SMALL.to_string();
    for private in ["phone", "0719", "licence", "address", "manager", "driver", "十堰气象台", "value"] {
        assert!(!text.contains(private), "{private}");
    }
}

#[test]
fn a_part_that_is_off_is_named_with_its_path() {
    for (part, value, wanted) in [
        ("/version", json!(2), "version 2 is not known"),
        ("/format", json!("a-case"), "no recovery case"),
        ("/now", json!("soon"), "now: is \"soon\", but not Moment"),
        ("/day", json!("1812-06-24"), "day: is \"1812-06-24\", but not Day"),
        ("/speed", json!(3), "speed: is not known"),
        ("/routes", json!({}), "routes: is {…}, but not List"),
        (
            "/routes/0/stops/0/window",
            json!(["10:00", "09:00"]),
            "routes[0].stops[0].window: closes before it opens",
        ),
        ("/routes/0/stops/0/window", json!(["10:00"]), "routes[0].stops[0].window: is […], but not Window"),
        ("/routes/0/stops/0/window", Value::Null, "routes[0].stops[0].window: is missing"),
        ("/routes/0/stops/0/cartons", json!(-3), "routes[0].stops[0].cartons: is -3, outside 0 to 100000"),
        (
            "/routes/0/stops/0/cartons",
            json!(100_001),
            "routes[0].stops[0].cartons: is 100001, outside 0 to 100000",
        ),
        ("/routes/0/stops/0/cartons", json!(1.5), "routes[0].stops[0].cartons: is 1.5, but not Whole"),
        (
            "/routes/0/stops/0/cartons",
            json!("many"),
            "routes[0].stops[0].cartons: is \"many\", but not Whole",
        ),
        ("/routes/0/stops/0/priority", json!(10), "routes[0].stops[0].priority: is 10, outside 1 to 9"),
        (
            "/routes/0/stops/0/place",
            json!({"lat": 91, "lon": 0}),
            "routes[0].stops[0].place: 91, 0 is off the earth",
        ),
        ("/routes/0/stops/0/place", json!({"lat": 32.6}), "routes[0].stops[0].place.lon: is missing"),
        (
            "/routes/0/stops/0/service",
            json!(172_801),
            "routes[0].stops[0].service: is 172801, outside 0 to 172800",
        ),
        (
            "/routes/0/stops/0/retailer",
            json!("J3"),
            "routes[0].stops[1].retailer: stands at routes[0].stops[0].retailer already",
        ),
        (
            "/routes/0/stops/0/retailer",
            json!("J4"),
            "routes[1].stops[1].retailer: stands at routes[0].stops[0].retailer already",
        ),
        ("/routes/0/stops/0/retailer", json!(" "), "routes[0].stops[0].retailer: is missing"),
        (
            "/routes/0/stops/1/cargo",
            json!({"aboard": "V7"}),
            "routes[0].stops[1].cargo.aboard: there is no Vehicle V7",
        ),
        (
            "/routes/0/stops/1/cargo",
            json!({"station": "T7"}),
            "routes[0].stops[1].cargo.station: there is no Station T7",
        ),
        (
            "/routes/0/stops/0/progress",
            json!({"state": "delivered", "arrived": "08:10", "at": "07:00"}),
            "routes[0].stops[0].progress.at: lies before arrived",
        ),
        (
            "/routes/0/stops/0/progress/state",
            json!("gone"),
            "routes[0].stops[0].progress.state: is \"gone\", but not Word([\"waiting\", \"arrived\", \"delivered\", \"failed\", \"put_off\"])",
        ),
        (
            "/routes/0/stops/1/cause/incident",
            json!("B9"),
            "routes[0].stops[1].cause.incident: there is no Breakdown B9",
        ),
        ("/routes/0/plate", json!("V7"), "routes[0].plate: there is no Vehicle V7"),
        ("/routes/0/dock", json!({"station": "T7"}), "routes[0].dock.station: there is no Station T7"),
        ("/routes/0/route", json!("R2"), "routes[1].route: stands at routes[0].route already"),
        ("/routes/0/departs", json!("48:00"), "routes[0].departs: is \"48:00\", but not Time"),
        ("/routes/1/pickups/0/before", json!("J1"), "routes[1].pickups[0].before: J1 is not on the route"),
        ("/vehicles/0/capacity", json!(-1), "vehicles[0].capacity: is -1, outside 0 to 100000"),
        ("/vehicles/0/plate", json!("V2"), "vehicles[1].plate: stands at vehicles[0].plate already"),
        (
            "/vehicles/0/status",
            json!("lost"),
            "vehicles[0].status: is \"lost\", but not Word([\"available\", \"broken_down\", \"in_workshop\"])",
        ),
        ("/breakdowns/0/repaired", json!("2026-11-23T08:00"), "breakdowns[0].repaired: lies before at"),
        ("/breakdowns/0/plate", json!("V7"), "breakdowns[0].plate: there is no Vehicle V7"),
        ("/holds/0/until", json!("2026-11-23T08:00"), "holds[0].until: lies before from"),
        ("/holds/0/area", json!({}), "holds[0].area: has 0 entries rather than 1"),
        ("/settings/speed_by_hour", json!([1_000]), "settings.speed_by_hour: has 1 entries rather than 24"),
        ("/settings/speed_by_hour/7", json!(0), "settings.speed_by_hour[7]: is 0, outside 1000 to 200000"),
        ("/settings/detour_permille", json!(900), "settings.detour_permille: is 900, outside 1000 to 10000"),
        ("/settings/prices/late", json!(-1), "settings.prices.late: is -1, outside 0 to 1000000"),
        ("/settings/prices/patience", json!(1), "settings.prices.patience: is not known"),
        ("/settings/driving_limit", json!(1e300), "settings.driving_limit: is 1e+300, outside 0 to 172800"),
        ("/later_days", json!([{"day": "2026-11-23"}]), "later_days[0].day: lies before day"),
        ("/matrix/codes/0", json!("J1"), "matrix.codes[1]: stands at matrix.codes[0] already"),
        ("/matrix/seconds/1", json!([1, 2]), "matrix.seconds[1]: has 2 entries rather than 6"),
        ("/matrix/seconds", json!([]), "matrix.seconds: has 0 entries rather than 6"),
        ("/matrix/seconds", json!(5), "matrix.seconds: is 5, but not List"),
        ("/matrix/seconds/2/3", json!(-1), "matrix.seconds[2][3]: is -1, outside 0 to 172800"),
        ("/matrix/seconds/2", json!("row"), "matrix.seconds[2]: is \"row\", but not List"),
        ("/matrix/metres", json!([[0]]), "matrix.metres[0]: has 1 entries rather than 6"),
        ("/matrix", json!("none"), "matrix: is \"none\", but not Object"),
    ] {
        assert_eq!(refused(part, value.clone()), wanted, "{part} {value}");
    }
}

#[test]
fn what_is_odd_but_can_be_is_taken() {
    for (part, value) in [
        ("/vehicles/1/status", json!("broken_down")),
        ("/routes/0/stops/0/cartons", json!(100_000)),
        ("/vehicles/0/capacity", json!(0)),
        ("/matrix", Value::Null),
        ("/note", json!("why does the spare not go?")),
        ("/settings", Value::Null),
    ] {
        assert_eq!(refused(part, value), "taken", "{part}");
    }
    let nobody =
        json!({"format": native::FORMAT, "version": 1, "day": "2026-11-23", "now": "2026-11-23T10:20"});
    let read = native::read(&nobody.to_string()).expect("a case of nothing");
    assert!(read.state.network.vehicles.is_empty());
    assert_eq!(read.state.day(date()), Some(&Arc::new(Day::empty(date()))));
}

#[test]
fn the_kind_of_a_case_shows_in_its_keys() {
    let tiny = json!({"xy": [[0, 0]], "vehicles": [], "stops": [], "shipments": [], "init": []});
    assert!(matches!(case::read(&SMALL.to_string()), Ok(Case::Native(_))));
    assert!(matches!(case::read(&tiny.to_string()), Err(case::NotACase::Compact(_))));
    for neither in ["{}", "[]", "5", "null", "\"xy\""] {
        let why = case::read(neither).expect_err("no case");
        assert!(
            Words::new(Language::English).tell(&why.message()).contains("neither") || neither == "\"xy\""
        );
    }
    let broken = case::read("{\n  \"format\": \"mainstay-recovery-case\",\n  oops").expect_err("no JSON");
    assert_eq!(broken, case::NotACase::Native(NotACase::NotJson { line: 3, column: 3 }));
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(case::read(&deep).expect_err("deep"), case::NotACase::Native(NotACase::TooDeep));
}

#[test]
fn a_matrix_may_have_gaps_and_no_metres() {
    let read = with("/matrix/seconds/1/2", Value::Null).expect("a case");
    let matrix = read.state.matrix.expect("a matrix");
    assert_eq!((matrix.seconds()[8], matrix.metres().len()), (Matrix::UNKNOWN, 0));
}

#[test]
fn an_absurd_text_is_cut_before_it_is_shown() {
    let long = "x".repeat(10_000);
    let NotACase::At { fault: Fault::Not { wanted: Kind::Moment, found }, .. } =
        with("/now", json!(long)).expect_err("no moment")
    else {
        panic!("another fault")
    };
    assert!(found.chars().count() < 60);
    assert!(matches!(
        with("/routes/0/route", json!(long)),
        Err(NotACase::At { fault: Fault::TooLong { most: 64 }, .. })
    ));
}

/// Every value in the case, by its pointer.
fn pointers(value: &Value, so_far: &str, all: &mut Vec<String>) {
    all.push(so_far.to_owned());
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| pointers(value, &format!("{so_far}/{key}"), all));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| pointers(value, &format!("{so_far}/{at}"), all));
        }
        _ => {}
    }
}

static PARTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut all = Vec::new();
    pointers(&SMALL, "", &mut all);
    all
});

fn odd_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|n| json!(n)),
        "\\PC{0,20}".prop_map(Value::from),
        "[0-9]{2}:[0-9]{2}".prop_map(Value::from),
        "20[0-9]{2}-[01][0-9]-[0-3][0-9](T[0-9]{2}:[0-9]{2})?".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[[]]])),
    ]
}

/// Reads it and, where it is a case, plans it: neither may panic.
fn read_and_use(text: &str) {
    match case::read(text) {
        Ok(Case::Native(read)) => {
            let ask = Ask {
                day: read.day,
                now: read.now,
                seed: 1,
                threads: 1,
                relieved: BTreeSet::new(),
                about: About::default(),
            };
            let _ = recover(&read.state, read.revision, &ask, &Rounds(2), &mut |_| {});
            let again = native::write(&read.state, read.day, read.now, read.revision);
            assert!(native::read(&again).is_ok(), "{:?}", native::read(&again).err());
        }
        Ok(Case::Compact(_)) => {}
        Err(why) => assert!(Language::ALL.iter().all(|l| !Words::new(*l).tell(&why.message()).is_empty())),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_case_with_an_odd_value_is_planned_or_told(
        changes in prop::collection::vec((any::<prop::sample::Index>(), odd_value()), 1..4),
    ) {
        let mut case = SMALL.clone();
        for (at, value) in changes {
            let pointer = &PARTS[at.index(PARTS.len())];
            if let Some(place) = case.pointer_mut(pointer) {
                *place = value;
            }
        }
        read_and_use(&case.to_string());
    }

    #[test]
    fn a_case_with_flaws_is_planned_or_told(
        flaws in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in prop::option::weighted(0.5, any::<prop::sample::Index>()),
    ) {
        let mut bytes = SMALL.to_string().into_bytes();
        for (at, byte) in flaws {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_and_use(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn bytes_of_any_kind_are_no_case(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_and_use(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn what_was_put_off_to_a_later_day_takes_its_room() {
    let day = a_day()
        .route("R1", "V1", "08:00", &["J1 08:00-18:00 40"])
        .does(Command::PlanDay {
            day: date().plus(2),
            routes: vec![planned_route("R1", "V1", "08:00", &["J2 08:00-18:00 30"])],
        })
        .does(Command::PlanDay {
            day: date().plus(1),
            routes: vec![planned_route("R1", "V1", "08:00", &["J3 08:00-18:00 20"])],
        });
    let put_off = Command::PutOffStops {
        day: date().plus(1),
        stops: vec!["J3".into()],
        to: Some(date().plus(2)),
        base: day.revision,
    };
    let day = day.does(put_off);
    let read = native::read(&case_of(&day)).expect("a case");
    for later in [1, 2] {
        let room = |state: &State| mainstay::domain::proposal::room_on(state, date().plus(later));
        assert_eq!(room(&read.state), room(&day.state), "in {later} days");
    }
    assert!(matches!(
        read.state
            .day(date())
            .and_then(|day| day.find(&"J1".into()))
            .map(|(r, at)| r.stops[at].progress.clone()),
        Some(Progress::Waiting)
    ));
}

#[test]
fn the_example_in_the_documents_is_a_case_with_plans() {
    let documents = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
    let documents = std::fs::read_to_string(documents).expect("the documents");
    let example =
        documents.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let read = native::read(example).expect("a case");
    assert_eq!(read.state.breakdowns.len(), 1);
    let ask = Ask {
        day: read.day,
        now: read.now,
        seed: 1,
        threads: 1,
        relieved: BTreeSet::new(),
        about: About::default(),
    };
    let found = recover(&read.state, read.revision, &ask, &Rounds(20), &mut |_| {}).expect("plans");
    let kinds: Vec<_> = found.proposals.iter().map(|plan| plan.kind.name()).collect();
    assert!(kinds.contains(&"spare_takes_over"), "{kinds:?}");
}
