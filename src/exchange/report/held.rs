//! A report small enough to be held whole: incidents, breakdowns, the steps of a plan.

use super::cell::Cell;
use super::head::Head;
use super::lexicon::Lexicon;
use super::summary::Summary;
use super::{NotReported, Report, Rows};
use crate::domain::watch::Watch;
use crate::words::Words;
use std::convert::Infallible;

/// Ready to be written, in the language its texts were made in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub head: Head,
    pub rows: Vec<HeldRow>,
    pub summary: Summary,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRow {
    pub cells: Vec<Cell>,
    /// Whether it is one of those a report on paper would rather show.
    pub telling: bool,
}

impl Report for Held {
    type Trouble = Infallible;

    fn head(&self, _: &Words) -> Head {
        self.head.clone()
    }

    fn tell(
        &mut self,
        _: &Lexicon,
        rows: &mut dyn Rows,
        watch: &mut dyn Watch,
    ) -> Result<Summary, NotReported<Infallible>> {
        let total = self.rows.len() as u64;
        for (done, row) in (0..).zip(&self.rows) {
            if done % 1024 == 0 {
                watch.step(done, total)?;
            }
            if rows.wants(row.telling) {
                let cells: Vec<_> = row.cells.iter().map(Cell::borrowed).collect();
                rows.row(&cells)?;
            }
        }
        watch.step(total, total)?;
        Ok(self.summary.clone())
    }
}
