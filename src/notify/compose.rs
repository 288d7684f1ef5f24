//! Who is told what after a change: for each department, and for each account manager, one notice with its retailers.
//! Pure: states in, notices out; what is sent, and when, is the outbox's business.

use crate::domain::ids::{DepartmentCode, Revision};
use crate::domain::network::Name;
use crate::domain::news::{self, Heard, News};
use crate::domain::notice::{Addressee, Line, Notice, Prospect, Whom};
use crate::domain::settings::NoticeSettings;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Seconds;
use sha2::{Digest as _, Sha256};
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The change that is told of.
#[derive(Clone, Debug)]
pub struct Occasion<'a> {
    /// The desk whose change it is, and its first entry: no two changes have both in common.
    pub desk: &'a str,
    pub change: Revision,
    pub at: Timestamp,
    pub by: &'a str,
}

/// What is to be told after a change of `day`: the notices, and the news they are made of.
#[must_use]
pub fn compose(
    before: &State,
    after: &State,
    day: ServiceDay,
    heard: &Heard,
    occasion: &Occasion<'_>,
) -> (Vec<Notice>, Vec<News>) {
    let news = news::between(before, after, day, occasion.at, heard);
    (notices(after, day, &news, occasion), news)
}

/// Sorts news by whom they concern.
#[must_use]
pub fn notices(state: &State, day: ServiceDay, news: &[News], occasion: &Occasion<'_>) -> Vec<Notice> {
    let mut departments: BTreeMap<&DepartmentCode, Vec<Line>> = BTreeMap::new();
    let mut managers: BTreeMap<(&DepartmentCode, &SmolStr), Vec<Line>> = BTreeMap::new();
    for news in news {
        // Whoever is not known any more has nobody to be told by.
        let Some(retailer) = state.network.retailer(&news.retailer) else { continue };
        let line = Line {
            retailer: news.retailer.clone(),
            name: retailer.name.clone(),
            phone: retailer.phone.clone(),
            manager: retailer.manager.clone(),
            route: news.route.clone(),
            known: news.known,
            now: news.now,
            cause: news.cause.clone(),
            incident: news.incident.clone(),
        };
        if !retailer.manager.is_empty() {
            managers.entry((&retailer.department, &retailer.manager)).or_default().push(line.clone());
        }
        departments.entry(&retailer.department).or_default().push(line);
    }
    let playbook = state.playbooks.keys().next_back().copied().unwrap_or(1);
    let notice = |whom: Whom, lines: Vec<Line>| {
        let known = state.network.departments.get(whom.department());
        let (name, phone) = match known {
            Some(department) => (department.name.clone(), department.phone.clone()),
            None => (Name::new(whom.department().as_str()), SmolStr::default()),
        };
        Notice {
            id: id(occasion, day, &whom),
            change: occasion.change,
            day,
            at: occasion.at,
            by: SmolStr::new(occasion.by),
            to: Addressee { whom, name, phone },
            lines,
            playbook,
        }
    };
    let mut notices = Vec::with_capacity(departments.len() + managers.len());
    for (code, lines) in departments {
        notices.push(notice(Whom::Department(code.clone()), lines));
    }
    for ((department, name), lines) in managers {
        notices.push(notice(Whom::Manager { name: name.clone(), department: department.clone() }, lines));
    }
    notices
}

/// Stable: of the change and of whom it is told, nothing else.
fn id(occasion: &Occasion<'_>, day: ServiceDay, whom: &Whom) -> SmolStr {
    let mark = format!("{}\n{}\n{day}\n{}", occasion.desk, occasion.change.0, whom.key());
    let hash = Sha256::digest(mark.as_bytes());
    let [a, b, c, d, e, f, ..] = hash.as_slice() else { return SmolStr::default() };
    format_smolstr!("n{}-{a:02x}{b:02x}{c:02x}{d:02x}{e:02x}{f:02x}", occasion.change.0)
}

/// Several changes at once are one notice: what was queued for the same recipient, and nobody has begun to send, goes
/// into the new one. A retailer whose time is back to what it knew needs no word. Returns what is to be sent, and the
/// ids of the notices that are told by it.
#[must_use]
pub fn digest(fresh: Vec<Notice>, queued: Vec<Notice>, threshold: Seconds) -> (Vec<Notice>, Vec<SmolStr>) {
    let mut waiting: BTreeMap<Whom, Vec<Notice>> = BTreeMap::new();
    for notice in queued {
        waiting.entry(notice.to.whom.clone()).or_default().push(notice);
    }
    let mut told = Vec::new();
    let mut merged = Vec::new();
    for mut notice in fresh {
        let older = waiting.remove(&notice.to.whom).unwrap_or_default();
        let mut first_known: HashMap<_, Prospect> = HashMap::new();
        for line in older.iter().flat_map(|notice| &notice.lines) {
            first_known.entry(line.retailer.clone()).or_insert(line.known);
        }
        for line in &mut notice.lines {
            if let Some(known) = first_known.get(&line.retailer) {
                line.known = *known;
            }
        }
        let mut here: HashSet<_> = notice.lines.iter().map(|line| line.retailer.clone()).collect();
        // The newest word about each, and what it knew before the oldest.
        for line in older.iter().rev().flat_map(|notice| &notice.lines) {
            if here.insert(line.retailer.clone()) {
                let known = first_known.get(&line.retailer).copied().unwrap_or(line.known);
                notice.lines.push(Line { known, ..line.clone() });
            }
        }
        notice.lines.retain(|line| !is_the_same(line.known, line.now, threshold));
        merged.extend(older.into_iter().map(|notice| notice.id));
        if !notice.lines.is_empty() {
            told.push(notice);
        }
    }
    (told, merged)
}

fn is_the_same(known: Prospect, now: Prospect, threshold: Seconds) -> bool {
    match (known, now) {
        (
            Prospect::Today { arrival, window, meets },
            Prospect::Today { arrival: comes, window: agreed, meets: there },
        ) => {
            meets == there
                && arrival.apart(comes) <= threshold
                && window.opens().apart(agreed.opens()) <= threshold
                && window.closes().apart(agreed.closes()) <= threshold
        }
        (known, now) => known == now,
    }
}

/// The channels a notice goes out by, by their names in the outbox.
#[must_use]
pub fn channels(settings: &NoticeSettings, whom: &Whom) -> Vec<SmolStr> {
    let mut channels = Vec::new();
    if settings.to_folder {
        channels.push(SmolStr::new_static("folder"));
    }
    let address = match whom {
        Whom::Department(code) => code.as_str(),
        Whom::Manager { name, .. } => name,
    };
    if settings.mail.is_some() && !settings.addresses_of(address).is_empty() {
        channels.push(SmolStr::new_static("mail"));
    }
    // A group hears once of what its account managers hear one by one.
    if let Whom::Department(code) = whom {
        let serving = settings.robots.iter().filter(|robot| robot.serves(code));
        channels.extend(serving.map(|robot| format_smolstr!("robot:{}", robot.name)));
    }
    channels
}
