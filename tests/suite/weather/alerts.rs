//! What came of an alert, and what it leaves alone.

use super::{alert, cancel, moment, rain, update, warns};
use crate::a_day::{ADay, a_day, date, east};
use expect_test::expect;
use mainstay::domain::alert::{Alert, AlertArea, AreaFault, Info, MessageKind, Status};
use mainstay::domain::command::Command;
use mainstay::domain::decide::alerts::Outcome;
use mainstay::domain::place::Area;
use mainstay::domain::settings::{AlertRule, Settings};
use mainstay::domain::units::Metres;
use mainstay::domain::weather::{Colour, Course, Hazard, Hold, Response, Signal};

fn morning() -> ADay {
    a_day().route("R1", "V1", "07:30", &["J1", "J20", "J21"]).route("R2", "V2", "07:30", &["J2", "J3"])
}

fn orange(number: &str, at: &str) -> Alert {
    Alert { infos: vec![rain(Colour::Orange, "420303", ("08:00", "12:00"))], ..alert(number, at) }
}

fn ruled(day: ADay, rules: Vec<AlertRule>) -> ADay {
    let mut settings = Settings::clone(&day.state.settings);
    settings.weather.rules = rules;
    day.does(Command::PutSettings(Box::new(settings)))
}

#[test]
fn an_alert_closes_nothing_until_somebody_confirms_it() {
    let day = morning();
    assert_eq!(day.outcome(&orange("1", "07:00")), Outcome::ToConfirm);
    let told = day.receives(&[orange("1", "07:00")]);
    expect!["A261123-1 rainstorm orange 420303 08:00-12:00 suspend to_confirm\n"].assert_eq(&told.holds());
    let before = told.outlook();
    let confirmed = told.clone().confirms("A261123-1");
    assert_ne!(before.routes, confirmed.outlook().routes);
    assert_eq!(before.routes, morning().outlook().routes, "unconfirmed it moves nothing");
}

#[test]
fn a_rule_puts_it_into_effect_by_kind_colour_and_district() {
    let rule = |hazard, at_least, district: Option<&str>| AlertRule {
        hazard,
        at_least,
        district: district.map(Into::into),
    };
    let outcome = |rule| ruled(morning(), vec![rule]).outcome(&orange("1", "07:00"));
    assert_eq!(outcome(rule(None, None, None)), Outcome::Holds);
    assert_eq!(outcome(rule(Some(Hazard::Rainstorm), Some(Colour::Orange), Some("4203"))), Outcome::Holds);
    assert_eq!(outcome(rule(Some(Hazard::Fog), None, None)), Outcome::ToConfirm);
    assert_eq!(outcome(rule(None, Some(Colour::Red), None)), Outcome::ToConfirm);
    assert_eq!(outcome(rule(None, None, Some("420302"))), Outcome::ToConfirm);
}

#[test]
fn blue_and_what_is_no_danger_on_the_road_is_for_information() {
    let info =
        |signal| Alert { infos: vec![warns(signal, "4203", ("08:00", "12:00"))], ..alert("1", "07:00") };
    for (kind, colour) in [(Hazard::Rainstorm, Colour::Blue), (Hazard::Heat, Colour::Red)] {
        let alert = info(Signal { kind, colour });
        assert_eq!(morning().outcome(&alert), Outcome::ForInformation);
        assert_eq!(morning().receives(&[alert]).outlook().routes, morning().outlook().routes);
    }
}

#[test]
fn several_languages_are_one_hold_and_several_events_are_several() {
    let english = Info { language: "en".into(), ..rain(Colour::Orange, "420303", ("08:00", "12:00")) };
    let twice = Alert {
        infos: vec![english, rain(Colour::Orange, "420303", ("08:00", "12:00"))],
        ..alert("1", "07:00")
    };
    expect!["A261123-1 rainstorm orange 420303 08:00-12:00 suspend to_confirm\n"]
        .assert_eq(&morning().receives(&[twice]).holds());
    let gale = warns(Signal { kind: Hazard::Gale, colour: Colour::Yellow }, "420302", ("09:00", "11:00"));
    let two = Alert {
        infos: vec![rain(Colour::Orange, "420303", ("08:00", "12:00")), gale],
        ..alert("1", "07:00")
    };
    expect![[r"
        A261123-1 rainstorm orange 420303 08:00-12:00 suspend to_confirm
        A261123-2 gale yellow 420302 09:00-11:00 delay to_confirm
    "]]
    .assert_eq(&morning().receives(&[two]).holds());
}

#[test]
fn it_is_matched_by_code_and_by_shape_where_it_has_no_code() {
    let area = |districts: &[&str], shapes| AlertArea {
        description: "".into(),
        districts: districts.iter().map(|code| (*code).into()).collect(),
        shapes,
        faults: Vec::new(),
    };
    let circle = |kilometres, metres| Area::Circle { centre: east(kilometres), radius: Metres(metres) };
    let outcome = |areas| {
        let info = Info { areas, ..rain(Colour::Orange, "", ("08:00", "12:00")) };
        morning().outcome(&Alert { infos: vec![info], ..alert("1", "07:00") })
    };
    assert_eq!(outcome(vec![area(&["4203"], vec![])]), Outcome::ToConfirm);
    assert_eq!(outcome(vec![area(&["5101"], vec![])]), Outcome::Elsewhere);
    assert_eq!(outcome(vec![area(&[], vec![circle(20, 1_500)])]), Outcome::ToConfirm);
    assert_eq!(outcome(vec![area(&[], vec![circle(900, 1_500)])]), Outcome::Elsewhere);
    assert_eq!(
        outcome(vec![area(&["5101"], vec![circle(20, 1_500)])]),
        Outcome::Elsewhere,
        "the code says where"
    );
    assert_eq!(outcome(vec![]), Outcome::NeedsArea);
    let point = AlertArea { faults: vec![AreaFault::NoRadius], ..area(&[], vec![]) };
    assert_eq!(outcome(vec![point]), Outcome::NeedsArea);
}

#[test]
fn exercises_tests_and_words_between_offices_are_shown_and_close_nothing() {
    let everything = AlertRule { hazard: None, at_least: None, district: None };
    for status in [Status::Exercise, Status::Test, Status::System, Status::Draft] {
        let drill = Alert { status, ..orange("1", "07:00") };
        let day = ruled(morning(), vec![everything.clone()]);
        assert_eq!(day.outcome(&drill), Outcome::NotActual);
        let day = day.receives(&[drill]);
        assert_eq!((day.holds().as_str(), day.state.alerts.len()), ("", 1));
    }
    for message in [MessageKind::Ack, MessageKind::Error] {
        assert_eq!(morning().outcome(&Alert { message, ..orange("1", "07:00") }), Outcome::NotActual);
    }
}

#[test]
fn a_drill_that_cancels_lifts_nothing() {
    let day = morning().receives(&[orange("1", "07:00")]).confirms("A261123-1");
    let drill = Alert { status: Status::Exercise, ..cancel("2", "07:05", &["1"]) };
    let after = day.clone().receives(&[drill]);
    assert_eq!(after.holds(), day.holds());
}

#[test]
fn what_is_over_is_not_even_kept_and_what_is_no_weather_is_shown() {
    let over = Alert { infos: vec![rain(Colour::Red, "4203", ("05:00", "06:00"))], ..alert("1", "05:00") };
    let day = morning();
    assert_eq!(day.outcome(&over), Outcome::Over);
    assert!(day.receives(&[over]).state.alerts.is_empty());
    let earthquake = Info { signal: None, ..rain(Colour::Red, "4203", ("08:00", "12:00")) };
    assert_eq!(
        morning().outcome(&Alert { infos: vec![earthquake], ..alert("1", "07:00") }),
        Outcome::NotWeather
    );
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let day = morning().receives(&[orange("1", "07:00")]);
    assert_eq!(day.outcome(&orange("1", "07:00")), Outcome::Known);
    assert!(day.receives(&[orange("1", "07:00")]).last.is_empty());
}

#[test]
fn a_chain_of_alert_update_and_cancel_leaves_the_day_as_it_was() {
    let day = morning();
    let worse =
        Alert { infos: vec![rain(Colour::Red, "4203", ("08:00", "15:00"))], ..update("2", "07:10", &["1"]) };
    let after = day.clone().receives(&[orange("1", "07:00")]).confirms("A261123-1").receives(&[worse]);
    expect!["A261123-1 rainstorm red 4203 08:00-15:00 recall coming\n"].assert_eq(&after.holds());
    assert_ne!(after.outlook().routes, day.outlook().routes);
    let lifted = after.receives(&[cancel("3", "07:20", &["2"])]);
    expect![[r"
        A261123-1 rainstorm red 4203 08:00-07:20 recall past
    "]]
    .assert_eq(&lifted.holds());
    assert_eq!(lifted.outlook().routes, day.outlook().routes);
    assert_eq!(lifted.state.days, day.state.days);
}

#[test]
fn a_cancellation_may_name_the_first_alert_or_the_last() {
    let calmer = Alert {
        infos: vec![rain(Colour::Yellow, "420303", ("08:00", "10:00"))],
        ..update("2", "07:10", &["1"])
    };
    let day = morning().receives(&[orange("1", "07:00"), calmer]).confirms("A261123-1");
    for named in ["1", "2"] {
        assert_eq!(day.outcome(&cancel("3", "07:20", &[named])), Outcome::Lifted);
    }
}

#[test]
fn what_a_person_has_changed_stays_when_the_alert_changes() {
    let day = morning().receives(&[orange("1", "07:00")]).confirms("A261123-1");
    let shortened =
        Hold { until: moment("10:00"), ..day.state.holds.values().next().expect("a hold").clone() };
    let day = day.does(Command::PutHold(Box::new(shortened)));
    let longer = Alert {
        infos: vec![rain(Colour::Red, "420303", ("08:30", "18:00"))],
        ..update("2", "07:10", &["1"])
    };
    let after = day.receives(&[longer]);
    expect!["A261123-1 rainstorm red 420303 08:30-10:00 recall coming\n"].assert_eq(&after.holds());
}

#[test]
fn a_decision_outlives_the_alert_and_is_said() {
    let day = morning().receives(&[orange("1", "07:00")]).confirms("A261123-1");
    let day = day.decides("A261123-1", &["R1"], Course::Suspend);
    let lifting = cancel("2", "07:30", &["1"]);
    let taken = day.outcomes(std::slice::from_ref(&lifting));
    assert_eq!(taken[0].stays, [(date(), "R1".into(), Course::Suspend)]);
    let after = day.receives(&[lifting]);
    assert_eq!(after.owed().lines().count(), 3, "nothing is brought back by itself:\n{}", after.owed());
}

#[test]
fn an_update_to_an_unknown_alert_stands_for_itself() {
    let late = Alert { infos: orange("2", "07:10").infos, ..update("2", "07:10", &["1"]) };
    let day = morning();
    assert_eq!(day.outcome(&late), Outcome::ToConfirm);
    assert_eq!(day.outcome(&cancel("3", "07:20", &["1"])), Outcome::NothingToLift);
}

#[test]
fn alerts_out_of_order_come_to_the_same_as_in_order() {
    let change = Alert {
        infos: vec![rain(Colour::Yellow, "420303", ("08:00", "10:00"))],
        ..update("2", "07:10", &["1"])
    };
    let backwards = morning().receives(std::slice::from_ref(&change));
    assert_eq!(backwards.outcome(&orange("1", "07:00")), Outcome::Superseded);
    let backwards = backwards.receives(&[orange("1", "07:00")]);
    let forwards = morning().receives(&[orange("1", "07:00"), change.clone()]);
    assert_eq!(backwards.holds(), forwards.holds());
    let cancelled = morning().receives(&[cancel("3", "07:20", &["1", "2"])]);
    assert_eq!(cancelled.outcome(&orange("1", "07:00")), Outcome::Superseded);
    assert_eq!(cancelled.outcome(&change), Outcome::Superseded);
    let at_once = morning().receives(&[change, orange("1", "07:00")]);
    assert_eq!(at_once.holds(), forwards.holds(), "within one delivery they are put in order");
}

#[test]
fn an_all_clear_without_references_lifts_the_same_offices_hold_of_that_kind() {
    let day = morning().receives(&[orange("1", "07:00")]).confirms("A261123-1");
    let clear = Info { all_clear: true, ..rain(Colour::Orange, "420303", ("07:20", "07:30")) };
    let clears = |info: Info, number| Alert { infos: vec![info], ..alert(number, "07:20") };
    assert_eq!(day.outcome(&clears(clear.clone(), "2")), Outcome::Lifted);
    let of_fog = Signal { kind: Hazard::Fog, colour: Colour::Orange };
    let other_kind = Info { signal: Some(of_fog), ..clear };
    assert_eq!(day.outcome(&clears(other_kind, "2")), Outcome::NothingToLift);
}

#[test]
fn an_update_that_says_nothing_of_a_danger_any_more_lifts_its_hold() {
    let gale = warns(Signal { kind: Hazard::Gale, colour: Colour::Yellow }, "420302", ("09:00", "11:00"));
    let both =
        Alert { infos: vec![orange("1", "07:00").infos[0].clone(), gale.clone()], ..alert("1", "07:00") };
    let only_gale = Alert { infos: vec![gale], ..update("2", "07:10", &["1"]) };
    let day = morning().receives(&[both]).receives(&[only_gale]);
    expect![[r"
        A261123-1 rainstorm orange 420303 08:00-07:10 suspend past
        A261123-2 gale yellow 420302 09:00-11:00 delay to_confirm
    "]]
    .assert_eq(&day.holds());
}

#[test]
fn an_information_that_turns_dangerous_asks_again() {
    let blue = Alert { infos: vec![rain(Colour::Blue, "420303", ("08:00", "12:00"))], ..alert("1", "07:00") };
    let red = Alert {
        infos: vec![rain(Colour::Red, "420303", ("08:00", "12:00"))],
        ..update("2", "07:10", &["1"])
    };
    let day = morning().receives(&[blue, red]);
    let hold = day.state.holds.values().next().expect("a hold");
    assert_eq!((hold.response, hold.confirmed), (Response::Recall, false));
}

#[test]
fn what_has_long_been_over_is_forgotten_when_new_alerts_come() {
    let day = morning().receives(&[orange("1", "07:00")]);
    let mut later = day.clone();
    later.now = day.now.plus(chrono::TimeDelta::days(9));
    let mut news = orange("2", "07:00");
    for info in &mut news.infos {
        (info.from, info.until) = (later.now, later.now.plus(chrono::TimeDelta::hours(2)));
    }
    let later = later.receives(&[news]);
    assert_eq!(later.state.alerts.len(), 1);
    assert_eq!(later.state.holds.len(), 2, "holds stay: days of the past are judged by them");
}
