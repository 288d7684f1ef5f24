//! What came with version 3: weather, and where vehicles were seen.

use super::version_6;
use super::{added, day, name_of, noon, of_version_2, place, route, waiting};
use crate::domain::alert::{Alert, AlertArea, AreaFault, Info, MessageKind, Status};
use crate::domain::day::{Progress, Remedy, Route, Stop, Told, Way};
use crate::domain::emergency::level::{Level, LevelRule};
use crate::domain::emergency::{
    Casualties, Closing, Commanding, Event, Incident, Kind, Signed, StepDone, What,
};
use crate::domain::ids::{AlertKey, RouteId};
use crate::domain::network::District;
use crate::domain::operation::{Change, Facts, Mark, Operation, PlanReason};
use crate::domain::place::Area;
use crate::domain::playbook::{CardId, Playbook, StepId};
use crate::domain::position::{Fix, Whereabouts};
use crate::domain::settings::{
    AlertRule, Feed, MailSecurity, MailSettings, NoticeSettings, RobotPlatform, RobotSettings, Settings,
    WeatherSettings,
};
use crate::domain::time::TimeOfDay;
use crate::domain::units::{Cartons, Metres, Seconds};
use crate::domain::weather::{Alerted, Colour, Course, Decision, Hazard, Hold, Response, Signal, Terms};
use std::sync::Arc;

/// What came with version 3, on the day as [`of_version_2`] leaves it.
pub fn of_version_3() -> Vec<Operation> {
    let signal = Signal { kind: Hazard::Typhoon, colour: Colour::Red };
    let circle = Area::Circle { centre: place(32.5, 110.5), radius: Metres(900) };
    let info = Info {
        language: "zh-CN".into(),
        event: "台风红色预警信号".into(),
        headline: "台风".into(),
        description: "d".into(),
        instruction: "i".into(),
        sender_name: "市气象台".into(),
        signal: Some(signal),
        all_clear: true,
        from: noon(),
        until: noon(),
        until_assumed: true,
        areas: vec![AlertArea {
            description: "市区".into(),
            districts: vec!["4203".into()],
            shapes: vec![circle.clone()],
            faults: vec![
                AreaFault::TooFewPoints,
                AreaFault::CrossesItself,
                AreaFault::NoRadius,
                AreaFault::NotOnTheEarth,
            ],
        }],
    };
    let alert = |n: usize, status, message| {
        added(Arc::new(Alert {
            key: AlertKey::of("市气象台", &n.to_string()),
            sent: noon(),
            status,
            message,
            refers_to: vec![AlertKey::of("市气象台", "0")],
            infos: vec![info.clone(), Info { signal: None, all_clear: false, ..info.clone() }],
            origin: "a.xml".into(),
        }))
    };
    let alerts = vec![
        alert(1, Status::Actual, MessageKind::Alert),
        alert(2, Status::Exercise, MessageKind::Update),
        alert(3, Status::System, MessageKind::Cancel),
        alert(4, Status::Test, MessageKind::Ack),
        alert(5, Status::Draft, MessageKind::Error),
    ];
    let decision = |n: usize, course| {
        let decision = Decision { course, by: "李".into(), at: noon() };
        ((day(), RouteId::new(format!("X0{n}"))), decision)
    };
    let terms = Terms {
        signal,
        areas: vec![circle.clone()],
        from: noon(),
        until: noon(),
        response: Response::Recall,
    };
    let hold = |n: usize, response| Hold {
        id: format!("A-{n}").as_str().into(),
        source: "".into(),
        signal,
        areas: vec![circle.clone(), Area::Districts(vec!["42".into()])],
        from: noon(),
        until: noon(),
        released: None,
        response,
        lets_pass: (n == 1).then_some(Cartons(700)),
        confirmed: n != 2,
        alerted: (n == 2)
            .then(|| Alerted { by: vec![AlertKey::of("市气象台", "1")], terms: terms.clone() }),
        decided: Course::ALL.into_iter().enumerate().map(|(n, course)| decision(n, course)).collect(),
    };
    let mut holds: Vec<_> =
        Response::ALL.into_iter().enumerate().map(|(n, response)| added(hold(n, response))).collect();
    holds.push(added(Hold { id: "A-none".into(), areas: Vec::new(), ..hold(0, Response::Brief) }));
    let stops = vec![
        Stop { meets: Some(place(32.4, 110.4)), remedy: Some(Remedy::MetElsewhere), ..waiting("5001") },
        Stop { carried: Some(day().plus(-1)), remedy: Some(Remedy::WaitedForWeather), ..waiting("5002") },
        Stop {
            progress: Progress::Arrived { at: TimeOfDay::hm(9, 50) },
            remedy: Some(Remedy::Shuttled),
            inferred: true,
            ..waiting("5003")
        },
    ];
    let held = Arc::new(Route { id: "X10".into(), stops, ..route() });
    let confirmed = Facts { inferred: false, ..Facts::of(&held.stops[2]) };
    let told = Told {
        put_off_to: Some(day()),
        way: Some(Way::Phone),
        confirmed: true,
        ..Told::new(noon(), "钱".into(), TimeOfDay::hm(14, 0), held.stops[2].window)
    };
    let confirmed = Facts { told: Some(told), ..confirmed };
    let mark = Mark { retailer: "5003".into(), before: Facts::of(&held.stops[2]), after: confirmed };
    let weather = WeatherSettings {
        utc_offset_minutes: -210,
        feeds: vec![Feed { url: "https://alerts.invalid/cap.xml".into(), every: Seconds(300), on: true }],
        alert_folder: "alerts".into(),
        position_folder: "positions".into(),
        rules: vec![
            AlertRule { hazard: None, at_least: None, district: None },
            AlertRule {
                hazard: Some(Hazard::RoadIcing),
                at_least: Some(Colour::Orange),
                district: Some("4203".into()),
            },
        ],
        batch_routes: 3,
        batch_every: Seconds(60),
        backlog_days: 4,
        arrived_within: Metres(5),
        arrived_after: Seconds(6),
        base_map: "city.pmtiles".into(),
        base_map_credit: "Survey".into(),
    };
    let district = District {
        code: "420302".into(),
        name: name_of("茅箭区"),
        rings: vec![vec![place(32.0, 110.0), place(32.0, 111.0), place(33.0, 110.5)], Vec::new()],
    };
    let settings = of_version_2().into_iter().find_map(|operation| match operation {
        Operation::SettingsChanged(change) => change.after,
        _ => None,
    });
    let fix = Fix { plate: "鄂C·12345".into(), place: place(32.55, 110.66), at: noon() };
    let seen = Whereabouts { fix, anchor: place(32.56, 110.67), since: noon() };
    let after = settings.clone().map(|settings| Settings { weather, notices: notices(), ..settings });
    vec![
        Operation::SettingsChanged(Box::new(Change { before: settings, after })),
        Operation::AlertsChanged(alerts),
        Operation::FixesChanged(vec![added(seen)]),
        Operation::DistrictsChanged(vec![added(district)]),
        Operation::IncidentsChanged(incidents()),
        Operation::PlaybooksChanged(vec![added(Arc::new(playbook()))]),
        Operation::HoldsChanged(holds),
        Operation::RoutesChanged { day: day(), reason: PlanReason::Weather, routes: vec![added(held)] },
        Operation::ProgressNoted {
            day: day(),
            route: "X10".into(),
            departed: (Some(TimeOfDay::hm(7, 42)), Some(TimeOfDay::hm(7, 42))),
            marks: vec![mark],
        },
    ]
}

/// As it was shipped with version 3.
fn playbook() -> Playbook {
    let mut playbook = Playbook { version: 2, ..Playbook::standard() };
    playbook.messages.retain(|id, _| !["M4a", "M4b"].contains(&id.as_str()));
    // The review of what was major came later.
    if let Some(reports) = playbook.cards.get_mut(&CardId::REPORTS) {
        reports.steps.remove(&6);
    }
    playbook
}

/// Every way out.
fn notices() -> NoticeSettings {
    let robot = |name: &str, platform, departments: &[&str]| RobotSettings {
        name: name.into(),
        platform,
        departments: departments.iter().map(|code| (*code).into()).collect(),
    };
    NoticeSettings {
        to_folder: false,
        folder: "notices".into(),
        from: "desk@example.invalid".into(),
        in_english: true,
        mail: Some(MailSettings {
            host: "mail.example.invalid".into(),
            port: 587,
            security: MailSecurity::StartTls,
            may_be_overheard: true,
            user: "desk".into(),
            authority: "ours.pem".into(),
        }),
        robots: vec![
            robot("east", RobotPlatform::WeCom, &["D1"]),
            robot("west", RobotPlatform::DingTalk, &[]),
            robot("south", RobotPlatform::Feishu, &["D1", "D2"]),
        ],
        addresses: [("D1".into(), vec!["d1@example.invalid".into()])].into(),
    }
}

/// Everything an incident can say.
fn incidents() -> Vec<Change<Arc<Incident>>> {
    let signed = || Signed { at: noon(), by: "李".into() };
    let step = |number| StepId { card: CardId('B'), number };
    let event = |what| Event { signed: signed(), what };
    let bare = Incident {
        id: "I-0".into(),
        kind: Kind::Other,
        link: Kind::Other.link(),
        what: "".into(),
        down: false,
        casualties: Casualties::default(),
        level: Level::General,
        first_level: Level::General,
        rule: None,
        level_set: None,
        opened: signed(),
        acknowledged: None,
        expected: None,
        restored: None,
        closed: None,
        day: day(),
        routes: [RouteId::new("X07")].into(),
        retailers: 3,
        cartons: Cartons(30),
        playbook: 1,
        card: CardId('B'),
        steps: std::collections::BTreeMap::new(),
        escalated: std::collections::BTreeMap::new(),
        command: Vec::new(),
        timeline: Vec::new(),
    };
    let full = Incident {
        id: "I-full".into(),
        what: "断网".into(),
        down: true,
        level: Level::Critical,
        first_level: Level::Critical,
        level_set: Some(signed()),
        acknowledged: Some(signed()),
        expected: Some(noon()),
        restored: Some(signed()),
        closed: Some(Closing { signed: signed(), why: "完".into() }),
        steps: [
            (step(1), StepDone::Ticked(signed())),
            (step(2), StepDone::Skipped { signed: signed(), why: "无".into() }),
        ]
        .into(),
        escalated: [(step(3), 2)].into(),
        command: vec![Commanding {
            chief: "王".into(),
            deputy: "赵".into(),
            authorised_by: Some("钱".into()),
            since: signed(),
        }],
        timeline: vec![
            event(What::Opened),
            event(What::Acknowledged),
            event(What::LevelSet(Level::Major)),
            event(What::Expected(Some(noon()))),
            event(What::Expected(None)),
            event(What::Ticked(step(1))),
            event(What::Skipped(step(2), "无".into())),
            event(What::Reopened(step(1))),
            event(What::Escalated(step(3), 2)),
            event(What::Command("王".into())),
            event(What::Restored),
            event(What::Closed("完".into())),
            event(What::Note("记".into())),
        ],
        ..bare.clone()
    };
    let kinds = Kind::ALL.into_iter().enumerate().map(|(n, kind)| {
        let level = Level::ALL[n % Level::ALL.len()];
        let id = format!("I-{n}").as_str().into();
        Incident { id, kind, link: kind.link(), level, first_level: level, ..bare.clone() }
    });
    let rules = LevelRule::ALL.into_iter().filter(|rule| !version_6::RULES.contains(rule));
    let rules = rules.enumerate().map(|(n, rule)| Incident {
        id: format!("I-rule-{n}").as_str().into(),
        rule: Some(rule),
        ..bare.clone()
    });
    kinds.chain(rules).chain([full]).map(Arc::new).map(added).collect()
}
