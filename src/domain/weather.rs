//! Weather holds: an area that is closed to deliveries for a span of time, and what was decided for the routes
//! it closes.

use super::ids::{AlertKey, HoldId, RouteId};
use super::network::Retailer;
use super::place::{Area, Place};
use super::time::{ServiceDay, TimeOfDay, Timestamp};
use super::units::Cartons;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A hold. Closed from `from` up to `until`, or until it is released if that is sooner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub id: HoldId,
    /// Who said so: a weather office, or a person.
    pub source: SmolStr,
    pub signal: Signal,
    /// All of them together; none closes nothing.
    pub areas: Vec<Area>,
    pub from: Timestamp,
    pub until: Timestamp,
    pub released: Option<Timestamp>,
    /// What it asks for where nothing else is decided.
    pub response: Response,
    /// Vehicles that carry no more than this may pass (大车受阻小车分送).
    pub lets_pass: Option<Cartons>,
    /// Until somebody, or a rule, has confirmed it, it closes nothing.
    pub confirmed: bool,
    /// The alerts it follows; `None` where a person put it.
    pub alerted: Option<Alerted>,
    /// What was decided for a route on a day.
    pub decided: BTreeMap<(ServiceDay, RouteId), Decision>,
}

/// Where a hold comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alerted {
    /// Every alert that has shaped it, the newest last.
    pub by: Vec<AlertKey>,
    /// What the newest says. Where the hold says otherwise, a person has changed it.
    pub terms: Terms,
}

/// The part of a hold an alert speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    pub signal: Signal,
    pub areas: Vec<Area>,
    pub from: Timestamp,
    pub until: Timestamp,
    pub response: Response,
}

/// What a signal asks for (playbook card D).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response {
    /// The crews are told; nothing is closed.
    Brief,
    /// Departures wait; exposed stops are dropped.
    Delay,
    /// Routes of the area do not go.
    Suspend,
    /// Nor does anybody stay out.
    Recall,
}

impl Response {
    pub const ALL: [Self; 4] = [Self::Brief, Self::Delay, Self::Suspend, Self::Recall];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Delay => "delay",
            Self::Suspend => "suspend",
            Self::Recall => "recall",
        }
    }
}

/// What becomes of a route under a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// It goes all the same: the hold does not bind it.
    Go,
    /// It leaves when the hold ends.
    Delay,
    /// Its stops inside the hold are put off; the others are served.
    Part,
    /// All its stops are put off.
    Suspend,
    /// It is on the road and comes back; what it has not delivered is put off.
    Recall,
}

impl Course {
    pub const ALL: [Self; 5] = [Self::Go, Self::Delay, Self::Part, Self::Suspend, Self::Recall];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Delay => "delay",
            Self::Part => "part",
            Self::Suspend => "suspend",
            Self::Recall => "recall",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub course: Course,
    pub by: SmolStr,
    pub at: Timestamp,
}

/// Where a hold stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoldState {
    /// From an alert; waits for a person's word.
    ToConfirm,
    InForce,
    Coming,
    Past,
}

impl HoldState {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ToConfirm => "to_confirm",
            Self::InForce => "in_force",
            Self::Coming => "coming",
            Self::Past => "past",
        }
    }
}

impl Hold {
    /// One that somebody puts: confirmed, with the response its signal asks for.
    #[must_use]
    pub fn put(id: HoldId, signal: Signal, areas: Vec<Area>, (from, until): (Timestamp, Timestamp)) -> Self {
        Self {
            id,
            source: SmolStr::default(),
            signal,
            areas,
            from,
            until,
            released: None,
            response: signal.response(),
            lets_pass: None,
            confirmed: true,
            alerted: None,
            decided: BTreeMap::new(),
        }
    }

    /// When it ends: as said, or when it was released if that is sooner.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.released.map_or(self.until, |released| released.min(self.until))
    }

    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> HoldState {
        if self.ends() <= now.max(self.from) {
            HoldState::Past
        } else if !self.confirmed {
            HoldState::ToConfirm
        } else if self.from <= now {
            HoldState::InForce
        } else {
            HoldState::Coming
        }
    }

    /// Does it close anything to a vehicle of `capacity` on `route` of `day`?
    #[must_use]
    pub fn binds(&self, day: ServiceDay, route: &RouteId, capacity: Option<Cartons>) -> bool {
        let passes = self.lets_pass.zip(capacity).is_some_and(|(most, capacity)| capacity <= most);
        self.confirmed && self.response != Response::Brief && !passes && !self.lets_go(day, route)
    }

    /// A person has decided that the route goes all the same.
    #[must_use]
    pub fn lets_go(&self, day: ServiceDay, route: &RouteId) -> bool {
        self.course_of(day, route) == Some(Course::Go)
    }

    #[must_use]
    pub fn course_of(&self, day: ServiceDay, route: &RouteId) -> Option<Course> {
        // Few holds have many decisions, and none of them is worth a key of its own.
        self.decided.get(&(day, route.clone())).map(|decision| decision.course)
    }

    /// Does a stop of `route`, served at `place`, lie inside it? A district holds the doors of its retailers; of a
    /// meeting point, which is agreed on because it can be reached, its code says nothing.
    #[must_use]
    pub fn covers(&self, retailer: &Retailer, place: Place, route: &RouteId) -> bool {
        let met_elsewhere = place != retailer.place;
        self.areas.iter().any(|area| match area {
            Area::Districts(_) if met_elsewhere => false,
            area => area.covers(place, &retailer.district, route),
        })
    }

    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms {
            signal: self.signal,
            areas: self.areas.clone(),
            from: self.from,
            until: self.until,
            response: self.response,
        }
    }

    /// The part of `day` during which it closes its area: first and last second. `None` where it does not.
    #[must_use]
    pub fn span_on(&self, day: ServiceDay) -> Option<(TimeOfDay, TimeOfDay)> {
        let until = self.ends();
        let (starts, ends) = (Timestamp::of(day, TimeOfDay::MIDNIGHT), Timestamp::of(day, TimeOfDay::LAST));
        if until <= self.from || until <= starts || self.from > ends {
            return None;
        }
        let on_day = |moment: Timestamp| {
            let seconds = (moment.0 - starts.0).num_seconds().clamp(0, i64::from(TimeOfDay::LAST.seconds()));
            TimeOfDay::from_seconds(u32::try_from(seconds).unwrap_or(0))
        };
        Some((on_day(self.from), on_day(until)))
    }
}

/// A meteorological warning signal (气象预警信号), or a plain closed road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signal {
    pub kind: Hazard,
    pub colour: Colour,
}

impl Signal {
    /// A road that is closed, for whatever reason.
    pub const ROAD_CLOSED: Self = Self { kind: Hazard::RoadClosed, colour: Colour::Orange };

    /// What card D of the playbook asks for: by colour; heat, drought, frost and haze are for information only.
    #[must_use]
    pub const fn response(self) -> Response {
        match (self.kind, self.colour) {
            (Hazard::Heat | Hazard::Drought | Hazard::Frost | Hazard::Haze | Hazard::ColdWave, _)
            | (_, Colour::Blue) => Response::Brief,
            (Hazard::RoadClosed, _) | (_, Colour::Orange) => Response::Suspend,
            (_, Colour::Yellow) => Response::Delay,
            (_, Colour::Red) => Response::Recall,
        }
    }
}

/// The kinds of warning signal (China Meteorological Administration, order 16 of 2007), and a closed road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hazard {
    Typhoon,
    Rainstorm,
    Snowstorm,
    ColdWave,
    Gale,
    Sandstorm,
    Heat,
    Drought,
    Lightning,
    Hail,
    Frost,
    Fog,
    Haze,
    RoadIcing,
    RoadClosed,
}

impl Hazard {
    pub const ALL: [Self; 15] = [
        Self::Typhoon,
        Self::Rainstorm,
        Self::Snowstorm,
        Self::ColdWave,
        Self::Gale,
        Self::Sandstorm,
        Self::Heat,
        Self::Drought,
        Self::Lightning,
        Self::Hail,
        Self::Frost,
        Self::Fog,
        Self::Haze,
        Self::RoadIcing,
        Self::RoadClosed,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typhoon => "typhoon",
            Self::Rainstorm => "rainstorm",
            Self::Snowstorm => "snowstorm",
            Self::ColdWave => "cold_wave",
            Self::Gale => "gale",
            Self::Sandstorm => "sandstorm",
            Self::Heat => "heat",
            Self::Drought => "drought",
            Self::Lightning => "lightning",
            Self::Hail => "hail",
            Self::Frost => "frost",
            Self::Fog => "fog",
            Self::Haze => "haze",
            Self::RoadIcing => "road_icing",
            Self::RoadClosed => "road_closed",
        }
    }

    /// Reads what [`Hazard::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hazard| hazard.name() == name)
    }
}

/// From IV (blue, 一般) to I (red, 特别严重).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    Blue,
    Yellow,
    Orange,
    Red,
}

impl Colour {
    pub const ALL: [Self; 4] = [Self::Blue, Self::Yellow, Self::Orange, Self::Red];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
        }
    }

    /// Reads what [`Colour::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(from: &str, until: &str, released: Option<&str>) -> Hold {
        let moment = |text| Timestamp::parse(text).expect("a moment");
        let signal = Signal { kind: Hazard::Fog, colour: Colour::Red };
        let hold = Hold::put("H1".into(), signal, Vec::new(), (moment(from), moment(until)));
        Hold { released: released.map(moment), ..hold }
    }

    fn span(hold: &Hold) -> Option<String> {
        let day = ServiceDay::parse("2026-11-23").expect("a date");
        hold.span_on(day).map(|(from, until)| format!("{from}-{until}"))
    }

    #[test]
    fn a_hold_closes_its_part_of_the_day() {
        assert_eq!(span(&hold("2026-11-23T09:00", "2026-11-23T12:00", None)).as_deref(), Some("09:00-12:00"));
        assert_eq!(span(&hold("2026-11-22T09:00", "2026-11-23T12:00", None)).as_deref(), Some("00:00-12:00"));
        assert_eq!(span(&hold("2026-11-23T09:00", "2026-11-29T12:00", None)).as_deref(), Some("09:00-47:59"));
        assert_eq!(span(&hold("2026-11-21T09:00", "2026-11-23T00:00", None)), None);
    }

    #[test]
    fn a_hold_that_was_released_ends_there() {
        let released = |at| span(&hold("2026-11-23T09:00", "2026-11-23T12:00", Some(at)));
        assert_eq!(released("2026-11-23T10:00").as_deref(), Some("09:00-10:00"));
        assert_eq!(released("2026-11-23T13:00").as_deref(), Some("09:00-12:00"));
        assert_eq!(released("2026-11-23T08:00"), None, "before it began: never in force");
    }
}
