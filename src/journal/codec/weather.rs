//! Stored shape of the settings for alerts, positions and maps.

use super::hold::{StoredColour, StoredHazard};
use super::network::text;
use super::{Shape, Unsound};
use crate::domain::ids::DistrictCode;
use crate::domain::settings::{AlertRule, Feed, WeatherSettings};
use crate::domain::units::{Metres, Seconds};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredWeather {
    utc_offset: i32,
    batch_routes: u32,
    batch_every: u32,
    backlog_days: u32,
    arrived_within: u32,
    arrived_after: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    feeds: Vec<StoredFeed>,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    alert_folder: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    position_folder: SmolStr,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rules: Vec<StoredRule>,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    base_map: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    base_map_credit: SmolStr,
}

impl StoredWeather {
    /// What settings of versions 1 and 2 stand for, whatever the defaults are today: written down also in
    /// `migrations/0003.sql`, so that a replay gives the tables.
    pub(super) fn of_version_2() -> Self {
        Self {
            utc_offset: 480,
            batch_routes: 8,
            batch_every: 900,
            backlog_days: 2,
            arrived_within: 60,
            arrived_after: 90,
            feeds: Vec::new(),
            alert_folder: SmolStr::default(),
            position_folder: SmolStr::default(),
            rules: Vec::new(),
            base_map: SmolStr::default(),
            base_map_credit: SmolStr::default(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct StoredFeed {
    url: SmolStr,
    every: u32,
    on: bool,
}

impl Shape for StoredFeed {
    type Of = Feed;
    fn of(value: &Feed) -> Self {
        Self { url: value.url.clone(), every: value.every.0, on: value.on }
    }
    fn back(self) -> Result<Feed, Unsound> {
        Ok(Feed { url: self.url, every: Seconds(self.every), on: self.on })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredRule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hazard: Option<StoredHazard>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<StoredColour>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    district: Option<SmolStr>,
}

impl Shape for StoredRule {
    type Of = AlertRule;
    fn of(value: &AlertRule) -> Self {
        Self {
            hazard: value.hazard.as_ref().map(StoredHazard::of),
            at_least: value.at_least.as_ref().map(StoredColour::of),
            district: value.district.as_ref().map(|code| text(code.as_str())),
        }
    }
    fn back(self) -> Result<AlertRule, Unsound> {
        Ok(AlertRule {
            hazard: self.hazard.map(StoredHazard::back).transpose()?,
            at_least: self.at_least.map(StoredColour::back).transpose()?,
            district: self.district.map(DistrictCode::new),
        })
    }
}

impl Shape for StoredWeather {
    type Of = WeatherSettings;
    fn of(value: &WeatherSettings) -> Self {
        Self {
            utc_offset: value.utc_offset_minutes,
            batch_routes: value.batch_routes,
            batch_every: value.batch_every.0,
            backlog_days: value.backlog_days,
            arrived_within: value.arrived_within.0,
            arrived_after: value.arrived_after.0,
            feeds: StoredFeed::of_all(&value.feeds),
            alert_folder: value.alert_folder.clone(),
            position_folder: value.position_folder.clone(),
            rules: StoredRule::of_all(&value.rules),
            base_map: value.base_map.clone(),
            base_map_credit: value.base_map_credit.clone(),
        }
    }
    fn back(self) -> Result<WeatherSettings, Unsound> {
        Ok(WeatherSettings {
            utc_offset_minutes: self.utc_offset,
            feeds: StoredFeed::back_all(self.feeds)?,
            alert_folder: self.alert_folder,
            position_folder: self.position_folder,
            rules: StoredRule::back_all(self.rules)?,
            batch_routes: self.batch_routes,
            batch_every: Seconds(self.batch_every),
            backlog_days: self.backlog_days,
            arrived_within: Metres(self.arrived_within),
            arrived_after: Seconds(self.arrived_after),
            base_map: self.base_map,
            base_map_credit: self.base_map_credit,
        })
    }
}
