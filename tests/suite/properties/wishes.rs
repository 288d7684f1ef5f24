//! What is asked about supply on a random day: requests and what becomes of them, shipments, counts, orders, measures.

use crate::a_day::{ADay, date};
use crate::supply::{asked, asking, shipment, signed};
use mainstay::domain::command::Command;
use mainstay::domain::day::Way;
use mainstay::domain::ids::{MeasureId, RequestId, RetailerCode};
use mainstay::domain::playbook::Owner;
use mainstay::domain::supply::asking::{Choosing, Logging, SupplyCommand};
use mainstay::domain::supply::measures::MeasureKind;
use mainstay::domain::supply::request::Occasion;
use mainstay::domain::supply::stock::{OrderLine, Stock};
use mainstay::domain::units::Cartons;
use mainstay::recovery::insertion::ways;
use proptest::prelude::*;

#[derive(Clone, Debug)]
pub enum Wish {
    Ask { shop: u8, cartons: u32, funeral: bool },
    Approve { nth: usize, by_centre: bool },
    Refuse { nth: usize },
    Answer { nth: usize },
    Deliver { nth: usize, rank: usize },
    Done { nth: usize },
    Count { brand: u8, cartons: u32 },
    Order { shop: u8, brand: u8, cartons: u32, days: i64 },
    Announce { id: u8, cartons: u32, hour: u32 },
    Arrive { id: u8, cartons: u32 },
    Cancel { id: u8 },
    Choose { kind: usize, id: Option<u8> },
    Carried { nth: usize },
    Spread { nth: usize, shop: u8 },
    Log { days: Option<i64> },
}

pub fn a_wish(shop: impl Strategy<Value = u8> + Clone + 'static) -> impl Strategy<Value = Wish> {
    let nth = || 0..3_usize;
    let (brand, id) = (|| 1..4_u8, || 0..3_u8);
    prop_oneof![
        4 => (shop.clone(), 0..60_u32, any::<bool>())
            .prop_map(|(shop, cartons, funeral)| Wish::Ask { shop, cartons, funeral }),
        4 => (nth(), any::<bool>()).prop_map(|(nth, by_centre)| Wish::Approve { nth, by_centre }),
        1 => nth().prop_map(|nth| Wish::Refuse { nth }),
        2 => nth().prop_map(|nth| Wish::Answer { nth }),
        4 => (nth(), 0..3_usize).prop_map(|(nth, rank)| Wish::Deliver { nth, rank }),
        1 => nth().prop_map(|nth| Wish::Done { nth }),
        1 => (brand(), 0..200_u32).prop_map(|(brand, cartons)| Wish::Count { brand, cartons }),
        2 => (shop.clone(), brand(), 0..20_u32, -2..3_i64)
            .prop_map(|(shop, brand, cartons, days)| Wish::Order { shop, brand, cartons, days }),
        2 => (id(), 0..600_u32, 6..20_u32).prop_map(|(id, cartons, hour)| Wish::Announce { id, cartons, hour }),
        1 => (id(), 0..600_u32).prop_map(|(id, cartons)| Wish::Arrive { id, cartons }),
        1 => id().prop_map(|id| Wish::Cancel { id }),
        2 => (0..MeasureKind::ALL.len(), prop::option::of(id())).prop_map(|(kind, id)| Wish::Choose { kind, id }),
        1 => nth().prop_map(|nth| Wish::Carried { nth }),
        2 => (nth(), shop).prop_map(|(nth, shop)| Wish::Spread { nth, shop }),
        1 => prop::option::of(-1..9_i64).prop_map(|days| Wish::Log { days }),
    ]
}

fn shop_code(shop: u8) -> RetailerCode {
    RetailerCode::new(format!("J{shop}"))
}

/// The request with that number, or one that is not there.
fn request(day: &ADay, nth: usize) -> RequestId {
    day.state.supply.requests.keys().nth(nth).cloned().unwrap_or_else(|| "Q0-0".into())
}

fn measure(day: &ADay, nth: usize) -> MeasureId {
    day.state.supply.measures.keys().nth(nth).cloned().unwrap_or_else(|| "M0-0".into())
}

pub fn command(wish: &Wish, day: &ADay) -> Command {
    let signed = || signed(day, "Wang");
    let brand = |n: u8| format!("K{n}").as_str().into();
    let inbound = |id: u8| format!("DH-{id}");
    asked(match wish.clone() {
        Wish::Ask { shop, cartons, funeral } => {
            let occasion = if funeral { Occasion::Funeral } else { Occasion::Group };
            SupplyCommand::Ask(asking(day, &format!("J{shop}"), occasion, cartons, "19:30"))
        }
        Wish::Approve { nth, by_centre } => SupplyCommand::Approve {
            request: request(day, nth),
            level: if by_centre { Owner::MarketingCentre } else { Owner::MarketingDepartment },
            lines: None,
            signed: signed(),
        },
        Wish::Refuse { nth } => {
            SupplyCommand::Refuse { request: request(day, nth), why: "不符".into(), signed: signed() }
        }
        Wish::Answer { nth } => SupplyCommand::Answer {
            request: request(day, nth),
            day: Some(date()),
            way: Some(Way::Phone),
            signed: signed(),
        },
        Wish::Deliver { nth, rank } => delivered(day, nth, rank),
        Wish::Done { nth } => SupplyCommand::Done { request: request(day, nth), signed: signed() },
        Wish::Count { brand: n, cartons } => SupplyCommand::PutStocks(vec![Stock {
            brand: brand(n),
            cartons: Cartons(cartons),
            counted: day.now,
        }]),
        Wish::Order { shop, brand: n, cartons, days } => SupplyCommand::PutOrders {
            lines: vec![OrderLine {
                day: date().plus(days),
                retailer: shop_code(shop),
                brand: brand(n),
                cartons: Cartons(cartons),
            }],
            now: day.now,
        },
        Wish::Announce { id, cartons, hour } => {
            let known = shipment(&inbound(id), &format!("{hour:02}:00"));
            let inbounds =
                vec![mainstay::domain::supply::inbound::Inbound { cartons: Cartons(cartons), ..known }];
            SupplyCommand::PutInbounds { inbounds, by: "Wang".into(), now: day.now }
        }
        Wish::Arrive { id, cartons } => SupplyCommand::Arrive {
            inbound: inbound(id).as_str().into(),
            cartons: Cartons(cartons),
            signed: signed(),
        },
        Wish::Cancel { id } => SupplyCommand::Cancel {
            inbound: inbound(id).as_str().into(),
            why: "停产".into(),
            signed: signed(),
        },
        Wish::Choose { kind, id } => {
            let kind = MeasureKind::ALL[kind];
            SupplyCommand::Choose(Choosing {
                brand: "K1".into(),
                inbound: id.map(|id| inbound(id).as_str().into()),
                kind,
                owner: None,
                due: day.now,
                note: "".into(),
                instead: (kind == MeasureKind::Substitute).then(|| "K2".into()),
                signed: signed(),
            })
        }
        Wish::Carried { nth } => SupplyCommand::Carried { measure: measure(day, nth), signed: signed() },
        Wish::Spread { nth, shop } => SupplyCommand::Spread {
            measure: measure(day, nth),
            retailers: vec![shop_code(shop)],
            way: None,
            signed: signed(),
        },
        Wish::Log { days } => SupplyCommand::Log(Logging {
            enterprise: "E1".into(),
            contact: "".into(),
            what: "催货".into(),
            follow_up: days.map(|days| date().plus(days)),
            signed: signed(),
        }),
    })
}

/// One of the ways a request can come, or what is refused where there is none.
fn delivered(day: &ADay, nth: usize, rank: usize) -> SupplyCommand {
    let id = request(day, nth);
    let known = day.state.supply.requests.get(&id);
    let mut found = known.map(|known| ways(&day.state, day.revision, known, day.now)).unwrap_or_default();
    if found.is_empty() {
        return SupplyCommand::Done { request: id, signed: signed(day, "Wang") };
    }
    let way = found.swap_remove(rank.min(found.len() - 1));
    SupplyCommand::Deliver {
        request: id,
        day: way.day,
        passage: way.passage,
        route: Box::new(way.route),
        base: way.based_on,
        signed: signed(day, "Wang"),
    }
}
