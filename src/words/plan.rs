//! What stands on a day's plan, told: states of stops and routes, breaches, causes, remedies, hazards.
//! Short forms, made for a cell, a mark or one line of a card.

use super::{Arg, Message, Tell};
use crate::domain::day::{Cargo, Cause, Dock, FailReason, Lock, Remedy};
use crate::domain::incident::Fault;
use crate::domain::outlook::{RouteState, StopState};
use crate::domain::rules::BreachKind;
use crate::domain::weather::{Colour, Hazard, Signal};

impl Tell for StopState {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Delivered => "stop-delivered",
            Self::DeliveredLate => "stop-delivered-late",
            Self::Arrived => "stop-arrived",
            Self::OnTime => "stop-on-time",
            Self::AtRisk => "stop-at-risk",
            Self::Late => "stop-late",
            Self::OnHold => "stop-on-hold",
            Self::Failed => "stop-failed",
            Self::PutOff => "stop-put-off",
        })
    }
}

impl Tell for RouteState {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Planned => "route-planned",
            Self::OnTheWay => "route-on-the-way",
            Self::Done => "route-done",
        })
    }
}

impl Tell for BreachKind {
    fn message(&self) -> Message {
        match self {
            Self::Late(by) => Message::new("breach-late").with("minutes", by.minutes_begun()),
            Self::EarlyWait(by) => Message::new("breach-early-wait").with("minutes", by.minutes_begun()),
            Self::Overload(by) => Message::new("breach-overload").with("cartons", by.0),
            Self::Overtime(by) => Message::new("breach-overtime").with("minutes", by.minutes_begun()),
            Self::DrivingLimit(by) => {
                Message::new("breach-driving-limit").with("minutes", by.minutes_begun())
            }
            Self::LockBroken(lock) => Message::new("breach-lock-broken").with("lock", lock.message()),
            Self::CargoElsewhere(Cargo::At(Dock::Centre)) => Message::new("breach-cargo-at-centre"),
            Self::CargoElsewhere(Cargo::At(Dock::Station(station))) => {
                Message::new("breach-cargo-at-station").with("station", Arg::shown(station))
            }
            Self::CargoElsewhere(Cargo::Aboard(plate)) => {
                Message::new("breach-cargo-aboard").with("plate", Arg::shown(plate))
            }
            Self::OnHold(hold) => Message::new("breach-on-hold").with("hold", Arg::shown(hold)),
            Self::NoVehicle => Message::new("breach-no-vehicle"),
        }
    }
}

impl Tell for Lock {
    fn message(&self) -> Message {
        match self {
            Self::Vehicle => Message::new("lock-vehicle"),
            Self::Position => Message::new("lock-position"),
            Self::Time(at) => Message::new("lock-time").with("at", Arg::shown(at)),
        }
    }
}

impl Tell for FailReason {
    fn message(&self) -> Message {
        match self {
            Self::Closed => Message::new("fail-closed"),
            Self::Refused => Message::new("fail-refused"),
            Self::NoPayment => Message::new("fail-no-payment"),
            Self::Damaged => Message::new("fail-damaged"),
            Self::Unreachable => Message::new("fail-unreachable"),
            Self::Other(words) => Message::new("as-written").with("words", words.as_str()),
        }
    }
}

impl Tell for Cause {
    fn message(&self) -> Message {
        match self {
            Self::Breakdown(_) => Message::new("cause-breakdown"),
            Self::Weather(_) => Message::new("cause-weather"),
            Self::Accident => Message::new("cause-accident"),
            Self::Traffic => Message::new("cause-traffic"),
            Self::Ordering => Message::new("cause-ordering"),
            Self::Settlement => Message::new("cause-settlement"),
            Self::Sorting => Message::new("cause-sorting"),
            Self::RetailerAbsent => Message::new("cause-retailer-absent"),
            Self::Other(words) => Message::new("as-written").with("words", words.as_str()),
        }
    }
}

impl Tell for Remedy {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Reassigned => "remedy-reassigned",
            Self::Moved => "remedy-moved",
            Self::WindowShifted => "remedy-window-shifted",
            Self::SpareTakesOver => "remedy-spare-takes-over",
            Self::NeighboursShare => "remedy-neighbours-share",
            Self::WaitedForRepair => "remedy-waited-for-repair",
            Self::PutOff => "remedy-put-off",
            Self::WaitedForWeather => "remedy-waited-for-weather",
            Self::MetElsewhere => "remedy-met-elsewhere",
            Self::Shuttled => "remedy-shuttled",
        })
    }
}

impl Tell for Fault {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Engine => "fault-engine",
            Self::Clutch => "fault-clutch",
            Self::Brakes => "fault-brakes",
            Self::Tyre => "fault-tyre",
            Self::Electrics => "fault-electrics",
            Self::Cooling => "fault-cooling",
            Self::Body => "fault-body",
            Self::Accident => "fault-accident",
            Self::DriverAbsent => "fault-driver-absent",
            Self::Other => "fault-other",
        })
    }
}

impl Tell for Hazard {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Typhoon => "hazard-typhoon",
            Self::Rainstorm => "hazard-rainstorm",
            Self::Snowstorm => "hazard-snowstorm",
            Self::ColdWave => "hazard-cold-wave",
            Self::Gale => "hazard-gale",
            Self::Sandstorm => "hazard-sandstorm",
            Self::Heat => "hazard-heat",
            Self::Drought => "hazard-drought",
            Self::Lightning => "hazard-lightning",
            Self::Hail => "hazard-hail",
            Self::Frost => "hazard-frost",
            Self::Fog => "hazard-fog",
            Self::Haze => "hazard-haze",
            Self::RoadIcing => "hazard-road-icing",
            Self::RoadClosed => "hazard-road-closed",
        })
    }
}

impl Tell for Colour {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Blue => "colour-blue",
            Self::Yellow => "colour-yellow",
            Self::Orange => "colour-orange",
            Self::Red => "colour-red",
        })
    }
}

impl Tell for Signal {
    fn message(&self) -> Message {
        Message::new("signal").with("hazard", self.kind.message()).with("colour", self.colour.message())
    }
}
