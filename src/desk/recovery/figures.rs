//! The measures plans are compared by: the same for each, in the same order, and which plan is best in which.

use crate::desk::theme::Look;
use crate::domain::prices::Item;
use crate::domain::proposal::Proposal;
use crate::domain::time::TimeOfDay;
use crate::domain::units::{Cartons, Seconds};
use crate::words::{Arg, grouped};

/// A row of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Price,
    Late,
    MinutesLate,
    PutOff,
    ToldAgain,
    OtherVehicle,
    Transfers,
    TransfersEnd,
    Kilometres,
    Overtime,
    Resequenced,
}

impl Measure {
    pub const ALL: [Self; 11] = [
        Self::Price,
        Self::Late,
        Self::MinutesLate,
        Self::PutOff,
        Self::ToldAgain,
        Self::OtherVehicle,
        Self::Transfers,
        Self::TransfersEnd,
        Self::Kilometres,
        Self::Overtime,
        Self::Resequenced,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Price => "plans-measure-price",
            Self::Late => "plans-measure-late",
            Self::MinutesLate => "plans-measure-minutes-late",
            Self::PutOff => "plans-measure-put-off",
            Self::ToldAgain => "plans-measure-told-again",
            Self::OtherVehicle => "plans-measure-other-vehicle",
            Self::Transfers => "plans-measure-transfers",
            Self::TransfersEnd => "plans-measure-transfers-end",
            Self::Kilometres => "plans-measure-kilometres",
            Self::Overtime => "plans-measure-overtime",
            Self::Resequenced => "plans-measure-resequenced",
        }
    }
}

/// A plan's measures as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub price: i64,
    pub late: usize,
    pub worst_minutes: u32,
    pub minutes_late: u64,
    pub put_off: usize,
    pub told_again: usize,
    pub moved: usize,
    pub transferred: Cartons,
    /// When the first transfer ends, and the last.
    pub transfers_end: Option<(TimeOfDay, TimeOfDay)>,
    pub metres: u64,
    pub overtime: u64,
    pub resequenced: u64,
}

impl Figures {
    #[must_use]
    pub fn of(plan: &Proposal) -> Self {
        let ends = || plan.transfers.iter().map(|transfer| transfer.until);
        let minutes = |late: &Seconds| u64::from(late.minutes_begun());
        Self {
            price: plan.price().0,
            late: plan.late.len(),
            worst_minutes: plan.late.iter().map(|(_, late)| late.minutes_begun()).max().unwrap_or(0),
            minutes_late: plan.late.iter().map(|(_, late)| minutes(late)).sum(),
            put_off: plan.put_off.len(),
            told_again: plan.retold.len(),
            moved: plan.moved,
            transferred: plan.transfers.iter().map(|transfer| transfer.cartons).sum(),
            transfers_end: ends().min().zip(ends().max()),
            metres: plan.bill.amount(Item::Distance),
            overtime: plan.bill.amount(Item::Overtime).div_ceil(60),
            resequenced: plan.bill.amount(Item::Resequenced),
        }
    }

    /// What the measure is compared by; less is better.
    fn size(&self, measure: Measure) -> i64 {
        let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let long = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        match measure {
            Measure::Price => self.price,
            Measure::Late => n(self.late),
            Measure::MinutesLate => long(self.minutes_late),
            Measure::PutOff => n(self.put_off),
            Measure::ToldAgain => n(self.told_again),
            Measure::OtherVehicle => n(self.moved),
            Measure::Transfers => i64::from(self.transferred.0),
            Measure::TransfersEnd => self.transfers_end.map_or(0, |(_, last)| i64::from(last.seconds())),
            // Tenths of a kilometre, as they are shown.
            Measure::Kilometres => long((self.metres + 50) / 100),
            Measure::Overtime => long(self.overtime),
            Measure::Resequenced => long(self.resequenced),
        }
    }

    /// As it is shown in the table.
    #[must_use]
    pub fn shown(&self, measure: Measure, look: &Look) -> String {
        let words = &look.words;
        let n = |n: usize| grouped(n as u64);
        match measure {
            Measure::Price => super::telling::yuan(crate::domain::units::Fen(self.price), false),
            Measure::Late if self.late > 0 => words.fill(
                "plans-late-worst",
                &[("n", n(self.late).into()), ("worst", Arg::from(self.worst_minutes))],
            ),
            Measure::Late => n(self.late),
            Measure::MinutesLate => grouped(self.minutes_late),
            Measure::PutOff => n(self.put_off),
            Measure::ToldAgain => n(self.told_again),
            Measure::OtherVehicle => n(self.moved),
            Measure::Transfers => grouped(self.transferred.0.into()),
            Measure::TransfersEnd => match self.transfers_end {
                None => "–".to_owned(),
                Some((first, last)) if first == last => last.to_string(),
                Some((first, last)) => format!("{first} – {last}"),
            },
            Measure::Kilometres => {
                #[expect(clippy::cast_precision_loss, reason = "kilometres with one decimal")]
                let kilometres = self.metres as f64 / 1000.0;
                format!("{kilometres:.1}")
            }
            Measure::Overtime => grouped(self.overtime),
            Measure::Resequenced => grouped(self.resequenced),
        }
    }
}

/// Which of some plans are best by a measure; none where all are alike.
#[must_use]
pub fn best(all: &[Figures], measure: Measure) -> Vec<bool> {
    let sizes: Vec<i64> = all.iter().map(|figures| figures.size(measure)).collect();
    let (least, most) = (sizes.iter().min(), sizes.iter().max());
    let differ = least != most;
    sizes.iter().map(|size| differ && Some(size) == least).collect()
}
