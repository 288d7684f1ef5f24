//! Supply: what is asked and decided, the ways a request can come, and how well demand is told ahead.

mod archive;
mod cards;
mod forecast;
mod insertion;

use crate::a_day::{ADay, date, time};
use mainstay::domain::Command;
use mainstay::domain::emergency::Signed;
use mainstay::domain::network::Name;
use mainstay::domain::playbook::Owner;
use mainstay::domain::refusal::Refusal;
use mainstay::domain::supply::archive::Enterprise;
use mainstay::domain::supply::asking::{Asking, SupplyCommand};
use mainstay::domain::supply::brand::{Brand, PriceGrade};
use mainstay::domain::supply::cover::{course, cover};
use mainstay::domain::supply::inbound::{Inbound, InboundState};
use mainstay::domain::supply::request::{Line, Occasion};
use mainstay::domain::supply::stock::{Demand, Stock};
use mainstay::domain::time::{ServiceDay, Timestamp};
use mainstay::domain::units::{Cartons, Fen};

pub fn asked(command: SupplyCommand) -> Command {
    Command::Supply(Box::new(command))
}

pub fn signed(day: &ADay, by: &str) -> Signed {
    Signed { at: day.now, by: by.into() }
}

pub fn moment(text: &str) -> Timestamp {
    Timestamp::of(date(), time(text))
}

pub fn brand(code: &str, name: &str, class: u8, yuan: i64) -> Brand {
    Brand {
        code: code.into(),
        name: Name::new(name),
        grade: PriceGrade::new(class).expect("a class"),
        spec: "".into(),
        price: Fen(yuan * 100),
        enterprise: Some("E1".into()),
        irregular: false,
    }
}

/// Two brands of the first class and one of the third, sold at ten cartons on every working day of the eight weeks before
/// `today`, a thousand of each counted at six that morning; and the enterprise they are from.
pub fn founding(today: ServiceDay) -> Vec<Command> {
    let brands = vec![
        brand("K1", "云岭（硬）", 1, 260),
        brand("K2", "云岭（细支）", 1, 250),
        brand("K3", "青峰（红）", 3, 110),
    ];
    let codes: Vec<_> = brands.iter().map(|brand| brand.code.clone()).collect();
    let days = (1..=56)
        .map(|back| today.plus(-back))
        .filter(|day| chrono::Datelike::weekday(&day.0).num_days_from_monday() < 5);
    let demand = days.flat_map(|day| {
        codes.clone().into_iter().map(move |brand| Demand { brand, day, cartons: Cartons(10) })
    });
    let counted = Timestamp::of(today, time("06:00"));
    let stock = |brand| Stock { brand, cartons: Cartons(1_000), counted };
    let stocks = codes.iter().cloned().map(stock).collect();
    let enterprise = Enterprise {
        code: "E1".into(),
        name: Name::new("云岭卷烟厂"),
        address: "".into(),
        scale: "".into(),
        brands: "".into(),
        prices: "".into(),
        prospects: "".into(),
    };
    let all = [
        SupplyCommand::PutEnterprises(vec![enterprise]),
        SupplyCommand::PutBrands(brands),
        SupplyCommand::PutDemand(demand.collect()),
        SupplyCommand::PutStocks(stocks),
    ];
    all.map(asked).into()
}

/// The day, with all that.
pub fn with_supply(day: ADay) -> ADay {
    founding(date()).into_iter().fold(day, ADay::does)
}

pub fn left_of(day: ADay, brand: &str, cartons: u32) -> ADay {
    let stock = Stock { brand: brand.into(), cartons: Cartons(cartons), counted: day.now };
    day.does(asked(SupplyCommand::PutStocks(vec![stock])))
}

pub fn shipment(id: &str, due: &str) -> Inbound {
    Inbound {
        id: id.into(),
        brand: "K1".into(),
        cartons: Cartons(500),
        due: moment(due),
        from: Some("E1".into()),
        plate: "鄂A·00001".into(),
        state: InboundState::Expected,
    }
}

pub fn put_inbound(day: ADay, inbound: Inbound) -> ADay {
    let command = SupplyCommand::PutInbounds { inbounds: vec![inbound], by: "采供".into(), now: day.now };
    day.does(asked(command))
}

/// `K1` for this shop, needed at this time today.
pub fn asking(day: &ADay, shop: &str, occasion: Occasion, cartons: u32, needed: &str) -> Asking {
    Asking {
        retailer: shop.into(),
        licence: "420302100001".into(),
        occasion,
        lines: vec![Line { brand: "K1".into(), cartons: Cartons(cartons) }],
        needed_by: moment(needed),
        contact: "".into(),
        signed: signed(day, "订货员"),
    }
}

pub fn approval(day: &ADay, level: Owner) -> SupplyCommand {
    let last = day.state.supply.requests.keys().next_back().expect("a request").clone();
    SupplyCommand::Approve { request: last, level, lines: None, signed: signed(day, "审批人") }
}

/// Why a wish about supply is refused, in words.
pub fn why(day: &ADay, command: SupplyCommand) -> String {
    let refusal: Refusal = day.refuses(asked(command));
    refusal.to_string()
}

#[test]
fn bad_requests_are_refused_with_a_clear_word() {
    let day = with_supply(crate::a_day::a_day()).at("09:00");
    let ask = |change: fn(&mut Asking)| {
        let mut asking = asking(&day, "J7", Occasion::Wedding, 12, "17:00");
        change(&mut asking);
        SupplyCommand::Ask(asking)
    };
    let whys = [
        ask(|asking| asking.retailer = "J77".into()),
        ask(|asking| asking.licence = " ".into()),
        ask(|asking| asking.lines.clear()),
        ask(|asking| asking.lines[0].brand = "K9".into()),
        ask(|asking| asking.lines[0].cartons = Cartons(100_000)),
        ask(|asking| asking.needed_by = moment("08:59")),
    ];
    let whys: Vec<String> = whys.into_iter().map(|command| why(&day, command)).collect();
    expect_test::expect![[r"
        there is no retailer J77
        no licence was given
        nothing was asked for
        there is no brand K9
        Cartons(100000) cannot be meant; the most is Cartons(1000)
        it would be needed by Timestamp(2026-11-23T08:59:00), which has passed"]]
    .assert_eq(&whys.join("\n"));
}

#[test]
fn what_is_left_is_the_count_less_what_went_and_with_what_came() {
    use mainstay::domain::supply::left::{free, left};
    let counted = Timestamp::of(date().plus(-2), time("20:00"));
    let stock = Stock { brand: "K1".into(), cartons: Cartons(100), counted };
    let ordered =
        |days, cartons| Demand { brand: "K1".into(), day: date().plus(days), cartons: Cartons(cartons) };
    let came = |id: &str, at| {
        let at = Timestamp::of(date().plus(at), time("09:00"));
        let state = InboundState::Arrived { at, cartons: Cartons(40) };
        Inbound { state, cartons: Cartons(40), ..shipment(id, "09:00") }
    };
    let day = with_supply(crate::a_day::a_day()).at("10:00");
    // The stock is counted at six today already; the count of two days ago is the newest in this store.
    let mut day = day;
    std::sync::Arc::make_mut(&mut day.state.supply.stocks).remove(&"K1".into());
    let day =
        day.does(asked(SupplyCommand::PutStocks(vec![stock]))).does(asked(SupplyCommand::PutDemand(vec![
            ordered(-2, 50),
            ordered(-1, 10),
            ordered(0, 5),
            ordered(1, 7),
        ])));
    let day = put_inbound(put_inbound(day, came("DH-1", -3)), came("DH-2", -1));
    let of = |day: &ADay| {
        let (supply, brand) = (&day.state.supply, "K1".into());
        let cartons = |left: Option<Cartons>| left.expect("counted").0;
        (cartons(left(supply, &brand, day.now)), cartons(free(supply, &brand, day.now, None)))
    };
    assert_eq!(of(&day), (125, 118), "100 - 10 - 5 + 40, and 7 are ordered for tomorrow");
    let ask = SupplyCommand::Ask(asking(&day, "J7", Occasion::Group, 12, "17:00"));
    let day = day.does(asked(ask));
    assert_eq!(of(&day), (125, 118), "nothing is granted yet");
    let approve = approval(&day, Owner::MarketingDepartment);
    assert_eq!(of(&day.does(asked(approve))), (113, 106));
}

#[test]
fn the_course_of_the_stock_is_first_short_on_the_day_it_is_said_to_be_out() {
    let day = left_of(with_supply(crate::a_day::a_day()).at("10:00"), "K1", 34);
    let on_its_way = Inbound { cartons: Cartons(20), ..shipment("DH1", "20:00") };
    let day = put_inbound(day, on_its_way);
    let known = cover(&day.state, &"K1".into(), day.now);
    let course = course(&day.state, &"K1".into(), day.now, 28);
    assert_eq!(course.len(), 28);
    assert!(course.iter().all(|ahead| ahead.wanted <= Cartons(10)));
    // 54 cartons are five days' and a bit.
    let short = course.iter().find(|ahead| ahead.left == Some(Cartons(0)));
    assert_eq!(short.map(|ahead| ahead.day), known.out_on);
    let before: Vec<_> = course.iter().filter_map(|ahead| ahead.left).take(5).collect();
    assert_eq!(before, [44, 34, 24, 14, 14].map(Cartons));
}
