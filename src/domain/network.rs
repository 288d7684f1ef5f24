//! The reference data: what stays the same from one service day to the next.

use super::ids::{CrewId, DepartmentCode, DistrictCode, Plate, RetailerCode, StationCode};
use super::place::{Place, Spot};
use super::units::Cartons;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A name as the centre writes it, and an English one where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub local: SmolStr,
    /// Empty where none is known.
    pub english: SmolStr,
}

impl Name {
    pub fn new(local: impl AsRef<str>) -> Self {
        Self { local: SmolStr::new(local), english: SmolStr::default() }
    }

    pub fn with_english(local: impl AsRef<str>, english: impl AsRef<str>) -> Self {
        Self { local: SmolStr::new(local), english: SmolStr::new(english) }
    }

    #[must_use]
    pub fn in_english(&self) -> &str {
        if self.english.is_empty() { &self.local } else { &self.english }
    }
}

/// Distribution centre (配送中心): stores, sorts and delivers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Centre {
    pub name: Name,
    pub place: Place,
}

impl Centre {
    /// What a travel-time matrix calls the centre.
    pub const CODE: &'static str = "CENTRE";
}

/// Transfer station (中转站): county cross-dock where sorted goods change to local vans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferStation {
    pub code: StationCode,
    pub name: Name,
    pub place: Place,
}

/// Regional marketing department (营销部).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub code: DepartmentCode,
    pub name: Name,
    /// Empty where unknown.
    pub phone: SmolStr,
}

/// Retailer (零售户): the licensed shop that is delivered to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retailer {
    pub code: RetailerCode,
    pub name: Name,
    /// Retail licence (专卖证号); empty where unknown.
    pub licence: SmolStr,
    pub address: SmolStr,
    pub place: Place,
    pub district: DistrictCode,
    pub department: DepartmentCode,
    /// Account manager (客户经理), who phones the shop in an emergency; empty where unknown.
    pub manager: SmolStr,
    pub phone: SmolStr,
}

/// Whether a vehicle can be given a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VehicleStatus {
    Available,
    BrokenDown,
    InWorkshop,
}

/// A delivery vehicle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vehicle {
    pub plate: Plate,
    pub capacity: Cartons,
    pub status: VehicleStatus,
    /// Kept ready for faults (备用车).
    pub spare: bool,
    pub crew: Option<CrewId>,
}

/// Who rides: usually two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crew {
    pub id: CrewId,
    pub driver: SmolStr,
    /// Delivery man (送货员); empty for a crew of one.
    pub delivery_man: SmolStr,
    pub phone: SmolStr,
}

/// An administrative district's outline, for the map and for drawing holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    pub code: DistrictCode,
    pub name: Name,
    /// Closed rings; the last point joins the first. Holes are rings too (even-odd).
    pub rings: Vec<Vec<Place>>,
}

/// All reference data. Each collection is shared, so that a copy costs a few counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    pub centre: Option<Arc<Centre>>,
    pub stations: Arc<BTreeMap<StationCode, TransferStation>>,
    pub departments: Arc<BTreeMap<DepartmentCode, Department>>,
    pub retailers: Arc<BTreeMap<RetailerCode, Arc<Retailer>>>,
    pub vehicles: Arc<BTreeMap<Plate, Vehicle>>,
    pub crews: Arc<BTreeMap<CrewId, Crew>>,
    pub districts: Arc<BTreeMap<DistrictCode, District>>,
}

impl Network {
    #[must_use]
    pub fn retailer(&self, code: &RetailerCode) -> Option<&Retailer> {
        self.retailers.get(code).map(AsRef::as_ref)
    }

    #[must_use]
    pub fn retailer_spot(&self, code: &RetailerCode) -> Option<Spot> {
        let retailer = self.retailer(code)?;
        Some(Spot { code: SmolStr::new(code.as_str()), place: retailer.place })
    }

    #[must_use]
    pub fn centre_spot(&self) -> Option<Spot> {
        let centre = self.centre.as_ref()?;
        Some(Spot { code: SmolStr::new_static(Centre::CODE), place: centre.place })
    }

    #[must_use]
    pub fn station_spot(&self, code: &StationCode) -> Option<Spot> {
        let station = self.stations.get(code)?;
        Some(Spot { code: SmolStr::new(code.as_str()), place: station.place })
    }
}
