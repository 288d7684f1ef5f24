//! Stored shape of what a notice tells of supply. It waits in the outbox, and is no part of a replay.

use super::super::day::time;
use super::super::network::{StoredName, text};
use super::{Shape, Unsound};
use crate::domain::ids::{DepartmentCode, RetailerCode};
use crate::domain::supply::word::{Comes, Concerned, Goods, Says, Subject, SupplyWord};
use crate::domain::time::TimeOfDay;
use crate::domain::units::Cartons;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredSays {
    /// When it comes, once that is settled.
    Granted(#[serde(default, skip_serializing_if = "Option::is_none")] Option<(i64, Option<u32>)>),
    Refused(SmolStr),
    OpenAgain,
    Scarce(StoredName, StoredName),
    Withdrawn(StoredName, StoredName),
}

impl Shape for StoredSays {
    type Of = Says;
    fn of(value: &Says) -> Self {
        let both = |brand, instead| (StoredName::of(brand), StoredName::of(instead));
        match value {
            Says::Granted { comes } => Self::Granted(
                comes.map(|comes| (numbers::of_day(comes.day), comes.at.map(TimeOfDay::seconds))),
            ),
            Says::Refused { why } => Self::Refused(why.clone()),
            Says::OpenAgain => Self::OpenAgain,
            Says::Scarce { brand, instead } => {
                let (brand, instead) = both(brand, instead);
                Self::Scarce(brand, instead)
            }
            Says::Withdrawn { brand, instead } => {
                let (brand, instead) = both(brand, instead);
                Self::Withdrawn(brand, instead)
            }
        }
    }
    fn back(self) -> Result<Says, Unsound> {
        let comes = |(day, at): (i64, Option<u32>)| -> Result<Comes, Unsound> {
            Ok(Comes { day: numbers::day(day).ok_or(Unsound::Garbled)?, at: at.map(time).transpose()? })
        };
        Ok(match self {
            Self::Granted(when) => Says::Granted { comes: when.map(comes).transpose()? },
            Self::Refused(why) => Says::Refused { why },
            Self::OpenAgain => Says::OpenAgain,
            Self::Scarce(brand, instead) => Says::Scarce { brand: brand.back()?, instead: instead.back()? },
            Self::Withdrawn(brand, instead) => {
                Says::Withdrawn { brand: brand.back()?, instead: instead.back()? }
            }
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredGoods(StoredName, u32);

impl Shape for StoredGoods {
    type Of = Goods;
    fn of(value: &Goods) -> Self {
        Self(StoredName::of(&value.brand), value.cartons.0)
    }
    fn back(self) -> Result<Goods, Unsound> {
        Ok(Goods { brand: self.0.back()?, cartons: Cartons(self.1) })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredShop {
    r: SmolStr,
    n: StoredName,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    t: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    m: SmolStr,
    d: SmolStr,
    c: u32,
}

impl Shape for StoredShop {
    type Of = Concerned;
    fn of(value: &Concerned) -> Self {
        Self {
            r: text(value.retailer.as_str()),
            n: StoredName::of(&value.name),
            t: value.phone.clone(),
            m: value.manager.clone(),
            d: text(value.department.as_str()),
            c: value.cartons.0,
        }
    }
    fn back(self) -> Result<Concerned, Unsound> {
        Ok(Concerned {
            retailer: RetailerCode::new(self.r),
            name: self.n.back()?,
            phone: self.t,
            manager: self.m,
            department: DepartmentCode::new(self.d),
            cartons: Cartons(self.c),
        })
    }
}

/// `about` is looked for by [`crate::journal::outbox`].
#[derive(Serialize, Deserialize)]
pub(in crate::journal::codec) struct StoredWord {
    about: SmolStr,
    says: StoredSays,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    goods: Vec<StoredGoods>,
    shops: Vec<StoredShop>,
}

impl Shape for StoredWord {
    type Of = SupplyWord;
    fn of(value: &SupplyWord) -> Self {
        Self {
            about: SmolStr::new(value.about.key()),
            says: StoredSays::of(&value.says),
            goods: StoredGoods::of_all(&value.goods),
            shops: StoredShop::of_all(&value.shops),
        }
    }
    fn back(self) -> Result<SupplyWord, Unsound> {
        Ok(SupplyWord {
            about: Subject::parse(&self.about).ok_or(Unsound::Garbled)?,
            says: self.says.back()?,
            goods: StoredGoods::back_all(self.goods)?,
            shops: StoredShop::back_all(self.shops)?,
        })
    }
}
