//! The settings about supply: how each is shown, read from what was typed, and what is refused. No drawing here.

use super::dials::{minutes, number, span, whole};
use crate::domain::settings::SupplySettings;
use crate::domain::units::Cartons;
use crate::words::Message;

/// One setting about supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SupplyDial {
    Yellow,
    Orange,
    Red,
    Slow,
    RequestLimit,
    Picking,
    MostCartons,
}

impl SupplyDial {
    pub const ALL: [Self; 7] = [
        Self::Yellow,
        Self::Orange,
        Self::Red,
        Self::Slow,
        Self::RequestLimit,
        Self::Picking,
        Self::MostCartons,
    ];

    /// Keys of its name, its meaning and its unit.
    #[must_use]
    pub const fn texts(self) -> [&'static str; 3] {
        match self {
            Self::Yellow => ["data-dial-yellow", "data-dial-yellow-means", "data-unit-days"],
            Self::Orange => ["data-dial-orange", "data-dial-orange-means", "data-unit-days"],
            Self::Red => ["data-dial-red", "data-dial-red-means", "data-unit-days"],
            Self::Slow => ["data-dial-slow", "data-dial-slow-means", "data-unit-days"],
            Self::RequestLimit => {
                ["data-dial-request-limit", "data-dial-request-limit-means", "data-unit-cartons"]
            }
            Self::Picking => ["data-dial-picking", "data-dial-picking-means", "data-unit-minutes"],
            Self::MostCartons => {
                ["data-dial-most-cartons", "data-dial-most-cartons-means", "data-unit-cartons"]
            }
        }
    }

    /// What its field shows.
    #[must_use]
    pub fn shown(self, settings: &SupplySettings) -> String {
        match self {
            Self::Yellow => settings.yellow_below.to_string(),
            Self::Orange => settings.orange_below.to_string(),
            Self::Red => settings.red_below.to_string(),
            Self::Slow => settings.slow_over.to_string(),
            Self::RequestLimit => settings.request_limit.0.to_string(),
            Self::Picking => minutes(settings.picking),
            Self::MostCartons => settings.most_cartons.0.to_string(),
        }
    }

    /// Takes over what was typed; the message says what would be accepted.
    pub fn turn(self, settings: &mut SupplySettings, text: &str) -> Result<(), Message> {
        let days = |most| number(text, 0.0, most).map(whole);
        match self {
            Self::Yellow => settings.yellow_below = days(90.0)?,
            Self::Orange => settings.orange_below = days(90.0)?,
            Self::Red => settings.red_below = days(90.0)?,
            Self::Slow => settings.slow_over = days(365.0)?,
            Self::RequestLimit => settings.request_limit = Cartons(days(100_000.0)?),
            Self::Picking => settings.picking = span(text, 60.0, 600.0)?,
            Self::MostCartons => settings.most_cartons = Cartons(number(text, 1.0, 100_000.0).map(whole)?),
        }
        Ok(())
    }
}
