//! The fleet's history, told from the days: each day that is over is read once and its logbook kept.

use super::{NotDone, Session};
use crate::domain::fleet::logbook;
use crate::domain::fleet::review::{self, Filter, Period, Records, Review};
use crate::domain::outlook;
use crate::domain::time::{ServiceDay, Standing, Timestamp};
use crate::domain::watch::Watch;
use crate::journal::{Sums, Trouble};

/// Days read before what was read is kept: a review that is cancelled goes on where it was.
const AT_ONCE: usize = 50;

impl Session {
    /// The review of breakdowns of a period. The first one over a long history reads every day of it; `watch` is told how
    /// far that is.
    ///
    /// # Errors
    /// Where the database cannot be read or written, or `watch` has had enough.
    pub fn review_fleet(
        &mut self,
        period: Period,
        filter: &Filter,
        now: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Review, NotDone> {
        self.refresh()?;
        let days = self.journal.days()?;
        let (sums, begins) = self.logbooks(&days, period, now, watch)?;
        let state = &self.state;
        let records = Records {
            vehicles: &state.network.vehicles,
            breakdowns: &state.breakdowns,
            incidents: &state.incidents,
            stays: &state.stays,
            costs: &sums.costs,
            driven: &sums.driven,
            begins,
            now,
        };
        Ok(review::review(&records, period, filter))
    }

    /// The sums of all days so far, and the first of them.
    fn logbooks(
        &mut self,
        days: &[ServiceDay],
        period: Period,
        now: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<(Sums, Option<ServiceDay>), NotDone> {
        let over: Vec<ServiceDay> =
            days.iter().filter(|day| Standing::of(**day, now) == Standing::Past).copied().collect();
        let missing = self.journal.without_logbook(&over)?;
        let mut done = 0;
        for some in missing.chunks(AT_ONCE) {
            let revision = self.revision;
            let mut logbooks = Vec::with_capacity(some.len());
            for day in some {
                watch.step(done, missing.len() as u64)?;
                logbooks.push((*day, self.logbook(*day, now)?));
                done += 1;
            }
            self.journal.keep_logbooks(&logbooks, revision)?;
        }
        let mut sums = self.journal.logbook_sums(period.from, period.to)?;
        // A day under way is read as it stands.
        for day in days.iter().filter(|day| matches!(Standing::of(**day, now), Standing::Today(_))) {
            let logbook = self.logbook(*day, now)?;
            if *day >= period.from && *day <= period.to {
                for (plate, metres) in logbook.driven {
                    *sums.driven.entry((plate, review::Month::of(*day))).or_default() += u64::from(metres.0);
                }
            }
            for (id, cost) in logbook.costs {
                sums.costs.entry(id).or_default().add(cost);
            }
        }
        Ok((sums, days.first().copied()))
    }

    fn logbook(&self, day: ServiceDay, now: Timestamp) -> Result<logbook::Logbook, Trouble> {
        let Some(day) = self.journal.day(day)? else { return Ok(logbook::Logbook::default()) };
        let outlook = outlook::project(&self.state, &day, now);
        Ok(logbook::of(&self.state, &day, &outlook))
    }
}
