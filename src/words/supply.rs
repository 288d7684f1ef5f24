//! Supply in words: price grades, occasions, what is wrong with a shipment, measures, roles, and refusals.

use super::{Arg, Message, Tell};
use crate::domain::supply::archive::Role;
use crate::domain::supply::brand::PriceGrade;
use crate::domain::supply::cover::Warning;
use crate::domain::supply::inbound::{InboundState, Wrong};
use crate::domain::supply::measures::MeasureKind;
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::supply::request::{Occasion, Passage, Stage};

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

impl Tell for PriceGrade {
    fn message(&self) -> Message {
        Message::new("supply-grade").with("class", u32::from(self.class()))
    }
}

impl Tell for Occasion {
    fn message(&self) -> Message {
        match self {
            Self::Wedding => Message::new("supply-occasion-wedding"),
            Self::Funeral => Message::new("supply-occasion-funeral"),
            Self::Group => Message::new("supply-occasion-group"),
            Self::Other(words) => Message::new("supply-occasion-other").with("words", words.as_str()),
        }
    }
}

impl Tell for Stage {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Asked => "supply-stage-asked",
            Self::Approved => "supply-stage-approved",
            Self::Arranged => "supply-stage-arranged",
            Self::Done => "supply-stage-done",
            Self::Refused => "supply-stage-refused",
        })
    }
}

impl Tell for Passage {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::OwnStop => "supply-passage-own-stop",
            Self::Passing => "supply-passage-passing",
            Self::AnotherDay => "supply-passage-another-day",
            Self::SpecialTrip => "supply-passage-special-trip",
        })
    }
}

impl Tell for Warning {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Yellow => "supply-warning-yellow",
            Self::Orange => "supply-warning-orange",
            Self::Red => "supply-warning-red",
        })
    }
}

impl Tell for InboundState {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Expected => "supply-inbound-expected",
            Self::Arrived { .. } => "supply-inbound-arrived",
            Self::Cancelled { .. } => "supply-inbound-cancelled",
        })
    }
}

impl Tell for Wrong {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Late => "supply-wrong-late",
            Self::Short => "supply-wrong-short",
            Self::Cancelled => "supply-inbound-cancelled",
        })
    }
}

impl Tell for MeasureKind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::AskProvince => "supply-measure-ask-province",
            Self::ChangePlan => "supply-measure-change-plan",
            Self::Urge => "supply-measure-urge",
            Self::SendSomeone => "supply-measure-send-someone",
            Self::ReplaceVehicle => "supply-measure-replace-vehicle",
            Self::Substitute => "supply-measure-substitute",
            Self::ContactOnQuality => "supply-measure-contact-on-quality",
        })
    }
}

impl Tell for Role {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::MarketingDirector => "supply-role-marketing-director",
            Self::RegionalHead => "supply-role-regional-head",
            Self::Salesman => "supply-role-salesman",
            Self::Other => "supply-role-other",
        })
    }
}

/// Days with one decimal, as `cover` counts them in tenths.
#[must_use]
pub fn days(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
