//! Who of a day's retailers has been told what, who is still to be told, and whose word no longer holds. Pure: the day,
//! its notices and what was announced come in; desk and command line read the same ledger.

use crate::domain::day::{Day, Route, Stop, Told};
use crate::domain::ids::{RetailerCode, RouteId};
use crate::domain::network::{Name, Retailer};
use crate::domain::news::{self, Heard};
use crate::domain::notice::{Addressee, Line, Notice, Prospect, Whom};
use crate::domain::outlook::Outlook;
use crate::domain::state::State;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The newest a day's notices say of a retailer: one line of one of them.
#[derive(Clone, Debug)]
pub struct Word {
    pub notice: Arc<Notice>,
    nth: usize,
}

impl Word {
    #[must_use]
    pub fn line(&self) -> &Line {
        &self.notice.lines[self.nth]
    }
}

/// By retailer, of notices that come newest first. What account managers are told their department is told too.
#[must_use]
pub fn last_words<'n>(notices: impl IntoIterator<Item = &'n Arc<Notice>>) -> BTreeMap<RetailerCode, Word> {
    let mut words = BTreeMap::new();
    for notice in notices {
        if !matches!(notice.to.whom, Whom::Department(_)) {
            continue;
        }
        for (nth, line) in notice.lines.iter().enumerate() {
            let word = || Word { notice: Arc::clone(notice), nth };
            words.entry(line.retailer.clone()).or_insert_with(word);
        }
    }
    words
}

/// How it stands with the telling of one retailer, what asks for something first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It was told something that no longer holds.
    Outdated,
    /// A notice names it, and nobody has told it since.
    ToTell,
    Told,
    /// The plan holds, as far as it need know, or there is nothing to come any more.
    Quiet,
}

impl Standing {
    /// Somebody has to call it.
    #[must_use]
    pub const fn is_to_tell(self) -> bool {
        matches!(self, Self::Outdated | Self::ToTell)
    }
}

/// One retailer of the day.
#[derive(Clone, Debug)]
pub struct Entry {
    pub retailer: RetailerCode,
    /// `None` where the network knows it no more.
    pub shop: Option<Arc<Retailer>>,
    pub route: RouteId,
    pub standing: Standing,
    pub told: Option<Told>,
    /// What it was told last, or else the plan.
    pub known: Prospect,
    /// What it can expect as things stand; `None` where nothing is to come any more.
    pub now: Option<Prospect>,
    /// What whoever tells it now is to say: what was announced, as long as that holds. `None` for how things stand.
    pub say: Option<Prospect>,
    pub word: Option<Word>,
}

/// The whole day, route by route in the order of service.
#[must_use]
pub fn entries(
    state: &State,
    day: &Day,
    outlook: &Outlook,
    words: &BTreeMap<RetailerCode, Word>,
    heard: &Heard,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (id, route) in &day.routes {
        let expected = outlook.routes.get(id).map(|outlook| &outlook.stops);
        for (at, stop) in route.stops.iter().enumerate() {
            let now =
                expected.and_then(|stops| stops.get(at)).and_then(|expected| news::prospect(stop, expected));
            let word = words.get(&stop.retailer);
            entries.push(entry(state, (route, stop), now, word, heard));
        }
    }
    entries
}

fn entry(
    state: &State,
    (route, stop): (&Route, &Stop),
    now: Option<Prospect>,
    word: Option<&Word>,
    heard: &Heard,
) -> Entry {
    let threshold = state.settings.retell_after;
    let alike = |known, now| news::still_holds(known, now, threshold);
    let holds = |known| now.is_none_or(|now| alike(known, now));
    let announced = heard.get(&stop.retailer);
    let known = news::last_heard(stop, None);
    let since = |at| stop.told.as_ref().is_none_or(|told| told.at < at);
    // A tick that was taken back leaves a retailer untold, though no notice that still stands may name it.
    let is_news = word.is_some_and(|word| since(word.notice.at))
        || announced.is_some_and(|announced| since(announced.at) && !alike(known, announced.prospect));
    let standing = match &stop.told {
        _ if now.is_none() => stop.told.as_ref().map_or(Standing::Quiet, |_| Standing::Told),
        Some(_) if !holds(known) => Standing::Outdated,
        _ if is_news => Standing::ToTell,
        Some(_) => Standing::Told,
        None => Standing::Quiet,
    };
    Entry {
        retailer: stop.retailer.clone(),
        shop: state.network.retailers.get(&stop.retailer).cloned(),
        route: route.id.clone(),
        standing,
        known,
        told: stop.told.clone(),
        now,
        say: announced
            .map(|announced| announced.prospect)
            .filter(|prospect| now.is_some() && holds(*prospect)),
        word: word.cloned(),
    }
}

impl Entry {
    /// The notice and the line a call list names it by: those it stands in as long as they hold, else how things stand.
    #[must_use]
    pub fn to_call(&self, state: &State, day: &Day) -> (Arc<Notice>, Line) {
        let threshold = state.settings.retell_after;
        let holds =
            |word: &&Word| self.now.is_none_or(|now| news::still_holds(word.line().now, now, threshold));
        if let Some(word) = self.word.as_ref().filter(holds) {
            return (Arc::clone(&word.notice), word.line().clone());
        }
        let stop = day.routes.get(&self.route).and_then(|route| {
            let at = route.position(&self.retailer)?;
            route.stops.get(at)
        });
        let (name, phone, manager) = self.shop.as_ref().map_or_else(
            || (Name::new(self.retailer.as_str()), SmolStr::default(), SmolStr::default()),
            |shop| (shop.name.clone(), shop.phone.clone(), shop.manager.clone()),
        );
        let before = self.word.as_ref().map(Word::line);
        let line = Line {
            retailer: self.retailer.clone(),
            name,
            phone,
            manager,
            route: self.route.clone(),
            known: self.known,
            now: self.now.unwrap_or(self.known),
            cause: stop.and_then(|stop| stop.cause.clone()).or_else(|| before?.cause.clone()),
            incident: before.map(|line| line.incident.clone()).unwrap_or_default(),
        };
        (Arc::new(self.unwritten(state, day)), line)
    }

    /// What a call that no notice asks for is worded by.
    fn unwritten(&self, state: &State, day: &Day) -> Notice {
        let code = self.shop.as_ref().map(|shop| shop.department.clone());
        let code = code.unwrap_or_else(|| "".into());
        let department = state.network.departments.get(&code);
        let (name, phone) = department.map_or_else(
            || (Name::new(code.as_str()), SmolStr::default()),
            |department| (department.name.clone(), department.phone.clone()),
        );
        Notice {
            id: SmolStr::default(),
            change: day.revision_of(&self.route),
            day: day.date,
            at: crate::domain::time::Timestamp::of(day.date, crate::domain::time::TimeOfDay::hm(0, 0)),
            by: SmolStr::default(),
            to: Addressee { whom: Whom::Department(code), name, phone },
            lines: Vec::new(),
            supply: None,
            playbook: state.playbooks.keys().next_back().copied().unwrap_or(1),
        }
    }
}
