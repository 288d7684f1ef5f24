//! `mainstay supply measures`.

use super::cover::{known, name};
use super::{settle, signed};
use crate::cli::answer::Answer;
use crate::cli::arguments::moment;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::day::Way;
use crate::domain::ids::{BrandCode, InboundId, MeasureId, RetailerCode};
use crate::domain::playbook::Owner;
use crate::domain::state::State;
use crate::domain::supply::asking::{Choosing, SupplyCommand};
use crate::domain::supply::measures::{Measure, MeasureKind};
use crate::domain::supply::substitutes::touched;
use crate::domain::time::Timestamp;
use crate::session::Session;
use crate::words::Tell;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use smol_str::SmolStr;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct Measures {
    #[command(subcommand)]
    asked: Option<Asked>,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// List measures; those that are not done first.
    List,
    /// Choose one.
    Choose(Choose),
    /// Record that one is done.
    Done {
        /// The measure's number.
        measure: String,
    },
    /// Record that retailers were told of one.
    Told(Told),
}

#[derive(Debug, Args)]
struct Choose {
    /// The brand's code.
    brand: String,
    /// What is done.
    #[arg(value_parser = PossibleValuesParser::new(MeasureKind::ALL.map(MeasureKind::name)))]
    kind: String,
    /// By when.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    due: Timestamp,
    /// Who does it; whoever usually does where not given.
    #[arg(long, value_name = "WHO", value_parser = PossibleValuesParser::new(Owner::ALL.map(Owner::name)))]
    owner: Option<String>,
    /// The shipment it is about.
    #[arg(long, value_name = "NUMBER")]
    shipment: Option<String>,
    /// The brand that is offered instead, for `substitute`.
    #[arg(long, value_name = "CODE")]
    instead: Option<String>,
    /// A note.
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

#[derive(Debug, Args)]
struct Told {
    /// The measure's number.
    measure: String,
    /// The retailers' codes.
    #[arg(value_name = "CODE", required_unless_present = "touched")]
    retailers: Vec<String>,
    /// Everyone with an order of the brand for a day that is not over.
    #[arg(long)]
    touched: bool,
    /// By which way they were told.
    #[arg(long, value_name = "WAY", default_value = "phone", value_parser = PossibleValuesParser::new(Way::ALL.map(Way::name)))]
    way: String,
}

pub(super) fn run(
    setting: &Setting,
    session: &mut Session,
    asked: &Measures,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let signed = signed(setting, now);
    let command = match asked.asked.as_ref().unwrap_or(&Asked::List) {
        Asked::List => return Ok(list(setting, session.state())),
        Asked::Choose(asked) => SupplyCommand::Choose(Choosing {
            brand: known(session.state(), &asked.brand)?,
            inbound: asked.shipment.as_deref().map(|id| id.trim().into()),
            kind: MeasureKind::parse(&asked.kind).unwrap_or(MeasureKind::Urge),
            owner: asked.owner.as_deref().and_then(Owner::parse),
            due: asked.due,
            note: SmolStr::new(asked.note.trim()),
            instead: asked.instead.as_deref().map(|code| code.trim().into()),
            signed,
        }),
        Asked::Done { measure } => SupplyCommand::Carried { measure: MeasureId::new(measure.trim()), signed },
        Asked::Told(asked) => {
            let measure = MeasureId::new(asked.measure.trim());
            let state = session.state();
            let mut retailers: Vec<RetailerCode> = asked.retailers.iter().map(RetailerCode::new).collect();
            if let Some(known) = state.supply.measures.get(&measure).filter(|_| asked.touched) {
                retailers.extend(touched(state, &known.brand, now).into_keys());
            }
            SupplyCommand::Spread { measure, retailers, way: Way::parse(&asked.way), signed }
        }
    };
    settle(setting, session, command, now)
}

fn list(setting: &Setting, state: &State) -> Answer {
    let words = &setting.words;
    let mut all: Vec<&Arc<Measure>> = state.supply.measures.values().collect();
    all.sort_by_key(|one| (one.done.is_some(), one.due, one.id.clone()));
    let heads = [
        "cli-supply-measure",
        "cli-supply-brand",
        "cli-head-what",
        "cli-supply-owner",
        "cli-supply-due",
        "cli-supply-shipment",
        "cli-supply-told",
        "cli-supply-done",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for one in &all {
        let instead = one.instead.as_ref().map(|code| format!(" → {}", name(words, state, code)));
        table.row([
            one.id.to_string(),
            name(words, state, &one.brand),
            format!("{}{}", words.tell(&one.kind.message()), instead.unwrap_or_default()),
            words.tell(&one.owner.message()),
            one.due.0.format("%m-%d %H:%M").to_string(),
            one.inbound.as_ref().map(ToString::to_string).unwrap_or_default(),
            one.told.len().to_string(),
            one.done
                .as_ref()
                .map(|signed| format!("{} {}", signed.at.0.format("%m-%d %H:%M"), signed.by))
                .unwrap_or_default(),
        ]);
    }
    let text = if all.is_empty() { format!("{}\n", words.say("cli-no-measures")) } else { table.text() };
    let rows: Vec<Value> = all.iter().map(|one| json(one)).collect();
    Answer::new(text, rows.into())
}

fn json(one: &Measure) -> Value {
    let told = one.told.iter().map(|(retailer, heard)| {
        json!({
            "retailer": retailer.as_str(),
            "at": heard.signed.at.to_string(),
            "by": heard.signed.by.as_str(),
            "way": heard.way.map(Way::name),
        })
    });
    json!({
        "id": one.id.as_str(),
        "at": one.chosen.at.to_string(),
        "by": one.chosen.by.as_str(),
        "state": if one.done.is_some() { "done" } else { "open" },
        "brand": one.brand.as_str(),
        "kind": one.kind.name(),
        "owner": one.owner.name(),
        "due": one.due.to_string(),
        "shipment": one.inbound.as_ref().map(InboundId::as_str),
        "instead": one.instead.as_ref().map(BrandCode::as_str),
        "note": one.note.as_str(),
        "done_at": one.done.as_ref().map(|signed| signed.at.to_string()),
        "done_by": one.done.as_ref().map(|signed| signed.by.as_str()),
        "told": told.collect::<Vec<_>>(),
    })
}
