//! The one count of a period's stops, round by round. [`Totals`] are what it comes to.

use super::row::{DelayRow, Shops};
use super::totals::Totals;
use crate::domain::day::Cause;
use crate::domain::ids::RetailerCode;
use crate::domain::kpi::{DeliveryTally, Figure, Measure};
use crate::domain::network::Name;
use smol_str::SmolStr;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A count under way.
#[derive(Debug)]
pub struct Counting<'s> {
    shops: &'s Shops<'s>,
    totals: Totals,
    /// Of every shop, by its number: which of them are told is known at the end.
    retailers: Vec<DeliveryTally>,
    /// Of those nobody knows.
    strangers: BTreeMap<RetailerCode, DeliveryTally>,
}

impl<'s> Counting<'s> {
    #[must_use]
    pub fn new(shops: &'s Shops<'s>) -> Self {
        let retailers = vec![DeliveryTally::default(); shops.all().len()];
        Self { shops, totals: Totals::default(), retailers, strangers: BTreeMap::new() }
    }

    /// Counts rows of one round. What they share is looked up once.
    pub fn count(&mut self, round: &[DelayRow<'_>]) {
        let Some(DelayRow { day, route, .. }) = round.first() else { return };
        let mut of_round = DeliveryTally::default();
        for rows in round.chunk_by(|one, next| one.shop.department == next.shop.department) {
            let mut tally = DeliveryTally::default();
            for row in rows {
                tally.count(row.ending(), row.late);
                self.count_alone(row);
            }
            of_round.add(&tally);
            let shop = rows[0].shop;
            let first = || (shop.department_name.cloned().unwrap_or_default(), DeliveryTally::default());
            self.totals.departments.entry(shop.department.clone()).or_insert_with(first).1.add(&tally);
        }
        self.totals.routes.entry(route.id.clone()).or_default().add(&of_round);
        self.totals.vehicles.entry(route.vehicle.clone()).or_default().add(&of_round);
        self.totals.days.entry(*day).or_default().add(&of_round);
        self.totals.all.add(&of_round);
    }

    /// Counts a row where the next of its round need not count.
    fn count_alone(&mut self, row: &DelayRow<'_>) {
        let (ending, late) = (row.ending(), row.late);
        let retailer = match row.shop.number.and_then(|number| self.retailers.get_mut(number)) {
            Some(known) => known,
            None => self.strangers.entry(row.stop.retailer.clone()).or_default(),
        };
        retailer.count(ending, late);
        if row.stop.cause.is_some() || row.is_disturbed() {
            let cause = row.stop.cause.as_ref().map(kind_of);
            self.totals.causes.entry(cause).or_default().count(ending, late);
        }
    }

    #[must_use]
    pub fn come_to(self) -> Totals {
        let Self { shops, mut totals, retailers, strangers } = self;
        let known =
            shops.all().zip(retailers).map(|(shop, tally)| (shop.code.clone(), shop.name.clone(), tally));
        let strangers = strangers.into_iter().map(|(code, tally)| (code, Name::default(), tally));
        totals.retailers = known.chain(strangers).filter(|(.., tally)| disturbance(tally) > (0, 0)).collect();
        totals.retailers.sort_unstable_by(|(one, _, a), (other, _, b)| {
            (Reverse(disturbance(a)), one).cmp(&(Reverse(disturbance(b)), other))
        });
        totals
    }
}

/// How much a retailer suffered: minutes late, then deliveries that were not made on the day.
fn disturbance(tally: &DeliveryTally) -> (u64, u64) {
    let count = |measure| match tally.figure(measure) {
        Some(Figure::Count(count)) => count,
        _ => 0,
    };
    (count(Measure::RetailerMinutesLate), count(Measure::Failed) + count(Measure::PutOff))
}

fn kind_of(cause: &Cause) -> Cause {
    match cause {
        Cause::Breakdown(_) => Cause::Breakdown(None),
        Cause::Weather(_) => Cause::Weather(None),
        Cause::Other(_) => Cause::Other(SmolStr::default()),
        known => known.clone(),
    }
}
