//! Why a request out of turn cannot come on the day it is asked.

use super::{Arg, Message, Tell};
use crate::recovery::insertion::NotToday;

impl Tell for NotToday {
    fn message(&self) -> Message {
        match self {
            Self::NoRoutes => Message::new("insertion-no-routes"),
            Self::Loaded { route } => Message::new("insertion-loaded").with("route", route.as_str()),
            Self::LeavesBefore { route, leaves, ready } => Message::new("insertion-leaves-before")
                .with("route", route.as_str())
                .with("leaves", Arg::shown(leaves))
                .with("ready", Arg::shown(ready)),
            Self::Served { route } => Message::new("insertion-served").with("route", route.as_str()),
            Self::PutOff { route, to } => {
                Message::new("insertion-put-off").with("route", route.as_str()).with("to", Arg::shown(to))
            }
            Self::Failed { route } => Message::new("insertion-failed").with("route", route.as_str()),
            Self::BreaksRule { route } => Message::new("insertion-breaks-rule").with("route", route.as_str()),
            Self::NobodyCan => Message::new("insertion-nobody-can"),
        }
    }
}
