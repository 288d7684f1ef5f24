//! `mainstay weather list`: every hold, what it closes, and what is owed.

use super::service_day;
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::backlog::backlog;
use crate::domain::closing::{self, Closes};
use crate::domain::ids::{DistrictCode, RouteId};
use crate::domain::place::{Area, Place};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::weather::{Hold, HoldState};
use crate::words::{Tell, Words, grouped};
use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct List {
    /// Holds that have been over for more than a week too.
    #[arg(long)]
    all: bool,
    /// The service day whose stops are counted; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
}

pub(super) fn run(setting: &Setting, asked: &List) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let day = asked.date.unwrap_or(now.day());
    session.bring_around(day)?;
    let state = session.state();
    let recent = now.plus(chrono::TimeDelta::days(-7));
    let shown = |hold: &&Hold| {
        asked.all || hold.state_at(now) != HoldState::Past || hold.ends().max(hold.from) >= recent
    };
    let mut holds: Vec<&Hold> = state.holds.values().filter(shown).collect();
    holds.sort_by_key(|hold| (hold.state_at(now), hold.from, &hold.id));
    let words = &setting.words;
    let heads = [
        "cli-head-hold",
        "cli-head-state",
        "cli-head-signal",
        "cli-head-span",
        "cli-head-response",
        "cli-head-area",
        "cli-head-routes",
        "cli-head-stops",
        "cli-head-cartons",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    let mut rows = Vec::new();
    for hold in &holds {
        let closes = closes(state, day, hold);
        table.row([
            hold.id.to_string(),
            words.tell(&hold.state_at(now).message()),
            words.tell(&hold.signal.message()),
            format!("{} – {}", hold.from, hold.ends()),
            words.tell(&hold.response.message()),
            area_in_words(words, state, hold),
            closes.routes.to_string(),
            closes.stops.to_string(),
            grouped(closes.cartons.0.into()),
        ]);
        rows.push(row(words, state, hold, now, closes));
    }
    let owed = backlog(state);
    let mut text = if holds.is_empty() { format!("{}\n", words.say("cli-no-holds")) } else { table.text() };
    if !owed.is_empty() {
        text.push_str(&words.fill("cli-owed", &[("n", owed.len().into())]));
        text.push('\n');
    }
    let owed: Vec<Value> = owed
        .iter()
        .map(|owed| {
            json!({
                "retailer": owed.retailer.as_str(),
                "from": owed.from.to_string(),
                "route": owed.route.as_str(),
                "cartons": owed.cartons.0,
                "to": owed.to.to_string(),
                "planned": owed.planned.as_ref().map(|(day, route)| json!({
                    "day": day.to_string(), "route": route.as_str(),
                })),
            })
        })
        .collect();
    Ok(Answer::new(text, json!({ "date": day.to_string(), "holds": rows, "owed": owed })))
}

fn closes(state: &State, day: ServiceDay, hold: &Hold) -> Closes {
    let met = state.day(day).map(|day| closing::met(state, day, hold)).unwrap_or_default();
    Closes::of(&met)
}

fn row(words: &Words, state: &State, hold: &Hold, now: Timestamp, closes: Closes) -> Value {
    let decided: Vec<Value> = hold
        .decided
        .iter()
        .map(|((day, route), decision)| {
            json!({
                "day": day.to_string(),
                "route": route.as_str(),
                "course": decision.course.name(),
                "by": decision.by.as_str(),
                "at": decision.at.to_string(),
            })
        })
        .collect();
    json!({
        "id": hold.id.as_str(),
        "state": hold.state_at(now).name(),
        "source": hold.source.as_str(),
        "signal": hold.signal.kind.name(),
        "colour": hold.signal.colour.name(),
        "response": hold.response.name(),
        "from": hold.from.to_string(),
        "to": hold.ends().to_string(),
        "area": area_in_words(words, state, hold),
        "areas": hold.areas.iter().map(area).collect::<Vec<_>>(),
        "lets_pass": hold.lets_pass.map(|most| most.0),
        "alerts": hold.alerted.as_ref().map(|alerted| alerted.by.iter().map(ToString::to_string).collect::<Vec<_>>()),
        "decided": decided,
        "closes": { "routes": closes.routes, "stops": closes.stops, "cartons": closes.cartons.0 },
    })
}

fn area(area: &Area) -> Value {
    let degrees = |place: &Place| json!({ "lat": place.lat(), "lon": place.lon() });
    match area {
        Area::Districts(codes) => {
            json!({ "districts": codes.iter().map(DistrictCode::as_str).collect::<Vec<_>>() })
        }
        Area::Polygon(ring) => json!({ "polygon": ring.iter().map(degrees).collect::<Vec<_>>() }),
        Area::Circle { centre, radius } => {
            json!({ "circle": { "centre": degrees(centre), "radius": radius.0 } })
        }
        Area::Routes(routes) => json!({ "routes": routes.iter().map(RouteId::as_str).collect::<Vec<_>>() }),
    }
}

/// Districts by their names where they are known.
fn area_in_words(words: &Words, state: &State, hold: &Hold) -> String {
    let name = |code: &DistrictCode| {
        let known = state.network.districts.get(code);
        known.map_or_else(|| code.to_string(), |district| words.name(&district.name).to_owned())
    };
    let part = |area: &Area| match area {
        Area::Districts(codes) => codes.iter().map(name).collect::<Vec<_>>().join(", "),
        Area::Polygon(ring) => words.fill("cli-area-polygon", &[("n", ring.len().into())]),
        Area::Circle { radius, .. } => {
            words.fill("cli-area-circle", &[("km", format!("{:.1}", f64::from(radius.0) / 1000.0).into())])
        }
        Area::Routes(routes) => {
            let names: Vec<&str> = routes.iter().map(RouteId::as_str).collect();
            words.fill("cli-area-routes", &[("routes", names.join(", ").into())])
        }
    };
    hold.areas.iter().map(part).collect::<Vec<_>>().join("; ")
}
