//! Standing orders on the bookkeeper's thread: those that are due, those somebody wants now, and how far each is. The
//! window only sees what came of it.

use super::News;
use super::data_desk::Means;
use super::watching::Watched;
use crate::desk::world::NoticeKind;
use crate::domain::settings::StandingOrder;
use crate::domain::time::Timestamp;
use crate::exchange::report::NotReported;
use crate::journal::Trouble;
use crate::journal::parcels::OrderMark;
use crate::session::Session;
use crate::session::orders::OrderFault;
use crate::words::{Message, Tell};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far every order is that has ever been tried.
pub type Marks = BTreeMap<SmolStr, OrderMark>;

/// What has come in so far.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    pub marks: Arc<Marks>,
    pub work: Option<OrderWork>,
    /// What came of the order that was carried out last.
    pub over: Option<(SmolStr, Message)>,
}

/// An order being carried out: `done` of `total` days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderWork {
    pub order: SmolStr,
    pub done: u64,
    pub total: u64,
}

/// One of these has come in; the others stay.
#[derive(Clone, Debug)]
pub enum FromOrders {
    Marks(Arc<Marks>),
    Begun(SmolStr),
    Step {
        done: u64,
        total: u64,
    },
    /// What there is to say; of one that failed the marks say it.
    Over(SmolStr, Option<Message>),
}

impl Orders {
    /// Takes in what came.
    pub fn take(&mut self, news: FromOrders) {
        match news {
            FromOrders::Marks(marks) => self.marks = marks,
            FromOrders::Begun(order) => {
                self.over = None;
                self.work = Some(OrderWork { order, done: 0, total: 0 });
            }
            FromOrders::Step { done, total } => {
                if let Some(work) = &mut self.work {
                    (work.done, work.total) = (done, total);
                }
            }
            FromOrders::Over(order, message) => {
                self.work = None;
                self.over = message.map(|message| (order, message));
            }
        }
    }
}

/// What the bookkeeper keeps of orders between two looks.
#[derive(Debug, Default)]
pub struct OrderDesk {
    /// What the window was told last; `None` where nothing.
    told: Option<Arc<Marks>>,
    /// Somebody has cancelled these, each for its moment: they are not begun again by themselves.
    cancelled: BTreeSet<(SmolStr, Timestamp)>,
}

impl OrderDesk {
    /// Carries out what is due: what comes of each is told, also where it could not be carried out.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn carry_out_due(&mut self, means: &mut Means<'_>) -> Result<(), Trouble> {
        for (order, moment) in means.session.due_orders(means.now)? {
            if self.cancelled.contains(&(order.name.clone(), moment)) {
                continue;
            }
            // Nobody can have meant it with an older *Cancel*.
            means.stop.begin();
            match self.carry_out(&order, moment, means) {
                Ok(Some(told)) => means.teller.notice(NoticeKind::Done, told),
                Ok(None) => {}
                Err(fault) => means.teller.notice(NoticeKind::Trouble, fault.message()),
            }
        }
        self.look(means)
    }

    /// Carries out an order because somebody wants it now, on or off.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn carry_out_now(&mut self, name: &str, means: &mut Means<'_>) -> Result<(), Trouble> {
        let known = means.session.state().settings.orders.iter().find(|order| order.name == name).cloned();
        if let Some(order) = known
            && let Err(OrderFault::Trouble(trouble)) = self.carry_out(&order, means.now, means)
        {
            // All else is kept with the order; this cannot be.
            return Err(trouble);
        }
        self.look(means)
    }

    fn carry_out(
        &mut self,
        order: &StandingOrder,
        moment: Timestamp,
        means: &mut Means<'_>,
    ) -> Result<Option<Message>, OrderFault> {
        let (teller, stop) = (means.teller, means.stop);
        let tell = |news| teller.tell(News::Orders(news));
        tell(FromOrders::Begun(order.name.clone()));
        let step = |done, total| News::Orders(FromOrders::Step { done, total });
        let mut watch = Watched::new("desk-work-order", teller, stop).also(step);
        let carried = means.session.carry_out_order(order, moment, means.now, &mut watch);
        drop(watch);
        let carried = match carried {
            Err(OrderFault::Report(NotReported::Cancelled(_))) => {
                self.cancelled.insert((order.name.clone(), moment));
                tell(FromOrders::Over(order.name.clone(), Some(Message::new("orders-cancelled"))));
                return Ok(None);
            }
            other => other.map(|carried| carried.map(|carried| carried.message())),
        };
        let told = carried.as_ref().ok().cloned().flatten();
        tell(FromOrders::Over(order.name.clone(), told));
        carried
    }

    /// Tells how far the orders are, where that has changed.
    fn look(&mut self, means: &Means<'_>) -> Result<(), Trouble> {
        if let Some(marks) = self.news(means.session)? {
            means.teller.tell(News::Orders(FromOrders::Marks(marks)));
        }
        Ok(())
    }

    /// How far the orders are, where that is not what was told last.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn news(&mut self, session: &Session) -> Result<Option<Arc<Marks>>, Trouble> {
        if session.state().settings.orders.is_empty() {
            return Ok(None);
        }
        let marks = session.order_marks()?;
        if self.told.as_deref() == Some(&marks) {
            return Ok(None);
        }
        let marks = Arc::new(marks);
        self.told = Some(Arc::clone(&marks));
        Ok(Some(marks))
    }
}
