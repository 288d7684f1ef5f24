//! Incidents, told: kinds, levels and the rules behind them, who does what and until when, and the lines of a
//! timeline.

use super::{Arg, Message, Tell};
use crate::domain::emergency::level::{Level, LevelRule};
use crate::domain::emergency::{Casualties, Kind, Lane, Standing, What};
use crate::domain::incident::Link;
use crate::domain::playbook::purpose::Purpose;
use crate::domain::playbook::{Limit, Owner};

impl Tell for Kind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::NetworkSoftware => "incident-kind-network-software",
            Self::NetworkHardware => "incident-kind-network-hardware",
            Self::Power => "incident-kind-power",
            Self::VehicleBeforeDeparture => "incident-kind-vehicle-before-departure",
            Self::VehicleOnTheRoad => "incident-kind-vehicle-on-the-road",
            Self::Accident => "incident-kind-accident",
            Self::Weather => "incident-kind-weather",
            Self::RoadClosed => "incident-kind-road-closed",
            Self::Ordering => "incident-kind-ordering",
            Self::Settlement => "incident-kind-settlement",
            Self::Sorting => "incident-kind-sorting",
            Self::Replenishment => "incident-kind-replenishment",
            Self::Shortage => "incident-kind-shortage",
            Self::Robbery => "incident-kind-robbery",
            Self::Other => "incident-kind-other",
        })
    }
}

impl Tell for Link {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Ordering => "desk-link-ordering",
            Self::Settlement => "desk-link-settlement",
            Self::Sorting => "desk-link-sorting",
            Self::Distribution => "desk-link-distribution",
        })
    }
}

/// Number and name: `II major`.
impl Tell for Level {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::General => "incident-level-general",
            Self::Larger => "incident-level-larger",
            Self::Major => "incident-level-major",
            Self::Critical => "incident-level-critical",
        })
    }
}

impl Tell for LevelRule {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::OneRoute => "incident-rule-one-route",
            Self::SeveralRoutes => "incident-rule-several-routes",
            Self::LongDelay => "incident-rule-long-delay",
            Self::LinkDownAnHour => "incident-rule-link-down-an-hour",
            Self::ThirdOfTheRoutes => "incident-rule-third-of-the-routes",
            Self::LinkDownFourHours => "incident-rule-link-down-four-hours",
            Self::SeriousInjury => "incident-rule-serious-injury",
            Self::Robbery => "incident-rule-robbery",
            Self::Death => "incident-rule-death",
            Self::AllRoutes => "incident-rule-all-routes",
            Self::OrderingDownAllDay => "incident-rule-ordering-down-all-day",
            Self::RedSignal => "incident-rule-red-signal",
        })
    }
}

impl Tell for Standing {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Open => "incident-open",
            Self::Acknowledged => "incident-acknowledged",
            Self::Restored => "incident-restored",
            Self::Closed => "incident-closed",
        })
    }
}

impl Tell for Lane {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Headquarters => "incident-lane-headquarters",
            Self::Department => "incident-lane-department",
            Self::Marketing => "incident-lane-marketing",
        })
    }
}

impl Tell for Purpose {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Log => "playbook-does-log",
            Self::Verify => "playbook-does-verify",
            Self::Grant => "playbook-does-grant",
            Self::CheckStock => "playbook-does-check-stock",
            Self::Answer => "playbook-does-answer",
            Self::Pick => "playbook-does-pick",
            Self::Deliver => "playbook-does-deliver",
            Self::FindCause => "playbook-does-find-cause",
            Self::TakeMeasure => "playbook-does-take-measure",
        })
    }
}

impl Tell for Owner {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Driver => "incident-owner-driver",
            Self::Dispatcher => "incident-owner-dispatcher",
            Self::DistributionCentre => "incident-owner-distribution-centre",
            Self::TransferStation => "incident-owner-transfer-station",
            Self::MarketingCentre => "incident-owner-marketing-centre",
            Self::OrderDepartment => "incident-owner-order-department",
            Self::Purchasing => "incident-owner-purchasing",
            Self::MarketingDepartment => "incident-owner-marketing-department",
            Self::AccountManager => "incident-owner-account-manager",
            Self::InformationCentre => "incident-owner-information-centre",
            Self::Finance => "incident-owner-finance",
            Self::Security => "incident-owner-security",
            Self::Appraisal => "incident-owner-appraisal",
            Self::LeadingGroup => "incident-owner-leading-group",
        })
    }
}

impl Tell for Limit {
    fn message(&self) -> Message {
        match self {
            Self::Minutes(minutes) => Message::new("incident-limit-minutes").with("n", *minutes),
            Self::At(time) => Message::new("incident-limit-at").with("time", Arg::shown(time)),
            Self::DayEnd => Message::new("incident-limit-day-end"),
            Self::NextWorkingDay => Message::new("incident-limit-next-working-day"),
            Self::Days(days) => Message::new("incident-limit-days").with("n", *days),
            Self::Every(minutes) => Message::new("incident-limit-every").with("n", *minutes),
        }
    }
}

impl Tell for Casualties {
    fn message(&self) -> Message {
        if self.is_none() {
            return Message::new("incident-nobody-hurt");
        }
        Message::new("incident-hurt").with("injured", self.injured).with("dead", self.dead)
    }
}

/// A line of the timeline, without who and when.
impl Tell for What {
    fn message(&self) -> Message {
        let about =
            |key, step: &crate::domain::playbook::StepId| Message::new(key).with("step", Arg::shown(step));
        match self {
            Self::Opened => Message::new("incident-event-opened"),
            Self::Acknowledged => Message::new("incident-event-acknowledged"),
            Self::LevelSet(level) => Message::new("incident-event-level").with("level", level.message()),
            Self::Suggested(rule) => Message::new("incident-event-suggested")
                .with("level", rule.level().message())
                .with("rule", rule.message()),
            Self::Casualties(harm) => harm.message(),
            Self::Expected(Some(at)) => {
                Message::new("incident-event-expected").with("at", at.0.format("%m-%d %H:%M").to_string())
            }
            Self::Expected(None) => Message::new("incident-event-expected-unknown"),
            Self::Ticked(step) => about("incident-event-ticked", step),
            Self::Skipped(step, why) => about("incident-event-skipped", step).with("why", why.as_str()),
            Self::Reopened(step) => about("incident-event-reopened", step),
            Self::Escalated(step, stage) if *stage < 2 => about("incident-event-late", step),
            Self::Escalated(step, _) => about("incident-event-very-late", step),
            Self::Command(chief) => Message::new("incident-event-command").with("chief", chief.as_str()),
            Self::Restored => Message::new("incident-event-restored"),
            Self::Closed(why) => Message::new("incident-event-closed").with("why", why.as_str()),
            Self::Note(text) => Message::new("incident-event-note").with("text", text.as_str()),
        }
    }
}
