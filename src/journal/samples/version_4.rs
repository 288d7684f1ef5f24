//! What came with version 4: stays in the workshop, standing orders for reports, and supply.

mod supply;

use super::{added, day, noon, of_version_3};
use crate::domain::fleet::stay::{Stay, Work};
use crate::domain::operation::{Change, Operation};
use crate::domain::settings::{OrderSpan, ReportKind, Settings, StandingOrder};
use crate::domain::time::{Hours, TimeOfDay, Timestamp};

pub fn of_version_4() -> Vec<Operation> {
    let stay = |n: usize, work| Stay {
        id: format!("S261123-{n}").as_str().into(),
        plate: "鄂C·12345".into(),
        work,
        from: noon(),
        expected: (n == 1).then(|| Timestamp::of(day(), TimeOfDay::hm(17, 0))),
        back: None,
    };
    let stays: Vec<Stay> = (1..).zip(Work::ALL).map(|(n, work)| stay(n, work)).collect();
    let back = Stay { back: Some(Timestamp::of(day(), TimeOfDay::hm(16, 10))), ..stays[0].clone() };
    let came_back = Change { before: Some(stays[0].clone()), after: Some(back) };
    let settings = of_version_3().into_iter().find_map(|operation| match operation {
        Operation::SettingsChanged(change) => change.after,
        _ => None,
    });
    let after = settings.clone().map(|settings| Settings { orders: orders(), ..settings });
    let stricter = after.clone().map(|settings| Settings { supply: supply::settings(), ..settings });
    let mut operations = vec![
        Operation::StaysChanged(stays.into_iter().map(added).chain([came_back]).collect()),
        Operation::SettingsChanged(Box::new(Change { before: settings, after: after.clone() })),
        Operation::SettingsChanged(Box::new(Change { before: after, after: stricter })),
    ];
    operations.extend(supply::changes().into_iter().map(Operation::SupplyChanged));
    operations
}

fn orders() -> Vec<StandingOrder> {
    let order = |(report, span): (ReportKind, OrderSpan)| StandingOrder {
        name: report.name().into(),
        on: report != ReportKind::Notices,
        report,
        span,
        weekdays: [true, true, true, true, true, false, false],
        at: TimeOfDay::hm(18, 30),
        format: "xlsx".into(),
        department: (span == OrderSpan::Month).then(|| "D1".into()),
        hours: (span == OrderSpan::TheDayBefore)
            .then(|| Hours::new(TimeOfDay::hm(6, 0), TimeOfDay::hm(14, 0)))
            .flatten(),
        folder: "/reports".into(),
        recipients: vec!["li@example.cn".into()],
        in_english: span == OrderSpan::SevenDays,
        since: noon(),
    };
    ReportKind::ALL.into_iter().zip(OrderSpan::ALL.into_iter().cycle()).map(order).collect()
}
