//! `mainstay notices [list]` and `show`.

use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::ids::RetailerCode;
use crate::domain::notice::{DeliveryState, Line, Notice, Prospect, Whom};
use crate::domain::state::State;
use crate::domain::supply::word::Subject;
use crate::notify::answer_wording::{about as subject, says};
use crate::notify::standing::{delivery_in_words, put_off, standing, state_in_words, whom};
use crate::notify::wording;
use crate::session::Delivery;
use crate::words::{Language, Message, Words};
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[derive(Debug, Default, Args)]
pub(super) struct List {
    /// At most this many, the newest.
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    /// Only those that are still to go out, or have been given up.
    #[arg(long)]
    open: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The notice, as the list names it.
    id: String,
}

pub(super) fn run(setting: &Setting, asked: &List) -> Result<Answer, Failure> {
    let session = setting.open_present()?;
    let limit = if asked.limit == 0 { 200 } else { asked.limit };
    let mut outbox = session.outbox(limit)?;
    if asked.open {
        outbox.retain(|(_, deliveries)| {
            !matches!(standing(deliveries), Some(DeliveryState::Sent | DeliveryState::Merged))
        });
    }
    let words = &setting.words;
    let heads = [
        "notices-head-notice",
        "notices-head-at",
        "notices-head-to",
        "notices-head-about",
        "notices-head-retailers",
        "notices-head-put-off",
        "notices-head-state",
        "notices-head-channels",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for (notice, deliveries) in &outbox {
        table.row([
            notice.id.to_string(),
            notice.at.0.format("%Y-%m-%d %H:%M").to_string(),
            whom(words, &notice.to),
            about(words, notice),
            notice.retailers().count().to_string(),
            put_off(notice).to_string(),
            state_in_words(words, standing(deliveries)),
            deliveries.iter().map(|delivery| delivery.channel.as_str()).collect::<Vec<_>>().join(" "),
        ]);
    }
    let text = if outbox.is_empty() { format!("{}\n", words.say("notices-none")) } else { table.text() };
    let rows = outbox.iter().map(|(notice, deliveries)| notice_json(words, notice, deliveries)).collect();
    Ok(Answer::new(text, rows))
}

pub(super) fn show(setting: &Setting, asked: &Show) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let found = session.outbox(usize::MAX)?.into_iter().find(|(notice, _)| notice.id == asked.id);
    let Some((notice, deliveries)) = found else {
        return Err(Failure::No(Message::new("notices-no-such").with("id", asked.id.as_str())));
    };
    session.bring(notice.day)?;
    let words = &setting.words;
    let telling = session.telling(&notice);
    let letter = telling.letter(true);
    let mut text = format!("{}\n\n{}\n", letter.subject, letter.text);
    for delivery in &deliveries {
        text.push('\n');
        text.push_str(&delivery_in_words(words, delivery));
    }
    text.push('\n');
    let mut json = notice_json(words, &notice, &deliveries);
    let answers = notice.supply.iter().flat_map(|word| word.shops.iter().map(move |shop| (word, shop)));
    let answers = answers.map(|(word, shop)| {
        let told = word.about.told(session.state(), &shop.retailer);
        let told = told.filter(|told| told.signed.at >= notice.at);
        json!({
            "retailer": shop.retailer.as_str(),
            "name": words.name(&shop.name),
            "phone": shop.phone.as_str(),
            "manager": shop.manager.as_str(),
            "cartons": shop.cartons.0,
            "message": telling.supply_message(word, shop),
            "short": telling.short_supply_message(word, shop),
            "told": told.map(|told| json!({
                "at": told.signed.at.to_string(),
                "by": told.signed.by.as_str(),
                "way": told.way.map(crate::domain::day::Way::name),
            })),
        })
    });
    let lines = notice.lines.iter().map(|line| {
        let told = told(session.state(), &notice, line);
        json!({
            "retailer": line.retailer.as_str(),
            "name": words.name(&line.name),
            "phone": line.phone.as_str(),
            "manager": line.manager.as_str(),
            "route": line.route.as_str(),
            "known": prospect_json(&line.known),
            "now": prospect_json(&line.now),
            "reason": wording::reason(words, line),
            "incident": line.incident.as_str(),
            "message": telling.message(line),
            "short": telling.short_message(line),
            "told": told,
        })
    });
    json["subject"] = letter.subject.clone().into();
    json["text"] = letter.text.clone().into();
    json["lines"] = answers.chain(lines).collect();
    Ok(Answer::new(text, json!([json])))
}

/// What it tells, in a line.
fn about(words: &Words, notice: &Notice) -> String {
    notice.supply.as_ref().map_or_else(
        || words.say("notices-new-times"),
        |word| format!("{}: {}", subject(&word.about), says(words, notice.day, word)),
    )
}

fn told(state: &State, notice: &Notice, line: &Line) -> Value {
    let stop = state.day(notice.day).and_then(|day| {
        let (route, at) = day.find(&line.retailer)?;
        route.stops[at].told.clone()
    });
    // What was told before this notice was composed is not this notice's news.
    stop.filter(|told| told.at >= notice.at).map_or(Value::Null, |told| {
        json!({
            "at": told.at.to_string(),
            "by": told.by.as_str(),
            "way": told.way.map(crate::domain::day::Way::name),
            "confirmed": told.confirmed,
        })
    })
}

pub(super) fn notice_json(words: &Words, notice: &Notice, deliveries: &[Delivery]) -> Value {
    let incidents: BTreeSet<&str> = notice.lines.iter().map(|line| line.incident.as_str()).collect();
    json!({
        "id": notice.id.as_str(),
        "at": notice.at.to_string(),
        "state": standing(deliveries).map_or("no_channel", DeliveryState::name),
        "by": notice.by.as_str(),
        "day": notice.day.to_string(),
        "department": notice.to.whom.department().as_str(),
        "manager": match &notice.to.whom {
            Whom::Department(_) => None,
            Whom::Manager { name, .. } => Some(name.as_str()),
        },
        "to": whom(words, &notice.to),
        "request": notice.supply.as_ref().and_then(|word| match &word.about {
            Subject::Request(id) => Some(id.as_str()),
            Subject::Measure(_) => None,
        }),
        "measure": notice.supply.as_ref().and_then(|word| match &word.about {
            Subject::Measure(id) => Some(id.as_str()),
            Subject::Request(_) => None,
        }),
        "says": notice.supply.as_ref().map(|word| says(words, notice.day, word)),
        "retailers": notice.retailers().map(RetailerCode::as_str).collect::<Vec<_>>(),
        "put_off": put_off(notice),
        "incidents": incidents.into_iter().filter(|id| !id.is_empty()).collect::<Vec<_>>(),
        "deliveries": deliveries.iter().map(|delivery| delivery_json(words, delivery)).collect::<Vec<_>>(),
    })
}

pub(super) fn delivery_json(words: &Words, delivery: &Delivery) -> Value {
    let chinese = words.language() == Language::Chinese;
    json!({
        "notice": delivery.notice.as_str(),
        "channel": delivery.channel.as_str(),
        "state": delivery.state.name(),
        "attempts": delivery.attempts,
        "next_try": delivery.next_try.map(|at| at.to_string()),
        "sent_at": delivery.sent_at.map(|at| at.to_string()),
        "fault": delivery.fault.as_ref().map(|fault| json!({
            "kind": fault.name.as_str(),
            "text": if chinese { &fault.chinese } else { &fault.english },
            "given_up": fault.given_up.as_deref(),
        })),
        "refused": crate::notify::consignment::refused(delivery)
            .into_iter()
            .map(|refused| json!({ "address": refused.address, "says": refused.says }))
            .collect::<Vec<_>>(),
    })
}

pub(super) fn prospect_json(prospect: &Prospect) -> Value {
    match prospect {
        Prospect::PutOff(day) => json!({ "day": day.to_string() }),
        Prospect::Today { arrival, window, meets } => json!({
            "time": arrival.to_string(),
            "window": [window.opens().to_string(), window.closes().to_string()],
            "meets": meets.map(|place| json!({ "lat": place.lat(), "lon": place.lon() })),
        }),
    }
}
