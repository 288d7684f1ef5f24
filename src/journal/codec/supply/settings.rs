//! Stored shape of the settings for supply.

use super::{Shape, Unsound};
use crate::domain::settings::SupplySettings;
use crate::domain::units::{Cartons, Seconds};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, PartialEq, Eq)]
pub(in crate::journal::codec) struct StoredSupplySettings {
    yellow: u32,
    orange: u32,
    red: u32,
    slow: u32,
    limit: u32,
    most: u32,
    /// Seconds.
    #[serde(default = "usual_picking", skip_serializing_if = "is_usual_picking")]
    picking: u32,
}

const fn usual_picking() -> u32 {
    StoredSupplySettings::UNSAID.picking
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like this")]
const fn is_usual_picking(picking: &u32) -> bool {
    *picking == usual_picking()
}

impl StoredSupplySettings {
    /// What settings that say nothing of supply stand for, whatever the defaults are today.
    pub(in crate::journal::codec) const UNSAID: Self =
        Self { yellow: 5, orange: 3, red: 1, slow: 60, limit: 20, most: 1_000, picking: 1_800 };

    /// `None` where it need not be said.
    pub(in crate::journal::codec) fn said(value: &SupplySettings) -> Option<Self> {
        Some(Self::of(value)).filter(|stored| *stored != Self::UNSAID)
    }
}

impl Shape for StoredSupplySettings {
    type Of = SupplySettings;
    fn of(value: &SupplySettings) -> Self {
        Self {
            yellow: value.yellow_below,
            orange: value.orange_below,
            red: value.red_below,
            slow: value.slow_over,
            limit: value.request_limit.0,
            most: value.most_cartons.0,
            picking: value.picking.0,
        }
    }
    fn back(self) -> Result<SupplySettings, Unsound> {
        Ok(SupplySettings {
            yellow_below: self.yellow,
            orange_below: self.orange,
            red_below: self.red,
            slow_over: self.slow,
            request_limit: Cartons(self.limit),
            most_cartons: Cartons(self.most),
            picking: Seconds(self.picking),
        })
    }
}
