//! What is told of supply, as the states before and after say it: answers to requests out of turn, and what stands in
//! for a scarce brand.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use crate::a_day::{ADay, a_day, date};
use crate::supply::{approval, asked, asking, moment, signed, with_supply};
use expect_test::{Expect, expect};
use mainstay::domain::command::Command;
use mainstay::domain::day::Way;
use mainstay::domain::ids::{RequestId, RetailerCode, Revision};
use mainstay::domain::network::{Department, Name};
use mainstay::domain::playbook::{Owner, Playbook};
use mainstay::domain::settings::NoticeSettings;
use mainstay::domain::supply::asking::{Choosing, SupplyCommand};
use mainstay::domain::supply::measures::MeasureKind;
use mainstay::domain::supply::request::Occasion;
use mainstay::domain::supply::stock::OrderLine;
use mainstay::domain::supply::word::{Subject, changed};
use mainstay::domain::units::Cartons;
use mainstay::notify::answering::{Said, compose};
use mainstay::notify::answers::{ticked, to_answer};
use mainstay::notify::compose::{Composed, Occasion as Change};
use mainstay::notify::text_message::Length;
use mainstay::notify::wording::Telling;
use mainstay::recovery::insertion::ways;
use mainstay::words::Language;
use std::fmt::Write as _;

/// J7 is 李敏's, J30 has no account manager and belongs to the country.
fn a_day_with_supply() -> ADay {
    let day = a_day().route("R1", "V1", "09:00", &["J1", "J2", "J3"]).spare("V9", 100);
    let country = Department {
        code: "D2".into(),
        name: Name::with_english("乡镇营销部", "Country"),
        phone: "0720".into(),
    };
    let mut own = day.state.network.retailer(&"J7".into()).expect("known").clone();
    own.manager = "李敏".into();
    let mut far = day.state.network.retailer(&"J30".into()).expect("known").clone();
    far.department = "D2".into();
    let day = day.does(Command::PutDepartments(vec![country])).does(Command::PutRetailers(vec![own, far]));
    with_supply(day).at("08:00")
}

fn ask(day: ADay, shop: &str) -> ADay {
    let asking = asking(&day, shop, Occasion::Wedding, 12, "17:00");
    day.does(asked(SupplyCommand::Ask(asking)))
}

fn approve(day: &ADay) -> ADay {
    let approve = approval(day, Owner::MarketingDepartment);
    day.clone().does(asked(approve))
}

fn refuse(day: &ADay, why: &str) -> ADay {
    let request = request(day);
    let signed = signed(day, "审批人");
    day.clone().does(asked(SupplyCommand::Refuse { request, why: why.into(), signed }))
}

fn deliver(day: &ADay) -> ADay {
    let request = request(day);
    let way = ways(&day.state, day.revision, &day.state.supply.requests[&request], day.now).swap_remove(0);
    let (passage, base, signed) = (way.passage, way.based_on, signed(day, "调度员"));
    let route = Box::new(way.route);
    day.clone().does(asked(SupplyCommand::Deliver { request, day: way.day, passage, route, base, signed }))
}

fn request(day: &ADay) -> RequestId {
    day.state.supply.requests.keys().next_back().expect("a request").clone()
}

fn composed(before: &ADay, after: &ADay, said: &[Said]) -> Composed {
    let mut subjects = changed(&before.state, &after.state).into_iter();
    let (Some(subject), None) = (subjects.next(), subjects.next()) else { return Composed::default() };
    let change = Change { desk: "d", change: Revision(after.revision.0), at: after.now, by: "Wang" };
    compose((&before.state, &after.state), &subject, said.to_vec(), &change)
}

/// As they lie in the outbox, the newest first.
fn said(composed: &Composed, untouched: bool) -> Vec<Said> {
    composed.notices.iter().map(|notice| Said { notice: notice.clone(), untouched }).collect()
}

fn shown(composed: &Composed) -> String {
    let mut text = String::new();
    for notice in &composed.notices {
        let word = notice.supply.as_ref().expect("of supply");
        let shops: Vec<&str> = word.shops.iter().map(|shop| shop.retailer.as_str()).collect();
        let _ = writeln!(text, "{} {}: {:?}", notice.to.whom.key(), shops.join(" "), word.says);
    }
    if !composed.merged.is_empty() {
        let _ = writeln!(text, "{} told by these", composed.merged.len());
    }
    text
}

#[expect(clippy::needless_pass_by_value, reason = "so that what is expected is the last word of a test")]
fn check(composed: &Composed, expected: Expect) {
    expected.assert_eq(&shown(composed));
}

#[test]
fn a_decision_is_told_to_the_shops_department_and_account_manager_and_to_nobody_else() {
    let day = ask(a_day_with_supply(), "J7");
    check(&composed(&a_day_with_supply(), &day, &[]), expect![""]);
    check(
        &composed(&day, &refuse(&day, "货源不足"), &[]),
        expect![[r#"
        department/D1 J7: Refused { why: "货源不足" }
        manager/D1/李敏 J7: Refused { why: "货源不足" }
    "#]],
    );
    check(
        &composed(&day, &approve(&day), &[]),
        expect![[r#"
        department/D1 J7: Granted { comes: None }
        manager/D1/李敏 J7: Granted { comes: None }
    "#]],
    );
    let far = ask(a_day_with_supply(), "J30");
    check(
        &composed(&far, &refuse(&far, "许可证不符"), &[]),
        expect![[r#"
        department/D2 J30: Refused { why: "许可证不符" }
    "#]],
    );
}

#[test]
fn what_waits_is_told_with_what_is_new_and_what_was_heard_is_not_told_twice() {
    let day = ask(a_day_with_supply(), "J30");
    let granted = approve(&day);
    let first = composed(&day, &granted, &[]);
    let arranged = deliver(&granted);
    check(
        &composed(&granted, &arranged, &said(&first, true)),
        expect![[r#"
        department/D2 J30: Granted { comes: Some(Comes { day: ServiceDay(2026-11-23), at: Some(TimeOfDay(34800)) }) }
        1 told by these
    "#]],
    );
    check(
        &composed(&granted, &arranged, &said(&first, false)),
        expect![[r#"
        department/D2 J30: Granted { comes: Some(Comes { day: ServiceDay(2026-11-23), at: Some(TimeOfDay(34800)) }) }
    "#]],
    );
    // Taken back before it left, and after.
    check(
        &composed(&granted, &day, &said(&first, true)),
        expect![[r#"
        1 told by these
    "#]],
    );
    check(
        &composed(&granted, &day, &said(&first, false)),
        expect![[r#"
        department/D2 J30: OpenAgain
    "#]],
    );
    // Whoever was told by somebody has heard it, though the notice waits.
    let answer = |day: &ADay| {
        let (request, signed) = (request(day), signed(day, "李敏"));
        let way = Some(Way::Phone);
        day.clone().does(asked(SupplyCommand::Answer { request, day: None, way, signed }))
    };
    let told = answer(&granted);
    check(&composed(&granted, &told, &said(&first, true)), expect![""]);
    check(
        &composed(&told, &day, &said(&first, true)),
        expect![[r#"
        department/D2 J30: OpenAgain
        1 told by these
    "#]],
    );
    // Nothing is said twice: the same decision again, after it was taken back.
    check(&composed(&day, &granted, &said(&first, false)), expect![""]);
}

fn orders(day: ADay, shops: &[&str]) -> ADay {
    let line = |shop: &&str| OrderLine {
        day: date().plus(1),
        retailer: RetailerCode::from(*shop),
        brand: "K1".into(),
        cartons: Cartons(5),
    };
    let command = SupplyCommand::PutOrders { lines: shops.iter().map(line).collect(), now: day.now };
    day.does(asked(command))
}

fn choose(day: &ADay, kind: MeasureKind) -> ADay {
    let choosing = Choosing {
        brand: "K1".into(),
        inbound: None,
        kind,
        owner: None,
        due: moment("16:00"),
        note: "".into(),
        instead: (kind == MeasureKind::Substitute).then(|| "K2".into()),
        signed: signed(day, "采供"),
    };
    day.clone().does(asked(SupplyCommand::Choose(choosing)))
}

#[test]
fn what_stands_in_for_a_scarce_brand_is_told_to_whom_its_orders_concern() {
    let day = orders(a_day_with_supply(), &["J7", "J8", "J30"]);
    let chosen = choose(&day, MeasureKind::Substitute);
    let first = composed(&day, &chosen, &[]);
    check(
        &first,
        expect![[r#"
        department/D1 J7 J8: Scarce { brand: Name { local: "云岭（硬）", english: "" }, instead: Name { local: "云岭（细支）", english: "" } }
        department/D2 J30: Scarce { brand: Name { local: "云岭（硬）", english: "" }, instead: Name { local: "云岭（细支）", english: "" } }
        manager/D1/李敏 J7: Scarce { brand: Name { local: "云岭（硬）", english: "" }, instead: Name { local: "云岭（细支）", english: "" } }
    "#]],
    );
    check(
        &composed(&chosen, &day, &said(&first, false)),
        expect![[r#"
        department/D1 J7 J8: Withdrawn { brand: Name { local: "云岭（硬）", english: "" }, instead: Name { local: "云岭（细支）", english: "" } }
        department/D2 J30: Withdrawn { brand: Name { local: "云岭（硬）", english: "" }, instead: Name { local: "云岭（细支）", english: "" } }
        manager/D1/李敏 J7: Withdrawn { brand: Name { local: "云岭（硬）", english: "" }, instead: Name { local: "云岭（细支）", english: "" } }
    "#]],
    );
    check(&composed(&day, &choose(&day, MeasureKind::Urge), &[]), expect![""]);
    let nobody = a_day_with_supply();
    check(&composed(&nobody, &choose(&nobody, MeasureKind::Substitute), &[]), expect![""]);
}

#[test]
fn messages_about_supply_are_the_playbooks_in_both_languages_and_fit_a_text_message() {
    let day = ask(a_day_with_supply(), "J7");
    let granted = approve(&day);
    let first = composed(&day, &granted, &[]);
    let ordered = orders(day.clone(), &["J7", "J8"]);
    let all = [
        composed(&day, &refuse(&day, "货源不足"), &[]),
        composed(&granted, &deliver(&granted), &[]),
        composed(&granted, &day, &said(&first, false)),
        composed(&ordered, &choose(&ordered, MeasureKind::Substitute), &[]),
        first,
    ];
    let (settings, playbook) = (NoticeSettings::default(), Playbook::standard());
    let centre = Name::with_english("武当配送中心", "Wudang Distribution Centre");
    let mut text = String::new();
    for language in Language::ALL {
        for composed in &all {
            let notice = &composed.notices[0];
            let telling =
                Telling { notice, settings: &settings, centre: Some(&centre), playbook: &playbook, language };
            let word = notice.supply.as_ref().expect("of supply");
            let short = telling.short_supply_message(word, &word.shops[0]);
            assert!(Length::of(&short).fits(), "{short}");
            let letter = telling.letter(true);
            let message = telling.supply_message(word, &word.shops[0]);
            let _ = writeln!(text, "{}\n{}\n> {message}\n> {short}\n", letter.subject, letter.text);
        }
    }
    expect![[r#"
        Wudang Distribution Centre: request Q261123-1 of 7号店: not possible: 货源不足
        City: 7号店 has asked out of turn (request Q261123-1). The answer: not possible: 货源不足. It is about 云岭（硬） 12. Please tell the retailer and tick it off; the call list has the text.
        Questions: 0719
        Notice n17-9315aa5c3760: whoever gets it twice need not tell it twice.

        J7 7号店 not possible: 货源不足
        > Wudang Distribution Centre: we are sorry, your temporary replenishment of 12 cartons is not possible: 货源不足. Call 0719.
        > Your temporary replenishment is not possible: 货源不足. 0719

        Wudang Distribution Centre: request Q261123-1 of 7号店: approved: 12 cartons, with the shop at 09:40
        City: 7号店 has asked out of turn (request Q261123-1). The answer: approved: 12 cartons, with the shop at 09:40. It is about 云岭（硬） 12. Please tell the retailer and tick it off; the call list has the text.
        Questions: 0719
        Notice n20-0e7da15191e1: whoever gets it twice need not tell it twice.

        J7 7号店 approved: 12 cartons, with the shop at 09:40
        > Wudang Distribution Centre: your temporary replenishment is approved: 12 cartons, delivered at 09:40.
        > Wudang Distribution Centre: your temporary replenishment is approved: 12 cartons, delivered at 09:40.

        Wudang Distribution Centre: request Q261123-1 of 7号店: looked at again; what was answered before holds no more
        City: looked at again; what was answered before holds no more (Q261123-1). Please tell the retailer; the call list has a text.
        Questions: 0719
        Notice n15-43d4f9555652: whoever gets it twice need not tell it twice.

        J7 7号店 looked at again; what was answered before holds no more
        > Wudang Distribution Centre: your temporary replenishment of 12 cartons is looked at again; what we told you before holds no more. Call 0719.
        > Wudang Distribution Centre: your temporary replenishment of 12 cartons is looked at again; what we told you before holds no more. Call 0719.

        Wudang Distribution Centre: 云岭（硬） is scarce, 云岭（细支） can be had instead; 2 retailers have orders
        City: 云岭（硬） is scarce, 云岭（细支） can be had instead (measure M261123-1). 2 retailers have ordered it and wait for it. Please tell these retailers and tick them off; the call list has a text for each.
        Questions: 0719
        Notice n18-093c8ed29d3c: whoever gets it twice need not tell it twice.

        J7 7号店 云岭（硬） is scarce, 云岭（细支） can be had instead
        J8 8号店 云岭（硬） is scarce, 云岭（细支） can be had instead
        > Wudang Distribution Centre: 云岭（硬） is scarce for now; 云岭（细支） is an alternative. Ask your account manager.
        > 云岭（硬） is scarce; instead 云岭（细支）. 0719

        Wudang Distribution Centre: request Q261123-1 of 7号店: approved: 12 cartons, the time is still to be settled
        City: 7号店 has asked out of turn (request Q261123-1). The answer: approved: 12 cartons, the time is still to be settled. It is about 云岭（硬） 12. Please tell the retailer and tick it off; the call list has the text.
        Questions: 0719
        Notice n17-9315aa5c3760: whoever gets it twice need not tell it twice.

        J7 7号店 approved: 12 cartons, the time is still to be settled
        > Wudang Distribution Centre: your temporary replenishment is approved: 12 cartons. We tell you the time once it is settled. Call 0719.
        > Wudang Distribution Centre: your temporary replenishment is approved: 12 cartons. We tell you the time once it is settled. Call 0719.

        武当配送中心：7号店的补货申请 Q261123-1：无法满足：货源不足
        城区营销部：7号店申请临时补货（Q261123-1）。答复：无法满足：货源不足。涉及：云岭（硬） 12。请告知零售户并勾选，电话清单附有短信内容。
        联系电话：0719
        通知编号 n17-9315aa5c3760，重复收到时无需重复告知。

        J7 7号店 无法满足：货源不足
        > 【武当配送中心】很抱歉，您的临时补货（12条）无法满足：货源不足。电话0719
        > 【武当配送中心】很抱歉，您的临时补货（12条）无法满足：货源不足。电话0719

        武当配送中心：7号店的补货申请 Q261123-1：已受理：12 条，09:40 送达
        城区营销部：7号店申请临时补货（Q261123-1）。答复：已受理：12 条，09:40 送达。涉及：云岭（硬） 12。请告知零售户并勾选，电话清单附有短信内容。
        联系电话：0719
        通知编号 n20-0e7da15191e1，重复收到时无需重复告知。

        J7 7号店 已受理：12 条，09:40 送达
        > 【武当配送中心】您的临时补货已受理：12条，09:40送达。
        > 【武当配送中心】您的临时补货已受理：12条，09:40送达。

        武当配送中心：7号店的补货申请 Q261123-1：重新审核，之前的答复不再有效
        城区营销部：重新审核，之前的答复不再有效（Q261123-1）。请告知 1 户零售户，电话清单附有短信内容。
        联系电话：0719
        通知编号 n15-43d4f9555652，重复收到时无需重复告知。

        J7 7号店 重新审核，之前的答复不再有效
        > 【武当配送中心】您的临时补货（12条）正重新审核，之前的答复不再有效。电话0719
        > 【武当配送中心】您的临时补货（12条）正重新审核，之前的答复不再有效。电话0719

        武当配送中心：云岭（硬）货源偏紧，可选云岭（细支），涉及 2 户订单
        城区营销部：云岭（硬）货源偏紧，可选云岭（细支）（措施 M261123-1）。2 户已订货待送。请逐户告知并勾选，电话清单附有每户的短信内容。
        联系电话：0719
        通知编号 n18-093c8ed29d3c，重复收到时无需重复告知。

        J7 7号店 云岭（硬）货源偏紧，可选云岭（细支）
        J8 8号店 云岭（硬）货源偏紧，可选云岭（细支）
        > 【武当配送中心】云岭（硬）近期货源偏紧，可选云岭（细支），详询客户经理。
        > 【武当配送中心】云岭（硬）近期货源偏紧，可选云岭（细支），详询客户经理。

        武当配送中心：7号店的补货申请 Q261123-1：已受理：12 条，送达时间待定
        城区营销部：7号店申请临时补货（Q261123-1）。答复：已受理：12 条，送达时间待定。涉及：云岭（硬） 12。请告知零售户并勾选，电话清单附有短信内容。
        联系电话：0719
        通知编号 n17-9315aa5c3760，重复收到时无需重复告知。

        J7 7号店 已受理：12 条，送达时间待定
        > 【武当配送中心】您的临时补货已受理：12条，送达时间另行告知。电话0719
        > 【武当配送中心】您的临时补货已受理：12条，送达时间另行告知。电话0719

    "#]].assert_eq(&text);
}

#[test]
fn who_waits_for_an_answer_stands_there_until_it_is_ticked() {
    let day = orders(ask(a_day_with_supply(), "J7"), &["J8", "J30"]);
    let shown = |day: &ADay| -> Vec<String> {
        let one = |one: &mainstay::notify::answers::ToAnswer| {
            format!("{} {} {:?}", one.word.about.key(), one.shop.retailer, one.standing)
        };
        to_answer(&day.state, date(), day.now).iter().map(one).collect()
    };
    assert_eq!(shown(&day), Vec::<String>::new(), "nothing is decided");
    let day = choose(&approve(&day), MeasureKind::Substitute);
    let waiting =
        ["request/Q261123-1 J7 ToTell", "measure/M261123-1 J30 ToTell", "measure/M261123-1 J8 ToTell"];
    assert_eq!(shown(&day), waiting);
    let day = day.at("08:20");
    let told: Vec<(Subject, RetailerCode)> = to_answer(&day.state, date(), day.now)
        .into_iter()
        .filter(|one| one.shop.retailer != "J8".into())
        .map(|one| (one.word.about.clone(), one.shop.retailer))
        .collect();
    let told = told.iter().map(|(about, retailer)| (about, retailer));
    let ticks = ticked(&day.state, told, Some(Way::Text), &signed(&day, "李敏"));
    let day = ticks.into_iter().fold(day, |day, tick| day.does(asked(tick)));
    let ticked = ["request/Q261123-1 J7 Told", "measure/M261123-1 J30 Told", "measure/M261123-1 J8 ToTell"];
    assert_eq!(shown(&day), ticked);
    let answer = day.state.supply.requests[&request(&day)].answered.clone().expect("answered");
    assert_eq!((answer.signed.by.as_str(), answer.way), ("李敏", Some(Way::Text)));
    // Its time is news to whoever was told without one.
    let day = deliver(&day.at("08:30"));
    assert_eq!(shown(&day)[0], "request/Q261123-1 J7 ToTell");
}
