//! Weather: alerts and what they do to holds, what is decided for routes, plans under a hold, what is owed.

mod alerts;
mod decisions;
mod plans;
mod positions;
mod typhoon;

use crate::a_day::{ADay, date, time};
use mainstay::domain::alert::{Alert, AlertArea, Info, MessageKind, Status};
use mainstay::domain::backlog::backlog;
use mainstay::domain::command::{Batch, Command};
use mainstay::domain::decide::alerts::{Outcome, Taken, take};
use mainstay::domain::ids::{AlertKey, RouteId};
use mainstay::domain::place::Area;
use mainstay::domain::time::Timestamp;
use mainstay::domain::weather::{Colour, Course, Hazard, Signal};

/// An alert of the made-up office, `at` and `span` times of the day.
pub fn alert(number: &str, at: &str) -> Alert {
    Alert {
        key: AlertKey::of("office", number),
        sent: moment(at),
        status: Status::Actual,
        message: MessageKind::Alert,
        refers_to: Vec::new(),
        infos: Vec::new(),
        origin: "test.xml".into(),
    }
}

pub fn update(number: &str, at: &str, refers_to: &[&str]) -> Alert {
    let refers_to = refers_to.iter().map(|number| AlertKey::of("office", number)).collect();
    Alert { message: MessageKind::Update, refers_to, ..alert(number, at) }
}

pub fn cancel(number: &str, at: &str, refers_to: &[&str]) -> Alert {
    Alert { message: MessageKind::Cancel, ..update(number, at, refers_to) }
}

/// Rainstorm over a district.
pub fn rain(colour: Colour, district: &str, span: (&str, &str)) -> Info {
    warns(Signal { kind: Hazard::Rainstorm, colour }, district, span)
}

pub fn warns(signal: Signal, district: &str, (from, until): (&str, &str)) -> Info {
    Info {
        language: "zh-CN".into(),
        event: "暴雨".into(),
        headline: "".into(),
        description: "".into(),
        instruction: "".into(),
        sender_name: "市气象台".into(),
        signal: Some(signal),
        all_clear: false,
        from: moment(from),
        until: moment(until),
        until_assumed: false,
        areas: vec![AlertArea {
            description: "".into(),
            districts: if district.is_empty() { Vec::new() } else { vec![district.into()] },
            shapes: Vec::new(),
            faults: Vec::new(),
        }],
    }
}

pub fn moment(at: &str) -> Timestamp {
    Timestamp::of(date(), time(at))
}

impl ADay {
    /// What would come of alerts.
    pub fn outcomes(&self, alerts: &[Alert]) -> Vec<Taken> {
        take(&self.state, alerts.to_vec(), self.now).0
    }

    pub fn outcome(&self, alert: &Alert) -> Outcome {
        self.outcomes(std::slice::from_ref(alert))[0].outcome
    }

    pub fn receives(self, alerts: &[Alert]) -> Self {
        let (alerts, now) = (alerts.to_vec(), self.now);
        self.does(Command::TakeAlerts { alerts, now })
    }

    pub fn confirms(self, hold: &str) -> Self {
        self.does(Command::ConfirmHold(hold.into()))
    }

    pub fn releases(self, hold: &str) -> Self {
        let at = self.now;
        self.does(Command::ReleaseHold { hold: hold.into(), at })
    }

    pub fn deciding(&self, hold: &str, routes: &[&str], course: Course) -> Command {
        Command::DecideRoutes {
            hold: hold.into(),
            day: date(),
            routes: routes.iter().map(|id| RouteId::from(*id)).collect(),
            course,
            by: "李调度".into(),
            now: self.now,
        }
    }

    pub fn decides(self, hold: &str, routes: &[&str], course: Course) -> Self {
        let command = self.deciding(hold, routes, course);
        self.does(command)
    }

    pub fn lets_out(self, hold: &str, batches: &[(&str, &[&str])]) -> Self {
        let batch = |(departs, routes): &(&str, &[&str])| Batch {
            departs: time(departs),
            routes: routes.iter().map(|id| RouteId::from(*id)).collect(),
        };
        let now = self.now;
        let batches = batches.iter().map(batch).collect();
        self.does(Command::ReleaseRoutes {
            hold: hold.into(),
            day: date(),
            batches,
            by: "李调度".into(),
            now,
        })
    }

    /// `A261123-1 rainstorm orange 420303 09:00-12:00 suspend`, a line for each hold.
    pub fn holds(&self) -> String {
        let line = |hold: &mainstay::domain::weather::Hold| {
            let areas = hold.areas.iter().map(|area| match area {
                Area::Districts(codes) => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"),
                Area::Polygon(ring) => format!("polygon of {}", ring.len()),
                Area::Circle { radius, .. } => format!("circle of {} m", radius.0),
                Area::Routes(routes) => format!("{} routes", routes.len()),
            });
            format!(
                "{} {} {} {} {}-{} {} {}\n",
                hold.id,
                hold.signal.kind.name(),
                hold.signal.colour.name(),
                areas.collect::<Vec<_>>().join(" "),
                hold.from.time(),
                hold.ends().time(),
                hold.response.name(),
                hold.state_at(self.now).name(),
            )
        };
        self.state.holds.values().map(line).collect()
    }

    /// `J20 of 2026-11-23 for 2026-11-24`, with the route that has taken it up.
    pub fn owed(&self) -> String {
        let line = |owed: mainstay::domain::backlog::Owed| {
            let planned = owed.planned.map_or(String::new(), |(day, route)| format!(", on {route} of {day}"));
            format!("{} of {} for {}{planned}\n", owed.retailer, owed.from, owed.to)
        };
        backlog(&self.state).into_iter().map(line).collect()
    }
}
