//! What a change did, as one line of the log, the status bar and the command line.

use super::{Arg, Message, Tell};
use crate::domain::deed::Deed;
use crate::domain::supply::changes::Matter;

impl Tell for Deed {
    fn message(&self) -> Message {
        match self {
            Self::ReferenceData { retailers, vehicles, others } => Message::new("deed-reference-data")
                .with("retailers", *retailers)
                .with("vehicles", *vehicles)
                .with("others", *others),
            Self::Planned { days, routes, stops } => {
                Message::new("deed-planned").with("days", *days).with("routes", *routes).with("stops", *stops)
            }
            Self::Progress { stops } => Message::new("deed-progress").with("stops", *stops),
            Self::Reassigned { route, to: Some(to), .. } => {
                Message::new("deed-reassigned").with("route", Arg::shown(route)).with("to", Arg::shown(to))
            }
            Self::Reassigned { route, to: None, .. } => {
                Message::new("deed-unassigned").with("route", Arg::shown(route))
            }
            Self::Moved { stops, to: Some(to) } => {
                Message::new("deed-moved").with("stops", *stops).with("to", Arg::shown(to))
            }
            Self::Moved { stops, to: None } => Message::new("deed-moved-about").with("stops", *stops),
            Self::Shifted { stops, routes } => {
                Message::new("deed-shifted").with("stops", *stops).with("routes", *routes)
            }
            Self::Settings => Message::new("deed-settings"),
            Self::Holds { count } => Message::new("deed-holds").with("n", *count),
            Self::Breakdowns { count } => Message::new("deed-breakdowns").with("n", *count),
            Self::Alerts { count, holds } => {
                Message::new("deed-alerts").with("n", *count).with("holds", *holds)
            }
            Self::Positions { vehicles, stops } => {
                Message::new("deed-positions").with("n", *vehicles).with("stops", *stops)
            }
            Self::Weather { routes, put_off: 0 } => Message::new("deed-weather").with("routes", *routes),
            Self::Weather { routes, put_off } if *put_off > 0 => Message::new("deed-weather-put-off")
                .with("routes", *routes)
                .with("stops", put_off.unsigned_abs().to_string()),
            Self::Weather { routes, put_off } => Message::new("deed-weather-back")
                .with("routes", *routes)
                .with("stops", put_off.unsigned_abs().to_string()),
            Self::Incidents { count } => Message::new("deed-incidents").with("n", *count),
            Self::FollowedUp { count } => Message::new("deed-followed-up").with("n", *count),
            Self::Playbook => Message::new("deed-playbook"),
            Self::Person { name, role: Some(role) } => Message::new("deed-person")
                .with("name", Arg::shown(name))
                .with("role", Arg::Inner(Box::new(role.message()))),
            Self::Person { name, role: None } => {
                Message::new("deed-person-left").with("name", Arg::shown(name))
            }
            Self::People { count } => Message::new("deed-people").with("n", *count),
            Self::BrokeDown { plate } => Message::new("deed-broke-down").with("plate", Arg::shown(plate)),
            Self::Repaired { plate } => Message::new("deed-repaired").with("plate", Arg::shown(plate)),
            Self::SentToWorkshop { plate } => {
                Message::new("deed-sent-to-workshop").with("plate", Arg::shown(plate))
            }
            Self::BackFromWorkshop { plate } => {
                Message::new("deed-back-from-workshop").with("plate", Arg::shown(plate))
            }
            Self::Stays { count } => Message::new("deed-stays").with("n", *count),
            Self::Recovered { stops, put_off, routes } => Message::new("deed-recovered")
                .with("stops", *stops)
                .with("put-off", *put_off)
                .with("routes", *routes),
            Self::PutOff { stops, to: Some(to) } => {
                Message::new("deed-put-off").with("stops", *stops).with("to", Arg::shown(to))
            }
            Self::PutOff { stops, to: None } => Message::new("deed-brought-back").with("stops", *stops),
            Self::Locked { stops } => Message::new("deed-locked").with("stops", *stops),
            Self::Told { stops } => Message::new("deed-told").with("stops", *stops),
            Self::Loaded { route, stops } => {
                Message::new("deed-loaded").with("route", Arg::shown(route)).with("stops", *stops)
            }
            Self::Supply { matter, count } => Message::new(match matter {
                Matter::Brands => "deed-supply-brands",
                Matter::Stocks => "deed-supply-stocks",
                Matter::Orders => "deed-supply-orders",
                Matter::Inbounds => "deed-supply-inbounds",
                Matter::Requests => "deed-supply-requests",
                Matter::Measures => "deed-supply-measures",
                Matter::Enterprises => "deed-supply-enterprises",
                Matter::Contacts => "deed-supply-contacts",
                Matter::Talks => "deed-supply-talks",
            })
            .with("n", *count),
            Self::Replenished { route } => Message::new("deed-replenished").with("route", Arg::shown(route)),
            Self::Several { operations } => Message::new("deed-several").with("n", *operations),
        }
    }
}
