//! What a person says of a hold, new or changed, and the hold it amounts to. No widgets: those are in
//! [`super::sheet`].

use crate::desk::actions::HoldWish;
use crate::desk::snapshot::Snapshot;
use crate::domain::ids::{DistrictCode, HoldId, RouteId};
use crate::domain::place::Area;
use crate::domain::time::{ServiceDay, Standing, TimeOfDay, Timestamp};
use crate::domain::units::Cartons;
use crate::domain::weather::{Colour, Hazard, Hold, Response, Signal};
use chrono::{Datelike, TimeDelta};

/// As typed and chosen so far.
#[derive(Clone, Debug)]
pub struct HoldForm {
    /// The hold it is about; a new one where `None`.
    pub edits: Option<Box<Hold>>,
    pub kind: Hazard,
    pub colour: Colour,
    /// What the signal asks for where `None`.
    pub response: Option<Response>,
    pub areas: Vec<Area>,
    /// `HH:MM`, or with a date before it.
    pub from: String,
    pub until: String,
    /// Cartons a vehicle may carry at most and pass; empty where none may.
    pub lets_pass: String,
    pub source: String,
}

/// Why it is no hold yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Area,
    From,
    Until,
    EndsFirst,
    LetsPass,
}

impl Missing {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Area => "weather-missing-area",
            Self::From => "weather-missing-from",
            Self::Until => "weather-missing-until",
            Self::EndsFirst => "weather-missing-ends-first",
            Self::LetsPass => "weather-missing-lets-pass",
        }
    }
}

/// Where nothing else is said it lasts so long.
const USUAL: TimeDelta = TimeDelta::hours(6);

impl HoldForm {
    /// `None` where the hold it is to change is gone.
    #[must_use]
    pub fn open(wish: HoldWish, snapshot: &Snapshot) -> Option<Self> {
        match wish {
            HoldWish::New(areas) => Some(Self::new(areas, snapshot)),
            HoldWish::Edit { hold, area } => {
                let hold = snapshot.state.holds.get(&hold)?;
                let mut form = Self::of(hold, snapshot);
                if let Some(area) = area {
                    form.redraw(area);
                }
                Some(form)
            }
            HoldWish::OfAlert(key) => {
                let alert = snapshot.state.alerts.get(&key)?;
                let mut form = Self::new(Vec::new(), snapshot);
                if let Some(info) = alert.infos.first() {
                    form.source = info.sender_name.to_string();
                    form.from = typed(info.from, snapshot.date);
                    form.until = typed(info.until, snapshot.date);
                    if let Some(signal) = info.signal {
                        (form.kind, form.colour) = (signal.kind, signal.colour);
                    }
                }
                Some(form)
            }
        }
    }

    fn new(areas: Vec<Area>, snapshot: &Snapshot) -> Self {
        let from = match Standing::of(snapshot.date, snapshot.now) {
            Standing::Today(_) => snapshot.now,
            Standing::Ahead | Standing::Past => Timestamp::of(snapshot.date, TimeOfDay::hm(6, 0)),
        };
        Self {
            edits: None,
            kind: Hazard::Rainstorm,
            colour: Colour::Orange,
            response: None,
            areas,
            from: typed(from, snapshot.date),
            until: typed(from.plus(USUAL), snapshot.date),
            lets_pass: String::new(),
            source: String::new(),
        }
    }

    fn of(hold: &Hold, snapshot: &Snapshot) -> Self {
        Self {
            kind: hold.signal.kind,
            colour: hold.signal.colour,
            response: (hold.response != hold.signal.response()).then_some(hold.response),
            areas: hold.areas.clone(),
            from: typed(hold.from, snapshot.date),
            until: typed(hold.until, snapshot.date),
            lets_pass: hold.lets_pass.map_or_else(String::new, |most| most.0.to_string()),
            source: hold.source.to_string(),
            edits: Some(Box::new(hold.clone())),
        }
    }

    /// An outline drawn anew takes the place of the first one there is.
    fn redraw(&mut self, area: Area) {
        let drawn = |area: &&mut Area| matches!(area, Area::Polygon(_) | Area::Circle { .. });
        match self.areas.iter_mut().find(drawn) {
            Some(old) => *old = area,
            None => self.areas.push(area),
        }
    }

    #[must_use]
    pub const fn signal(&self) -> Signal {
        Signal { kind: self.kind, colour: self.colour }
    }

    #[must_use]
    pub fn asked(&self) -> Response {
        self.response.unwrap_or_else(|| self.signal().response())
    }

    /// The districts that are named, of all areas.
    #[must_use]
    pub fn has_district(&self, code: &DistrictCode) -> bool {
        self.areas.iter().any(|area| matches!(area, Area::Districts(codes) if codes.contains(code)))
    }

    pub fn toggle_district(&mut self, code: &DistrictCode) {
        let known = self.areas.iter_mut().find_map(|area| match area {
            Area::Districts(codes) => Some(codes),
            _ => None,
        });
        match known {
            Some(codes) => toggle(codes, code),
            None => self.areas.push(Area::Districts(vec![code.clone()])),
        }
        self.drop_empty();
    }

    #[must_use]
    pub fn has_route(&self, id: &RouteId) -> bool {
        self.areas.iter().any(|area| matches!(area, Area::Routes(routes) if routes.contains(id)))
    }

    pub fn toggle_route(&mut self, id: &RouteId) {
        let known = self.areas.iter_mut().find_map(|area| match area {
            Area::Routes(routes) => Some(routes),
            _ => None,
        });
        match known {
            Some(routes) => toggle(routes, id),
            None => self.areas.push(Area::Routes(vec![id.clone()])),
        }
        self.drop_empty();
    }

    fn drop_empty(&mut self) {
        self.areas.retain(|area| match area {
            Area::Districts(codes) => !codes.is_empty(),
            Area::Routes(routes) => !routes.is_empty(),
            Area::Polygon(_) | Area::Circle { .. } => true,
        });
    }

    /// From when until when, as far as that can be read. An end by the clock alone that is not after the beginning
    /// is on the next day.
    pub fn span(&self, day: ServiceDay) -> Result<(Timestamp, Timestamp), Missing> {
        let before = self.edits.as_ref();
        // What was not touched stays to the second.
        let (from, _) = match before.filter(|hold| typed(hold.from, day) == self.from) {
            Some(hold) => (hold.from, true),
            None => moment(&self.from, day).ok_or(Missing::From)?,
        };
        let (until, dated) = match before.filter(|hold| typed(hold.until, day) == self.until) {
            Some(hold) => (hold.until, true),
            None => moment(&self.until, from.day()).ok_or(Missing::Until)?,
        };
        match until > from {
            true => Ok((from, until)),
            false if dated => Err(Missing::EndsFirst),
            false => Ok((from, until.plus(TimeDelta::days(1)))),
        }
    }

    /// # Errors
    /// What is still missing.
    pub fn hold(&self, snapshot: &Snapshot) -> Result<Hold, Missing> {
        if self.areas.is_empty() {
            return Err(Missing::Area);
        }
        let (from, until) = self.span(snapshot.date)?;
        let lets_pass = match self.lets_pass.trim() {
            "" => None,
            text => Some(Cartons(text.parse().ok().filter(|n| *n > 0).ok_or(Missing::LetsPass)?)),
        };
        let put = match &self.edits {
            Some(hold) => {
                let kept = Hold::clone(hold);
                Hold { signal: self.signal(), areas: self.areas.clone(), from, until, ..kept }
            }
            None => Hold::put(name_of(snapshot), self.signal(), self.areas.clone(), (from, until)),
        };
        Ok(Hold { response: self.asked(), lets_pass, source: self.source.trim().into(), ..put })
    }
}

fn toggle<T: PartialEq + Clone>(all: &mut Vec<T>, one: &T) {
    match all.iter().position(|known| known == one) {
        Some(at) => {
            all.remove(at);
        }
        None => all.push(one.clone()),
    }
}

/// `H261123-2`: short enough to read out on the telephone.
fn name_of(snapshot: &Snapshot) -> HoldId {
    let day = snapshot.now.day().0.format("%y%m%d");
    let mut names = (1..).map(|nth| HoldId::new(format!("H{day}-{nth}")));
    let free = names.find(|id| !snapshot.state.holds.contains_key(id));
    free.unwrap_or_else(|| HoldId::new(format!("H{day}")))
}

/// As a person would type it beside a day.
fn typed(at: Timestamp, day: ServiceDay) -> String {
    if at.day() == day {
        at.0.format("%H:%M").to_string()
    } else if at.day().0.year() == day.0.year() {
        at.0.format("%m-%d %H:%M").to_string()
    } else {
        at.0.format("%Y-%m-%d %H:%M").to_string()
    }
}

/// `14:30`, `11-24 14:30` or `2026-11-24 14:30`, and whether it names a date.
#[must_use]
pub fn moment(text: &str, day: ServiceDay) -> Option<(Timestamp, bool)> {
    let text = text.trim().replace('：', ":").replace('T', " ");
    match text.split_whitespace().collect::<Vec<_>>()[..] {
        [time] => Some((Timestamp::of(day, TimeOfDay::parse(time)?), false)),
        [date, time] => {
            let dated = || ServiceDay::parse(&format!("{}-{date}", day.0.year()));
            let date = ServiceDay::parse(date).or_else(dated)?;
            Some((Timestamp::of(date, TimeOfDay::parse(time)?), true))
        }
        _ => None,
    }
}
