//! What the palette finds: brought up to the world while the palette is open, searched with each letter.
//! Retailers are many and change seldom: they are taken in a slice a frame, so that no frame waits for all.

use crate::desk::shortcuts::Deed;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::world::World;
use crate::domain::ids::{BrandCode, EnterpriseCode, Plate, RequestId, RetailerCode, Revision, RouteId};
use crate::domain::network::Retailer;
use crate::domain::time::ServiceDay;
use crate::words::{Language, Tell, Words};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// Retailers taken in by one frame: about two milliseconds' work.
const SLICE: usize = 4_000;

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Deed(Deed),
    /// A route, or all routes of a vehicle.
    Routes(Vec<RouteId>),
    Retailer(RetailerCode),
    Brand(BrandCode),
    Request(RequestId),
    Enterprise(EnterpriseCode),
}

/// A row, told.
#[derive(Clone, Debug)]
pub struct Entry {
    pub title: String,
    /// What it is, in a word or two.
    detail: String,
    target: Target,
    /// Not part of the day on the board: of equal matches it comes later.
    aside: bool,
    /// All it can be found by.
    haystack: Utf32String,
}

type Retailers = BTreeMap<RetailerCode, Arc<Retailer>>;

#[derive(Debug, Default)]
pub struct Index {
    built_for: Option<(Revision, ServiceDay, Language)>,
    /// Actions, routes and vehicles, which come before retailers.
    few: Vec<Entry>,
    /// Which route serves a retailer today.
    served: BTreeMap<RetailerCode, RouteId>,
    shops: Shops,
}

/// Retailers taken in so far, by code.
#[derive(Debug, Default)]
struct Shops {
    of: Option<(Arc<Retailers>, Language)>,
    entries: Vec<Entry>,
    complete: bool,
}

impl Index {
    /// Brings itself up to the world, as far as one frame allows; true where a search would now find other
    /// rows.
    pub fn follow(&mut self, world: &World, look: &Look) -> bool {
        let key = (world.snapshot.revision, world.snapshot.date, look.words.language());
        let moved_on = self.built_for != Some(key);
        if moved_on {
            self.built_for = Some(key);
            self.served = served(world);
            self.few = few(world, look);
        }
        let completed = self.shops.follow(&world.snapshot.state.network.retailers, &look.words);
        moved_on || completed
    }

    /// Every retailer can be found.
    pub const fn is_complete(&self) -> bool {
        self.shops.complete
    }

    pub fn entry(&self, row: usize) -> &Entry {
        self.few.get(row).unwrap_or_else(|| &self.shops.entries[row - self.few.len()])
    }

    pub fn target(&self, row: usize) -> &Target {
        &self.entry(row).target
    }

    /// What the row is, in a word or two; of a retailer also the route that serves it today.
    pub fn detail(&self, row: usize) -> Cow<'_, str> {
        let entry = self.entry(row);
        match &entry.target {
            Target::Retailer(code) => match self.served.get(code) {
                Some(route) => format!("{code}  {route}").into(),
                None => code.as_str().into(),
            },
            _ => entry.detail.as_str().into(),
        }
    }

    fn is_aside(&self, entry: &Entry) -> bool {
        match &entry.target {
            Target::Retailer(code) => !self.served.contains_key(code),
            _ => entry.aside,
        }
    }

    /// Rows that match, best first; of equal ones those of the day, then the shorter, then the earlier:
    /// actions before routes, vehicles and retailers. Everything from the start where nothing is asked.
    pub fn search(&self, query: &str, most: usize) -> Vec<usize> {
        if query.trim().is_empty() {
            return (0..(self.few.len() + self.shops.entries.len()).min(most)).collect();
        }
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found: Vec<(u32, bool, usize, usize)> = self
            .few
            .iter()
            .chain(&self.shops.entries)
            .enumerate()
            .filter_map(|(row, entry)| {
                let score = pattern.score(entry.haystack.slice(..), &mut matcher)?;
                Some((u32::MAX - score, self.is_aside(entry), entry.haystack.len(), row))
            })
            .collect();
        if found.len() > most {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        found.into_iter().map(|(.., row)| row).collect()
    }
}

impl Shops {
    /// Takes in a slice more; true with the last.
    fn follow(&mut self, retailers: &Arc<Retailers>, words: &Words) -> bool {
        let language = words.language();
        let same = self.of.as_ref().is_some_and(|(of, told)| Arc::ptr_eq(of, retailers) && *told == language);
        if !same {
            *self = Self { of: Some((Arc::clone(retailers), language)), ..Self::default() };
        }
        if self.complete {
            return false;
        }
        let from = match self.entries.last().map(|entry| &entry.target) {
            Some(Target::Retailer(last)) => Bound::Excluded(last.clone()),
            _ => Bound::Unbounded,
        };
        let before = self.entries.len();
        let slice = retailers.range((from, Bound::Unbounded)).take(SLICE);
        self.entries.extend(slice.map(|(code, retailer)| {
            let found_by = [code.as_str(), &retailer.name.local, &retailer.name.english];
            let title = words.name(&retailer.name).to_owned();
            entry(title, String::new(), Target::Retailer(code.clone()), false, &found_by)
        }));
        self.complete = self.entries.len() - before < SLICE;
        self.complete
    }
}

fn entry(title: String, detail: String, target: Target, aside: bool, found_by: &[&str]) -> Entry {
    let haystack = Utf32String::from([&[title.as_str()], found_by].concat().join(" "));
    Entry { title, detail, target, aside, haystack }
}

fn served(world: &World) -> BTreeMap<RetailerCode, RouteId> {
    let routes = world.snapshot.day().into_iter().flat_map(|day| &day.routes);
    let stops = routes.flat_map(|(id, route)| route.stops.iter().map(move |stop| (&stop.retailer, id)));
    stops.map(|(retailer, id)| (retailer.clone(), id.clone())).collect()
}

fn few(world: &World, look: &Look) -> Vec<Entry> {
    let words = &look.words;
    let snapshot = &world.snapshot;
    let mut entries = Vec::new();
    let action = words.say("desk-kind-action");
    for deed in Deed::ALL.into_iter().filter(|deed| *deed != Deed::Palette && deed.is_possible(world)) {
        entries.push(entry(words.say(deed.key()), action.clone(), Target::Deed(deed), false, &[]));
    }
    let mut driven: BTreeMap<&Plate, Vec<RouteId>> = BTreeMap::new();
    for (id, route) in snapshot.day().into_iter().flat_map(|day| &day.routes) {
        if let Some(plate) = &route.vehicle {
            driven.entry(plate).or_default().push(id.clone());
        }
        let title = words.fill("desk-route-title", &[("route", id.as_str().into())]);
        let detail = route.vehicle.as_ref().map(ToString::to_string).unwrap_or_default();
        entries.push(entry(title, detail, Target::Routes(vec![id.clone()]), false, &[]));
    }
    for (plate, vehicle) in &*snapshot.state.network.vehicles {
        let routes = driven.remove(plate).unwrap_or_default();
        let detail = if routes.is_empty() {
            words.tell(&vehicle.status.message())
        } else {
            routes.iter().map(RouteId::as_str).collect::<Vec<_>>().join(", ")
        };
        // People leave the dot out.
        let plain = plate.as_str().replace('·', "");
        let idle = routes.is_empty();
        entries.push(entry(plate.to_string(), detail, Target::Routes(routes), idle, &[&plain]));
    }
    entries.extend(of_supply(snapshot, words));
    entries
}

/// Open requests, brands and enterprises.
fn of_supply(snapshot: &Snapshot, words: &Words) -> Vec<Entry> {
    let supply = &snapshot.state.supply;
    let open = supply.requests.values().filter(|request| request.is_open());
    let requests = open.map(|request| {
        let retailer = snapshot.state.network.retailer(&request.retailer);
        let title = retailer.map_or(request.retailer.as_str(), |shop| words.name(&shop.name));
        let (kind, id) = (words.say("desk-kind-request"), request.id.clone());
        entry(title.to_owned(), format!("{kind} {id}"), Target::Request(id), true, &[request.id.as_str()])
    });
    let brands = supply.brands.values().map(|brand| {
        let found_by = [brand.code.as_str(), &brand.name.local, &brand.name.english];
        let title = words.name(&brand.name).to_owned();
        entry(title, words.say("desk-kind-brand"), Target::Brand(brand.code.clone()), true, &found_by)
    });
    let enterprises = supply.enterprises.values().map(|one| {
        let found_by = [one.code.as_str(), &one.name.local, &one.name.english];
        let title = words.name(&one.name).to_owned();
        entry(title, words.say("desk-kind-enterprise"), Target::Enterprise(one.code.clone()), true, &found_by)
    });
    requests.chain(brands).chain(enterprises).collect()
}
