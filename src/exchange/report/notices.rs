//! The report of notices: every retailer a notice of the period named, what it was to hear, and when it heard it.

use super::cell::Cell;
use super::head::{Column, Span};
use super::held::{Held, HeldRow};
use super::incidents::{head, word};
use super::measured::{figures, table};
use super::summary::Summary;
use crate::domain::day::Way;
use crate::domain::ids::{DepartmentCode, RetailerCode};
use crate::domain::kpi::telling::TellingTally;
use crate::domain::network::Name;
use crate::domain::notice::{DeliveryState, Line, Notice, Prospect, Whom};
use crate::domain::supply::word::{Concerned, Says, Subject, SupplyWord};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::words::{Message, Tell, Words};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A notice with where it stands on its channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    pub notice: Notice,
    /// On each channel, and when it left by it.
    pub channels: Vec<(DeliveryState, Option<Timestamp>)>,
    /// What it tells of supply, in words, and who has told each of its retailers last.
    pub says: String,
    pub answered: Vec<Option<Told>>,
}

/// A retailer was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub at: Timestamp,
    pub by: SmolStr,
    pub way: Option<Way>,
    pub confirmed: bool,
}

/// The notices of a period, oldest first. A retailer stands in the notice of its department and in that of its account
/// manager; it is counted with the department's.
#[must_use]
pub fn held(
    sent: &[Posted],
    told: impl Fn(ServiceDay, &RetailerCode) -> Option<Told>,
    span: Span,
    now: Timestamp,
    words: &Words,
) -> Held {
    let mut all = TellingTally::default();
    let mut departments = BTreeMap::<DepartmentCode, (Name, TellingTally)>::new();
    let mut managers = BTreeMap::<SmolStr, TellingTally>::new();
    let mut days = BTreeMap::<ServiceDay, TellingTally>::new();
    let mut rows = Vec::new();
    for posted in sent.iter().filter(|posted| span.holds(posted.notice.at)) {
        let notice = &posted.notice;
        let Whom::Department(code) = &notice.to.whom else { continue };
        let undelivered = posted.channels.iter().any(|(state, _)| *state == DeliveryState::GivenUp);
        let times = notice.lines.iter().map(|line| {
            let told = told(notice.day, &line.retailer);
            (&line.manager, told, of_times(line, words))
        });
        let answers = notice.supply.iter().flat_map(|word| {
            let shops = word.shops.iter().zip(posted.answered.iter().cloned().chain(std::iter::repeat(None)));
            shops.map(move |(shop, told)| (&shop.manager, told, of_supply(word, shop, &posted.says, words)))
        });
        for (manager, told, said) in times.chain(answers) {
            let told = told.filter(|told| told.at >= notice.at);
            let after = told.as_ref().map(|told| told.at.0 - notice.at.0);
            let confirmed = told.as_ref().is_some_and(|told| told.confirmed);
            let department = departments
                .entry(code.clone())
                .or_insert_with(|| (notice.to.name.clone(), TellingTally::default()));
            let groups = [
                &mut all,
                &mut department.1,
                managers.entry(manager.clone()).or_default(),
                days.entry(notice.at.day()).or_default(),
            ];
            for tally in groups {
                tally.count(after, confirmed, undelivered);
            }
            rows.push(HeldRow {
                telling: told.is_none(),
                cells: cells(posted, manager, said, told.as_ref(), words),
            });
        }
    }
    let tables = vec![
        table(
            "by_department",
            words.say("report-by-department"),
            departments
                .iter()
                .map(|(code, (name, tally))| (code.to_string(), words.name(name).to_owned(), tally)),
            words,
        ),
        table(
            "by_manager",
            words.say("account-by-manager"),
            managers.iter().map(|(name, tally)| (name.to_string(), String::new(), tally)),
            words,
        ),
        table(
            "by_day",
            words.say("report-by-day"),
            days.iter().map(|(day, tally)| (day.to_string(), String::new(), tally)),
            words,
        ),
    ];
    let summary = Summary {
        whole: words.say("account-all-notices"),
        remark: if rows.is_empty() { words.say("account-no-notices") } else { String::new() },
        figures: figures(&all, words),
        charts: Vec::new(),
        tables,
        notes: Vec::new(),
    };
    let titles = ("notices", "account-notices", "account-sheet-notices");
    Held { head: head(titles, (span, "report-only-hours-made"), now, columns(words), words), rows, summary }
}

fn columns(words: &Words) -> Vec<Column> {
    let column = |key, heading: &str, width| Column::new(key, words.say(heading), width);
    vec![
        column("notice", "account-column-notice", 16).aside(),
        column("made_at", "account-column-made", 17),
        column("made_by", "account-column-made-by", 10).aside(),
        column("day", "report-column-day", 11),
        column("department", "report-column-department", 16),
        column("manager", "account-column-manager", 10).aside(),
        column("retailer_code", "report-column-retailer-code", 14),
        column("retailer", "report-column-retailer", 24),
        column("route", "report-column-route", 9).aside(),
        column("known_arrival", "account-column-known", 8),
        column("new_arrival", "account-column-new", 8),
        column("put_off_to", "report-column-put-off-to", 11),
        column("cause", "report-column-cause", 14),
        column("incident", "report-column-incident", 13).aside(),
        column("delivery", "account-column-delivery", 12),
        column("sent_at", "account-column-sent", 17).aside(),
        column("told_at", "report-column-told-at", 17),
        column("told_by", "report-column-told-by", 10),
        column("way", "account-column-way", 10).aside(),
        column("confirmed", "account-column-confirmed", 10),
    ]
}

/// The columns from the retailer's code to the incident: what it is to hear of its time.
fn of_times(line: &Line, words: &Words) -> [Cell; 8] {
    let arrival = |prospect: Prospect| -> Option<TimeOfDay> {
        match prospect {
            Prospect::Today { arrival, .. } => Some(arrival),
            Prospect::PutOff(_) => None,
        }
    };
    let put_off = match line.now {
        Prospect::PutOff(day) => Some(day),
        Prospect::Today { .. } => None,
    };
    [
        Cell::said(line.retailer.as_str()),
        Cell::said(words.name(&line.name)),
        Cell::said(line.route.as_str()),
        Cell::time(arrival(line.known)),
        Cell::time(arrival(line.now)),
        Cell::day(put_off),
        line.cause.as_ref().map_or(Cell::Empty, |cause| Cell::said(words.tell(&cause.message()))),
        Cell::said(line.incident.as_str()),
    ]
}

/// The same of supply: the request or the measure stands for the incident, and what is said for the cause.
fn of_supply(word: &SupplyWord, shop: &Concerned, says: &str, words: &Words) -> [Cell; 8] {
    let comes = match &word.says {
        Says::Granted { comes } => comes.and_then(|comes| comes.at),
        _ => None,
    };
    [
        Cell::said(shop.retailer.as_str()),
        Cell::said(words.name(&shop.name)),
        Cell::Empty,
        Cell::Empty,
        Cell::time(comes),
        Cell::Empty,
        Cell::said(says),
        match &word.about {
            Subject::Request(id) => Cell::said(id.as_str()),
            Subject::Measure(id) => Cell::said(id.as_str()),
        },
    ]
}

fn cells(posted: &Posted, manager: &str, said: [Cell; 8], told: Option<&Told>, words: &Words) -> Vec<Cell> {
    let notice = &posted.notice;
    let state = worst(&posted.channels);
    let yes = |confirmed: bool| {
        if confirmed {
            word(words, &Message::new("account-confirmed"), "yes")
        } else {
            word(words, &Message::new("account-not-confirmed"), "no")
        }
    };
    let mut cells = vec![
        Cell::said(notice.id.as_str()),
        Cell::Moment(notice.at),
        Cell::said(notice.by.as_str()),
        Cell::Day(notice.day),
        Cell::said(words.name(&notice.to.name)),
        Cell::said(manager),
    ];
    cells.extend(said);
    cells.extend([
        state.map_or(Cell::Empty, |state| word(words, &state.message(), state.name())),
        Cell::moment(posted.channels.iter().filter_map(|(_, sent)| *sent).min()),
        Cell::moment(told.map(|told| told.at)),
        told.map_or(Cell::Empty, |told| Cell::said(told.by.as_str())),
        told.and_then(|told| told.way).map_or(Cell::Empty, |way| word(words, &way.message(), way.name())),
        told.map_or(Cell::Empty, |told| yes(told.confirmed)),
    ]);
    cells
}

/// Where it stands on the channel that is worst off.
fn worst(channels: &[(DeliveryState, Option<Timestamp>)]) -> Option<DeliveryState> {
    let rank = |state: DeliveryState| match state {
        DeliveryState::Merged => 0,
        DeliveryState::Sent => 1,
        DeliveryState::Sending => 2,
        DeliveryState::Queued => 3,
        DeliveryState::Failed => 4,
        DeliveryState::GivenUp => 5,
    };
    channels.iter().map(|(state, _)| *state).max_by_key(|state| rank(*state))
}
