//! Stored shapes of reference data, settings, holds and breakdowns.

use super::{Shape, Unsound};
use crate::domain::ids::{BreakdownId, CrewId, DepartmentCode, DistrictCode, HoldId, Plate, RetailerCode};
use crate::domain::ids::{RouteId, StationCode};
use crate::domain::incident::{Breakdown, Fault};
use crate::domain::network::{
    Centre, Crew, Department, Name, Retailer, TransferStation, Vehicle, VehicleStatus,
};
use crate::domain::place::{Area, Place, TravelSettings};
use crate::domain::prices::{Item, Prices};
use crate::domain::settings::Settings;
use crate::domain::units::{Cartons, Fen, Metres, Seconds};
use crate::domain::weather::{Colour, Hazard, Hold, Signal};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A fieldless domain enum and the words it is stored under.
macro_rules! stored_words {
    ($stored:ident of $of:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        pub(in crate::journal::codec) enum $stored { $(#[serde(rename = $word)] $variant),+ }

        impl Shape for $stored {
            type Of = $of;
            fn of(value: &$of) -> Self {
                match value { $($of::$variant => Self::$variant),+ }
            }
            fn back(self) -> Result<$of, Unsound> {
                Ok(match self { $(Self::$variant => $of::$variant),+ })
            }
        }
    };
}
pub(super) use stored_words;

pub(super) fn text(id: &str) -> SmolStr {
    SmolStr::new(id)
}

/// Latitude and longitude in ten-millionths of a degree.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredPlace(i32, i32);

impl Shape for StoredPlace {
    type Of = Place;
    fn of(value: &Place) -> Self {
        let (lat, lon) = value.e7();
        Self(lat, lon)
    }
    fn back(self) -> Result<Place, Unsound> {
        Place::from_e7(self.0, self.1).ok_or(Unsound::Garbled)
    }
}

#[derive(Serialize, Deserialize)]
struct StoredName {
    l: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    e: SmolStr,
}

impl Shape for StoredName {
    type Of = Name;
    fn of(value: &Name) -> Self {
        Self { l: value.local.clone(), e: value.english.clone() }
    }
    fn back(self) -> Result<Name, Unsound> {
        Ok(Name { local: self.l, english: self.e })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredCentre {
    n: StoredName,
    p: StoredPlace,
}

impl Shape for StoredCentre {
    type Of = Arc<Centre>;
    fn of(value: &Arc<Centre>) -> Self {
        Self { n: StoredName::of(&value.name), p: StoredPlace::of(&value.place) }
    }
    fn back(self) -> Result<Arc<Centre>, Unsound> {
        Ok(Arc::new(Centre { name: self.n.back()?, place: self.p.back()? }))
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredStation {
    c: SmolStr,
    n: StoredName,
    p: StoredPlace,
}

impl Shape for StoredStation {
    type Of = TransferStation;
    fn of(value: &TransferStation) -> Self {
        Self {
            c: text(value.code.as_str()),
            n: StoredName::of(&value.name),
            p: StoredPlace::of(&value.place),
        }
    }
    fn back(self) -> Result<TransferStation, Unsound> {
        Ok(TransferStation { code: StationCode::new(self.c), name: self.n.back()?, place: self.p.back()? })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredDepartment {
    c: SmolStr,
    n: StoredName,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    ph: SmolStr,
}

impl Shape for StoredDepartment {
    type Of = Department;
    fn of(value: &Department) -> Self {
        Self { c: text(value.code.as_str()), n: StoredName::of(&value.name), ph: value.phone.clone() }
    }
    fn back(self) -> Result<Department, Unsound> {
        Ok(Department { code: DepartmentCode::new(self.c), name: self.n.back()?, phone: self.ph })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredRetailer {
    c: SmolStr,
    n: StoredName,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    li: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    ad: SmolStr,
    p: StoredPlace,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    di: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    de: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    ma: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    ph: SmolStr,
}

impl Shape for StoredRetailer {
    type Of = Arc<Retailer>;
    fn of(value: &Arc<Retailer>) -> Self {
        Self {
            c: text(value.code.as_str()),
            n: StoredName::of(&value.name),
            li: value.licence.clone(),
            ad: value.address.clone(),
            p: StoredPlace::of(&value.place),
            di: text(value.district.as_str()),
            de: text(value.department.as_str()),
            ma: value.manager.clone(),
            ph: value.phone.clone(),
        }
    }
    fn back(self) -> Result<Arc<Retailer>, Unsound> {
        Ok(Arc::new(Retailer {
            code: RetailerCode::new(self.c),
            name: self.n.back()?,
            licence: self.li,
            address: self.ad,
            place: self.p.back()?,
            district: DistrictCode::new(self.di),
            department: DepartmentCode::new(self.de),
            manager: self.ma,
            phone: self.ph,
        }))
    }
}

stored_words! {
    StoredStatus of VehicleStatus {
        Available = "available",
        BrokenDown = "broken_down",
        InWorkshop = "in_workshop",
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredVehicle {
    p: SmolStr,
    c: u32,
    s: StoredStatus,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    sp: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cr: Option<SmolStr>,
}

impl Shape for StoredVehicle {
    type Of = Vehicle;
    fn of(value: &Vehicle) -> Self {
        Self {
            p: text(value.plate.as_str()),
            c: value.capacity.0,
            s: StoredStatus::of(&value.status),
            sp: value.spare,
            cr: value.crew.as_ref().map(|crew| text(crew.as_str())),
        }
    }
    fn back(self) -> Result<Vehicle, Unsound> {
        Ok(Vehicle {
            plate: Plate::new(self.p),
            capacity: Cartons(self.c),
            status: self.s.back()?,
            spare: self.sp,
            crew: self.cr.map(CrewId::new),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredCrew {
    i: SmolStr,
    d: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    m: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    ph: SmolStr,
}

impl Shape for StoredCrew {
    type Of = Crew;
    fn of(value: &Crew) -> Self {
        Self {
            i: text(value.id.as_str()),
            d: value.driver.clone(),
            m: value.delivery_man.clone(),
            ph: value.phone.clone(),
        }
    }
    fn back(self) -> Result<Crew, Unsound> {
        Ok(Crew { id: CrewId::new(self.i), driver: self.d, delivery_man: self.m, phone: self.ph })
    }
}

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
    /// Version 1 knew none of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<StoredRecovery>,
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
        let mut prices = Prices::default();
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
        }
    }
    fn back(self) -> Result<Settings, Unsound> {
        let recovery = self.recovery.unwrap_or_else(|| StoredRecovery::of(&Settings::default()));
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
            sample_clock: self
                .sample_clock
                .map(|seconds| numbers::moment(seconds).ok_or(Unsound::Garbled))
                .transpose()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredArea {
    Districts(Vec<SmolStr>),
    Polygon(Vec<StoredPlace>),
    Circle(StoredPlace, u32),
    Routes(Vec<SmolStr>),
}

impl Shape for StoredArea {
    type Of = Area;
    fn of(value: &Area) -> Self {
        match value {
            Area::Districts(codes) => Self::Districts(codes.iter().map(|code| text(code.as_str())).collect()),
            Area::Polygon(ring) => Self::Polygon(StoredPlace::of_all(ring)),
            Area::Circle { centre, radius } => Self::Circle(StoredPlace::of(centre), radius.0),
            Area::Routes(routes) => Self::Routes(routes.iter().map(|id| text(id.as_str())).collect()),
        }
    }
    fn back(self) -> Result<Area, Unsound> {
        Ok(match self {
            Self::Districts(codes) => Area::Districts(codes.into_iter().map(DistrictCode::new).collect()),
            Self::Polygon(ring) => Area::Polygon(StoredPlace::back_all(ring)?),
            Self::Circle(centre, radius) => Area::Circle { centre: centre.back()?, radius: Metres(radius) },
            Self::Routes(routes) => Area::Routes(routes.into_iter().map(RouteId::new).collect()),
        })
    }
}

stored_words! {
    StoredHazard of Hazard {
        Typhoon = "typhoon", Rainstorm = "rainstorm", Snowstorm = "snowstorm", ColdWave = "cold_wave",
        Gale = "gale", Sandstorm = "sandstorm", Heat = "heat", Drought = "drought",
        Lightning = "lightning", Hail = "hail", Frost = "frost", Fog = "fog", Haze = "haze",
        RoadIcing = "road_icing", RoadClosed = "road_closed",
    }
}

stored_words! {
    StoredColour of Colour { Blue = "blue", Yellow = "yellow", Orange = "orange", Red = "red" }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredHold {
    id: SmolStr,
    source: SmolStr,
    hazard: StoredHazard,
    colour: StoredColour,
    area: StoredArea,
    from: i64,
    until: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    released: Option<i64>,
}

impl Shape for StoredHold {
    type Of = Hold;
    fn of(value: &Hold) -> Self {
        Self {
            id: text(value.id.as_str()),
            source: value.source.clone(),
            hazard: StoredHazard::of(&value.signal.kind),
            colour: StoredColour::of(&value.signal.colour),
            area: StoredArea::of(&value.area),
            from: numbers::of_moment(value.from),
            until: numbers::of_moment(value.until),
            released: value.released.map(numbers::of_moment),
        }
    }
    fn back(self) -> Result<Hold, Unsound> {
        let moment = |seconds| numbers::moment(seconds).ok_or(Unsound::Garbled);
        Ok(Hold {
            id: HoldId::new(self.id),
            source: self.source,
            signal: Signal { kind: self.hazard.back()?, colour: self.colour.back()? },
            area: self.area.back()?,
            from: moment(self.from)?,
            until: moment(self.until)?,
            released: self.released.map(moment).transpose()?,
        })
    }
}

stored_words! {
    StoredFault of Fault {
        Engine = "engine", Clutch = "clutch", Brakes = "brakes", Tyre = "tyre", Electrics = "electrics",
        Cooling = "cooling", Body = "body", Accident = "accident",
        DriverAbsent = "driver_absent", Other = "other",
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredBreakdown {
    id: SmolStr,
    plate: SmolStr,
    at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<StoredPlace>,
    fault: StoredFault,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    estimate: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    repaired: Option<i64>,
}

impl Shape for StoredBreakdown {
    type Of = Breakdown;
    fn of(value: &Breakdown) -> Self {
        Self {
            id: text(value.id.as_str()),
            plate: text(value.plate.as_str()),
            at: numbers::of_moment(value.at),
            place: value.place.as_ref().map(StoredPlace::of),
            fault: StoredFault::of(&value.fault),
            estimate: value.estimate.map(|estimate| estimate.0),
            repaired: value.repaired.map(numbers::of_moment),
        }
    }
    fn back(self) -> Result<Breakdown, Unsound> {
        let moment = |seconds| numbers::moment(seconds).ok_or(Unsound::Garbled);
        Ok(Breakdown {
            id: BreakdownId::new(self.id),
            plate: Plate::new(self.plate),
            at: moment(self.at)?,
            place: self.place.map(StoredPlace::back).transpose()?,
            fault: self.fault.back()?,
            estimate: self.estimate.map(Seconds),
            repaired: self.repaired.map(moment).transpose()?,
        })
    }
}
