//! Vehicles sent to the workshop by plan, and back.

use crate::a_day::{ADay, a_day, date, time};
use mainstay::domain::command::{BreakdownReport, Command};
use mainstay::domain::deed::Deed;
use mainstay::domain::fleet::standing::{self, Doing};
use mainstay::domain::fleet::stay::Work;
use mainstay::domain::incident::Fault;
use mainstay::domain::refusal::Refusal;
use mainstay::domain::time::Timestamp;

fn at(text: &str) -> Timestamp {
    Timestamp::of(date(), time(text))
}

fn send(plate: &str, from: &str, expected: Option<&str>) -> Command {
    Command::SendToWorkshop {
        plate: plate.into(),
        work: Work::Service,
        at: at(from),
        expected: expected.map(at),
    }
}

fn back(plate: &str, from: &str) -> Command {
    Command::BringBack { plate: plate.into(), at: at(from) }
}

fn doing(day: &ADay, plate: &str) -> Doing {
    let vehicles = standing::vehicles(&day.state, date(), &day.outlook());
    vehicles.into_iter().find(|vehicle| vehicle.plate.as_str() == plate).expect("known").doing
}

#[test]
fn a_vehicle_in_the_workshop_is_given_no_route_until_it_is_back() {
    let day = a_day().route("R1", "V1", "08:00", &["J1"]).van("V2", 100).does(send("V2", "07:00", None));
    assert_eq!(Deed::of(&day.last), Deed::SentToWorkshop { plate: "V2".into() });
    assert_eq!(doing(&day, "V2"), Doing::InWorkshop);
    assert!(matches!(day.refuses(day.reassign("R1", "V2")), Refusal::VehicleCannotDrive { .. }));
    let day = day.does(back("V2", "11:30"));
    assert_eq!(Deed::of(&day.last), Deed::BackFromWorkshop { plate: "V2".into() });
    assert_eq!(doing(&day, "V2"), Doing::Available);
    let stays: Vec<_> = day.state.stays.values().map(|stay| (stay.id.as_str(), stay.back)).collect();
    assert_eq!(stays, [("S261123-1", Some(at("11:30")))]);
    let command = day.reassign("R1", "V2");
    let _ = day.does(command);
}

#[test]
fn a_vehicle_with_shops_to_serve_a_broken_one_or_one_there_already_is_not_sent() {
    let day = a_day().route("R1", "V1", "08:00", &["J1", "J2"]).van("V2", 100).van("V3", 100);
    let refused = day.refuses(send("V1", "07:10", None));
    assert_eq!(refused, Refusal::VehicleHasStops { plate: "V1".into(), route: "R1".into() });
    let broken = BreakdownReport {
        plate: "V2".into(),
        at: at("07:00"),
        place: None,
        fault: Fault::Tyre,
        estimate: None,
    };
    let day = day.does(Command::ReportBreakdown(broken)).does(send("V3", "07:00", Some("12:00")));
    assert!(matches!(day.refuses(send("V2", "07:10", None)), Refusal::AlreadyBroken { .. }));
    assert_eq!(day.refuses(send("V3", "07:10", None)), Refusal::AlreadyInWorkshop("V3".into()));
    assert_eq!(day.refuses(back("V1", "07:10")), Refusal::NotInWorkshop("V1".into()));
}

#[test]
fn nothing_is_back_before_it_went() {
    let day = a_day().van("V1", 100);
    let first = |went, back| Refusal::BackBeforeItWent { plate: "V1".into(), went: at(went), back: at(back) };
    assert_eq!(day.refuses(send("V1", "09:00", Some("08:00"))), first("09:00", "08:00"));
    let day = day.does(send("V1", "09:00", None));
    assert_eq!(day.refuses(back("V1", "08:59")), first("09:00", "08:59"));
}

#[test]
fn each_vehicle_says_what_it_is_doing() {
    let day = a_day()
        .route("R1", "V1", "08:00", &["J1", "J2"])
        .route("R2", "V2", "09:00", &["J3"])
        .route("R3", "V3", "07:30", &["J4"])
        .van("V4", 100)
        .at("08:30")
        .delivered("J1", "08:12")
        .delivered("J4", "07:45");
    let seen = ["V1", "V2", "V3", "V4"].map(|plate| doing(&day, plate));
    assert_eq!(seen, [Doing::OnRoute, Doing::Waiting, Doing::Back, Doing::Available]);
    let vehicles = standing::vehicles(&day.state, date(), &day.outlook());
    let first = &vehicles[0];
    assert_eq!((first.stops, first.stops_left, first.cartons.0), (2, 1, 20));
}
