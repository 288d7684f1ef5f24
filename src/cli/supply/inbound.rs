//! `mainstay supply inbound`.

use super::cover::name;
use super::{settle, signed};
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::ids::{EnterpriseCode, InboundId};
use crate::domain::state::State;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::inbound::{Inbound as Shipment, InboundState, Wrong};
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::time::Timestamp;
use crate::domain::units::Cartons;
use crate::session::Session;
use crate::words::{Tell, grouped};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use smol_str::SmolStr;

#[derive(Debug, Args)]
pub(super) struct Inbound {
    #[command(subcommand)]
    asked: Option<Asked>,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// List shipments; those that are expected first.
    List,
    /// Record that one has come.
    Arrived {
        /// Its number.
        shipment: String,
        /// How many cartons really came; all where not given.
        #[arg(long, value_name = "N")]
        cartons: Option<u32>,
    },
    /// Record that one does not come.
    Cancelled {
        /// Its number.
        shipment: String,
        /// The reason.
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
}

pub(super) fn run(
    setting: &Setting,
    session: &mut Session,
    asked: &Inbound,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let command = match asked.asked.as_ref().unwrap_or(&Asked::List) {
        Asked::List => return Ok(list(setting, session.state(), now)),
        Asked::Arrived { shipment, cartons } => {
            let inbound = InboundId::new(shipment.trim());
            let known = session.state().supply.inbounds.get(&inbound);
            let known = known.ok_or_else(|| SupplyRefusal::NoSuchInbound(inbound.clone()));
            let all = known.map_err(|refusal| Failure::Refused(refusal.into()))?.cartons;
            let cartons = cartons.map_or(all, Cartons);
            SupplyCommand::Arrive { inbound, cartons, signed: signed(setting, now) }
        }
        Asked::Cancelled { shipment, why } => SupplyCommand::Cancel {
            inbound: InboundId::new(shipment.trim()),
            why: SmolStr::new(why),
            signed: signed(setting, now),
        },
    };
    settle(setting, session, command, now)
}

fn list(setting: &Setting, state: &State, now: Timestamp) -> Answer {
    let mut all: Vec<&Shipment> = state.supply.inbounds.values().collect();
    all.sort_by_key(|one| (!one.is_expected(), one.due, one.id.clone()));
    let text = if all.is_empty() {
        format!("{}\n", setting.words.say("cli-no-inbounds"))
    } else {
        table(setting, state, &all, now)
    };
    let rows: Vec<Value> = all.iter().map(|one| json(one, now)).collect();
    Answer::new(text, rows.into())
}

pub(super) fn table(setting: &Setting, state: &State, all: &[&Shipment], now: Timestamp) -> String {
    let words = &setting.words;
    let heads = [
        "cli-supply-shipment",
        "cli-supply-brand",
        "cli-head-cartons",
        "cli-supply-due",
        "cli-head-state",
        "cli-head-vehicle",
        "cli-supply-enterprise",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for one in all {
        let state_told = words.tell(&one.state.message());
        let wrong = one.wrong(now).filter(|wrong| *wrong != Wrong::Cancelled);
        let wrong = wrong.map(|wrong| words.tell(&wrong.message()));
        table.row([
            one.id.to_string(),
            name(words, state, &one.brand),
            grouped(one.cartons.0.into()),
            one.due.0.format("%m-%d %H:%M").to_string(),
            wrong.unwrap_or(state_told),
            one.plate.to_string(),
            one.from.as_ref().map(ToString::to_string).unwrap_or_default(),
        ]);
    }
    table.text()
}

pub(super) fn json(one: &Shipment, now: Timestamp) -> Value {
    let (at, came, why) = match &one.state {
        InboundState::Expected => (None, None, None),
        InboundState::Arrived { at, cartons } => (Some(at), Some(cartons.0), None),
        InboundState::Cancelled { at, why } => (Some(at), None, Some(why.as_str())),
    };
    json!({
        "id": one.id.as_str(),
        "brand": one.brand.as_str(),
        "cartons": one.cartons.0,
        "due": one.due.to_string(),
        "from": one.from.as_ref().map(EnterpriseCode::as_str),
        "plate": one.plate.as_str(),
        "state": one.state.name(),
        "wrong": one.wrong(now).map(Wrong::name),
        "at": at.map(ToString::to_string),
        "came": came,
        "why": why,
    })
}
