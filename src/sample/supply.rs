//! Brands that nobody makes, what was ordered of them, what is left and on its way, two requests out of turn, and
//! whom to call.

use super::city::City;
use super::dice::{Dice, Stream};
use super::names;
use super::orders::{Planned, number_of};
use crate::domain::Command;
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::{BrandCode, EnterpriseCode, InboundId, RequestId};
use crate::domain::network::Name;
use crate::domain::playbook::Owner;
use crate::domain::supply::archive::{Contact, Enterprise, Role};
use crate::domain::supply::asking::{Asking, Choosing, Logging, SupplyCommand};
use crate::domain::supply::brand::{Brand, PriceGrade};
use crate::domain::supply::inbound::{Inbound, InboundState};
use crate::domain::supply::measures::MeasureKind;
use crate::domain::supply::request::{Line, Occasion};
use crate::domain::supply::stock::{Demand, OrderLine, Stock};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::units::{Cartons, Fen};
use chrono::{Datelike as _, TimeDelta};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// How many commands there are, before what time brings and after it.
pub(super) const SAID: usize = 13;

/// Name, sound, grade, yuan a carton, enterprise, whether the pack is irregular, share of all orders in thousandths, and
/// for how many tenths of a day there is stock.
type Kind = (&'static str, &'static str, u8, i64, usize, bool, u32, u64);

const BRANDS: [Kind; 22] = [
    ("云岭（典藏）", "Yunling Reserve", 1, 540, 0, false, 12, 210),
    ("云岭（硬）", "Yunling Hard", 1, 260, 0, false, 95, 21),
    ("云岭（细支）", "Yunling Slim", 1, 250, 0, true, 60, 96),
    ("江渡（金）", "Jiangdu Gold", 1, 290, 1, false, 48, 118),
    ("江渡（中支）", "Jiangdu Medium", 1, 245, 1, true, 40, 87),
    ("青峰（紫）", "Qingfeng Violet", 2, 180, 2, false, 70, 42),
    ("青峰（细支）", "Qingfeng Slim", 2, 175, 2, true, 35, 103),
    ("云岭（软）", "Yunling Soft", 2, 190, 0, false, 82, 131),
    ("溪石（蓝）", "Xishi Blue", 2, 160, 3, false, 46, 44),
    ("青峰（红）", "Qingfeng Red", 3, 110, 2, false, 130, 74),
    ("江渡（红）", "Jiangdu Red", 3, 105, 1, false, 98, 7),
    ("溪石（银）", "Xishi Silver", 3, 115, 3, false, 55, 168),
    ("晨钟（硬）", "Chenzhong Hard", 3, 98, 3, false, 42, 140),
    ("山月（软）", "Shanyue Soft", 4, 75, 2, false, 60, 122),
    ("晨钟（软）", "Chenzhong Soft", 4, 68, 3, false, 38, 188),
    ("江渡（乡情）", "Jiangdu Country", 4, 62, 1, false, 30, 97),
    ("山月（纪念）", "Shanyue Jubilee", 4, 80, 2, false, 1, 2_600),
    ("山月（白）", "Shanyue White", 5, 45, 2, false, 22, 260),
    ("晨钟（绿）", "Chenzhong Green", 5, 38, 3, false, 16, 175),
    ("溪石（短支）", "Xishi Short", 1, 320, 3, true, 9, 340),
    ("青峰（礼盒）", "Qingfeng Gift", 1, 600, 2, true, 1, 3_400),
    ("云岭（雪茄）", "Yunling Cigar", 2, 200, 0, true, 10, 220),
];

/// Brands bought only now and then.
const RARE: u32 = 2;

const ENTERPRISES: [(&str, &str, &str, &str); 4] = [
    ("云岭卷烟厂", "Yunling Tobacco Works", "年产 62 万箱", "云岭系列扩产，细支增长较快"),
    ("江渡烟草工业公司", "Jiangdu Tobacco Industry", "年产 48 万箱", "三类烟稳定，中支试点投放"),
    ("青峰卷烟厂", "Qingfeng Tobacco Works", "年产 35 万箱", "二类烟增长，礼盒节前供应"),
    ("晨钟烟草工业公司", "Chenzhong Tobacco Industry", "年产 27 万箱", "低档烟逐步减产"),
];

/// What was ordered so far.
#[derive(Default)]
pub(super) struct Ordered {
    demand: Vec<Demand>,
    lines: Vec<OrderLine>,
}

fn brand_code(at: usize) -> BrandCode {
    BrandCode::new(format!("69{:04}", at + 1))
}

fn enterprise_code(at: usize) -> EnterpriseCode {
    EnterpriseCode::new(format!("G{:02}", at + 1))
}

impl Ordered {
    /// A day that is over or under way: added up by brand.
    pub(super) fn add(&mut self, seed: u64, day: ServiceDay, planned: &[Planned]) {
        let mut dice = Dice::new(seed, Stream::Supply, number_of(day));
        let stops = planned.iter().flat_map(|planned| &planned.route.stops);
        let total: u64 = stops.map(|stop| u64::from(stop.cartons.0)).sum();
        let wanted = wanted(&mut dice, day);
        let all: u64 = wanted.iter().sum();
        for (at, part) in wanted.into_iter().enumerate().filter(|(_, part)| *part > 0) {
            let cartons = u32::try_from(total * part / all.max(1)).unwrap_or(u32::MAX);
            self.demand.push(Demand { brand: brand_code(at), day, cartons: Cartons(cartons) });
        }
    }

    /// A day that is only planned: who ordered what.
    pub(super) fn add_lines(&mut self, seed: u64, city: &City, day: ServiceDay, planned: &[Planned]) {
        let mut dice = Dice::new(seed, Stream::Supply, number_of(day));
        let wanted = wanted(&mut dice, day);
        let all = u32::try_from(wanted.iter().sum::<u64>()).unwrap_or(u32::MAX);
        let draw = |dice: &mut Dice| {
            let mut at = dice.below(all);
            let of = |part: &u64| u32::try_from(*part).unwrap_or(0);
            wanted
                .iter()
                .position(|part| at.checked_sub(of(part)).map(|left| at = left).is_none())
                .unwrap_or(0)
        };
        let visits = planned.iter().flat_map(|planned| planned.route.stops.iter().zip(&planned.visits));
        for (stop, visit) in visits {
            let mut left = stop.cartons.0;
            let mut basket: BTreeMap<usize, u32> = BTreeMap::new();
            for nth in (1..=3).rev() {
                let part = if nth == 1 { left } else { left / nth };
                *basket.entry(draw(&mut dice)).or_default() += part;
                left -= part;
            }
            let retailer = &city.shops[visit.shop].code;
            let line = |(at, cartons): (usize, u32)| OrderLine {
                day,
                retailer: retailer.clone(),
                brand: brand_code(at),
                cartons: Cartons(cartons),
            };
            self.lines.extend(basket.into_iter().filter(|(_, cartons)| *cartons > 0).map(line));
        }
    }

    /// An ordinary day's of a brand, in tenths of a carton, and what goes out today.
    fn usual(&self, brand: &BrandCode, today: ServiceDay) -> (u64, u64) {
        let days = self.demand.iter().map(|demand| demand.day).collect::<std::collections::BTreeSet<_>>();
        let of_brand = self.demand.iter().filter(|demand| demand.brand == *brand);
        let all: u64 = of_brand.clone().map(|demand| u64::from(demand.cartons.0)).sum();
        let now =
            of_brand.filter(|demand| demand.day == today).map(|demand| u64::from(demand.cartons.0)).sum();
        ((all * 10).checked_div(days.len() as u64).unwrap_or(0), now)
    }
}

/// Each brand's part of a day: its share, the weekday's taste, and chance.
fn wanted(dice: &mut Dice, day: ServiceDay) -> Vec<u64> {
    let weekday = i64::from(day.0.weekday().num_days_from_monday());
    let part = |kind: &Kind| {
        let (.., grade, _, _, irregular, share, _) = *kind;
        // The nearer the weekend, the dearer the taste; slim packs sell in the middle of the week.
        let taste = (weekday - 2) * (3 - i64::from(grade)) * 60
            + if irregular { 150 - (weekday - 2).abs() * 100 } else { 0 };
        let noise = i64::from(dice.bell(130));
        let rarely = share <= RARE && !dice.happens(280);
        let part = i64::from(share) * (1_000 + taste + noise + i64::from(kind.4 == 1) * 20);
        if rarely { 0 } else { u64::try_from(part).unwrap_or(0) }
    };
    BRANDS.iter().map(part).collect()
}

fn told(asked: SupplyCommand) -> Command {
    Command::Supply(Box::new(asked))
}

/// What is said before and after time brings what is due.
pub(super) fn commands(
    seed: u64,
    city: &City,
    ordered: Ordered,
    moment: Timestamp,
) -> (Vec<Command>, Vec<Command>) {
    let mut dice = Dice::new(seed, Stream::Supply, 0);
    let today = moment.day();
    let ago = |minutes: i64| moment.plus(TimeDelta::minutes(-minutes));
    let person = |dice: &mut Dice| SmolStr::from(names::person(dice));
    let contacts = contacts(&mut dice);
    let representative = contacts.last().map(|contact| contact.name.clone()).unwrap_or_default();
    let (clerk, manager, buyer) = (person(&mut dice), person(&mut dice), person(&mut dice));
    let signed = |minutes, by: &SmolStr| Signed { at: ago(minutes), by: by.clone() };
    let (stocks, inbounds) = (stocks(&ordered, today), inbounds(&ordered, moment));
    let request = |nth: u32| RequestId::new(format!("Q{}-{nth}", today.0.format("%y%m%d")));
    let first = told(SupplyCommand::Ask(wedding(&mut dice, city, signed(55, &clerk), today)));
    let second = told(SupplyCommand::Ask(funeral(&mut dice, city, signed(8, &clerk), today)));
    let late = inbounds[0].clone();
    let before = vec![
        told(SupplyCommand::PutEnterprises(enterprises())),
        told(SupplyCommand::PutContacts(contacts)),
        told(SupplyCommand::PutBrands(brands())),
        told(SupplyCommand::PutDemand(ordered.demand)),
        told(SupplyCommand::PutOrders { lines: ordered.lines, now: moment }),
        told(SupplyCommand::PutStocks(stocks)),
        told(SupplyCommand::PutInbounds { inbounds, by: buyer.clone(), now: moment }),
        first,
        told(SupplyCommand::Approve {
            request: request(1),
            level: Owner::MarketingDepartment,
            lines: None,
            signed: signed(40, &manager),
        }),
        told(SupplyCommand::Answer {
            request: request(1),
            day: None,
            way: Some(Way::Phone),
            signed: signed(30, &clerk),
        }),
        second,
    ];
    let after = vec![
        told(SupplyCommand::Choose(Choosing {
            brand: late.brand,
            inbound: Some(late.id),
            kind: MeasureKind::Urge,
            owner: None,
            due: moment.plus(TimeDelta::minutes(100)),
            note: SmolStr::default(),
            instead: None,
            signed: signed(0, &buyer),
        })),
        told(SupplyCommand::Log(Logging {
            enterprise: enterprise_code(0),
            contact: representative,
            what: "货车昨夜在途中故障，已换车，预计今日下午到货".into(),
            follow_up: Some(today),
            signed: signed(0, &buyer),
        })),
    ];
    (before, after)
}

fn brands() -> Vec<Brand> {
    let brand = |(at, kind): (usize, &Kind)| {
        let (local, english, grade, yuan, maker, irregular, ..) = *kind;
        Brand {
            code: brand_code(at),
            name: Name::with_english(local, english),
            grade: PriceGrade::new(grade).unwrap_or(PriceGrade::ALL[4]),
            spec: if irregular { "异型 100mm" } else { "条盒 84mm" }.into(),
            price: Fen(yuan * 100),
            enterprise: Some(enterprise_code(maker)),
            irregular,
        }
    };
    BRANDS.iter().enumerate().map(brand).collect()
}

fn enterprises() -> Vec<Enterprise> {
    let enterprise = |(at, kind): (usize, &(&str, &str, &str, &str))| {
        let (local, english, scale, prospects) = *kind;
        let own: Vec<&Kind> = BRANDS.iter().filter(|brand| brand.4 == at).collect();
        let names: Vec<&str> = own.iter().map(|brand| brand.0).collect();
        let yuan = own.iter().map(|brand| brand.3);
        let (low, high) = (yuan.clone().min().unwrap_or(0), yuan.max().unwrap_or(0));
        Enterprise {
            code: enterprise_code(at),
            name: Name::with_english(local, english),
            address: format!("工业园区 {} 号", at + 1).into(),
            scale: scale.into(),
            brands: names.join("、").into(),
            prices: format!("{low}–{high} 元/条").into(),
            prospects: prospects.into(),
        }
    };
    ENTERPRISES.iter().enumerate().map(enterprise).collect()
}

/// The salesman of the first enterprise last.
fn contacts(dice: &mut Dice) -> Vec<Contact> {
    let mut contacts = Vec::new();
    for at in (0..ENTERPRISES.len()).rev() {
        for role in [Role::MarketingDirector, Role::RegionalHead, Role::Salesman] {
            contacts.push(Contact {
                enterprise: enterprise_code(at),
                name: names::person(dice).into(),
                role,
                phone: names::phone(dice).into(),
            });
        }
    }
    contacts
}

/// Counted last night.
fn stocks(ordered: &Ordered, today: ServiceDay) -> Vec<Stock> {
    let counted = Timestamp::of(today.plus(-1), TimeOfDay::hm(20, 30));
    let stock = |(at, kind): (usize, &Kind)| {
        let brand = brand_code(at);
        let (daily_tenths, goes_out) = ordered.usual(&brand, today);
        let cartons = goes_out + daily_tenths * kind.7 / 100;
        Stock { brand, cartons: Cartons(u32::try_from(cartons).unwrap_or(u32::MAX)), counted }
    };
    BRANDS.iter().enumerate().map(stock).collect()
}

/// The late one first.
fn inbounds(ordered: &Ordered, moment: Timestamp) -> Vec<Inbound> {
    let today = moment.day();
    let shipments: [(usize, i64, TimeOfDay, u64); 5] = [
        (1, -1, TimeOfDay::hm(17, 0), 6),
        (10, 1, TimeOfDay::hm(9, 30), 8),
        (5, 2, TimeOfDay::hm(14, 0), 5),
        (9, 4, TimeOfDay::hm(10, 0), 7),
        (13, 0, TimeOfDay::hm(8, 10), 4),
    ];
    let inbound = |(nth, (at, days, time, lasts)): (usize, (usize, i64, TimeOfDay, u64))| {
        let brand = brand_code(at);
        let (daily_tenths, _) = ordered.usual(&brand, today);
        // In whole cases of fifty.
        let cartons = Cartons(u32::try_from((daily_tenths * lasts / 500).max(1) * 50).unwrap_or(u32::MAX));
        let due = Timestamp::of(today.plus(days), time);
        let came = nth == 4 && due <= moment;
        Inbound {
            id: InboundId::new(format!("DH{}{:02}", today.0.format("%y%m%d"), nth + 1)),
            brand,
            cartons,
            due,
            from: Some(enterprise_code(BRANDS[at].4)),
            plate: format!("云X·{:05}", 20_011 + nth * 37).into(),
            state: if came { InboundState::Arrived { at: due, cartons } } else { InboundState::Expected },
        }
    };
    shipments.into_iter().enumerate().map(inbound).collect()
}

fn wedding(dice: &mut Dice, city: &City, signed: Signed, today: ServiceDay) -> Asking {
    let lines = vec![line(3, 12), line(7, 6)];
    let needed_by = Timestamp::of(today.plus(2), TimeOfDay::hm(12, 0));
    asking(dice, city, Occasion::Wedding, lines, (needed_by, signed))
}

fn funeral(dice: &mut Dice, city: &City, signed: Signed, today: ServiceDay) -> Asking {
    let needed_by = Timestamp::of(today, TimeOfDay::hm(17, 30));
    asking(dice, city, Occasion::Funeral, vec![line(9, 30)], (needed_by, signed))
}

fn line(brand: usize, cartons: u32) -> Line {
    Line { brand: brand_code(brand), cartons: Cartons(cartons) }
}

fn asking(
    dice: &mut Dice,
    city: &City,
    occasion: Occasion,
    lines: Vec<Line>,
    (needed_by, signed): (Timestamp, Signed),
) -> Asking {
    // A shop that is delivered to on another weekday has nothing coming today.
    let visited = city.rounds[0].iter().flat_map(|round| round.visits.iter().map(|visit| visit.shop));
    let today: std::collections::BTreeSet<usize> = visited.collect();
    let others: Vec<usize> = (0..city.shops.len()).filter(|shop| !today.contains(shop)).collect();
    let shop = others[dice.index(others.len())];
    let contact = format!("{} {}", names::person(dice), names::phone(dice));
    Asking {
        retailer: city.shops[shop].code.clone(),
        licence: city.licences[shop].clone(),
        occasion,
        lines,
        needed_by,
        contact: contact.into(),
        signed,
    }
}
