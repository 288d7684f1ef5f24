//! `mainstay weather hold`: a hold by hand.

use super::{OnDay, moment, with_state};
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::Command;
use crate::domain::ids::{DistrictCode, HoldId, RouteId};
use crate::domain::place::{Area, Place};
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::domain::units::{Cartons, Metres};
use crate::domain::weather::{Colour, Hazard, Hold, Response, Signal};
use crate::exchange::intake::{Datum, outline};
use crate::words::Tell;
use clap::Args;
use clap::builder::PossibleValuesParser;
use smol_str::SmolStr;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct PutHold {
    #[command(flatten)]
    area: Covers,
    /// When it begins, such as 2026-11-23T09:00.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    from: Timestamp,
    /// When it ends.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    to: Timestamp,
    /// The warning signal, such as rainstorm:orange; a closed road where not given.
    #[arg(long, value_name = "KIND:COLOUR", value_parser = signal)]
    signal: Option<Signal>,
    /// What it asks for; as the signal does where not given.
    #[arg(long, value_parser = PossibleValuesParser::new(Response::ALL.map(Response::name)))]
    response: Option<String>,
    /// Vehicles that carry no more cartons than this may pass.
    #[arg(long, value_name = "CARTONS")]
    lets_pass: Option<u32>,
    /// Who said so.
    #[arg(long, value_name = "NAME", default_value = "")]
    source: String,
    #[command(flatten)]
    on: OnDay,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Covers {
    /// Districts, by the beginning of their code.
    #[arg(long, value_name = "CODE", num_args = 1..)]
    district: Vec<String>,
    /// A GeoJSON file with polygons.
    #[arg(long, value_name = "FILE")]
    polygon: Option<PathBuf>,
    /// A circle: latitude, longitude (WGS-84), radius in kilometres.
    #[arg(long, value_name = "LAT,LON,KM", value_parser = circle, allow_hyphen_values = true)]
    circle: Option<Area>,
    /// Routes.
    #[arg(long, value_name = "ROUTE", num_args = 1..)]
    route: Vec<String>,
}

fn signal(text: &str) -> Result<Signal, String> {
    let found = text.split_once(':').and_then(|(kind, colour)| {
        Some(Signal { kind: Hazard::parse(kind)?, colour: Colour::parse(colour)? })
    });
    found.ok_or_else(|| {
        let kinds = Hazard::ALL.map(Hazard::name).join(", ");
        format!("write a kind and a colour, such as rainstorm:orange. Kinds: {kinds}; colours: blue, yellow, orange, red")
    })
}

fn circle(text: &str) -> Result<Area, &'static str> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    let Some([lat, lon, kilometres]) = numbers.as_deref() else {
        return Err("write latitude, longitude and kilometres, such as 32.65,110.79,5");
    };
    let centre = Place::from_degrees(*lat, *lon).ok_or("that is no place on the earth")?;
    if !(0.0..=20_000.0).contains(kilometres) {
        return Err("the radius must be from 0 to 20,000 km");
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: at most 2e7")]
    Ok(Area::Circle { centre, radius: Metres((kilometres * 1000.0).round() as u32) })
}

pub(super) fn run(setting: &Setting, asked: &PutHold) -> Result<Answer, Failure> {
    let mut areas = Vec::new();
    if !asked.area.district.is_empty() {
        areas.push(Area::Districts(asked.area.district.iter().map(DistrictCode::new).collect()));
    }
    if let Some(path) = &asked.area.polygon {
        areas.extend(
            outline(path, Datum::default()).map_err(|unreadable| Failure::Bad(unreadable.message()))?,
        );
    }
    areas.extend(asked.area.circle.clone());
    if !asked.area.route.is_empty() {
        areas.push(Area::Routes(asked.area.route.iter().map(RouteId::new).collect()));
    }
    let signal = asked.signal.unwrap_or(Signal::ROAD_CLOSED);
    let response = asked.response.as_deref();
    let response = response.and_then(|name| Response::ALL.into_iter().find(|known| known.name() == name));
    with_state(setting, &asked.on, |state, _, now| {
        let put = Hold::put(next_name(state, now), signal, areas, (asked.from, asked.to));
        Ok(Command::PutHold(Box::new(Hold {
            source: SmolStr::new(&asked.source),
            response: response.unwrap_or(signal.response()),
            lets_pass: asked.lets_pass.map(Cartons),
            ..put
        })))
    })
}

/// `H261123-1`: the first number of the day that is free.
fn next_name(state: &State, now: Timestamp) -> HoldId {
    let day = now.day().0.format("%y%m%d");
    let mut names = (1..).map(|nth: u32| HoldId::new(format!("H{day}-{nth}")));
    names.find(|id| !state.holds.contains_key(id)).unwrap_or_else(|| HoldId::new(format!("H{day}")))
}
