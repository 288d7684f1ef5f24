//! Stored shape of the settings.

use super::notices::StoredNotices;
use super::orders::StoredOrder;
use super::supply::StoredSupplySettings;
use super::weather::StoredWeather;
use super::{Shape, Unsound};
use crate::domain::place::TravelSettings;
use crate::domain::prices::{Item, Prices};
use crate::domain::settings::Settings;
use crate::domain::units::{Fen, Seconds};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredSettings {
    detour_permille: u32,
    speed_by_hour: [u32; 24],
    shift_ends: u32,
    retell_after: u32,
    at_risk_within: u32,
    early_wait_over: u32,
    service_per_stop: u32,
    service_per_ten_cartons: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    columns: BTreeMap<SmolStr, BTreeMap<SmolStr, SmolStr>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sample_clock: Option<i64>,
    /// Version 1 had none of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<StoredRecovery>,
    /// Versions 1 and 2 had none of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weather: Option<StoredWeather>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    notices: Option<StoredNotices>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    orders: Vec<StoredOrder>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supply: Option<StoredSupplySettings>,
    /// Versions before 5 had no lock.
    #[serde(default = "usual_lock", skip_serializing_if = "is_usual_lock")]
    lock_after: u32,
}

/// What is not written down; it must stay what it is.
const USUAL_LOCK: u32 = 15 * 60;

const fn usual_lock() -> u32 {
    USUAL_LOCK
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks it like this")]
const fn is_usual_lock(seconds: &u32) -> bool {
    *seconds == USUAL_LOCK
}

/// What recovery plans go by.
#[derive(Serialize, Deserialize)]
struct StoredRecovery {
    retailers_close: u32,
    transfer_set_up: u32,
    transfer_per_hundred_cartons: u32,
    freeze_within: u32,
    driving_limit: u32,
    /// By the item's name. One that is not named has its usual price.
    prices: BTreeMap<SmolStr, i64>,
}

impl StoredRecovery {
    /// What settings of version 1 stand for, whatever the defaults are today: written down also in
    /// `migrations/0002.sql` and `0003.sql`, so that a replay gives the tables.
    fn of_version_1() -> Self {
        let prices = [
            ("late", 50),
            ("missed_closing", 3_000),
            ("put_off_stops", 15_000),
            ("put_off_cartons", 50),
            ("overtime", 150),
            ("distance", 150),
            ("driving", 50),
            ("handling", 5),
            ("calls", 2_000),
            ("goods_wait", 50),
            ("spare", 5_000),
            ("vehicle_changed", 200),
            ("told_again", 300),
            ("resequenced", 50),
            ("meets", 1_000),
        ];
        Self {
            retailers_close: 18 * 3_600,
            transfer_set_up: 600,
            transfer_per_hundred_cartons: 60,
            freeze_within: 0,
            driving_limit: 36_000,
            prices: prices.into_iter().map(|(name, fen)| (SmolStr::new_static(name), fen)).collect(),
        }
    }

    fn of(settings: &Settings) -> Self {
        let price = |item: Item| (SmolStr::new_static(item.name()), settings.prices.of(item).0);
        Self {
            retailers_close: settings.retailers_close.seconds(),
            transfer_set_up: settings.transfer_set_up.0,
            transfer_per_hundred_cartons: settings.transfer_per_hundred_cartons.0,
            freeze_within: settings.freeze_within.0,
            driving_limit: settings.driving_limit.0,
            prices: Item::ALL.map(price).into_iter().collect(),
        }
    }

    fn prices(&self) -> Result<Prices, Unsound> {
        // Version 2 had no price for meeting points; what it meant stands in `migrations/0003.sql` too.
        let mut prices = Prices::default().with(Item::Meets, Fen(1_000));
        for (name, &fen) in &self.prices {
            let item = Item::parse(name).ok_or(Unsound::Garbled)?;
            prices = prices.with(item, Fen(fen));
            if prices.of(item) != Fen(fen) {
                return Err(Unsound::Garbled);
            }
        }
        Ok(prices)
    }
}

impl Shape for StoredSettings {
    type Of = Settings;
    fn of(value: &Settings) -> Self {
        Self {
            detour_permille: value.travel.detour_permille,
            speed_by_hour: value.travel.speed_by_hour,
            shift_ends: value.shift_ends.seconds(),
            retell_after: value.retell_after.0,
            at_risk_within: value.at_risk_within.0,
            early_wait_over: value.early_wait_over.0,
            service_per_stop: value.service_per_stop.0,
            service_per_ten_cartons: value.service_per_ten_cartons.0,
            columns: value.columns.clone(),
            sample_clock: value.sample_clock.map(numbers::of_moment),
            recovery: Some(StoredRecovery::of(value)),
            weather: Some(StoredWeather::of(&value.weather)),
            notices: Some(StoredNotices::of(&value.notices)),
            orders: StoredOrder::of_all(&value.orders),
            supply: StoredSupplySettings::said(&value.supply),
            lock_after: value.lock_after.0,
        }
    }
    fn back(self) -> Result<Settings, Unsound> {
        let recovery = self.recovery.unwrap_or_else(StoredRecovery::of_version_1);
        Ok(Settings {
            travel: TravelSettings {
                detour_permille: self.detour_permille,
                speed_by_hour: self.speed_by_hour,
            },
            shift_ends: numbers::time(self.shift_ends.into()).ok_or(Unsound::Garbled)?,
            retell_after: Seconds(self.retell_after),
            at_risk_within: Seconds(self.at_risk_within),
            early_wait_over: Seconds(self.early_wait_over),
            service_per_stop: Seconds(self.service_per_stop),
            service_per_ten_cartons: Seconds(self.service_per_ten_cartons),
            retailers_close: numbers::time(recovery.retailers_close.into()).ok_or(Unsound::Garbled)?,
            prices: recovery.prices()?,
            transfer_set_up: Seconds(recovery.transfer_set_up),
            transfer_per_hundred_cartons: Seconds(recovery.transfer_per_hundred_cartons),
            freeze_within: Seconds(recovery.freeze_within),
            driving_limit: Seconds(recovery.driving_limit),
            columns: self.columns,
            weather: self.weather.unwrap_or_else(StoredWeather::of_version_2).back()?,
            notices: self.notices.unwrap_or_else(StoredNotices::of_version_2).back()?,
            orders: StoredOrder::back_all(self.orders)?,
            supply: self.supply.unwrap_or(StoredSupplySettings::UNSAID).back()?,
            lock_after: Seconds(self.lock_after),
            sample_clock: self
                .sample_clock
                .map(|seconds| numbers::moment(seconds).ok_or(Unsound::Garbled))
                .transpose()?,
        })
    }
}
