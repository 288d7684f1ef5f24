//! What all changes to a day have in common: the day they are about, trying first, and the answer.

use super::answer::Answer;
use super::arguments::service_day;
use super::failure::Failure;
use super::setting::Setting;
use super::table::Table;
use crate::domain::consequences::{self, Consequences};
use crate::domain::deed::Deed;
use crate::domain::ids::{RetailerCode, Revision};
use crate::domain::network::Network;
use crate::domain::refusal::Refusal;
use crate::domain::rules::Breach;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::{Command, weigh};
use crate::session::Session;
use crate::words::{Tell, Words, unreached};
use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct OnDay {
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    pub(super) date: Option<ServiceDay>,
    /// Say what would come of it, and keep nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Opens the database and makes the command from how things stand, then carries it out, or tries it.
pub(super) fn carry_out(
    setting: &Setting,
    on: &OnDay,
    command: impl FnOnce(&State, ServiceDay, Revision) -> Command,
) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let day = on.date.unwrap_or(now.day());
    session.bring(day)?.ok_or(Refusal::NoSuchDay(day))?;
    let command = command(session.state(), day, session.revision());
    settle(setting, &mut session, command, now, on.dry_run)
}

/// Carries a command out, or tries it.
pub(super) fn settle(
    setting: &Setting,
    session: &mut Session,
    command: Command,
    now: Timestamp,
    dry_run: bool,
) -> Result<Answer, Failure> {
    if dry_run {
        return try_out(setting, session, &command, now);
    }
    let hand = setting.hand(session)?;
    let receipt = session.submit(command, hand, now)?;
    let deed = receipt.change.map(|change| change.deed);
    Ok(answer(
        (&setting.words, &session.state().network),
        receipt.revision,
        deed.as_ref(),
        &receipt.consequences,
        false,
    ))
}

/// The same for a command that is about no day of its own, such as a hold: told by what it does to `day`.
pub(super) fn settle_on(
    setting: &Setting,
    session: &mut Session,
    day: ServiceDay,
    command: Command,
    now: Timestamp,
    dry_run: bool,
) -> Result<Answer, Failure> {
    let before = session.state().clone();
    let (after, deed, revision) = if dry_run {
        let operations = weigh(&before, command)?;
        let mut after = before.clone();
        for operation in &operations {
            after.apply(session.revision(), operation);
        }
        (after, (!operations.is_empty()).then(|| Deed::of(&operations)), session.revision())
    } else {
        let hand = setting.hand(session)?;
        let receipt = session.submit(command, hand, now)?;
        session.bring(day)?;
        (session.state().clone(), receipt.change.map(|change| change.deed), receipt.revision)
    };
    let consequences = consequences::between(&before, &after, day, now);
    Ok(answer((&setting.words, &after.network), revision, deed.as_ref(), &consequences, dry_run))
}

fn try_out(
    setting: &Setting,
    session: &mut Session,
    command: &Command,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let consequences = session.preview(command, now)?;
    let operations = weigh(session.state(), command.clone())?;
    let deed = (!operations.is_empty()).then(|| Deed::of(&operations));
    Ok(answer(
        (&setting.words, &session.state().network),
        session.revision(),
        deed.as_ref(),
        &consequences,
        true,
    ))
}

/// Says what a change did: one line, then who must be told again and what is wrong now.
pub(super) fn answer(
    (words, network): (&Words, &Network),
    revision: Revision,
    deed: Option<&Deed>,
    consequences: &Consequences,
    dry_run: bool,
) -> Answer {
    let summary = deed.map_or_else(|| words.say("cli-nothing-to-change"), |deed| words.tell(&deed.message()));
    let retold: Vec<&str> = consequences.retold.iter().map(RetailerCode::as_str).collect();
    let json = json!({
        "revision": revision.0,
        "summary": summary,
        "retold": retold,
        "unreached": consequences
            .unreached
            .iter()
            .map(|(department, reach)| json!({ "department": department.as_str(), "reach": reach.name() }))
            .collect::<Vec<_>>(),
        "breaches": consequences.new_breaches.iter().map(breach_json).collect::<Vec<_>>(),
        "mended": consequences.mended.iter().map(breach_json).collect::<Vec<_>>(),
        "dry_run": dry_run,
    });
    let mut text = format!("{summary}\n");
    if dry_run {
        text.push_str(&words.say("cli-dry-run"));
        text.push('\n');
    }
    if !consequences.moved.is_empty() {
        text.push_str(&words.fill("cli-moved", &[("n", consequences.moved.len().into())]));
        text.push('\n');
    }
    if !retold.is_empty() {
        text.push_str(&words.fill("cli-retold", &[("n", retold.len().into())]));
        text.push_str("\n  ");
        text.push_str(&retold.join(" "));
        text.push('\n');
    }
    for line in unreached(words, network, &consequences.unreached) {
        text.push_str(&line);
        text.push('\n');
    }
    for (key, breaches) in
        [("cli-new-breaches", &consequences.new_breaches), ("cli-mended", &consequences.mended)]
    {
        if !breaches.is_empty() {
            text.push_str(&words.fill(key, &[("n", breaches.len().into())]));
            text.push('\n');
            text.push_str(&breach_table(words, breaches));
        }
    }
    Answer::new(text, json)
}

fn breach_table(words: &Words, breaches: &[Breach]) -> String {
    let mut table = Table::with_heads(
        ["cli-head-route", "cli-head-retailer", "cli-head-breach"].map(|head| words.say(head)),
    );
    for breach in breaches {
        let retailer = breach.retailer.as_ref().map(ToString::to_string).unwrap_or_default();
        table.row([breach.route.to_string(), retailer, words.tell(&breach.kind.message())]);
    }
    table.text()
}

fn breach_json(breach: &Breach) -> Value {
    json!({
        "route": breach.route.as_str(),
        "retailer": breach.retailer.as_ref().map(RetailerCode::as_str),
        "kind": breach.kind.name(),
        "amount": breach.kind.amount(),
    })
}
