//! One of each kind of supply, and each thing one can say.

use super::super::{added, day, name_of, noon};
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::operation::Change;
use crate::domain::playbook::Owner;
use crate::domain::settings::SupplySettings;
use crate::domain::supply::archive::{Contact, Enterprise, Role, Talk};
use crate::domain::supply::brand::{Brand, PriceGrade};
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::inbound::{Inbound, InboundState};
use crate::domain::supply::measures::{Heard, Measure, MeasureKind};
use crate::domain::supply::request::{Answer, Decision, Delivery, Line, Occasion, Passage, Request};
use crate::domain::supply::stock::{Demand, OrderLine, Stock};
use crate::domain::units::{Cartons, Fen, Seconds};
use std::collections::BTreeMap;
use std::sync::Arc;

pub fn settings() -> SupplySettings {
    SupplySettings {
        yellow_below: 7,
        orange_below: 4,
        red_below: 2,
        slow_over: 90,
        request_limit: Cartons(30),
        most_cartons: Cartons(500),
        picking: Seconds(1_200),
    }
}

fn signed() -> Signed {
    Signed { at: noon(), by: "孙".into() }
}

fn again<T>(before: T, after: T) -> Change<T> {
    Change { before: Some(before), after: Some(after) }
}

pub fn changes() -> Vec<SupplyChange> {
    let stock = |cartons| Stock { brand: "K1".into(), cartons: Cartons(cartons), counted: noon() };
    let line = |cartons| OrderLine {
        day: day(),
        retailer: "000000000001".into(),
        brand: "K1".into(),
        cartons: Cartons(cartons),
    };
    vec![
        SupplyChange::Enterprises(vec![added(Enterprise {
            code: "E1".into(),
            name: name_of("云岭卷烟厂"),
            address: "工业路 1 号".into(),
            scale: "年产 40 万箱".into(),
            brands: "云岭".into(),
            prices: "110–260 元/条".into(),
            prospects: "稳".into(),
        })]),
        SupplyChange::Contacts(
            Role::ALL.into_iter().zip(["甲", "乙", "丙", "丁"]).map(contact).map(added).collect(),
        ),
        SupplyChange::Brands(PriceGrade::ALL.into_iter().zip(1..).map(brand).map(added).collect()),
        SupplyChange::Stocks(vec![added(stock(100)), again(stock(100), stock(90))]),
        SupplyChange::Demand(vec![added(Demand { brand: "K1".into(), day: day(), cartons: Cartons(45) })]),
        SupplyChange::Lines(vec![added(line(5)), again(line(5), line(6))]),
        SupplyChange::Inbounds(inbounds().into_iter().map(added).collect()),
        SupplyChange::Requests(requests().into_iter().map(Arc::new).map(added).collect()),
        SupplyChange::Measures(
            MeasureKind::ALL.into_iter().zip(1..).map(measure).map(Arc::new).map(added).collect(),
        ),
        SupplyChange::Talks(vec![added(talk(1)), added(talk(2)), added(talk(3))]),
    ]
}

fn contact((role, name): (Role, &str)) -> Contact {
    let phone = if role == Role::Other { "" } else { "13900000000" };
    Contact { enterprise: "E1".into(), name: name.into(), role, phone: phone.into() }
}

fn brand((grade, n): (PriceGrade, u8)) -> Brand {
    Brand {
        code: format!("K{n}").as_str().into(),
        name: name_of("云岭（硬）"),
        grade,
        spec: if n == 2 { "" } else { "硬盒 84mm" }.into(),
        price: Fen(26_000),
        enterprise: (n != 2).then(|| "E1".into()),
        irregular: n == 3,
    }
}

fn inbounds() -> Vec<Inbound> {
    let states = [
        InboundState::Expected,
        InboundState::Arrived { at: noon(), cartons: Cartons(900) },
        InboundState::Cancelled { at: noon(), why: "检修".into() },
    ];
    let inbound = |(state, n): (InboundState, u8)| Inbound {
        id: format!("DH-{n}").as_str().into(),
        brand: "K1".into(),
        cartons: Cartons(1_000),
        due: noon(),
        from: (n == 1).then(|| "E1".into()),
        plate: if n == 1 { "鄂A·00001" } else { "" }.into(),
        state,
    };
    states.into_iter().zip(1..).map(inbound).collect()
}

fn requests() -> Vec<Request> {
    let lines = || vec![Line { brand: "K1".into(), cartons: Cartons(12) }];
    let plain = |n: usize, occasion| Request {
        id: format!("Q261123-{n}").as_str().into(),
        retailer: "000000000001".into(),
        licence: "420302100001".into(),
        occasion,
        lines: lines(),
        needed_by: noon(),
        contact: "".into(),
        asked: signed(),
        decision: None,
        delivery: None,
        answered: None,
        done: None,
    };
    let approved = || Decision::Approved { signed: signed(), level: Owner::MarketingCentre, lines: lines() };
    let refused = Decision::Refused { signed: signed(), why: "外流嫌疑".into() };
    let mut requests = vec![
        plain(1, Occasion::Wedding),
        Request { contact: "王 13900000000".into(), ..plain(2, Occasion::Other("开业".into())) },
        Request {
            decision: Some(refused),
            answered: Some(Answer { signed: signed(), way: None }),
            ..plain(3, Occasion::Group)
        },
    ];
    requests.extend((4..).zip(Passage::ALL).map(|(n, passage)| Request {
        decision: Some(approved()),
        delivery: Some(Delivery { day: day(), route: "X07".into(), passage, signed: signed() }),
        answered: Some(Answer { signed: signed(), way: Some(Way::Phone) }),
        done: (n == 4).then(signed),
        ..plain(n, Occasion::Funeral)
    }));
    requests
}

fn measure((kind, n): (MeasureKind, u8)) -> Measure {
    let heard = Heard { signed: signed(), way: Some(Way::Text) };
    let unsaid = Heard { signed: signed(), way: None };
    let told = [("000000000001".into(), heard), ("000000000002".into(), unsaid)];
    Measure {
        id: format!("M261123-{n}").as_str().into(),
        brand: "K1".into(),
        inbound: (n == 3).then(|| "DH-1".into()),
        kind,
        owner: kind.owner(),
        due: noon(),
        note: if n == 1 { "5 000 条" } else { "" }.into(),
        instead: (kind == MeasureKind::Substitute).then(|| "K2".into()),
        chosen: signed(),
        done: (n == 2).then(signed),
        told: if kind == MeasureKind::Substitute { told.into_iter().collect() } else { BTreeMap::new() },
    }
}

fn talk(n: u8) -> Talk {
    Talk {
        id: format!("T261123-{n}").as_str().into(),
        enterprise: "E1".into(),
        contact: if n == 1 { "" } else { "丙" }.into(),
        logged: signed(),
        what: "到货时间".into(),
        follow_up: (n > 1).then(|| day().plus(2)),
        done: (n == 3).then(signed),
    }
}
