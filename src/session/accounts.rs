//! Reports other than that of delays, told from the open database: small enough to be held whole.

use super::report::Subject;
use super::{Delivery, NotDone, Session};
use crate::domain::day;
use crate::domain::emergency::Signed;
use crate::domain::ids::RetailerCode;
use crate::domain::notice::Notice;
use crate::domain::supply::word::SupplyWord;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::watch::{Cancelled, Watch};
use crate::exchange::report::head::Span;
use crate::exchange::report::held::Held;
use crate::exchange::report::notices::{Posted, Told};
use crate::exchange::report::{NotReported, breakdowns, incidents, notices, supervision};
use crate::journal::Trouble;
use crate::notify::answer_wording::says;
use crate::words::Words;
use std::collections::HashMap;

impl Session {
    /// The report on `subject` whole, in the language of `words`; `None` for delays, which are told as they are read.
    pub(super) fn held(
        &mut self,
        subject: &Subject,
        now: Timestamp,
        words: &Words,
        watch: &mut dyn Watch,
    ) -> Result<Option<Held>, NotReported<Trouble>> {
        let (from, to) = subject.days();
        if to < from {
            return Err(NotReported::Backwards { from, to });
        }
        self.refresh().map_err(NotReported::Read)?;
        Ok(Some(match subject {
            Subject::Delays(_) => return Ok(None),
            Subject::Breakdowns(period, filter) => {
                let review = self.review_fleet(*period, filter, now, watch).map_err(not_reported)?;
                breakdowns::held(&self.state, (&review, *period, filter), now, words)
            }
            Subject::Incidents(span) => incidents::incidents(&self.state, *span, now, words),
            Subject::Supervision(span) => supervision::supervision(&self.state, *span, now, words),
            Subject::Notices(span) => self.told_of_notices(*span, now, words, watch)?,
        }))
    }

    fn told_of_notices(
        &self,
        span: Span,
        now: Timestamp,
        words: &Words,
        watch: &mut dyn Watch,
    ) -> Result<Held, NotReported<Trouble>> {
        let midnight = |day| Timestamp::of(day, TimeOfDay::MIDNIGHT);
        let sent = self.journal.notices_between(midnight(span.from), midnight(span.to.plus(1)));
        let posted = |(notice, deliveries): (Notice, Vec<Delivery>)| Posted {
            channels: deliveries.iter().map(|delivery| (delivery.state, delivery.sent_at)).collect(),
            says: notice.supply.as_ref().map(|word| says(words, notice.day, word)).unwrap_or_default(),
            answered: notice.supply.as_ref().map(|word| self.answered(word)).unwrap_or_default(),
            notice,
        };
        let sent: Vec<Posted> = sent.map_err(NotReported::Read)?.into_iter().map(posted).collect();
        let mut days: Vec<ServiceDay> = sent.iter().map(|posted| posted.notice.day).collect();
        days.sort_unstable();
        days.dedup();
        let of_stop = |told: &day::Told| Told {
            at: told.at,
            by: told.by.clone(),
            way: told.way,
            confirmed: told.confirmed,
        };
        let mut told = HashMap::<(ServiceDay, RetailerCode), Told>::new();
        for (done, day) in (0..).zip(&days) {
            watch.step(done, days.len() as u64)?;
            let Some(known) = self.journal.day(*day).map_err(NotReported::Read)? else { continue };
            let stops = known.routes.values().flat_map(|route| &route.stops);
            let ticked =
                stops.filter_map(|stop| Some(((*day, stop.retailer.clone()), of_stop(stop.told.as_ref()?))));
            told.extend(ticked);
        }
        let told = |day: ServiceDay, retailer: &RetailerCode| told.get(&(day, retailer.clone())).cloned();
        Ok(notices::held(&sent, told, span, now, words))
    }

    /// Who has told each retailer of a word about supply.
    fn answered(&self, word: &SupplyWord) -> Vec<Option<Told>> {
        let told = |retailer: &RetailerCode| {
            let told = word.about.told(&self.state, retailer)?;
            let Signed { at, by } = told.signed.clone();
            Some(Told { at, by, way: told.way, confirmed: false })
        };
        word.shops.iter().map(|shop| told(&shop.retailer)).collect()
    }
}

fn not_reported(why: NotDone) -> NotReported<Trouble> {
    match why {
        NotDone::Trouble(trouble) => NotReported::Read(trouble),
        // Looking back asks for nothing that could be refused.
        NotDone::Refused(_) | NotDone::Cancelled(_) => NotReported::Cancelled(Cancelled),
    }
}
