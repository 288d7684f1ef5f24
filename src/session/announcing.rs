//! The notices a change causes, written with it: both are kept, or neither.

use super::change::Draft;
use crate::domain::notice::Announced;
use crate::domain::supply::word;
use crate::domain::time::ServiceDay;
use crate::journal::Trouble;
use crate::journal::outbox::Again;
use crate::notify::answering::{self, Said};
use crate::notify::compose::{self, Composed, Occasion};
use std::collections::BTreeSet;

impl Draft<'_> {
    /// Composes what the change means for the departments, and puts it into the outbox.
    pub(super) fn announce(&self, day: ServiceDay) -> Result<(), Trouble> {
        let heard = self.writing.announced(day)?;
        let occasion = self.occasion();
        let queued = self.writing.untouched(day)?;
        let composed = compose::compose((&self.before, &self.state), day, heard, queued, &occasion);
        self.post(&composed)?;
        for (retailer, prospect) in composed.announced {
            self.writing.announce(day, &retailer, &Announced { at: self.heading.at, prospect })?;
        }
        Ok(())
    }

    /// The same of the supply: what became of requests, and what stands in for brands.
    pub(super) fn answer(&self) -> Result<(), Trouble> {
        for subject in word::changed(&self.before, &self.state) {
            let begins = subject.begins(&self.before).or_else(|| subject.begins(&self.state));
            let from = begins.unwrap_or(self.heading.at.day());
            let said = self.writing.said_of(&subject.key(), from)?;
            let said = said.into_iter().map(|(notice, untouched)| Said { notice, untouched });
            let states = (&self.before, &self.state);
            self.post(&answering::compose(states, &subject, said.collect(), &self.occasion()))?;
        }
        Ok(())
    }

    fn occasion(&self) -> Occasion<'_> {
        Occasion {
            desk: self.writing.desk(),
            change: self.heading.change,
            at: self.heading.at,
            by: self.heading.by.as_str(),
        }
    }

    fn post(&self, composed: &Composed) -> Result<(), Trouble> {
        for id in &composed.merged {
            self.writing.merge(id)?;
        }
        for notice in &composed.notices {
            let channels = compose::channels(&self.state.settings.notices, &notice.to.whom);
            self.writing.enqueue(notice, &channels)?;
        }
        Ok(())
    }

    /// The days whose retailers a command may give news: its own, or, where it is about no day, those in memory that are
    /// not over.
    pub(super) fn days_with_news(&self, about: Option<ServiceDay>) -> BTreeSet<ServiceDay> {
        if let Some(day) = about {
            return BTreeSet::from([day]);
        }
        let yesterday = self.heading.at.day().plus(-1);
        self.state.days.keys().copied().filter(|day| *day >= yesterday).collect()
    }

    /// What could not be sent as things were is tried as they are now.
    pub(super) fn follow_settings(&self) -> Result<(), Trouble> {
        if self.before.settings.notices != self.state.settings.notices {
            self.writing.try_again(Again::Changed)?;
        }
        Ok(())
    }
}
