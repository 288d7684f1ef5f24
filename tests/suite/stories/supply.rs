//! The emergency plan on supply: temporary replenishment (1.4), and the measures against shortage (3.1 to 3.6).
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use crate::a_day::{ADay, a_day, date};
use crate::supply::{
    approval, asked, asking, left_of, moment, put_inbound, shipment, signed, why, with_supply,
};
use expect_test::{Expect, expect};
use mainstay::domain::Command;
use mainstay::domain::day::Way;
use mainstay::domain::emergency::StepDone;
use mainstay::domain::playbook::Owner;
use mainstay::domain::supply::asking::{Choosing, Logging, SupplyCommand};
use mainstay::domain::supply::cover::cover;
use mainstay::domain::supply::measures::MeasureKind;
use mainstay::domain::supply::request::Occasion;
use mainstay::domain::supply::stock::OrderLine;
use mainstay::domain::supply::substitutes::{substitutes, touched};
use mainstay::domain::units::Cartons;
use mainstay::recovery::insertion::ways;
use std::fmt::Write as _;

fn a_day_with_supply() -> ADay {
    with_supply(a_day().route("R1", "V1", "09:00", &["J1", "J2", "J3"]).spare("V9", 100)).at("08:00")
}

#[expect(clippy::needless_pass_by_value, reason = "so that what is expected is the last word of a test")]
fn check(day: &ADay, expected: Expect) {
    expected.assert_eq(&told(day));
}

/// Requests, shipments, measures and what their cards say, in few words.
fn told(day: &ADay) -> String {
    let supply = &day.state.supply;
    let mut text = String::new();
    let mut requests: Vec<_> = supply.requests.values().collect();
    requests.sort_by(|a, b| a.urgency().cmp(&b.urgency()));
    for one in requests {
        let delivery = one.delivery.as_ref().map_or(String::new(), |delivery| {
            format!(" by {} {} on {}", delivery.passage.name(), delivery.route, delivery.day)
        });
        let answered = if one.answered.is_some() { ", answered" } else { "" };
        let (id, stage) = (&one.id, one.stage().name());
        writeln!(text, "{id} {} {}: {stage}{delivery}{answered}", one.occasion.name(), one.cartons().0)
            .expect("text");
    }
    for one in supply.inbounds.values() {
        let wrong = one.wrong(day.now).map_or("", |wrong| wrong.name());
        writeln!(text, "{} {} {wrong}", one.id, one.state.name()).expect("text");
    }
    for one in supply.measures.values() {
        let done = if one.done.is_some() { "done" } else { "open" };
        let (id, kind, owner) = (&one.id, one.kind.name(), one.owner.name());
        writeln!(text, "{id} {} {kind} by {owner}: {done}, {} told", one.brand, one.told.len())
            .expect("text");
    }
    for incident in day.state.incidents.values() {
        let steps: Vec<String> = incident
            .steps
            .iter()
            .map(|(step, how)| match how {
                StepDone::Ticked(_) => step.to_string(),
                StepDone::Skipped { why, .. } => format!("{step} skipped ({why})"),
            })
            .collect();
        let (id, kind, standing) = (&incident.id, incident.kind.name(), incident.standing().name());
        writeln!(text, "  {id} {kind} {standing} [{}]", steps.join(", ")).expect("text");
    }
    text
}

fn request(day: &ADay, nth: usize) -> mainstay::domain::ids::RequestId {
    day.state.supply.requests.keys().nth(nth).expect("a request").clone()
}

fn ask(day: ADay, shop: &str, occasion: Occasion, cartons: u32) -> ADay {
    let asking = asking(&day, shop, occasion, cartons, "17:00");
    day.does(asked(SupplyCommand::Ask(asking)))
}

fn choose(day: ADay, kind: MeasureKind, inbound: Option<&str>, instead: Option<&str>) -> ADay {
    let choosing = Choosing {
        brand: "K1".into(),
        inbound: inbound.map(Into::into),
        kind,
        owner: None,
        due: moment("16:00"),
        note: "".into(),
        instead: instead.map(Into::into),
        signed: signed(&day, "采供"),
    };
    day.does(asked(SupplyCommand::Choose(choosing)))
}

/// 1.4: a wedding's twelve cartons are within what the department may grant, and go with the route that passes by.
#[test]
fn a_wedding_is_granted_by_the_department_and_brought_by_a_passing_route() {
    let day = ask(a_day_with_supply(), "J7", Occasion::Wedding, 12);
    let approve = approval(&day, Owner::MarketingDepartment);
    let day = day.at("08:10").does(asked(approve));
    let id = request(&day, 0);
    let found = ways(&day.state, day.revision, &day.state.supply.requests[&id], day.now);
    let way = found[0].clone();
    let deliver = SupplyCommand::Deliver {
        request: id.clone(),
        day: way.day,
        passage: way.passage,
        route: Box::new(way.route),
        base: way.based_on,
        signed: signed(&day, "调度员"),
    };
    let day = day.does(asked(deliver));
    assert_eq!(day.last.len(), 3, "route, request and card in one change");
    let answer = SupplyCommand::Answer {
        request: id,
        day: Some(date()),
        way: Some(Way::Phone),
        signed: signed(&day, "客户经理"),
    };
    let day = day.does(asked(answer));
    check(
        &day,
        expect![[r#"
        Q261123-1 wedding 12: arranged by passing R1 on 2026-11-23, answered
          Q261123-1 replenishment open [I1, I2, I3, I4, I5, I6]
    "#]],
    );
    let (route, stop) = day.find("J7");
    assert!(stop.told.is_some(), "the ledger of the day knows that it was told");
    assert_eq!(route.id.as_str(), "R1");
    let day = day.departed("R1", "09:00").delivered("J7", "09:20").at("09:30");
    let now = day.now;
    check(
        &day.does(Command::FollowUp { now }),
        expect![[r#"
        Q261123-1 wedding 12: done by passing R1 on 2026-11-23, answered
          Q261123-1 replenishment restored [I1, I2, I3, I4, I5, I6, I7]
    "#]],
    );
}

/// 1.4: funerals first; above the limit the marketing centre decides; a refusal says why, and the retailer is answered.
#[test]
fn a_funeral_comes_first_and_a_refusal_carries_its_reason() {
    let day = ask(a_day_with_supply(), "J7", Occasion::Wedding, 30);
    let department = approval(&day, Owner::MarketingDepartment);
    assert_eq!(why(&day, department), "Cartons(30) are more than the Cartons(20) a department may grant");
    let day = ask(day, "J8", Occasion::Funeral, 8);
    let (refused, signed_by) = (request(&day, 0), signed(&day, "营销中心"));
    let refuse =
        SupplyCommand::Refuse {
            request: refused.clone(), why: "用途不实".into(), signed: signed_by.clone()
        };
    let day = day.does(asked(refuse));
    let answer =
        SupplyCommand::Answer { request: refused, day: None, way: Some(Way::Visit), signed: signed_by };
    check(
        &day.does(asked(answer)),
        expect![[r#"
        Q261123-2 funeral 8: asked
        Q261123-1 wedding 30: refused, answered
          Q261123-1 replenishment restored [I1, I2, I3, I4 skipped (用途不实), I5, I6 skipped (用途不实), I7 skipped (用途不实)]
          Q261123-2 replenishment open [I1]
    "#]],
    );
}

/// A licence that is another shop's, and goods that are not there.
#[test]
fn nothing_is_granted_for_a_strange_licence_or_from_an_empty_store() {
    let day = ask(left_of(a_day_with_supply(), "K1", 5), "J7", Occasion::Group, 12);
    let approve = approval(&day, Owner::MarketingCentre);
    assert_eq!(why(&day, approve), "of K1, Cartons(5) are left, not Cartons(12)");
    let mut shop = day.state.network.retailer(&"J7".into()).expect("known").clone();
    shop.licence = "420302100007".into();
    let day = day.does(Command::PutRetailers(vec![shop]));
    let approve = approval(&day, Owner::MarketingCentre);
    assert_eq!(why(&day, approve), "the licence given is 420302100001, that of J7 is 420302100007");
}

/// 3.1 and 3.2: the stock runs down; more plan is asked for, or the plan is changed.
#[test]
fn a_short_total_is_warned_of_and_more_plan_asked_for() {
    let mut levels = String::new();
    for cartons in [60, 45, 25, 8] {
        let day = left_of(a_day_with_supply(), "K1", cartons);
        let cover = cover(&day.state, &"K1".into(), day.now);
        let (days, warning) = (cover.tenths, cover.warning.map_or("none", |warning| warning.name()));
        writeln!(levels, "{cartons}: {days:?} {warning} {:?}", cover.out_on).expect("text");
    }
    expect![[r#"
        60: Some(60) none Some(ServiceDay(2026-12-02))
        45: Some(45) yellow Some(ServiceDay(2026-11-30))
        25: Some(25) orange Some(ServiceDay(2026-11-26))
        8: Some(8) red Some(ServiceDay(2026-11-24))
    "#]]
    .assert_eq(&levels);
    let day = choose(left_of(a_day_with_supply(), "K1", 25), MeasureKind::AskProvince, None, None);
    let day = choose(day, MeasureKind::ChangePlan, None, None);
    let measure = day.state.supply.measures.keys().next().expect("a measure").clone();
    let carried = SupplyCommand::Carried { measure, signed: signed(&day, "采供") };
    check(
        &day.does(asked(carried)),
        expect![[r#"
        M261123-1 K1 ask_province by PUR: done, 0 told
        M261123-2 K1 change_plan by PUR: open, 0 told
    "#]],
    );
}

/// 3.3 and 3.4: a shipment is late; the representative is urged, somebody sent, another vehicle found; it comes.
#[test]
fn a_late_shipment_is_urged_until_it_comes() {
    let day = put_inbound(a_day_with_supply(), shipment("DH-1", "09:00")).at("09:01");
    let now = day.now;
    let day = day.does(Command::FollowUp { now });
    assert!(day.clone().does(Command::FollowUp { now }).last.is_empty(), "it is opened once");
    let kinds = [MeasureKind::Urge, MeasureKind::SendSomeone, MeasureKind::ReplaceVehicle];
    let day = kinds.into_iter().fold(day, |day, kind| choose(day, kind, Some("DH-1"), None));
    let talk = Logging {
        enterprise: "E1".into(),
        contact: "驻点代表".into(),
        what: "货车故障，已换车".into(),
        follow_up: Some(date()),
        signed: signed(&day, "采供"),
    };
    let day = day.does(asked(SupplyCommand::Log(talk)));
    check(
        &day,
        expect![[r#"
        DH-1 expected late
        M261123-1 K1 urge by PUR: open, 0 told
        M261123-2 K1 send_someone by PUR: open, 0 told
        M261123-3 K1 replace_vehicle by PUR: open, 0 told
          DH-1 shortage open [J2, J3]
    "#]],
    );
    let day = day.at("11:00");
    let arrive =
        SupplyCommand::Arrive {
            inbound: "DH-1".into(), cartons: Cartons(500), signed: signed(&day, "仓库")
        };
    check(
        &day.does(asked(arrive)),
        expect![[r#"
        DH-1 arrived 
        M261123-1 K1 urge by PUR: open, 0 told
        M261123-2 K1 send_someone by PUR: open, 0 told
        M261123-3 K1 replace_vehicle by PUR: open, 0 told
          DH-1 shortage restored [J2, J3]
    "#]],
    );
}

/// 3.3: what came short, or not at all, is dealt with by a card too.
#[test]
fn a_short_or_cancelled_shipment_opens_its_own_incident() {
    let day = put_inbound(a_day_with_supply(), shipment("DH-1", "15:00"));
    let day = put_inbound(day, shipment("DH-2", "15:00"));
    let arrive =
        SupplyCommand::Arrive {
            inbound: "DH-1".into(), cartons: Cartons(300), signed: signed(&day, "仓库")
        };
    let cancel = SupplyCommand::Cancel {
        inbound: "DH-2".into(),
        why: "停产检修".into(),
        signed: signed(&day, "采供"),
    };
    check(
        &day.does(asked(arrive)).does(asked(cancel)),
        expect![[r#"
        DH-1 arrived short
        DH-2 cancelled cancelled
          DH-1 shortage open []
          DH-2 shortage open []
    "#]],
    );
}

/// 3.5 and 3.6: what is not in this cycle is replaced by a brand of its grade, and those who ordered it are told; the
/// manufacturer hears of bad quality.
#[test]
fn a_brand_of_the_same_grade_stands_in_and_those_touched_are_told() {
    let line = |shop: &str| OrderLine {
        day: date().plus(1),
        retailer: shop.into(),
        brand: "K1".into(),
        cartons: Cartons(4),
    };
    let day = left_of(a_day_with_supply(), "K1", 5);
    let lines = vec![line("J1"), line("J2")];
    let now = day.now;
    let day = day.does(asked(SupplyCommand::PutOrders { lines, now }));
    let stand_ins: Vec<String> =
        substitutes(&day.state, &"K1".into(), day.now).iter().map(|one| one.brand.to_string()).collect();
    assert_eq!(stand_ins, ["K2"], "the third class is no substitute for the first");
    let wrong = Choosing {
        brand: "K1".into(),
        inbound: None,
        kind: MeasureKind::Substitute,
        owner: None,
        due: moment("16:00"),
        note: "".into(),
        instead: Some("K3".into()),
        signed: signed(&day, "营销"),
    };
    assert_eq!(why(&day, SupplyCommand::Choose(wrong)), "K3 cannot stand in for K1");
    let day = choose(day, MeasureKind::Substitute, None, Some("K2"));
    let day = choose(day, MeasureKind::ContactOnQuality, None, None);
    let retailers = touched(&day.state, &"K1".into(), day.now).into_keys().collect();
    let measure = day.state.supply.measures.keys().next().expect("a measure").clone();
    let spread =
        SupplyCommand::Spread {
            measure, retailers, way: Some(Way::Text), signed: signed(&day, "客户经理")
        };
    check(
        &day.does(asked(spread)),
        expect![[r#"
        M261123-1 K1 substitute by MKT: open, 2 told
        M261123-2 K1 contact_on_quality by PUR: open, 0 told
    "#]],
    );
}
