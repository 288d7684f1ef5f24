//! Incidents: a link of the chain does not do what it should, and people deal with it by a card of the playbook.
//! What is due, and who is told when it is late, is for [`deadlines`] to say; nothing closes by itself.

pub mod deadlines;
mod lane;
pub mod level;
pub mod supervision;
mod taking_back;

pub use lane::Lane;
pub use taking_back::{follows_up_only, taken_back_from};

use super::day::Cause;
use super::ids::{IncidentId, RouteId};
use super::incident::Link;
use super::playbook::{CardId, StepId};
use super::time::{ServiceDay, Timestamp};
use super::units::Cartons;
use level::{Level, LevelRule};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// One incident, with everything that was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub id: IncidentId,
    pub kind: Kind,
    /// The link it breaks: what lies after it is affected.
    pub link: Link,
    /// In somebody's own words; empty where the kind says it all.
    pub what: SmolStr,
    /// The link does not work at all, rather than badly.
    pub down: bool,
    pub casualties: Casualties,
    pub level: Level,
    /// The level it was opened with.
    pub first_level: Level,
    /// The gravest rule that has applied so far. It sets the level until a person does.
    pub rule: Option<LevelRule>,
    /// Who set the level; nobody yet where `None`: it is the rule's suggestion.
    pub level_set: Option<Signed>,
    pub opened: Signed,
    pub acknowledged: Option<Signed>,
    /// When it is expected to be over. Routes it holds up leave then.
    pub expected: Option<Timestamp>,
    pub restored: Option<Signed>,
    pub closed: Option<Closing>,
    /// The service day it is about.
    pub day: ServiceDay,
    pub routes: BTreeSet<RouteId>,
    pub retailers: usize,
    pub cartons: Cartons,
    /// The version of the playbook it is run under, and the card.
    pub playbook: u32,
    pub card: CardId,
    /// What has become of its steps; those not named are open.
    pub steps: BTreeMap<StepId, StepDone>,
    /// Up to which level the head of a late step has been told: 1 at its limit, 2 at twice that.
    pub escalated: BTreeMap<StepId, u8>,
    /// Who leads, the newest last.
    pub command: Vec<Commanding>,
    /// Everything that happened, in order.
    pub timeline: Vec<Event>,
}

/// People who came to harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Casualties {
    /// Seriously.
    pub injured: u16,
    pub dead: u16,
}

impl Casualties {
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.injured == 0 && self.dead == 0
    }
}

/// Somebody did something at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub at: Timestamp,
    pub by: SmolStr,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    pub signed: Signed,
    pub why: SmolStr,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepDone {
    Ticked(Signed),
    Skipped { signed: Signed, why: SmolStr },
}

impl StepDone {
    #[must_use]
    pub const fn signed(&self) -> &Signed {
        match self {
            Self::Ticked(signed) | Self::Skipped { signed, .. } => signed,
        }
    }
}

/// Who commands (总指挥 / 副总指挥 / 临时总指挥).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commanding {
    pub chief: SmolStr,
    /// Empty where there is none.
    pub deputy: SmolStr,
    /// Somebody else's place is taken for the time being, by that person's word.
    pub authorised_by: Option<SmolStr>,
    pub since: Signed,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub signed: Signed,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Opened,
    Acknowledged,
    LevelSet(Level),
    /// The rules ask for a graver level than a person has set.
    Suggested(LevelRule),
    Casualties(Casualties),
    Expected(Option<Timestamp>),
    Ticked(StepId),
    Skipped(StepId, SmolStr),
    /// Ticked or skipped by mistake.
    Reopened(StepId),
    /// A step is late: its owner's head, or one level up, has been told.
    Escalated(StepId, u8),
    Command(SmolStr),
    Restored,
    Closed(SmolStr),
    /// In somebody's own words.
    Note(SmolStr),
}

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    NetworkSoftware,
    NetworkHardware,
    Power,
    VehicleBeforeDeparture,
    VehicleOnTheRoad,
    Accident,
    Weather,
    RoadClosed,
    Ordering,
    Settlement,
    Sorting,
    Replenishment,
    Shortage,
    Robbery,
    Other,
}

impl Kind {
    pub const ALL: [Self; 15] = [
        Self::NetworkSoftware,
        Self::NetworkHardware,
        Self::Power,
        Self::VehicleBeforeDeparture,
        Self::VehicleOnTheRoad,
        Self::Accident,
        Self::Weather,
        Self::RoadClosed,
        Self::Ordering,
        Self::Settlement,
        Self::Sorting,
        Self::Replenishment,
        Self::Shortage,
        Self::Robbery,
        Self::Other,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NetworkSoftware => "network_software",
            Self::NetworkHardware => "network_hardware",
            Self::Power => "power",
            Self::VehicleBeforeDeparture => "vehicle_before_departure",
            Self::VehicleOnTheRoad => "vehicle_on_the_road",
            Self::Accident => "accident",
            Self::Weather => "weather",
            Self::RoadClosed => "road_closed",
            Self::Ordering => "ordering",
            Self::Settlement => "settlement",
            Self::Sorting => "sorting",
            Self::Replenishment => "replenishment",
            Self::Shortage => "shortage",
            Self::Robbery => "robbery",
            Self::Other => "other",
        }
    }

    /// Reads what [`Kind::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The link it usually breaks.
    #[must_use]
    pub const fn link(self) -> Link {
        match self {
            Self::NetworkSoftware
            | Self::NetworkHardware
            | Self::Power
            | Self::Ordering
            | Self::Replenishment => Link::Ordering,
            Self::Settlement => Link::Settlement,
            Self::Sorting | Self::Shortage => Link::Sorting,
            Self::VehicleBeforeDeparture
            | Self::VehicleOnTheRoad
            | Self::Accident
            | Self::Weather
            | Self::RoadClosed
            | Self::Robbery
            | Self::Other => Link::Distribution,
        }
    }

    /// It can break any link of the chain.
    #[must_use]
    pub const fn is_of_any_link(self) -> bool {
        matches!(self, Self::NetworkSoftware | Self::NetworkHardware | Self::Power | Self::Other)
    }

    /// The card of the playbook it is dealt with by.
    #[must_use]
    pub const fn card(self) -> CardId {
        CardId(match self {
            Self::VehicleBeforeDeparture => 'A',
            Self::VehicleOnTheRoad | Self::Other => 'B',
            Self::Accident => 'C',
            Self::Weather | Self::RoadClosed => 'D',
            Self::Ordering => 'E',
            Self::Settlement => 'F',
            Self::Sorting => 'G',
            Self::NetworkSoftware | Self::NetworkHardware | Self::Power => 'H',
            Self::Replenishment => 'I',
            Self::Shortage => 'J',
            Self::Robbery => 'K',
        })
    }
}

impl Link {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ordering => "ordering",
            Self::Settlement => "settlement",
            Self::Sorting => "sorting",
            Self::Distribution => "distribution",
        }
    }

    /// Reads what [`Link::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|link| link.name() == name)
    }
}

/// Where an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    Open,
    Acknowledged,
    Restored,
    Closed,
}

impl Standing {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Restored => "restored",
            Self::Closed => "closed",
        }
    }
}

impl Incident {
    #[must_use]
    pub const fn standing(&self) -> Standing {
        if self.closed.is_some() {
            Standing::Closed
        } else if self.restored.is_some() {
            Standing::Restored
        } else if self.acknowledged.is_some() {
            Standing::Acknowledged
        } else {
            Standing::Open
        }
    }

    /// It still troubles its link.
    #[must_use]
    pub const fn is_felt(&self) -> bool {
        self.restored.is_none() && self.closed.is_none()
    }

    /// When routes it holds up can leave: since it was restored, or when that is expected. `None` where nobody knows,
    /// or it is no link before distribution.
    #[must_use]
    pub fn releases(&self) -> Option<Timestamp> {
        if self.link == Link::Distribution {
            return None;
        }
        self.restored.as_ref().map(|signed| signed.at).or(self.expected)
    }

    /// It keeps this route, which has not left, from leaving.
    #[must_use]
    pub fn keeps_waiting(&self, route: &RouteId) -> bool {
        self.link != Link::Distribution && self.closed.is_none() && self.routes.contains(route)
    }

    /// Why retailers wait for it.
    #[must_use]
    pub const fn cause(&self) -> Cause {
        match self.link {
            Link::Ordering => Cause::Ordering,
            Link::Settlement => Cause::Settlement,
            Link::Sorting | Link::Distribution => Cause::Sorting,
        }
    }

    /// How far up it was told that this step was late, whether it has been done since or not: 1 at its limit, 2 at
    /// twice that.
    #[must_use]
    pub fn told_up_to(&self, step: StepId) -> u8 {
        let stages = self.timeline.iter().filter_map(|event| match event.what {
            What::Escalated(late, stage) if late == step => Some(stage),
            _ => None,
        });
        stages.max().unwrap_or(0)
    }

    /// What lies after its link waits for it: the link does not work at all, or keeps routes from leaving until a
    /// moment that is known.
    #[must_use]
    pub fn is_felt_downstream(&self) -> bool {
        let keeps_back =
            self.expected.is_some() && self.link != Link::Distribution && !self.routes.is_empty();
        self.is_felt() && (self.down || keeps_back)
    }

    /// Since when it has been as grave as this without a break; since it was opened where it always was.
    #[must_use]
    pub fn as_grave_since(&self, level: Level) -> Timestamp {
        let (mut was, mut since) = (self.first_level, self.opened.at);
        for event in &self.timeline {
            let What::LevelSet(is) = event.what else { continue };
            if was < level && is >= level {
                since = event.signed.at;
            }
            was = is;
        }
        since
    }

    /// Who leads now.
    #[must_use]
    pub fn commander(&self) -> Option<&Commanding> {
        self.command.last()
    }
}
