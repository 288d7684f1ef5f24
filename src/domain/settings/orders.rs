//! Standing orders: a report that is made again and again without anybody asking (定时报表).

use super::is_mail_address;
use crate::domain::ids::DepartmentCode;
use crate::domain::time::{Hours, ServiceDay, TimeOfDay, Timestamp};
use chrono::Datelike as _;
use smol_str::SmolStr;

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingOrder {
    /// No two have the same.
    pub name: SmolStr,
    pub on: bool,
    pub report: ReportKind,
    pub span: OrderSpan,
    /// Monday first.
    pub weekdays: [bool; 7],
    pub at: TimeOfDay,
    /// The ending of the file's name: `xlsx`.
    pub format: SmolStr,
    pub department: Option<DepartmentCode>,
    /// Of each day only these hours, for a shift.
    pub hours: Option<Hours>,
    /// Into which folder it is put; empty where into none.
    pub folder: SmolStr,
    /// E-mail addresses it goes to.
    pub recipients: Vec<SmolStr>,
    pub in_english: bool,
    /// It was given then: nothing is made for the time before.
    pub since: Timestamp,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportKind {
    #[default]
    Delays,
    Breakdowns,
    Incidents,
    Supervision,
    Notices,
}

impl ReportKind {
    pub const ALL: [Self; 5] =
        [Self::Delays, Self::Breakdowns, Self::Incidents, Self::Supervision, Self::Notices];

    /// The name in files and on the command line; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delays => "delays",
            Self::Breakdowns => "breakdowns",
            Self::Incidents => "incidents",
            Self::Supervision => "supervision",
            Self::Notices => "notices",
        }
    }

    /// Reads what [`ReportKind::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The days a report of a day tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderSpan {
    #[default]
    TheDay,
    TheDayBefore,
    /// It and the six before it.
    SevenDays,
    /// From the first of its month.
    Month,
}

impl OrderSpan {
    pub const ALL: [Self; 4] = [Self::TheDay, Self::TheDayBefore, Self::SevenDays, Self::Month];

    /// The name in files and on the command line; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TheDay => "day",
            Self::TheDayBefore => "day_before",
            Self::SevenDays => "week",
            Self::Month => "month",
        }
    }

    /// Reads what [`OrderSpan::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.name() == name)
    }

    /// First and last day, seen from the day the report is made on.
    #[must_use]
    pub fn of(self, day: ServiceDay) -> (ServiceDay, ServiceDay) {
        match self {
            Self::TheDay => (day, day),
            Self::TheDayBefore => (day.plus(-1), day.plus(-1)),
            Self::SevenDays => (day.plus(-6), day),
            Self::Month => (day.plus(1 - i64::from(day.0.day())), day),
        }
    }
}

/// Why orders cannot be given like this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderFault {
    NoName,
    Twice(SmolStr),
    /// On no day of the week.
    NoDay(SmolStr),
    /// Neither into a folder nor to anybody.
    Nowhere(SmolStr),
    Address {
        name: SmolStr,
        found: SmolStr,
    },
}

/// # Errors
/// The first thing that cannot be meant.
pub fn check(orders: &[StandingOrder]) -> Result<(), OrderFault> {
    for (nth, order) in orders.iter().enumerate() {
        let name = || order.name.clone();
        if order.name.trim().is_empty() {
            return Err(OrderFault::NoName);
        }
        if orders[..nth].iter().any(|other| other.name == order.name) {
            return Err(OrderFault::Twice(name()));
        }
        if order.weekdays.iter().all(|on| !on) {
            return Err(OrderFault::NoDay(name()));
        }
        if order.folder.trim().is_empty() && order.recipients.is_empty() {
            return Err(OrderFault::Nowhere(name()));
        }
        if let Some(found) = order.recipients.iter().find(|text| !is_mail_address(text)) {
            return Err(OrderFault::Address { name: name(), found: found.clone() });
        }
    }
    Ok(())
}

impl StandingOrder {
    /// The moment it should have been carried out last and was not; `None` where it has been. What was missed while no
    /// desk was open is made up for once, not once for every time.
    #[must_use]
    pub fn due(&self, done: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        if !self.on {
            return None;
        }
        let on = |day: ServiceDay| self.weekdays[day.0.weekday().num_days_from_monday() as usize];
        let moments = (0..7).map(|ago| now.day().plus(-ago)).filter(|day| on(*day));
        let last = moments.map(|day| Timestamp::of(day, self.at)).find(|moment| *moment <= now)?;
        (last >= self.since && done.is_none_or(|done| done < last)).then_some(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> StandingOrder {
        StandingOrder {
            name: "delays".into(),
            on: true,
            report: ReportKind::Delays,
            span: OrderSpan::TheDay,
            weekdays: [true, true, true, true, true, false, false],
            at: TimeOfDay::hm(18, 30),
            format: "xlsx".into(),
            department: None,
            hours: None,
            folder: "/reports".into(),
            recipients: Vec::new(),
            in_english: false,
            since: at("2026-11-23T09:00"),
        }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a moment")
    }

    #[test]
    fn an_order_is_due_at_its_time_on_its_days_and_not_before_it_was_given() {
        let order = order();
        assert_eq!(order.due(None, at("2026-11-23T18:29")), None, "Friday's was before it was given");
        let monday = at("2026-11-23T18:30");
        assert_eq!(order.due(None, monday), Some(monday));
        assert_eq!(order.due(Some(monday), at("2026-11-24T18:29")), None);
        assert_eq!(order.due(Some(monday), at("2026-11-24T18:30")), Some(at("2026-11-24T18:30")));
    }

    #[test]
    fn an_order_without_a_name_a_day_or_anywhere_to_go_is_no_order() {
        let flaw = |order: StandingOrder| check(&[order]).err();
        assert_eq!(check(&[order(), StandingOrder { name: "b".into(), ..order() }]), Ok(()));
        assert_eq!(check(&[order(), order()]), Err(OrderFault::Twice("delays".into())));
        assert_eq!(flaw(StandingOrder { name: " ".into(), ..order() }), Some(OrderFault::NoName));
        assert_eq!(
            flaw(StandingOrder { weekdays: [false; 7], ..order() }),
            Some(OrderFault::NoDay("delays".into()))
        );
        assert_eq!(
            flaw(StandingOrder { folder: "".into(), ..order() }),
            Some(OrderFault::Nowhere("delays".into()))
        );
        let to = vec!["li@example.cn".into(), "li example".into()];
        let found = OrderFault::Address { name: "delays".into(), found: "li example".into() };
        assert_eq!(flaw(StandingOrder { recipients: to, ..order() }), Some(found));
    }

    #[test]
    fn what_was_missed_is_made_up_for_once() {
        let order = order();
        let monday = at("2026-11-23T18:30");
        let friday = at("2026-11-27T18:30");
        assert_eq!(order.due(Some(monday), at("2026-11-29T10:00")), Some(friday), "on Sunday, for Friday");
        assert_eq!(order.due(Some(friday), at("2026-11-29T10:00")), None);
    }

    #[test]
    fn an_order_that_is_off_or_has_no_day_is_never_due() {
        let later = at("2026-11-25T20:00");
        assert_eq!(StandingOrder { on: false, ..order() }.due(None, later), None);
        assert_eq!(StandingOrder { weekdays: [false; 7], ..order() }.due(None, later), None);
    }

    #[test]
    fn a_span_is_counted_back_from_the_day() {
        let day = ServiceDay::parse("2026-11-25").expect("a day");
        let shown = OrderSpan::ALL.map(|span| {
            let (from, to) = span.of(day);
            format!("{from} {to}")
        });
        assert_eq!(
            shown,
            [
                "2026-11-25 2026-11-25",
                "2026-11-24 2026-11-24",
                "2026-11-19 2026-11-25",
                "2026-11-01 2026-11-25"
            ]
        );
    }
}
