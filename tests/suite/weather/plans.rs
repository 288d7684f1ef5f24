//! Plans for routes under a hold, ranked and applied as for a breakdown.

use super::moment;
use crate::a_day::{ADay, a_day};
use crate::recovery::shown;
use expect_test::expect;
use mainstay::domain::command::Command;
use mainstay::domain::place::Area;
use mainstay::domain::proposal::PlanKind;
use mainstay::domain::units::Cartons;
use mainstay::domain::weather::{Hold, Signal};
use mainstay::recovery::NothingToPlan;

fn closed_east(span: (&str, &str)) -> Hold {
    let areas = vec![Area::Districts(vec!["420303".into()])];
    Hold::put("H1".into(), Signal::ROAD_CLOSED, areas, (moment(span.0), moment(span.1)))
}

impl ADay {
    fn closes_the_east(self, span: (&str, &str)) -> Self {
        self.does(Command::PutHold(Box::new(closed_east(span))))
    }
}

#[test]
fn open_districts_are_served_first() {
    let day = a_day()
        .route(
            "R1",
            "V1",
            "07:30",
            &["J20 07:30-12:00", "J21 07:30-12:00", "J1 07:30-09:00", "J2 07:30-09:00"],
        )
        .closes_the_east(("07:00", "09:00"));
    expect![[r"
        meeting_point 45.83 | late none | put off none | tell J20 J21
          R1 V1: 07:40 J1, 07:48 J20, 07:53 J21, 07:58 J2, back 08:13
        open_first 113.12 | late none | put off none | tell J20 J21
          R1 V1: 07:40 J1, 07:55 J2, 08:10 J20, 09:15 J21, back 09:30
        wait_it_out 160.01 | late J2 45 J1 30 | put off none | tell J1 J2 J20 J21
          R1 V1: 07:40 J20, 09:15 J21, 09:30 J1, 09:45 J2, back 10:00
        put_off 338.77 | late none | put off J20 J21 | tell J20 J21
          R1 V1: 07:40 J1, 07:55 J2, back 08:10
    "]]
    .assert_eq(&day.plans_to_recover());
    let after = day.clone().applies(&day.plan_of(PlanKind::OpenFirst));
    expect![[r"
        R1 V1 07:30: J1 07:40, J2 07:55, J20 08:10 on hold, J21 09:15, back 09:30 | on_hold J20
    "]]
    .assert_eq(&after.shown());
}

#[test]
fn a_hold_that_outlasts_the_day_is_met_outside_or_put_off() {
    let day =
        a_day().route("R1", "V1", "07:30", &["J1", "J20", "J21", "J2"]).closes_the_east(("07:00", "23:00"));
    expect![[r"
        meeting_point 45.33 | late none | put off none | tell J20 J21
          R1 V1: 07:40 J1, 08:08 J20, 08:13 J21, 08:18 J2, back 08:33
        put_off 338.77 | late none | put off J20 J21 | tell J20 J21
          R1 V1: 07:40 J1, 08:15 J2, back 08:30
        open_first 975.62 | late J21 315 J20 300 | put off none | tell J20 J21
          R1 V1: 07:40 J1, 08:15 J2, 08:30 J20, 23:15 J21, back 23:30
        wait_it_out 1195.62 | late J2 330 J21 315 J20 300 | put off none | tell J2 J20 J21
          R1 V1: 07:40 J1, 08:15 J20, 23:15 J21, 23:30 J2, back 23:45
    "]]
    .assert_eq(&day.plans_to_recover());
    let after = day.clone().applies(&day.plan_of(PlanKind::PutOff));
    expect![[r"
        J20 of 2026-11-23 for 2026-11-24
        J21 of 2026-11-23 for 2026-11-24
    "]]
    .assert_eq(&after.owed());
}

#[test]
fn small_vehicles_take_what_large_ones_cannot_bring() {
    let mut hold = closed_east(("07:00", "23:00"));
    hold.lets_pass = Some(Cartons(50));
    let day = a_day()
        .van("V1", 200)
        .route("R1", "V1", "07:30", &["J1", "J20", "J2", "J21"])
        .spare("V9", 50)
        .does(Command::PutHold(Box::new(hold)));
    expect![[r"
        shuttle 176.39 | late none | put off none | tell J21
          R1-2 V9: 07:40 J21, 08:15 J20, back 08:30
          R1 V1: 07:40 J1, 08:15 J2, back 08:30
    "]]
    .assert_eq(&shown(&day.plan_of(PlanKind::Shuttle)));
    let on_the_road = day.clone().at("07:50").departed("R1", "07:30").delivered("J1", "07:45");
    expect![[r"
        shuttle 228.58 | late none | put off none | tell J2 J20 J21
          R1-2 V9: 08:05 fetch 20 from V1, 09:08 J20, 09:23 J21, back 09:38
          R1 V1: 07:55 J2, back 08:15
    "]]
    .assert_eq(&shown(&on_the_road.plan_of(PlanKind::Shuttle)));
    let after = on_the_road.clone().applies(&on_the_road.plan_of(PlanKind::Shuttle));
    expect![[r"
        R1 V1 07:30: J1 07:45 done, J2 07:55, back 08:15
        R1-2 V9 07:50: fetch 20 from V1 08:05, J20 09:08, J21 09:23, back 09:38
    "]]
    .assert_eq(&after.shown());
}

#[test]
fn windows_move_with_what_the_retailers_will_be_told() {
    let day = a_day()
        .route("R1", "V1", "07:30", &["J20 07:30-08:30", "J1 07:30-12:00"])
        .closes_the_east(("07:00", "10:05"));
    let day = day.clone().applies(&day.plan_of(PlanKind::WaitItOut));
    let (_, stop) = day.find("J20");
    assert_eq!(
        (stop.window.to_string(), stop.promised.to_string()),
        ("07:30-10:30".into(), "07:30-08:30".into())
    );
    expect![[r"
        R1 V1 07:30: J20 07:40 on hold, J1 10:20, back 10:35 | on_hold J20
    "]]
    .assert_eq(&day.shown());
}

#[test]
fn where_no_hold_delays_anybody_there_is_nothing_to_plan() {
    let day = a_day().route("R1", "V1", "07:30", &["J1"]).closes_the_east(("07:00", "12:00"));
    assert_eq!(day.recovery().err(), Some(NothingToPlan::NothingBroken));
}

#[test]
fn a_plan_stays_the_same_on_any_number_of_threads() {
    let mut day = a_day();
    for n in 0..6_u32 {
        let shops: Vec<String> =
            (0..5).map(|k| format!("J{} 07:30-12:00", 1 + (n * 7 + k * 11) % 40)).collect();
        let free: Vec<&str> = shops.iter().map(String::as_str).filter(|shop| day.is_free(shop)).collect();
        day = day.route(&format!("R{n}"), &format!("V{n}"), "07:30", &free);
    }
    let day = day.closes_the_east(("07:00", "09:30"));
    let plans = |threads| {
        let ask = mainstay::recovery::Ask { threads, ..day.ask() };
        let found = mainstay::recovery::recover(
            &day.state,
            day.revision,
            &ask,
            &mainstay::recovery::Rounds(64),
            &mut |_| {},
        );
        found.expect("plans").proposals.iter().map(shown).collect::<String>()
    };
    assert_eq!(plans(1), plans(3));
}

impl ADay {
    fn is_free(&self, shop: &str) -> bool {
        let code = shop.split(' ').next().unwrap_or_default();
        self.state.day(crate::a_day::date()).is_none_or(|day| day.find(&code.into()).is_none())
    }
}
