//! Supply in words: price grades, occasions, what is wrong with a shipment, measures, roles, and refusals.

use super::{Arg, Message, Tell};
use crate::domain::supply::refusing::SupplyRefusal;

impl Tell for SupplyRefusal {
    fn message(&self) -> Message {
        match self {
            Self::NoSuchBrand(brand) => {
                Message::new("refusal-no-such-brand").with("brand", Arg::shown(brand))
            }
            Self::NoSuchEnterprise(code) => {
                Message::new("refusal-no-such-enterprise").with("enterprise", Arg::shown(code))
            }
            Self::NoSuchInbound(id) => {
                Message::new("refusal-no-such-inbound").with("inbound", Arg::shown(id))
            }
            Self::InboundSettled(id) => {
                Message::new("refusal-inbound-settled").with("inbound", Arg::shown(id))
            }
            Self::NoSuchRequest(id) => {
                Message::new("refusal-no-such-request").with("request", Arg::shown(id))
            }
            Self::RequestDecided(id) => {
                Message::new("refusal-request-decided").with("request", Arg::shown(id))
            }
            Self::RequestOpen(id) => Message::new("refusal-request-open").with("request", Arg::shown(id)),
            Self::RequestRefused(id) => {
                Message::new("refusal-request-refused").with("request", Arg::shown(id))
            }
            Self::RequestDelivered(id) => {
                Message::new("refusal-request-delivered").with("request", Arg::shown(id))
            }
            Self::RequestArranged(id) => {
                Message::new("refusal-request-arranged").with("request", Arg::shown(id))
            }
            Self::NoLicence => Message::new("refusal-no-licence"),
            Self::LicenceDiffers { retailer, given, known } => Message::new("refusal-licence-differs")
                .with("retailer", Arg::shown(retailer))
                .with("given", given.as_str())
                .with("known", known.as_str()),
            Self::AboveTheLimit { cartons, limit } => {
                Message::new("refusal-above-the-limit").with("cartons", cartons.0).with("limit", limit.0)
            }
            Self::GrantsNothing(who) => Message::new("refusal-grants-nothing").with("who", *who),
            Self::NotEnoughStock { brand, wanted, left } => Message::new("refusal-not-enough-stock")
                .with("brand", Arg::shown(brand))
                .with("wanted", wanted.0)
                .with("left", left.0),
            Self::NeededInThePast { needed_by } => Message::new("refusal-needed-in-the-past")
                .with("when", needed_by.0.format("%Y-%m-%d %H:%M").to_string()),
            Self::NothingAsked => Message::new("refusal-nothing-asked"),
            Self::Absurd { cartons, most } => {
                Message::new("refusal-absurd").with("cartons", cartons.0).with("most", most.0)
            }
            Self::NotTheRequest { request, route } => Message::new("refusal-not-the-request")
                .with("request", Arg::shown(request))
                .with("route", Arg::shown(route)),
            Self::ServedThatDay(retailer) => {
                Message::new("refusal-served-that-day").with("retailer", Arg::shown(retailer))
            }
            Self::NoSuchMeasure(id) => {
                Message::new("refusal-no-such-measure").with("measure", Arg::shown(id))
            }
            Self::MeasureDone(id) => Message::new("refusal-measure-done").with("measure", Arg::shown(id)),
            Self::NoSubstitute { brand, instead } => Message::new("refusal-no-substitute")
                .with("brand", Arg::shown(brand))
                .with("instead", Arg::shown(instead)),
            Self::NothingInstead(brand) => {
                Message::new("refusal-nothing-instead").with("brand", Arg::shown(brand))
            }
            Self::NoSuchTalk(id) => Message::new("refusal-no-such-talk").with("talk", Arg::shown(id)),
            Self::TalkSettled(id) => Message::new("refusal-talk-settled").with("talk", Arg::shown(id)),
        }
    }
}
