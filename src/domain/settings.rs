//! What the centre has agreed on, kept in the journal so that every desk agrees too.

mod notice_faults;
mod notices;
pub mod orders;
mod supply;

pub use notice_faults::{NoticeFault, is_mail_address, is_phone, mark};
pub use notices::{MailSecurity, MailSettings, NoticeSettings, Reach, RobotPlatform, RobotSettings};
pub use orders::{OrderSpan, ReportKind, StandingOrder};
pub use supply::SupplySettings;

use super::ids::DistrictCode;
use super::place::TravelSettings;
use super::prices::Prices;
use super::time::{TimeOfDay, Timestamp};
use super::units::{Cartons, Metres, Seconds};
use super::weather::{Colour, Hazard};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// All settings; each has a default a new centre can work with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub travel: TravelSettings,
    /// A crew's day ends here; a return after it is overtime.
    pub shift_ends: TimeOfDay,
    /// A retailer is told again when its time has moved by more than this since it was last told.
    pub retell_after: Seconds,
    /// A stop expected this close to its window's end is at risk.
    pub at_risk_within: Seconds,
    /// A wait at a closed door longer than this is a breach of its own.
    pub early_wait_over: Seconds,
    /// Time at the door where the plan's file does not say: a part for every stop …
    pub service_per_stop: Seconds,
    /// … and a part for every ten cartons.
    pub service_per_ten_cartons: Seconds,
    /// Retailers take no deliveries after this.
    pub retailers_close: TimeOfDay,
    /// What a recovery plan is charged for.
    pub prices: Prices,
    /// A call for goods on the way takes this long …
    pub transfer_set_up: Seconds,
    /// … and this much more for every hundred cartons.
    pub transfer_per_hundred_cartons: Seconds,
    /// Stops expected within this span from now are left as they are by recovery plans.
    pub freeze_within: Seconds,
    /// A vehicle must not be on the road for longer than this in one day.
    pub driving_limit: Seconds,
    /// How a person corrected the columns of a file, by the fingerprint of its header: column name to field
    /// name (empty: leave the column aside).
    pub columns: BTreeMap<SmolStr, BTreeMap<SmolStr, SmolStr>>,
    pub weather: WeatherSettings,
    pub notices: NoticeSettings,
    pub orders: Vec<StandingOrder>,
    pub supply: SupplySettings,
    /// A desk nobody touches for this long locks itself; never where it is 0.
    pub lock_after: Seconds,
    /// In a sample city the clock starts at this moment each time the database is opened, so that its day
    /// is always under way. `None` for a real centre, which goes by the wall clock.
    pub sample_clock: Option<Timestamp>,
}

/// Where alerts, positions and maps come from, and what is done with them. Everything that reaches out is off
/// until somebody turns it on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeatherSettings {
    /// The centre's clock ahead of UTC, in minutes: alerts say when in their own.
    pub utc_offset_minutes: i32,
    pub feeds: Vec<Feed>,
    /// Folders that are looked at for new files; empty where none is.
    pub alert_folder: SmolStr,
    pub position_folder: SmolStr,
    /// An alert that one of these fits takes effect at once.
    pub rules: Vec<AlertRule>,
    /// Routes are released so many at a time …
    pub batch_routes: u32,
    /// … this far apart.
    pub batch_every: Seconds,
    /// Working days in which what was put off is to be delivered.
    pub backlog_days: u32,
    /// A vehicle that stays this near to a shop …
    pub arrived_within: Metres,
    /// … for this long has arrived there.
    pub arrived_after: Seconds,
    /// A file of map tiles, or an address with `{z}`, `{x}` and `{y}` in it; empty where there is none.
    pub base_map: SmolStr,
    /// Whose it is: shown on the map.
    pub base_map_credit: SmolStr,
}

/// An address that alerts are fetched from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    pub url: SmolStr,
    pub every: Seconds,
    pub on: bool,
}

/// Which alerts need no person's word. What is left open fits all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRule {
    pub hazard: Option<Hazard>,
    pub at_least: Option<Colour>,
    /// Only where an area of the alert lies in this district, or it in the area.
    pub district: Option<DistrictCode>,
}

impl Default for WeatherSettings {
    fn default() -> Self {
        Self {
            utc_offset_minutes: 8 * 60,
            feeds: Vec::new(),
            alert_folder: SmolStr::default(),
            position_folder: SmolStr::default(),
            rules: Vec::new(),
            batch_routes: 8,
            batch_every: Seconds::from_minutes(15),
            backlog_days: 2,
            arrived_within: Metres(60),
            arrived_after: Seconds(90),
            base_map: SmolStr::default(),
            base_map_credit: SmolStr::default(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            travel: TravelSettings::default(),
            shift_ends: TimeOfDay::hm(18, 0),
            retell_after: Seconds::from_minutes(30),
            at_risk_within: Seconds::from_minutes(15),
            early_wait_over: Seconds::from_minutes(10),
            service_per_stop: Seconds(100),
            service_per_ten_cartons: Seconds(20),
            retailers_close: TimeOfDay::hm(18, 0),
            prices: Prices::default(),
            transfer_set_up: Seconds::from_minutes(10),
            transfer_per_hundred_cartons: Seconds(60),
            freeze_within: Seconds(0),
            driving_limit: Seconds::from_minutes(10 * 60),
            columns: BTreeMap::new(),
            weather: WeatherSettings::default(),
            notices: NoticeSettings::default(),
            orders: Vec::new(),
            supply: SupplySettings::default(),
            lock_after: Seconds::from_minutes(15),
            sample_clock: None,
        }
    }
}

impl Settings {
    /// What one stop's goods add to the length of a call for them, a begun second counted.
    #[must_use]
    pub fn handling(&self, cartons: Cartons) -> Seconds {
        let exact = u64::from(cartons.0) * u64::from(self.transfer_per_hundred_cartons.0);
        Seconds(u32::try_from(exact.div_ceil(100)).unwrap_or(u32::MAX))
    }
}
