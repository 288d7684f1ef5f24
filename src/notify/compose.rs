//! Who is told what after a change: for each department, and for each account manager, one notice with its retailers.
//! Pure: states in, notices out; what is sent, and when, is the outbox's business.

use crate::domain::ids::{DepartmentCode, RetailerCode, Revision};
use crate::domain::network::Name;
use crate::domain::news::{self, Heard, News, Tidings};
use crate::domain::notice::{Addressee, Line, Notice, Prospect, Whom};
use crate::domain::settings::NoticeSettings;
use crate::domain::state::State;
use crate::domain::supply::word::Subject;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Seconds;
use sha2::{Digest as _, Sha256};
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The change that is told of.
#[derive(Clone, Debug)]
pub struct Occasion<'a> {
    /// The desk whose change it is, and its first entry: no two changes have both in common.
    pub desk: &'a str,
    pub change: Revision,
    pub at: Timestamp,
    pub by: &'a str,
}

/// What a change puts into the outbox, and what it takes out again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composed {
    pub notices: Vec<Notice>,
    /// Notices nobody has begun to send, which `notices` tell instead.
    pub merged: Vec<SmolStr>,
    /// What is announced of each retailer from now on.
    pub announced: BTreeMap<RetailerCode, Prospect>,
}

/// What is to be told after a change of `day`. `heard` is what was announced so far, `queued` the notices nobody has
/// begun to send: several changes at once leave as one notice, and a retailer whose time is back to what it knew needs
/// no word.
#[must_use]
pub fn compose(
    (before, after): (&State, &State),
    day: ServiceDay,
    mut heard: Heard,
    mut queued: Vec<Notice>,
    occasion: &Occasion<'_>,
) -> Composed {
    // What is said of supply has its own rules; see [`super::answering`].
    queued.retain(|notice| notice.supply.is_none());
    let told = heard_meanwhile(after, day, &mut queued);
    let mut first_known: BTreeMap<RetailerCode, Prospect> = BTreeMap::new();
    for line in queued.iter().flat_map(|notice| &notice.lines) {
        first_known.entry(line.retailer.clone()).or_insert(line.known);
    }
    // What is only queued nobody has heard yet.
    for (retailer, known) in &first_known {
        if let Some(announced) = heard.get_mut(retailer) {
            announced.prospect = *known;
        }
    }
    let asked: BTreeSet<RetailerCode> = first_known.into_keys().collect();
    let tidings = news::between(before, after, day, occasion.at, (&heard, &asked));
    let fresh = notices(after, day, &tidings.news, occasion);
    let mut composed = digest(fresh, (queued, &told), &tidings, after.settings.retell_after, occasion);
    composed.announced.extend(tidings.news.into_iter().map(|news| (news.retailer, news.now)));
    composed
}

/// Whoever has been told since a notice was queued knows that, though the notice has not gone out; who that is.
fn heard_meanwhile(state: &State, day: ServiceDay, queued: &mut [Notice]) -> HashSet<RetailerCode> {
    let mut heard = HashSet::new();
    let Some(planned) = state.day(day).filter(|_| !queued.is_empty()) else { return heard };
    let stops = planned.routes.values().flat_map(|route| &route.stops);
    let told: HashMap<&RetailerCode, (Timestamp, Prospect)> = stops
        .filter_map(|stop| {
            let told = stop.told.as_ref()?;
            Some((&stop.retailer, (told.at, news::was_told(stop, told))))
        })
        .collect();
    for notice in queued {
        for line in &mut notice.lines {
            if let Some((at, prospect)) = told.get(&line.retailer)
                && *at >= notice.at
            {
                line.known = *prospect;
                heard.insert(line.retailer.clone());
            }
        }
    }
    heard
}

/// Sorts news by whom they concern.
fn notices(state: &State, day: ServiceDay, news: &[News], occasion: &Occasion<'_>) -> Vec<Notice> {
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
    let notice = |whom: Whom, lines: Vec<Line>| Notice {
        id: id(occasion, day, &whom, None),
        change: occasion.change,
        day,
        at: occasion.at,
        by: SmolStr::new(occasion.by),
        to: addressee(state, whom),
        lines,
        supply: None,
        playbook,
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

pub(super) fn addressee(state: &State, whom: Whom) -> Addressee {
    let known = state.network.departments.get(whom.department());
    let (name, phone) = match known {
        Some(department) => (department.name.clone(), department.phone.clone()),
        None => (Name::new(whom.department().as_str()), SmolStr::default()),
    };
    Addressee { whom, name, phone }
}

/// Stable: of the change, of whom it is told and of what it is about, nothing else.
pub(super) fn id(occasion: &Occasion<'_>, day: ServiceDay, whom: &Whom, about: Option<&Subject>) -> SmolStr {
    let mut mark = format!("{}\n{}\n{day}\n{}", occasion.desk, occasion.change.0, whom.key());
    if let Some(about) = about {
        mark.push('\n');
        mark.push_str(&about.key());
    }
    let hash = Sha256::digest(mark.as_bytes());
    let mark = hash.iter().take(6).fold(0_u64, |mark, byte| mark << 8 | u64::from(*byte));
    format_smolstr!("n{}-{mark:012x}", occasion.change.0)
}

/// Takes what is queued into what is new, recipient by recipient.
fn digest(
    fresh: Vec<Notice>,
    (queued, told): (Vec<Notice>, &HashSet<RetailerCode>),
    tidings: &Tidings,
    threshold: Seconds,
    occasion: &Occasion<'_>,
) -> Composed {
    let mut waiting: BTreeMap<Whom, Vec<Notice>> = BTreeMap::new();
    for notice in queued {
        waiting.entry(notice.to.whom.clone()).or_default().push(notice);
    }
    let mut composed = Composed::default();
    for mut notice in fresh {
        let older = waiting.remove(&notice.to.whom).unwrap_or_default();
        let anew: HashSet<_> = notice.lines.iter().map(|line| line.retailer.clone()).collect();
        let (lines, _) = still_to_tell(&older, (&anew, told), tidings, threshold, &mut composed.announced);
        notice.lines.extend(lines);
        composed.merged.extend(older.into_iter().map(|notice| notice.id));
        composed.notices.push(notice);
    }
    // Whom the change brings no news, but makes void what was waiting for it.
    for (whom, older) in waiting {
        let (lines, changed) =
            still_to_tell(&older, (&HashSet::new(), told), tidings, threshold, &mut composed.announced);
        let Some(newest) = older.last().filter(|_| changed) else { continue };
        if !lines.is_empty() {
            let id = id(occasion, newest.day, &whom, None);
            let (change, at, by) = (occasion.change, occasion.at, SmolStr::new(occasion.by));
            composed.notices.push(Notice { id, change, at, by, lines, ..newest.clone() });
        }
        composed.merged.extend(older.into_iter().map(|notice| notice.id));
    }
    composed
}

/// What of older notices holds after the change, where the new one does not tell it anew; and whether anything of it
/// has changed. That somebody has been told meanwhile is no change.
fn still_to_tell(
    older: &[Notice],
    (anew, told): (&HashSet<RetailerCode>, &HashSet<RetailerCode>),
    tidings: &Tidings,
    threshold: Seconds,
    announced: &mut BTreeMap<RetailerCode, Prospect>,
) -> (Vec<Line>, bool) {
    let (mut lines, mut changed, mut seen) = (Vec::new(), false, HashSet::new());
    // Of two words about one retailer the newest counts.
    for line in older.iter().rev().flat_map(|notice| &notice.lines) {
        if anew.contains(&line.retailer) || !seen.insert(&line.retailer) {
            continue;
        }
        let now = tidings.stands.get(&line.retailer).copied().unwrap_or(Some(line.now));
        let now = now.filter(|now| !news::still_holds(line.known, *now, threshold));
        if now.is_none() && told.contains(&line.retailer) {
            continue;
        }
        changed |= now != Some(line.now);
        // Whoever is back to what it knew has heard nothing else.
        let prospect = now.unwrap_or(line.known);
        if prospect != line.now {
            announced.insert(line.retailer.clone(), prospect);
        }
        lines.extend(now.map(|now| Line { now, ..line.clone() }));
    }
    (lines, changed)
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
    if settings.mails_to(address) {
        channels.push(SmolStr::new_static("mail"));
    }
    // A group hears once of what its account managers hear one by one.
    if let Whom::Department(code) = whom {
        let serving = settings.robots.iter().filter(|robot| robot.serves(code));
        channels.extend(serving.map(|robot| format_smolstr!("robot:{}", robot.name)));
    }
    channels
}
