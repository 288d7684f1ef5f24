//! `mainstay request options` and `deliver`: the ways it can come to its retailer, ranked; one of them carried out.

use super::{find, settle, signed};
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::plans::{tenths, yuan};
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::ids::{Plate, RetailerCode};
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::supply::request::Stage;
use crate::domain::time::Timestamp;
use crate::recovery::insertion::{self, Way, Ways};
use crate::session::Session;
use crate::words::{Arg, Message, Tell};
use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The request's number.
    request: String,
}

#[derive(Debug, Args)]
pub(super) struct Deliver {
    /// The request's number.
    request: String,
    /// Which of the options, 1 the best.
    #[arg(long, value_name = "RANK", default_value_t = 1)]
    rank: usize,
}

fn ways(session: &mut Session, request: &str, now: Timestamp) -> Result<Ways, Failure> {
    session.bring_around(now.day())?;
    let state = session.state();
    let request = find(state, request)?;
    let id = request.id.clone();
    match request.stage() {
        Stage::Asked | Stage::Approved => {}
        Stage::Arranged => return Err(Failure::Refused(SupplyRefusal::RequestArranged(id).into())),
        Stage::Done => return Err(Failure::Refused(SupplyRefusal::RequestDelivered(id).into())),
        Stage::Refused => return Err(Failure::Refused(SupplyRefusal::RequestRefused(id).into())),
    }
    Ok(insertion::ways_and_why(state, session.revision(), request, now))
}

pub(super) fn run(
    setting: &Setting,
    session: &mut Session,
    asked: &Options,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let Ways { ways, not_today } = ways(session, &asked.request, now)?;
    let words = &setting.words;
    let heads = [
        "cli-supply-rank",
        "cli-supply-passage",
        "cli-head-route",
        "cli-head-vehicle",
        "cli-supply-arrives",
        "cli-in-time",
        "cli-supply-late-n",
        "cli-supply-retold-n",
        "cli-supply-km",
        "cli-supply-price",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for (rank, way) in (1..).zip(&ways) {
        table.row([
            i32::to_string(&rank),
            words.tell(&way.passage.message()),
            way.route.id.to_string(),
            way.route.vehicle.as_ref().map(ToString::to_string).unwrap_or_default(),
            format!("{} {}", way.day.0.format("%m-%d"), way.arrives),
            words.say(if way.in_time { "cli-yes" } else { "cli-too-late" }),
            way.late.len().to_string(),
            way.retold.len().to_string(),
            tenths(way.metres.0.into(), 1000),
            yuan(way.price),
        ]);
    }
    let mut text = if ways.is_empty() { format!("{}\n", words.say("cli-no-ways")) } else { table.text() };
    let why = not_today.as_ref().map(|why| words.tell(&why.message()));
    if let Some(why) = &why {
        text.push_str(why);
        text.push('\n');
    }
    let not_today = not_today.map(|not| json!({ "kind": not.name(), "text": why }));
    let rows: Vec<Value> = (1..).zip(&ways).map(|(rank, way)| json(rank, way)).collect();
    Ok(Answer::new(text, json!({ "request": asked.request.trim(), "options": rows, "not_today": not_today })))
}

fn json(rank: usize, way: &Way) -> Value {
    let late = way
        .late
        .iter()
        .map(|(retailer, late)| json!({ "retailer": retailer.as_str(), "minutes": late.minutes_begun() }));
    json!({
        "rank": rank,
        "passage": way.passage.name(),
        "day": way.day.to_string(),
        "route": way.route.id.as_str(),
        "plate": way.route.vehicle.as_ref().map(Plate::as_str),
        "arrives": way.arrives.to_string(),
        "in_time": way.in_time,
        "price": way.price.0,
        "late": late.collect::<Vec<_>>(),
        "retold": way.retold.iter().map(RetailerCode::as_str).collect::<Vec<_>>(),
        "metres": way.metres.0,
        "overtime_seconds": way.overtime.0,
    })
}

pub(super) fn deliver(
    setting: &Setting,
    session: &mut Session,
    asked: &Deliver,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let Ways { mut ways, .. } = ways(session, &asked.request, now)?;
    let request = find(session.state(), &asked.request)?.id.clone();
    let at = asked.rank.checked_sub(1).filter(|at| *at < ways.len());
    let Some(at) = at else {
        let message = Message::new("cli-no-such-way").with("rank", Arg::shown(asked.rank));
        return Err(Failure::No(message.with("request", Arg::shown(&request))));
    };
    let Way { passage, day, route, based_on, .. } = ways.swap_remove(at);
    let command = SupplyCommand::Deliver {
        request,
        day,
        passage,
        route: Box::new(route),
        base: based_on,
        signed: signed(setting, now),
    };
    settle(setting, session, command, now)
}
