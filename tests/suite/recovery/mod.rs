//! Recovery plans for small days: the stories of the playbook's cards, and what holds of every plan.

mod card_a;
mod card_b;
mod held_up;
mod holds_always;
mod tiny;

use crate::a_day::{ADay, date};
use mainstay::domain::command::{BreakdownReport, Command};
use mainstay::domain::day::{Cargo, Dock, Progress, Route};
use mainstay::domain::ids::Plate;
use mainstay::domain::incident::Fault;
use mainstay::domain::network::{Vehicle, VehicleStatus};
use mainstay::domain::outlook::RouteOutlook;
use mainstay::domain::proposal::{PlanKind, Proposal};
use mainstay::domain::units::{Cartons, Seconds};
use mainstay::recovery::{About, Answer, Ask, NothingToPlan, Rounds, recover};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Rounds enough for the cheapest plan of a handful of stops.
const ENOUGH: u64 = 400;

impl ADay {
    pub fn spare(self, plate: &str, capacity: u32) -> Self {
        self.does(Command::PutVehicles(vec![Vehicle {
            plate: Plate::from(plate),
            capacity: Cartons(capacity),
            status: VehicleStatus::Available,
            spare: true,
            crew: None,
        }]))
    }

    /// It stands at its last stop, or its dock; `estimate` in minutes.
    pub fn breaks_down(self, plate: &str, estimate: Option<u32>) -> Self {
        let report = BreakdownReport {
            plate: plate.into(),
            at: self.now,
            place: None,
            fault: Fault::Clutch,
            estimate: estimate.map(Seconds::from_minutes),
        };
        self.does(Command::ReportBreakdown(report))
    }

    pub fn repaired(self, plate: &str) -> Self {
        let at = self.now;
        self.does(Command::ReportRepair { plate: plate.into(), at })
    }

    pub fn ask(&self) -> Ask {
        Ask {
            day: date(),
            now: self.now,
            seed: 1,
            threads: 1,
            relieved: BTreeSet::new(),
            about: About::default(),
        }
    }

    pub fn recovery(&self) -> Result<Answer, NothingToPlan> {
        recover(&self.state, self.revision, &self.ask(), &Rounds(ENOUGH), &mut |_| {})
    }

    /// The ranked plans, a line for the price and a line for each route they change.
    pub fn plans_to_recover(&self) -> String {
        let answer = self.recovery().unwrap_or_else(|nothing| panic!("{nothing}"));
        answer.proposals.iter().map(shown).collect()
    }

    pub fn plan_of(&self, kind: PlanKind) -> Proposal {
        let answer = self.recovery().unwrap_or_else(|nothing| panic!("{nothing}"));
        let found = answer.proposals.into_iter().find(|plan| plan.kind == kind);
        found.unwrap_or_else(|| panic!("no plan is called {}:\n{}", kind.name(), self.plans_to_recover()))
    }

    pub fn applies(self, plan: &Proposal) -> Self {
        let command = self.applying(plan);
        self.does(command)
    }

    pub fn applying(&self, plan: &Proposal) -> Command {
        Command::ApplyProposal {
            day: plan.day,
            routes: plan.routes.iter().map(|route| Route::clone(route)).collect(),
            base: plan.based_on,
            now: self.now,
        }
    }
}

/// `spare_takes_over 312.50 | late none | put off none | tell J3`, then what each route does from now on.
pub fn shown(plan: &Proposal) -> String {
    let list = |items: Vec<String>| if items.is_empty() { "none".to_owned() } else { items.join(" ") };
    let mut text = format!(
        "{} {}.{:02} | late {} | put off {} | tell {}\n",
        plan.kind.name(),
        plan.price().0 / 100,
        plan.price().0 % 100,
        list(plan.late.iter().map(|(shop, by)| format!("{shop} {}", by.minutes_begun())).collect()),
        list(plan.put_off.iter().map(|(shop, _)| shop.to_string()).collect()),
        list(plan.retold.iter().map(ToString::to_string).collect()),
    );
    for route in &plan.routes {
        if let Some(outlook) = plan.outlooks.get(&route.id) {
            let _ = writeln!(text, "  {}", round(route, outlook));
        }
    }
    text
}

/// `R1-2 V9 10:20: 10:30 fetch 20 from V1, 10:40 J3, back 11:00`: what is still to come.
pub fn round(route: &Route, outlook: &RouteOutlook) -> String {
    let vehicle = route.vehicle.as_ref().map_or("nobody", Plate::as_str);
    let mut text = format!("{} {vehicle}:", route.id);
    for (at, (stop, expected)) in route.stops.iter().zip(&outlook.stops).enumerate() {
        for call in outlook.pickups.iter().filter(|call| call.before == at) {
            let from = match &route.pickups[call.nth].from {
                Cargo::Aboard(plate) => plate.as_str(),
                Cargo::At(Dock::Centre) => "the centre",
                Cargo::At(Dock::Station(code)) => code.as_str(),
            };
            let _ = write!(text, " {} fetch {} from {from},", call.starts, call.cartons.0);
        }
        if stop.progress == Progress::Waiting {
            let _ = write!(text, " {} {},", expected.arrives, stop.retailer);
        }
    }
    let _ = write!(text, " back {}", outlook.returns);
    text
}
