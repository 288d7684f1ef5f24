//! Refusals, told: what was asked, why not, what to do instead.

use super::{Arg, Message, Tell};
use crate::domain::network::VehicleStatus;
use crate::domain::refusal::Refusal;

impl Tell for VehicleStatus {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Available => "vehicle-available",
            Self::BrokenDown => "vehicle-broken-down",
            Self::InWorkshop => "vehicle-in-workshop",
        })
    }
}

impl Tell for Refusal {
    fn message(&self) -> Message {
        match self {
            Self::NoSuchDay(day) => Message::new("refusal-no-such-day").with("day", Arg::shown(day)),
            Self::NoSuchRoute { day, route } => Message::new("refusal-no-such-route")
                .with("day", Arg::shown(day))
                .with("route", Arg::shown(route)),
            Self::NoSuchVehicle(plate) => {
                Message::new("refusal-no-such-vehicle").with("plate", Arg::shown(plate))
            }
            Self::NoSuchRetailer(code) => {
                Message::new("refusal-no-such-retailer").with("retailer", Arg::shown(code))
            }
            Self::NoSuchDepartment(code) => {
                Message::new("refusal-no-such-department").with("department", Arg::shown(code))
            }
            Self::NotOnTheDay { day, retailer } => Message::new("refusal-not-on-the-day")
                .with("day", Arg::shown(day))
                .with("retailer", Arg::shown(retailer)),
            Self::ToldToCome { retailer, at } => Message::new("refusal-told-to-come")
                .with("retailer", Arg::shown(retailer))
                .with("at", at.0.format("%m-%d %H:%M").to_string()),
            Self::NothingNamed => Message::new("refusal-nothing-named"),
            Self::VehicleCannotDrive { plate, status } => Message::new("refusal-vehicle-cannot-drive")
                .with("plate", Arg::shown(plate))
                .with("status", status.message()),
            Self::AlreadyVisited(code) => {
                Message::new("refusal-already-visited").with("retailer", Arg::shown(code))
            }
            // People count stops from one.
            Self::PositionPassed { route, at, first_open } => Message::new("refusal-position-passed")
                .with("route", Arg::shown(route))
                .with("at", Arg::shown(at + 1))
                .with("first", Arg::shown(first_open + 1)),
            Self::NothingLeft(route) => Message::new("refusal-nothing-left").with("route", Arg::shown(route)),
            Self::Stale { route, .. } => Message::new("refusal-stale").with("route", Arg::shown(route)),
            Self::TwiceOnTheDay(code) => {
                Message::new("refusal-twice-on-the-day").with("retailer", Arg::shown(code))
            }
            Self::RouteTwice(route) => Message::new("refusal-route-twice").with("route", Arg::shown(route)),
            Self::DeliveredBeforeArrival { retailer, arrived, delivered } => {
                Message::new("refusal-delivered-before-arrival")
                    .with("retailer", Arg::shown(retailer))
                    .with("arrived", Arg::shown(arrived))
                    .with("delivered", Arg::shown(delivered))
            }
            Self::WindowLeavesTheDay { day, retailer, window } => {
                Message::new("refusal-window-leaves-the-day")
                    .with("day", Arg::shown(day))
                    .with("retailer", Arg::shown(retailer))
                    .with("window", Arg::shown(window))
            }
            Self::AlreadyBroken { plate, incident } => Message::new("refusal-already-broken")
                .with("plate", Arg::shown(plate))
                .with("incident", Arg::shown(incident)),
            Self::AlreadyInWorkshop(plate) => {
                Message::new("refusal-already-in-workshop").with("plate", Arg::shown(plate))
            }
            Self::NotInWorkshop(plate) => {
                Message::new("refusal-not-in-workshop").with("plate", Arg::shown(plate))
            }
            Self::VehicleHasStops { plate, route } => Message::new("refusal-vehicle-has-stops")
                .with("plate", Arg::shown(plate))
                .with("route", Arg::shown(route)),
            Self::BackBeforeItWent { plate, went, back } => Message::new("refusal-back-before-it-went")
                .with("plate", Arg::shown(plate))
                .with("went", Arg::shown(went))
                .with("back", Arg::shown(back)),
            Self::NotBroken(plate) => Message::new("refusal-not-broken").with("plate", Arg::shown(plate)),
            Self::RepairedBeforeItBroke { plate, broke, repaired } => {
                Message::new("refusal-repaired-before-it-broke")
                    .with("plate", Arg::shown(plate))
                    .with("broke", Arg::shown(broke))
                    .with("repaired", Arg::shown(repaired))
            }
            Self::NotALaterDay { day, to } => Message::new("refusal-not-a-later-day")
                .with("day", Arg::shown(day))
                .with("to", Arg::shown(to)),
            Self::NotOfThePlan(code) => {
                Message::new("refusal-not-of-the-plan").with("retailer", Arg::shown(code))
            }
            Self::RouteUnderWay(route) => {
                Message::new("refusal-route-under-way").with("route", Arg::shown(route))
            }
            Self::BreaksRule(breach) => Message::new("refusal-breaks-rule")
                .with("route", Arg::shown(&breach.route))
                .with("breach", breach.kind.message()),
            Self::NothingToLoad(route) => {
                Message::new("refusal-nothing-to-load").with("route", Arg::shown(route))
            }
            Self::NoSuchHold(hold) => Message::new("refusal-no-such-hold").with("hold", Arg::shown(hold)),
            Self::HoldIsOver { hold, ended } => Message::new("refusal-hold-is-over")
                .with("hold", Arg::shown(hold))
                .with("ended", Arg::shown(ended)),
            Self::HoldEndsFirst { from, until } => Message::new("refusal-hold-ends-first")
                .with("from", Arg::shown(from))
                .with("until", Arg::shown(until)),
            Self::HoldWithoutArea => Message::new("refusal-hold-without-area"),
            Self::FaultyArea(fault) => Message::new("refusal-faulty-area").with("fault", fault.message()),
            Self::FaultyChannels(fault) => fault.message(),
            Self::SupplyLevels => Message::new("refusal-supply-levels"),
            Self::FaultyOrder(fault) => fault.message(),
            Self::NoSuchIncident(incident) => {
                Message::new("refusal-no-such-incident").with("incident", Arg::shown(incident))
            }
            Self::IncidentClosed(incident) => {
                Message::new("refusal-incident-closed").with("incident", Arg::shown(incident))
            }
            Self::NoSuchStep { incident, step } => Message::new("refusal-no-such-step")
                .with("incident", Arg::shown(incident))
                .with("step", Arg::shown(step)),
            Self::StepDone { incident, step, by, at } => Message::new("refusal-step-done")
                .with("incident", Arg::shown(incident))
                .with("step", Arg::shown(step))
                .with("by", by.as_str())
                .with("at", at.0.format("%m-%d %H:%M").to_string()),
            Self::StepsOpen { incident, steps } => {
                let names: Vec<String> = steps.iter().map(ToString::to_string).collect();
                Message::new("refusal-steps-open")
                    .with("incident", Arg::shown(incident))
                    .with("n", steps.len())
                    .with("steps", names.join(", "))
            }
            Self::NoReason => Message::new("refusal-no-reason"),
            // The desk asks for the same before anything is sent.
            Self::NoCommander => Message::new("incident-missing-chief"),
            Self::NoNote => Message::new("incident-missing-note"),
            Self::PlaybookVersion { version, next } => Message::new("refusal-playbook-version")
                .with("version", Arg::shown(version))
                .with("next", Arg::shown(next)),
            Self::Supply(refusal) => refusal.message(),
            Self::People(refusal) => refusal.message(),
            Self::NothingToUndo => Message::new("refusal-nothing-to-undo"),
            Self::UndoConflict { subject } => {
                Message::new("refusal-undo-conflict").with("subject", subject.as_str())
            }
        }
    }
}
