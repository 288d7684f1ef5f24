//! What the palette finds: built when the world has changed, searched with each letter.

use crate::desk::shortcuts::Deed;
use crate::desk::theme::Look;
use crate::desk::world::World;
use crate::domain::ids::{Plate, RetailerCode, Revision, RouteId};
use crate::domain::time::ServiceDay;
use crate::words::{Language, Tell};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use std::collections::BTreeMap;

/// Where a row leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Deed(Deed),
    /// A route, or all routes of a vehicle.
    Routes(Vec<RouteId>),
    Retailer(RetailerCode),
}

/// A row, told.
#[derive(Clone, Debug)]
pub struct Entry {
    pub title: String,
    /// What it is, in a word or two.
    pub detail: String,
    target: Target,
    /// Not part of the day on the board: of equal matches it comes later.
    aside: bool,
    /// All it can be found by.
    haystack: Utf32String,
}

#[derive(Debug, Default)]
pub struct Index {
    built_for: Option<(Revision, ServiceDay, Language)>,
    entries: Vec<Entry>,
}

impl Index {
    /// Builds itself anew where the world has moved on; true where it did.
    pub fn follow(&mut self, world: &World, look: &Look) -> bool {
        let key = (world.snapshot.revision, world.snapshot.date, look.words.language());
        if self.built_for == Some(key) {
            return false;
        }
        self.built_for = Some(key);
        self.entries = entries(world, look);
        true
    }

    pub fn entry(&self, row: usize) -> &Entry {
        &self.entries[row]
    }

    pub fn target(&self, row: usize) -> &Target {
        &self.entries[row].target
    }

    /// Rows that match, best first; of equal ones those of the day, then the shorter, then the earlier:
    /// actions before routes, vehicles and retailers. Everything from the start where nothing is asked.
    pub fn search(&self, query: &str, most: usize) -> Vec<usize> {
        if query.trim().is_empty() {
            return (0..self.entries.len().min(most)).collect();
        }
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found: Vec<(u32, bool, usize, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(row, entry)| {
                let score = pattern.score(entry.haystack.slice(..), &mut matcher)?;
                Some((u32::MAX - score, entry.aside, entry.haystack.len(), row))
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

fn entries(world: &World, look: &Look) -> Vec<Entry> {
    let words = &look.words;
    let snapshot = &world.snapshot;
    let network = &snapshot.state.network;
    let mut entries = Vec::with_capacity(network.retailers.len() + 256);
    let mut add = |title: String, detail: String, target: Target, aside: bool, found_by: &[&str]| {
        let haystack = Utf32String::from([&[title.as_str()], found_by].concat().join(" "));
        entries.push(Entry { title, detail, target, aside, haystack });
    };
    let action = words.say("desk-kind-action");
    for deed in Deed::ALL.into_iter().filter(|deed| *deed != Deed::Palette && deed.is_possible(world)) {
        add(words.say(deed.key()), action.clone(), Target::Deed(deed), false, &[]);
    }
    let mut served: BTreeMap<&RetailerCode, &RouteId> = BTreeMap::new();
    let mut driven: BTreeMap<&Plate, Vec<RouteId>> = BTreeMap::new();
    if let Some(day) = snapshot.day() {
        for (id, route) in &day.routes {
            served.extend(route.stops.iter().map(|stop| (&stop.retailer, id)));
            if let Some(plate) = &route.vehicle {
                driven.entry(plate).or_default().push(id.clone());
            }
            let title = words.fill("desk-route-title", &[("route", id.as_str().into())]);
            let detail = route.vehicle.as_ref().map(ToString::to_string).unwrap_or_default();
            add(title, detail, Target::Routes(vec![id.clone()]), false, &[]);
        }
    }
    for (plate, vehicle) in &*network.vehicles {
        let routes = driven.remove(plate).unwrap_or_default();
        let detail = if routes.is_empty() {
            words.tell(&vehicle.status.message())
        } else {
            routes.iter().map(RouteId::as_str).collect::<Vec<_>>().join(", ")
        };
        // People leave the dot out.
        let plain = plate.as_str().replace('·', "");
        let idle = routes.is_empty();
        add(plate.to_string(), detail, Target::Routes(routes), idle, &[&plain]);
    }
    for (code, retailer) in &*network.retailers {
        let name = words.name(&retailer.name).to_owned();
        let found_by = [code.as_str(), &retailer.name.local, &retailer.name.english];
        let route = served.get(code);
        let detail = route.map_or_else(|| code.to_string(), |route| format!("{code}  {route}"));
        add(name, detail, Target::Retailer(code.clone()), route.is_none(), &found_by);
    }
    entries
}
