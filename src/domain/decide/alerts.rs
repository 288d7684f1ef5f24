//! What alerts do to holds. An alert is kept as it came; what it says of the weather becomes a hold, a later one
//! changes or lifts that hold, and what a person has changed or decided since stays.

use crate::domain::alert::{Alert, AlertArea, Info, MessageKind, Status};
use crate::domain::ids::{AlertKey, DistrictCode, HoldId, RouteId};
use crate::domain::operation::{Change, Operation};
use crate::domain::place::Area;
use crate::domain::settings::AlertRule;
use crate::domain::shops::Shops;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::weather::{Alerted, Course, Hold, Response, Terms};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Alerts that have been over for so long are forgotten when new ones come.
const KEPT_FOR: chrono::TimeDelta = chrono::TimeDelta::days(7);

/// What came of one alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub key: AlertKey,
    pub outcome: Outcome,
    /// Holds it put, changed or lifted.
    pub holds: Vec<HoldId>,
    /// What was decided under them and stays so.
    pub stays: Vec<(ServiceDay, RouteId, Course)>,
}

/// From what closes roads to what does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// A hold that takes effect: a rule says so.
    Holds,
    /// A hold that waits for a person's word.
    ToConfirm,
    /// It changed an earlier hold.
    Changed,
    /// It lifted one.
    Lifted,
    /// Crews are to be told; nothing closes.
    ForInformation,
    /// An exercise, a test, a draft, or a word between offices: shown, and nothing else.
    NotActual,
    /// It is about nothing a warning signal knows.
    NotWeather,
    /// None of our retailers lies in its area.
    Elsewhere,
    /// It names no area that can be used: a person says where.
    NeedsArea,
    /// What it says is over already.
    Over,
    /// A later message about the same has come first.
    Superseded,
    /// What it cancels was never heard of.
    NothingToLift,
    /// It is known already.
    Known,
}

impl Outcome {
    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::ToConfirm => "to_confirm",
            Self::Changed => "changed",
            Self::Lifted => "lifted",
            Self::ForInformation => "for_information",
            Self::NotActual => "not_actual",
            Self::NotWeather => "not_weather",
            Self::Elsewhere => "elsewhere",
            Self::NeedsArea => "needs_area",
            Self::Over => "over",
            Self::Superseded => "superseded",
            Self::NothingToLift => "nothing_to_lift",
            Self::Known => "known",
        }
    }
}

/// Takes alerts in, the oldest first. What came of each, in the order given, and the facts.
#[must_use]
pub fn take(state: &State, alerts: Vec<Alert>, now: Timestamp) -> (Vec<Taken>, Vec<Operation>) {
    let mut taking = Taking {
        state,
        shops: Shops::of(&state.network),
        now,
        alerts: BTreeMap::clone(&state.alerts),
        holds: BTreeMap::clone(&state.holds),
    };
    let mut order: Vec<usize> = (0..alerts.len()).collect();
    order.sort_by_key(|&at| alerts[at].sent);
    let alerts: Vec<Arc<Alert>> = alerts.into_iter().map(Arc::new).collect();
    let mut taken: Vec<(usize, Taken)> = order.into_iter().map(|at| (at, taking.take(&alerts[at]))).collect();
    taken.sort_by_key(|(at, _)| *at);
    let operations = taking.operations();
    (taken.into_iter().map(|(_, taken)| taken).collect(), operations)
}

struct Taking<'a> {
    state: &'a State,
    shops: Shops<'a>,
    now: Timestamp,
    alerts: BTreeMap<AlertKey, Arc<Alert>>,
    holds: BTreeMap<HoldId, Hold>,
}

impl Taking<'_> {
    fn take(&mut self, alert: &Arc<Alert>) -> Taken {
        let mut taken =
            Taken { key: alert.key.clone(), outcome: Outcome::Known, holds: Vec::new(), stays: Vec::new() };
        if self.alerts.contains_key(&alert.key) {
            return taken;
        }
        taken.outcome = self.outcome(alert, &mut taken);
        // What is over already is not worth keeping; everything else is shown.
        if taken.outcome != Outcome::Over {
            self.alerts.insert(alert.key.clone(), Arc::clone(alert));
        }
        taken
    }

    fn outcome(&mut self, alert: &Alert, taken: &mut Taken) -> Outcome {
        let between_offices = matches!(alert.message, MessageKind::Ack | MessageKind::Error);
        if alert.status != Status::Actual || between_offices {
            return Outcome::NotActual;
        }
        if self
            .alerts
            .values()
            .any(|later| later.status == Status::Actual && later.refers_to.contains(&alert.key))
        {
            return Outcome::Superseded;
        }
        let concerned = self.concerned(alert);
        let all_clear = !alert.infos.is_empty() && alert.infos.iter().all(|info| info.all_clear);
        if alert.message == MessageKind::Cancel || all_clear {
            for id in &concerned {
                self.lift(id, alert, taken);
            }
            return if concerned.is_empty() { Outcome::NothingToLift } else { Outcome::Lifted };
        }
        if !alert.infos.is_empty() && alert.ends() <= self.now && concerned.is_empty() {
            return Outcome::Over;
        }
        self.follow(alert, &concerned, taken)
    }

    /// Open holds the alert speaks of: those an alert it refers to has shaped; of an all-clear that refers to
    /// nothing, those of the same office, kind and area.
    fn concerned(&self, alert: &Alert) -> Vec<HoldId> {
        let by = |hold: &Hold| hold.alerted.iter().flat_map(|alerted| alerted.by.clone()).collect::<Vec<_>>();
        let open = self.holds.values().filter(|hold| hold.ends() > self.now.max(hold.from));
        if !alert.refers_to.is_empty() {
            let speaks_of = |hold: &&Hold| by(hold).iter().any(|key| alert.refers_to.contains(key));
            return open.filter(speaks_of).map(|hold| hold.id.clone()).collect();
        }
        let clears: Vec<&Info> = alert.infos.iter().filter(|info| info.all_clear).collect();
        if clears.is_empty() {
            return Vec::new();
        }
        let areas: Vec<Area> = clears.iter().flat_map(|info| areas_of(&info.areas, &self.shops)).collect();
        let sender = |key: &AlertKey| key.as_str().split(',').next().map(str::to_owned);
        let is_cleared = |hold: &&Hold| {
            let same_kind = |info: &&Info| info.signal.is_none_or(|signal| signal.kind == hold.signal.kind);
            by(hold).iter().any(|key| sender(key) == sender(&alert.key))
                && clears.iter().any(same_kind)
                && (areas.is_empty() || areas == hold.areas)
        };
        open.filter(is_cleared).map(|hold| hold.id.clone()).collect()
    }

    fn lift(&mut self, id: &HoldId, alert: &Alert, taken: &mut Taken) {
        let Some(hold) = self.holds.get_mut(id) else { return };
        // A hold ends when the word came, and not before the office sent it.
        hold.released = Some(self.now.max(alert.sent).min(hold.until));
        if let Some(alerted) = &mut hold.alerted {
            alerted.by.push(alert.key.clone());
        }
        taken.holds.push(id.clone());
        taken.stays.extend(decided(hold));
    }

    /// Each thing the alert warns of becomes a hold, or changes the one of the same kind it speaks of. Holds it
    /// speaks of and no longer warns of are lifted.
    fn follow(&mut self, alert: &Alert, concerned: &[HoldId], taken: &mut Taken) -> Outcome {
        let mut warnings = self.warnings(alert);
        let reason = warnings.iter().map(|(_, why)| *why).max();
        warnings.retain(|(_, why)| *why == Why::Holds);
        let mut left: Vec<HoldId> = concerned.to_vec();
        let mut outcomes = Vec::new();
        for (number, (terms, _)) in warnings.into_iter().enumerate() {
            let same_kind =
                |id: &HoldId| self.holds.get(id).is_some_and(|hold| hold.signal.kind == terms.signal.kind);
            let known = left.iter().position(same_kind).map(|at| left.remove(at));
            outcomes.push(match known {
                Some(id) => self.change(&id, terms, alert, taken),
                None => self.begin(&terms, alert, number, taken),
            });
        }
        // What it says nothing of any more is over.
        let says_nothing_usable = outcomes.is_empty() && reason.is_some_and(|why| why == Why::NeedsArea);
        if !says_nothing_usable {
            for id in &left {
                self.lift(id, alert, taken);
                outcomes.push(Outcome::Lifted);
            }
        }
        outcomes.into_iter().min().unwrap_or(match reason {
            Some(Why::NeedsArea) => Outcome::NeedsArea,
            Some(Why::Elsewhere) => Outcome::Elsewhere,
            Some(Why::Over) => Outcome::Over,
            Some(Why::Holds | Why::NotWeather) | None => Outcome::NotWeather,
        })
    }

    /// What the alert warns of, each once, whatever the languages.
    fn warnings(&self, alert: &Alert) -> Vec<(Terms, Why)> {
        let mut warnings: Vec<(Terms, Why)> = Vec::new();
        for info in &alert.infos {
            let areas = areas_of(&info.areas, &self.shops);
            let given = info.areas.iter().any(|area| !area.districts.is_empty() || !area.shapes.is_empty());
            let why = match info.signal {
                None => Why::NotWeather,
                Some(_) if info.until <= self.now => Why::Over,
                Some(_) if !given => Why::NeedsArea,
                Some(_) if areas.is_empty() => Why::Elsewhere,
                Some(_) => Why::Holds,
            };
            let Some(signal) = info.signal else {
                let none = crate::domain::weather::Signal::ROAD_CLOSED;
                warnings.push((terms(none, Vec::new(), info), why));
                continue;
            };
            let terms = terms(signal, areas, info);
            let same = |other: &&mut (Terms, Why)| {
                let (known, whose) = (&other.0, other.1);
                whose == why
                    && known.signal == terms.signal
                    && (known.from, known.until) == (terms.from, terms.until)
            };
            match warnings.iter_mut().find(same) {
                Some((known, _)) => {
                    let new = terms.areas.into_iter().filter(|area| !known.areas.contains(area));
                    let new: Vec<Area> = new.collect();
                    known.areas.extend(new);
                }
                None => warnings.push((terms, why)),
            }
        }
        warnings
    }

    fn begin(&mut self, terms: &Terms, alert: &Alert, number: usize, taken: &mut Taken) -> Outcome {
        let id = self.name_of(number);
        let source = alert.infos.iter().map(|info| &info.sender_name).find(|name| !name.is_empty());
        let confirmed = terms.response == Response::Brief || self.rule_for(terms);
        let hold = Hold {
            source: source.cloned().unwrap_or_default(),
            response: terms.response,
            confirmed,
            alerted: Some(Alerted { by: vec![alert.key.clone()], terms: terms.clone() }),
            ..Hold::put(id.clone(), terms.signal, terms.areas.clone(), (terms.from, terms.until))
        };
        self.holds.insert(id.clone(), hold);
        taken.holds.push(id);
        match (terms.response, confirmed) {
            (Response::Brief, _) => Outcome::ForInformation,
            (_, true) => Outcome::Holds,
            (_, false) => Outcome::ToConfirm,
        }
    }

    /// Where the hold says what the alert before said, it says what this one says now; what a person has changed
    /// stays.
    fn change(&mut self, id: &HoldId, terms: Terms, alert: &Alert, taken: &mut Taken) -> Outcome {
        let by_rule = self.rule_for(&terms);
        let Some(hold) = self.holds.get_mut(id) else { return Outcome::Known };
        let Some(alerted) = &mut hold.alerted else { return Outcome::Known };
        let was = std::mem::replace(&mut alerted.terms, terms.clone());
        alerted.by.push(alert.key.clone());
        follow(&mut hold.signal, &was.signal, terms.signal);
        follow(&mut hold.areas, &was.areas, terms.areas);
        follow(&mut hold.from, &was.from, terms.from);
        follow(&mut hold.until, &was.until, terms.until);
        follow(&mut hold.response, &was.response, terms.response);
        hold.until = hold.until.max(hold.from);
        // Worse than what was confirmed is not thereby confirmed.
        let closes_more = was.response == Response::Brief && hold.response != Response::Brief;
        hold.confirmed = (hold.confirmed && !closes_more) || by_rule || hold.response == Response::Brief;
        taken.holds.push(id.clone());
        taken.stays.extend(decided(hold));
        Outcome::Changed
    }

    fn rule_for(&self, terms: &Terms) -> bool {
        self.state.settings.weather.rules.iter().any(|rule| fits(rule, terms))
    }

    /// `A261123-2`: short enough to read out on the telephone.
    fn name_of(&self, number: usize) -> HoldId {
        let day = self.now.day().0.format("%y%m%d");
        let names = (1 + number..).map(|nth| HoldId::new(format!("A{day}-{nth}")));
        let mut free = names.filter(|id| !self.holds.contains_key(id));
        free.next().unwrap_or_else(|| HoldId::new(format!("A{day}")))
    }

    fn operations(self) -> Vec<Operation> {
        let mut alerts = self.alerts;
        let long_over = |alert: &Arc<Alert>| alert.ends().max(alert.sent).plus(KEPT_FOR) < self.now;
        alerts.retain(|_, alert| !long_over(alert));
        let mut operations = Vec::new();
        operations.extend(changes(&self.state.alerts, &alerts).map(Operation::AlertsChanged));
        operations.extend(changes(&self.state.holds, &self.holds).map(Operation::HoldsChanged));
        operations
    }
}

/// Why a warning becomes a hold, or not. What asks for a person is the greatest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    NotWeather,
    Over,
    Elsewhere,
    NeedsArea,
    Holds,
}

fn terms(signal: crate::domain::weather::Signal, areas: Vec<Area>, info: &Info) -> Terms {
    Terms { signal, areas, from: info.from, until: info.until, response: signal.response() }
}

/// The areas of a warning that concern us: by code where one of our retailers has it, else by shape.
fn areas_of(areas: &[AlertArea], shops: &Shops<'_>) -> Vec<Area> {
    let mut found: Vec<Area> = Vec::new();
    for area in areas {
        let ours = |code: &&DistrictCode| shops.any_inside(&[Area::Districts(vec![(*code).clone()])]);
        let codes: Vec<DistrictCode> = area.districts.iter().filter(ours).cloned().collect();
        if !codes.is_empty() {
            found.push(Area::Districts(codes));
        } else if area.districts.is_empty() {
            let ours = area.shapes.iter().filter(|shape| shops.any_inside(std::slice::from_ref(shape)));
            found.extend(ours.cloned());
        }
    }
    found.dedup();
    found
}

fn fits(rule: &AlertRule, terms: &Terms) -> bool {
    let in_it = |district: &DistrictCode| {
        terms.areas.iter().any(|area| match area {
            Area::Districts(codes) => codes.iter().any(|code| {
                code.as_str().starts_with(district.as_str()) || district.as_str().starts_with(code.as_str())
            }),
            Area::Polygon(_) | Area::Circle { .. } | Area::Routes(_) => false,
        })
    };
    rule.hazard.is_none_or(|hazard| hazard == terms.signal.kind)
        && rule.at_least.is_none_or(|colour| terms.signal.colour >= colour)
        && rule.district.as_ref().is_none_or(in_it)
}

fn follow<T: PartialEq>(is: &mut T, was: &T, says: T) {
    if *is == *was {
        *is = says;
    }
}

fn decided(hold: &Hold) -> impl Iterator<Item = (ServiceDay, RouteId, Course)> + '_ {
    hold.decided.iter().map(|((day, route), decision)| (*day, route.clone(), decision.course))
}

fn changes<K: Ord, T: Clone + PartialEq>(
    before: &BTreeMap<K, T>,
    after: &BTreeMap<K, T>,
) -> Option<Vec<Change<T>>> {
    let gone = before.iter().filter(|(key, _)| !after.contains_key(key));
    let gone = gone.map(|(_, value)| Change { before: Some(value.clone()), after: None });
    let put = after.iter().filter(|(key, value)| before.get(key) != Some(value));
    let put = put.map(|(key, value)| Change { before: before.get(key).cloned(), after: Some(value.clone()) });
    let changes: Vec<_> = gone.chain(put).collect();
    (!changes.is_empty()).then_some(changes)
}
