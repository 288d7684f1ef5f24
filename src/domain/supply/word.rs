//! What retailers are to hear about supply: what became of a request out of turn (M4), and that a brand is scarce and
//! what stands in for it (M6). Whole, so that a notice is told from it alone.

use super::measures::Measure;
use super::request::{Decision, Request};
use super::substitutes::touched;
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::{BrandCode, DepartmentCode, MeasureId, RequestId, RetailerCode};
use crate::domain::network::Name;
use crate::domain::outlook;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::units::Cartons;
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a word is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Request(RequestId),
    Measure(MeasureId),
}

/// One word, to whoever it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplyWord {
    pub about: Subject,
    pub says: Says,
    /// What is given, or what was asked for where it was refused; nothing of a scarce brand.
    pub goods: Vec<Goods>,
    pub shops: Vec<Concerned>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// The request is granted; and when it comes, once that is settled.
    Granted {
        comes: Option<Comes>,
    },
    Refused {
        why: SmolStr,
    },
    /// What was answered holds no more; the request is looked at again.
    OpenAgain,
    /// Another brand can be had in place of one that is scarce.
    Scarce {
        brand: Name,
        instead: Name,
    },
    /// What was offered instead is offered no more.
    Withdrawn {
        brand: Name,
        instead: Name,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comes {
    pub day: ServiceDay,
    /// `None` where the day says nothing of it.
    pub at: Option<TimeOfDay>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goods {
    pub brand: Name,
    pub cartons: Cartons,
}

/// A retailer that is to hear it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerned {
    pub retailer: RetailerCode,
    pub name: Name,
    pub phone: SmolStr,
    pub manager: SmolStr,
    pub department: DepartmentCode,
    /// What it gets or asked for, or what it has ordered of the scarce brand.
    pub cartons: Cartons,
}

/// Somebody has told a retailer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling<'s> {
    pub signed: &'s Signed,
    pub way: Option<Way>,
}

impl Subject {
    /// What tells it from all others; it is stored, so it never changes.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Request(id) => format!("request/{id}"),
            Self::Measure(id) => format!("measure/{id}"),
        }
    }

    /// Reads what [`Subject::key`] writes.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Some(match key.split_once('/')? {
            ("request", id) => Self::Request(RequestId::new(id)),
            ("measure", id) => Self::Measure(MeasureId::new(id)),
            _ => return None,
        })
    }

    /// The day it begins on; nothing was said of it before.
    #[must_use]
    pub fn begins(&self, state: &State) -> Option<ServiceDay> {
        let signed = match self {
            Self::Request(id) => &state.supply.requests.get(id)?.asked,
            Self::Measure(id) => &state.supply.measures.get(id)?.chosen,
        };
        Some(signed.at.day())
    }

    /// What is to be heard of it as things stand; `None` where there is nothing to say. Where the day
    /// of a delivery is not in mind, its time is not told.
    #[must_use]
    pub fn word(&self, state: &State, now: Timestamp) -> Option<SupplyWord> {
        match self {
            Self::Request(id) => of_request(state, state.supply.requests.get(id)?, now),
            Self::Measure(id) => of_measure(state, state.supply.measures.get(id)?, now),
        }
    }

    /// Who told this retailer last.
    #[must_use]
    pub fn told<'s>(&self, state: &'s State, retailer: &RetailerCode) -> Option<Telling<'s>> {
        match self {
            Self::Request(id) => {
                let request = state.supply.requests.get(id).filter(|one| one.retailer == *retailer)?;
                let answer = request.answered.as_ref()?;
                Some(Telling { signed: &answer.signed, way: answer.way })
            }
            Self::Measure(id) => {
                let heard = state.supply.measures.get(id)?.told.get(retailer)?;
                Some(Telling { signed: &heard.signed, way: heard.way })
            }
        }
    }
}

/// What of two states is to be heard otherwise: requests that were decided or arranged, and brands that stand in for
/// others. Costs nothing where the supply has not changed.
#[must_use]
pub fn changed(before: &State, after: &State) -> BTreeSet<Subject> {
    let mut found = BTreeSet::new();
    let (old, new) = (&before.supply.requests, &after.supply.requests);
    if !Arc::ptr_eq(old, new) {
        let says = |one: Option<&Arc<Request>>| one.map(|one| (one.decision.clone(), one.delivery.clone()));
        for id in old.keys().chain(new.keys()) {
            let (was, is) = (old.get(id), new.get(id));
            let same = was.zip(is).is_some_and(|(was, is)| Arc::ptr_eq(was, is));
            if !same && says(was).unwrap_or_default() != says(is).unwrap_or_default() {
                found.insert(Subject::Request(id.clone()));
            }
        }
    }
    let (old, new) = (&before.supply.measures, &after.supply.measures);
    if !Arc::ptr_eq(old, new) {
        for id in old.keys().chain(new.keys()) {
            let instead = |one: Option<&Arc<Measure>>| one.and_then(|one| one.instead.clone());
            if instead(old.get(id)) != instead(new.get(id)) {
                found.insert(Subject::Measure(id.clone()));
            }
        }
    }
    found
}

fn of_request(state: &State, request: &Request, now: Timestamp) -> Option<SupplyWord> {
    let says = match request.decision.as_ref()? {
        Decision::Refused { why, .. } => Says::Refused { why: why.clone() },
        Decision::Approved { .. } => Says::Granted { comes: comes(state, request, now) },
    };
    let goods = request.wanted().iter().filter(|line| line.cartons > Cartons(0));
    let goods = goods.map(|line| Goods { brand: name(state, &line.brand), cartons: line.cartons });
    Some(SupplyWord {
        about: Subject::Request(request.id.clone()),
        says,
        goods: goods.collect(),
        shops: concerned(state, &request.retailer, request.cartons()).into_iter().collect(),
    })
}

/// When it comes, as the day stands.
fn comes(state: &State, request: &Request, now: Timestamp) -> Option<Comes> {
    let day = request.delivery.as_ref()?.day;
    let expected = || {
        let (route, at) = state.day(day)?.find(&request.retailer)?;
        let expected = outlook::project_these(state, day, &BTreeSet::from([route.id.clone()]), now);
        Some(expected.get(&route.id)?.stops.get(at)?.comes())
    };
    Some(Comes { day, at: expected() })
}

fn of_measure(state: &State, measure: &Measure, now: Timestamp) -> Option<SupplyWord> {
    let instead = measure.instead.as_ref()?;
    let touched = touched(state, &measure.brand, now);
    let shops: Vec<Concerned> =
        touched.into_iter().filter_map(|(retailer, cartons)| concerned(state, &retailer, cartons)).collect();
    (!shops.is_empty()).then(|| SupplyWord {
        about: Subject::Measure(measure.id.clone()),
        says: Says::Scarce { brand: name(state, &measure.brand), instead: name(state, instead) },
        goods: Vec::new(),
        shops,
    })
}

/// Whoever is not known any more has nobody to be told by.
fn concerned(state: &State, code: &RetailerCode, cartons: Cartons) -> Option<Concerned> {
    let shop = state.network.retailer(code)?;
    Some(Concerned {
        retailer: code.clone(),
        name: shop.name.clone(),
        phone: shop.phone.clone(),
        manager: shop.manager.clone(),
        department: shop.department.clone(),
        cartons,
    })
}

fn name(state: &State, brand: &BrandCode) -> Name {
    state.supply.brands.get(brand).map_or_else(|| Name::new(brand.as_str()), |brand| brand.name.clone())
}

impl SupplyWord {
    /// What is said instead where this holds no more.
    #[must_use]
    pub fn taken_back(&self) -> Option<Self> {
        let says = match &self.says {
            Says::Granted { .. } | Says::Refused { .. } => Says::OpenAgain,
            Says::Scarce { brand, instead } => {
                Says::Withdrawn { brand: brand.clone(), instead: instead.clone() }
            }
            Says::OpenAgain | Says::Withdrawn { .. } => return None,
        };
        Some(Self { says, ..self.clone() })
    }

    /// The same for some of its retailers.
    #[must_use]
    pub fn to(&self, shops: Vec<Concerned>) -> Self {
        Self { shops, ..self.clone() }
    }
}
