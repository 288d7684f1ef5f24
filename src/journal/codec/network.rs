//! Stored shapes of reference data.

use super::{Shape, Unsound};
use crate::domain::ids::{CrewId, DepartmentCode, DistrictCode, Plate, RetailerCode, StationCode};
use crate::domain::network::{
    Centre, Crew, Department, District, Name, Retailer, TransferStation, Vehicle, VehicleStatus,
};
use crate::domain::place::Place;
use crate::domain::units::Cartons;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
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
pub(super) struct StoredName {
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
pub(super) struct StoredDistrict {
    c: SmolStr,
    n: StoredName,
    r: Vec<Vec<StoredPlace>>,
}

impl Shape for StoredDistrict {
    type Of = District;
    fn of(value: &District) -> Self {
        Self {
            c: text(value.code.as_str()),
            n: StoredName::of(&value.name),
            r: value.rings.iter().map(StoredPlace::of_all).collect(),
        }
    }
    fn back(self) -> Result<District, Unsound> {
        let rings = self.r.into_iter().map(StoredPlace::back_all).collect::<Result<_, _>>()?;
        Ok(District { code: DistrictCode::new(self.c), name: self.n.back()?, rings })
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
