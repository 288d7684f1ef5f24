//! `mainstay day [--date D]`.

use super::answer::Answer;
use super::arguments::service_day;
use super::failure::Failure;
use super::setting::Setting;
use super::table::Table;
use crate::domain::day::{Day, Route, Stop};
use crate::domain::ids::Plate;
use crate::domain::outlook::{Outlook, RouteOutlook, StopOutlook, StopState, project};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use crate::words::{Arg, Tell, Words, grouped};
use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct DayOf {
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
    /// List the stops of one route rather than all routes.
    #[arg(long, value_name = "ROUTE")]
    route: Option<String>,
}

pub(super) fn run(setting: &Setting, asked: &DayOf) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let date = asked.date.unwrap_or(now.day());
    let day = session.bring(date)?.ok_or(Refusal::NoSuchDay(date))?;
    let state = session.state();
    let outlook = project(state, &day, now);
    let totals = Totals::of(&outlook);
    let shown: Vec<&Route> = match &asked.route {
        None => day.routes.values().map(AsRef::as_ref).collect(),
        Some(wanted) => {
            let id = wanted.as_str().into();
            let route = day.routes.get(&id).ok_or(Refusal::NoSuchRoute { day: date, route: id })?;
            vec![route]
        }
    };
    let words = &setting.words;
    let routes: Vec<Value> = if setting.json {
        shown
            .iter()
            .filter_map(|route| Some(route_json(words, state, route, outlook.routes.get(&route.id)?)))
            .collect()
    } else {
        Vec::new()
    };
    let json = json!({
        "date": date.to_string(),
        "now": now.to_string(),
        "revision": session.revision().0,
        "routes": routes,
        "totals": totals.json(),
    });
    let mut text = totals.line(words, &day, &outlook);
    text.push('\n');
    text.push_str(&match asked.route {
        Some(_) => stop_table(words, state, &shown, &outlook),
        None => route_table(words, &shown, &outlook),
    });
    Ok(Answer::new(text, json))
}

#[derive(Default)]
struct Totals {
    stops: u64,
    delivered: u64,
    late: u64,
    on_hold: u64,
    failed: u64,
    put_off: u64,
}

impl Totals {
    fn of(outlook: &Outlook) -> Self {
        let mut totals = Self::default();
        for stop in outlook.routes.values().flat_map(|route| &route.stops) {
            totals.stops += 1;
            match stop.state {
                StopState::Delivered => totals.delivered += 1,
                StopState::DeliveredLate => {
                    totals.delivered += 1;
                    totals.late += 1;
                }
                StopState::Late => totals.late += 1,
                StopState::OnHold => totals.on_hold += 1,
                StopState::Failed => totals.failed += 1,
                StopState::PutOff => totals.put_off += 1,
                StopState::Arrived | StopState::OnTime | StopState::AtRisk => {}
            }
        }
        totals
    }

    fn json(&self) -> Value {
        json!({
            "stops": self.stops,
            "delivered": self.delivered,
            "late": self.late,
            "on_hold": self.on_hold,
            "failed": self.failed,
            "put_off": self.put_off,
        })
    }

    fn line(&self, words: &Words, day: &Day, outlook: &Outlook) -> String {
        let count = |n: u64| Arg::from(grouped(n));
        words.fill(
            "cli-day",
            &[
                ("date", day.date.to_string().into()),
                ("now", outlook.now.time().to_string().into()),
                ("routes", day.routes.len().into()),
                ("stops", count(self.stops)),
                ("delivered", count(self.delivered)),
                ("late", count(self.late)),
                ("held", count(self.on_hold)),
                ("failed", count(self.failed)),
                ("off", count(self.put_off)),
            ],
        )
    }
}

fn route_table(words: &Words, routes: &[&Route], outlook: &Outlook) -> String {
    let mut table = Table::with_heads(
        [
            "cli-head-route",
            "cli-head-vehicle",
            "cli-head-department",
            "cli-head-state",
            "cli-head-departure",
            "cli-head-done",
            "cli-head-stops",
            "cli-head-late",
            "cli-head-back",
            "cli-head-load",
        ]
        .map(|head| words.say(head)),
    );
    for route in routes {
        let Some(projected) = outlook.routes.get(&route.id) else { continue };
        let count = |wanted: fn(StopState) -> bool| {
            projected.stops.iter().filter(|stop| wanted(stop.state)).count().to_string()
        };
        let load = projected.capacity.map_or_else(
            || projected.load.0.to_string(),
            |capacity| format!("{}/{}", projected.load.0, capacity.0),
        );
        table.row([
            route.id.to_string(),
            route.vehicle.as_ref().map(ToString::to_string).unwrap_or_default(),
            route.department.to_string(),
            words.tell(&projected.state.message()),
            projected.leaves.to_string(),
            count(|state| matches!(state, StopState::Delivered | StopState::DeliveredLate)),
            projected.stops.len().to_string(),
            count(|state| matches!(state, StopState::Late | StopState::DeliveredLate)),
            projected.returns.to_string(),
            load,
        ]);
    }
    table.text()
}

fn stop_table(words: &Words, state: &State, routes: &[&Route], outlook: &Outlook) -> String {
    let mut table = Table::with_heads(
        [
            "cli-head-number",
            "cli-head-retailer",
            "cli-head-name",
            "cli-head-cartons",
            "cli-head-window",
            "cli-head-planned",
            "cli-head-expected",
            "cli-head-state",
        ]
        .map(|head| words.say(head)),
    );
    for route in routes {
        let Some(projected) = outlook.routes.get(&route.id) else { continue };
        for (number, (stop, expected)) in route.stops.iter().zip(&projected.stops).enumerate() {
            table.row([
                (number + 1).to_string(),
                stop.retailer.to_string(),
                name(words, state, stop),
                stop.cartons.0.to_string(),
                stop.window.to_string(),
                stop.planned.to_string(),
                expected.arrives.to_string(),
                words.tell(&expected.state.message()),
            ]);
        }
    }
    table.text()
}

fn name(words: &Words, state: &State, stop: &Stop) -> String {
    let retailer = state.network.retailer(&stop.retailer);
    retailer.map(|retailer| words.name(&retailer.name).to_owned()).unwrap_or_default()
}

fn route_json(words: &Words, state: &State, route: &Route, projected: &RouteOutlook) -> Value {
    let breaches_of = |stop: &Stop| -> Vec<&str> {
        let of_stop =
            |breach: &&crate::domain::rules::Breach| breach.retailer.as_ref() == Some(&stop.retailer);
        projected.breaches.iter().filter(of_stop).map(|breach| breach.kind.name()).collect()
    };
    let stop_json = |(stop, expected): (&Stop, &StopOutlook)| {
        json!({
            "retailer": stop.retailer.as_str(),
            "name": name(words, state, stop),
            "cartons": stop.cartons.0,
            "window": [stop.window.opens().to_string(), stop.window.closes().to_string()],
            "planned": stop.planned.to_string(),
            "eta": expected.arrives.to_string(),
            "state": expected.state.name(),
            "breaches": breaches_of(stop),
        })
    };
    let own = projected.breaches.iter().filter(|breach| breach.retailer.is_none());
    json!({
        "route": route.id.as_str(),
        "plate": route.vehicle.as_ref().map(Plate::as_str),
        "department": route.department.as_str(),
        "state": projected.state.name(),
        "load": projected.load.0,
        "capacity": projected.capacity.map(|capacity| capacity.0),
        "departure": projected.leaves.to_string(),
        "returns": projected.returns.to_string(),
        "breaches": own.map(|breach| breach.kind.name()).collect::<Vec<_>>(),
        "stops": route.stops.iter().zip(&projected.stops).map(stop_json).collect::<Vec<_>>(),
    })
}
