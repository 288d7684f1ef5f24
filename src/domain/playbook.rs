//! The playbook (应急处置卡): a card for each kind of incident, a line for each step, with who does it and within
//! what time. It is data that people edit; an incident keeps the version it is run under.

pub mod comparing;
pub mod purpose;
mod standard;

use super::network::Name;
use super::time::TimeOfDay;
use purpose::Purpose;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// One version, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playbook {
    pub version: u32,
    pub cards: BTreeMap<CardId, Card>,
    /// What is sent, by its name (`M1`).
    pub messages: BTreeMap<SmolStr, Template>,
}

/// `A` to `K`; `R` holds the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId(pub char);

impl CardId {
    /// Reports that are due whatever happened, by level.
    pub const REPORTS: Self = Self('R');
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub title: Name,
    pub steps: BTreeMap<u8, Step>,
}

/// A step of a card: `B5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId {
    pub card: CardId,
    pub number: u8,
}

impl std::fmt::Display for StepId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.card.0, self.number)
    }
}

impl StepId {
    /// Reads `B5` or, of the card at hand, `5`.
    #[must_use]
    pub fn parse(text: &str, card: CardId) -> Option<Self> {
        let first = text.chars().next()?;
        let (card, number) = if first.is_ascii_alphabetic() {
            (CardId(first.to_ascii_uppercase()), &text[1..])
        } else {
            (card, text)
        };
        Some(Self { card, number: number.parse().ok()? })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub text: Name,
    /// Whoever of them does it first.
    pub owners: Vec<Owner>,
    pub limit: Limit,
    /// A person has confirmed the limit; else it is the company's default.
    pub confirmed: bool,
    /// The message that goes with it.
    pub message: Option<SmolStr>,
    /// From this level on; every incident where it is the least.
    pub from_level: super::emergency::level::Level,
    /// The program ticks it by itself once this is done.
    pub does: Option<Purpose>,
}

/// Until when a step is to be done, from the first report on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    Minutes(u32),
    /// At this time of the day it was opened on, or the next where that has passed.
    At(TimeOfDay),
    /// The end of the shift.
    DayEnd,
    /// The end of the next working day's shift.
    NextWorkingDay,
    Days(u32),
    /// Again and again, so many minutes apart, until it is restored.
    Every(u32),
}

/// Who does a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    Driver,
    Dispatcher,
    DistributionCentre,
    TransferStation,
    MarketingCentre,
    OrderDepartment,
    Purchasing,
    MarketingDepartment,
    AccountManager,
    InformationCentre,
    Finance,
    Security,
    Appraisal,
    LeadingGroup,
}

impl Owner {
    pub const ALL: [Self; 14] = [
        Self::Driver,
        Self::Dispatcher,
        Self::DistributionCentre,
        Self::TransferStation,
        Self::MarketingCentre,
        Self::OrderDepartment,
        Self::Purchasing,
        Self::MarketingDepartment,
        Self::AccountManager,
        Self::InformationCentre,
        Self::Finance,
        Self::Security,
        Self::Appraisal,
        Self::LeadingGroup,
    ];

    /// The abbreviation of the cards, and the name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Driver => "DRV",
            Self::Dispatcher => "DSP",
            Self::DistributionCentre => "DC",
            Self::TransferStation => "TS",
            Self::MarketingCentre => "MKT",
            Self::OrderDepartment => "ORD",
            Self::Purchasing => "PUR",
            Self::MarketingDepartment => "MD",
            Self::AccountManager => "AM",
            Self::InformationCentre => "IT",
            Self::Finance => "FIN",
            Self::Security => "SEC",
            Self::Appraisal => "AUD",
            Self::LeadingGroup => "LG",
        }
    }

    /// Reads what [`Owner::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|owner| owner.name() == name)
    }

    /// Who has been told of a late step at this stage: 1 at its limit, 2 at twice that.
    #[must_use]
    pub const fn told_at(self, stage: u8) -> Self {
        if stage < 2 { self.head() } else { self.head().head() }
    }

    /// Who is told when a step of this owner is late.
    #[must_use]
    pub const fn head(self) -> Self {
        match self {
            Self::Driver | Self::TransferStation => Self::Dispatcher,
            Self::Dispatcher => Self::DistributionCentre,
            Self::AccountManager => Self::MarketingDepartment,
            Self::MarketingDepartment | Self::OrderDepartment | Self::Purchasing => Self::MarketingCentre,
            Self::DistributionCentre
            | Self::MarketingCentre
            | Self::InformationCentre
            | Self::Finance
            | Self::Security
            | Self::Appraisal
            | Self::LeadingGroup => Self::LeadingGroup,
        }
    }
}

/// A message, with gaps such as `{time}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub text: Name,
    /// For colleagues alone, never for retailers.
    pub internal: bool,
}

impl Playbook {
    /// The one shipped with the program: version 1.
    #[must_use]
    pub fn standard() -> Self {
        standard::read()
    }

    /// The steps of a card that are for any of these, wherever they stand in it.
    pub fn steps_for(&self, card: CardId, purposes: &[Purpose]) -> impl Iterator<Item = StepId> {
        let steps = self.cards.get(&card).into_iter().flat_map(|card| &card.steps);
        let meant = steps.filter(|(_, step)| step.does.is_some_and(|does| purposes.contains(&does)));
        meant.map(move |(number, _)| StepId { card, number: *number })
    }

    #[must_use]
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.cards.get(&id.card)?.steps.get(&id.number)
    }
}
