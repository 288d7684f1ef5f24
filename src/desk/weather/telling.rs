//! Holds in words: their span, their areas, what they close. View, sheets and notices say it alike.

use super::deciding::Foreseen;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::closing::Closes;
use crate::domain::ids::{DepartmentCode, DistrictCode, RouteId};
use crate::domain::place::Area;
use crate::domain::settings::Reach;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::words::{Arg, grouped, unreached};
use egui::{Label, RichText, Ui};
use std::collections::BTreeMap;

/// More names than these are counted.
const NAMED: usize = 4;

/// The time, with its date where that is not `day`.
#[must_use]
pub fn moment(at: Timestamp, day: ServiceDay) -> String {
    if at.day() == day { at.0.format("%H:%M").to_string() } else { at.0.format("%m-%d %H:%M").to_string() }
}

#[must_use]
pub fn span(look: &Look, from: Timestamp, until: Timestamp, day: ServiceDay) -> String {
    // The end is read beside the beginning: a date is said again only where it is another one.
    let until = moment(until, if from.day() == until.day() { until.day() } else { day });
    look.words.fill("weather-span", &[("from", moment(from, day).into()), ("until", until.into())])
}

/// A district by its name where one is known, else by its code.
#[must_use]
pub fn district(look: &Look, snapshot: &Snapshot, code: &DistrictCode) -> String {
    match snapshot.state.network.districts.get(code) {
        Some(district) => {
            let parts = [("name", look.words.name(&district.name).into()), ("code", Arg::shown(code))];
            look.words.fill("weather-district", &parts)
        }
        None => look.words.fill("weather-district-code", &[("code", Arg::shown(code))]),
    }
}

#[must_use]
pub fn area(look: &Look, snapshot: &Snapshot, area: &Area) -> String {
    let words = &look.words;
    match area {
        Area::Districts(codes) => several(look, codes.iter().map(|code| district(look, snapshot, code))),
        Area::Polygon(ring) => words.fill("weather-polygon", &[("n", ring.len().into())]),
        Area::Circle { centre, radius } => {
            let km = format!("{:.1}", f64::from(radius.0) / 1000.0);
            let place = format!("{:.4}, {:.4}", centre.lat(), centre.lon());
            words.fill("weather-circle", &[("km", km.into()), ("place", place.into())])
        }
        Area::Routes(ids) => words
            .fill("weather-routes", &[("routes", several(look, ids.iter().map(RouteId::to_string)).into())]),
    }
}

#[must_use]
pub fn areas(look: &Look, snapshot: &Snapshot, all: &[Area]) -> String {
    several(look, all.iter().map(|one| area(look, snapshot, one)))
}

fn several(look: &Look, all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    let shown = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>();
    let shown = shown.join(&look.words.say("weather-joint"));
    match all.len().saturating_sub(NAMED) {
        0 => shown,
        more => look.words.fill("weather-and-more", &[("names", shown.into()), ("n", more.into())]),
    }
}

/// `3 routes, 212 stops, 9,870 cartons`.
#[must_use]
pub fn closes(look: &Look, closes: Closes) -> String {
    if closes.stops == 0 {
        return look.words.say("weather-closes-nothing");
    }
    let cartons = Arg::from(grouped(closes.cartons.0.into()));
    let parts = [("routes", closes.routes.into()), ("stops", closes.stops.into()), ("cartons", cartons)];
    look.words.fill("weather-closes", &parts)
}

/// A service day as short as it can be said beside `day`.
#[must_use]
pub fn moment_of_day(at: ServiceDay, day: ServiceDay) -> String {
    let same_year = at.0.format("%Y").to_string() == day.0.format("%Y").to_string();
    at.0.format(if same_year { "%m-%d" } else { "%Y-%m-%d" }).to_string()
}

/// What would come of a decision, and whom nobody would tell of it.
pub fn foretold_ui(ui: &mut Ui, foreseen: &Foreseen, snapshot: &Snapshot, look: &Look) {
    ui.add(Label::new(foretold(foreseen, snapshot.date, look)).wrap());
    unreached_ui(ui, &foreseen.unreached, snapshot, look);
}

/// The departments that hear of it only where somebody calls them.
pub fn unreached_ui(ui: &mut Ui, found: &BTreeMap<DepartmentCode, Reach>, snapshot: &Snapshot, look: &Look) {
    for warning in unreached(&look.words, &snapshot.state.network, found) {
        ui.add(Label::new(RichText::new(warning).color(look.palette.warning)).wrap());
    }
}

/// What would come of a decision, in one or two sentences.
#[must_use]
pub fn foretold(foreseen: &Foreseen, day_shown: ServiceDay, look: &Look) -> String {
    let words = &look.words;
    let mut parts = Vec::new();
    for (day, (stops, cartons)) in &foreseen.put_off {
        let cartons = Arg::from(grouped(cartons.0.into()));
        let to = moment_of_day(*day, day_shown);
        parts.push(words.fill(
            "weather-foretold-put-off",
            &[("stops", (*stops).into()), ("cartons", cartons), ("day", to.into())],
        ));
    }
    for (key, count) in [
        ("weather-foretold-back", foreseen.back),
        ("weather-foretold-late", foreseen.newly_late),
        ("weather-foretold-mended", foreseen.no_longer_late),
        ("weather-foretold-moved", foreseen.moved),
    ] {
        if count > 0 {
            parts.push(words.fill(key, &[("n", count.into())]));
        }
    }
    if parts.is_empty() {
        parts.push(words.say("weather-foretold-nothing"));
    }
    parts.push(words.fill("weather-foretold-told", &[("n", foreseen.to_tell.into())]));
    parts.join(" ")
}
