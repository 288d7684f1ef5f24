//! `mainstay fleet`: what each vehicle is doing.

use super::answer::Answer;
use super::arguments::service_day;
use super::failure::Failure;
use super::setting::Setting;
use super::table::Table;
use crate::domain::day::Day;
use crate::domain::fleet::standing::{self, Off};
use crate::domain::ids::RouteId;
use crate::domain::outlook;
use crate::domain::time::ServiceDay;
use crate::words::{Tell, grouped};
use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct Fleet {
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
}

pub(super) fn run(setting: &Setting, asked: &Fleet) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let date = asked.date.unwrap_or(now.day());
    let day = session.bring(date)?.unwrap_or_else(|| Day::empty(date).into());
    let (state, words) = (session.state(), &setting.words);
    let vehicles = standing::vehicles(state, date, &outlook::project(state, &day, now));
    let heads = [
        "cli-head-vehicle",
        "cli-head-doing",
        "cli-head-load",
        "cli-head-capacity",
        "cli-head-stops-left",
        "cli-head-routes",
        "cli-head-crew",
        "cli-head-back",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    let mut rows = Vec::new();
    for seen in &vehicles {
        let Some(vehicle) = state.network.vehicles.get(&seen.plate) else { continue };
        let crew = vehicle.crew.as_ref().and_then(|id| state.network.crews.get(id));
        let driver = crew.map(|crew| crew.driver.to_string()).unwrap_or_default();
        let routes: Vec<&str> = seen.routes.iter().map(RouteId::as_str).collect();
        let off = standing::off_the_road(state, &seen.plate);
        let (since, expected) = match &off {
            Some(Off::Breakdown { since, expected, .. } | Off::Workshop { since, expected, .. }) => {
                (Some(*since), *expected)
            }
            None => (None, None),
        };
        let back = match (&off, seen.returns) {
            (Some(_), _) => expected.map(|moment| moment.to_string()).unwrap_or_default(),
            (None, Some(time)) => time.to_string(),
            (None, None) => String::new(),
        };
        let doing = words.tell(&seen.doing.message());
        let spare = if vehicle.spare { words.say("fleet-spare") } else { String::new() };
        table.row([
            seen.plate.to_string(),
            [doing, spare].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            grouped(seen.cartons.0.into()),
            grouped(vehicle.capacity.0.into()),
            seen.stops_left.to_string(),
            routes.join(" "),
            driver.clone(),
            back,
        ]);
        let off_id = off.as_ref().map(|off| match off {
            Off::Breakdown { id, .. } => id.to_string(),
            Off::Workshop { id, .. } => id.to_string(),
        });
        rows.push(json!({
            "plate": seen.plate.as_str(),
            "state": seen.doing.name(),
            "spare": vehicle.spare,
            "capacity": vehicle.capacity.0,
            "load": seen.cartons.0,
            "routes": routes,
            "stops": seen.stops,
            "stops_left": seen.stops_left,
            "driver": driver,
            "returns": seen.returns.map(|time| time.to_string()),
            "off": off_id,
            "since": since.map(|moment| moment.to_string()),
            "expected": expected.map(|moment| moment.to_string()),
        }));
    }
    Ok(Answer::new(table.text(), Value::Array(rows)))
}
