//! What a day under way does when it is disturbed, told as a dispatcher would tell it.

mod breakdown;
mod emergency_plan;
mod planning;
mod projection;
mod rescheduling;
mod supply;

use crate::a_day::{ADay, a_day, date, time};
use expect_test::Expect;
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::time::Timestamp;

#[expect(clippy::needless_pass_by_value, reason = "so that what is expected is the last word of a test")]
fn check(day: &ADay, expected: Expect) {
    expected.assert_eq(&day.shown());
}

fn two_routes() -> ADay {
    a_day().route("R1", "V1", "08:00", &["J1", "J2", "J3"]).route("R2", "V2", "08:00", &["J4", "J5"])
}

fn broken(plate: &str) -> Breakdown {
    Breakdown {
        id: "B1".into(),
        plate: plate.into(),
        at: Timestamp::of(date(), time("08:30")),
        place: None,
        fault: Fault::Clutch,
        estimate: None,
        repaired: None,
    }
}
