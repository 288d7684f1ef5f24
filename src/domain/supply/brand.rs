//! Brands with their price grades.

use crate::domain::ids::{BrandCode, EnterpriseCode};
use crate::domain::network::Name;
use crate::domain::units::Fen;
use smol_str::SmolStr;

/// One brand in one kind of pack (品规).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    pub code: BrandCode,
    pub name: Name,
    pub grade: PriceGrade,
    /// Pack and length, as the price list has it; empty where unknown.
    pub spec: SmolStr,
    /// Per carton.
    pub price: Fen,
    /// Who makes it.
    pub enterprise: Option<EnterpriseCode>,
    /// Slim or odd packs (异型烟), which have a sorting line of their own.
    pub irregular: bool,
}

/// Price grade (价类): first to fifth class (一类至五类). What is to stand in for a brand is of its grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PriceGrade(u8);

impl PriceGrade {
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// `None` where it is not 1 to 5.
    #[must_use]
    pub const fn new(class: u8) -> Option<Self> {
        if matches!(class, 1..=5) { Some(Self(class)) } else { None }
    }

    /// 1 is the dearest.
    #[must_use]
    pub const fn class(self) -> u8 {
        self.0
    }
}
