//! Positions tell where vehicles are and, until somebody says otherwise, what they have delivered.

use super::moment;
use crate::a_day::{ADay, a_day, date, east};
use expect_test::expect;
use mainstay::domain::command::Command;
use mainstay::domain::day::Progress;
use mainstay::domain::position::Fix;
use mainstay::domain::refusal::Refusal;

fn morning() -> ADay {
    a_day().route("R1", "V1", "07:30", &["J1", "J2", "J3"])
}

impl ADay {
    /// Seen so many kilometres east of the centre.
    fn seen_at(self, fixes: &[(u32, &str)]) -> Self {
        let fix = |(kilometres, at): &(u32, &str)| Fix {
            plate: "V1".into(),
            place: east(*kilometres),
            at: moment(at),
        };
        self.does(Command::NotePositions { day: date(), fixes: fixes.iter().map(fix).collect() })
    }
}

#[test]
fn a_vehicle_that_stays_at_a_shop_has_arrived_and_has_delivered_when_it_leaves() {
    let day = morning().at("08:30").seen_at(&[
        (0, "07:35"),
        (1, "07:41"),
        (1, "07:44"),
        (2, "07:55"),
        (2, "07:59"),
    ]);
    expect![[r"
        R1 V1 07:30: J1 07:41 done, J2 07:55 at the door, J3 08:40, back 08:55
    "]]
    .assert_eq(&day.shown());
    let (_, first) = day.find("J1");
    assert!(first.inferred);
    let files = morning().at("08:30").seen_at(&[(0, "07:35"), (1, "07:41")]).seen_at(&[(1, "07:44")]);
    let files = files.seen_at(&[(2, "07:55")]).seen_at(&[(2, "07:59")]);
    assert_eq!(files.shown(), day.shown(), "in one file or in many");
}

#[test]
fn passing_by_is_no_arrival() {
    let day = morning().seen_at(&[(1, "07:41"), (2, "07:43"), (3, "07:45")]);
    assert!(["J1", "J2", "J3"].iter().all(|shop| day.find(shop).1.progress == Progress::Waiting));
}

#[test]
fn what_somebody_recorded_is_not_touched_and_what_was_inferred_can_be_confirmed() {
    let day =
        morning().at("08:30").arrived("J1", "07:42").seen_at(&[(1, "07:41"), (1, "07:46"), (3, "07:50")]);
    let (_, first) = day.find("J1");
    assert_eq!(
        (&first.progress, first.inferred),
        (&Progress::Arrived { at: crate::a_day::time("07:42") }, false)
    );
    let day = morning().at("08:30").seen_at(&[(1, "07:41"), (1, "07:46"), (3, "07:50")]);
    assert!(day.find("J1").1.inferred);
    let confirmed = day.clone().does(Command::ConfirmProgress { day: date(), stops: vec!["J1".into()] });
    assert!(!confirmed.find("J1").1.inferred);
    assert_eq!(confirmed.shown(), day.shown());
    let recorded = day.delivered("J1", "07:49");
    assert!(!recorded.find("J1").1.inferred, "a person's word counts");
}

#[test]
fn a_vehicle_on_the_road_goes_on_from_where_it_was_seen() {
    let day = morning().at("09:00").departed("R1", "07:30").delivered("J1", "07:45");
    assert_ne!(day.clone().seen_at(&[(30, "08:58")]).shown(), day.shown());
    let stale = day.clone().seen_at(&[(30, "07:40")]);
    assert_eq!(stale.shown(), day.shown(), "seen before its last delivery");
}

#[test]
fn what_is_older_than_what_is_known_is_no_news_and_unknown_vehicles_are_refused() {
    let day = morning().seen_at(&[(5, "08:00")]);
    assert!(day.clone().seen_at(&[(1, "07:50")]).last.is_empty());
    assert!(day.clone().seen_at(&[(5, "08:00")]).last.is_empty());
    let fix = Fix { plate: "V7".into(), place: east(1), at: moment("08:00") };
    let command = Command::NotePositions { day: date(), fixes: vec![fix] };
    assert_eq!(day.refuses(command), Refusal::NoSuchVehicle("V7".into()));
}
