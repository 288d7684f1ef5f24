//! Answers about supply on a real session: the notices they leave by, and their retailers ticked, in both languages.

use crate::a_day::date;
use crate::harness::at;
use crate::screen_notices::{Screen, a_session, click, me, says, stage, tick_box};
use crate::supply::brand;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use mainstay::desk::views::notices::Part;
use mainstay::domain::command::Command;
use mainstay::domain::emergency::Signed;
use mainstay::domain::ids::{MeasureId, RequestId, RetailerCode};
use mainstay::domain::supply::asking::{Asking, Choosing, SupplyCommand};
use mainstay::domain::supply::measures::MeasureKind;
use mainstay::domain::supply::request::{Line, Occasion};
use mainstay::domain::supply::stock::OrderLine;
use mainstay::domain::units::Cartons;
use mainstay::notify::ledger::Standing;
use mainstay::session::Session;
use mainstay::words::{Language, Words};

/// J7's request is refused, and K2 stands in for K1, which J1 and J4 have ordered for tomorrow.
fn decided() -> Session {
    let mut session = a_session(Session::in_memory().expect("memory"));
    let signed = Signed { at: at("07:10"), by: "Lin".into() };
    let order = |shop: &str| OrderLine {
        day: date().plus(1),
        retailer: shop.into(),
        brand: "K1".into(),
        cartons: Cartons(5),
    };
    let ask = Asking {
        retailer: "J7".into(),
        licence: "L7".into(),
        occasion: Occasion::Wedding,
        lines: vec![Line { brand: "K1".into(), cartons: Cartons(12) }],
        needed_by: at("17:00"),
        contact: "".into(),
        signed: signed.clone(),
    };
    let choose = Choosing {
        brand: "K1".into(),
        inbound: None,
        kind: MeasureKind::Substitute,
        owner: None,
        due: at("16:00"),
        note: "".into(),
        instead: Some("K2".into()),
        signed: signed.clone(),
    };
    for command in [
        SupplyCommand::PutBrands(vec![
            brand("K1", "云岭（硬）", 1, 260),
            brand("K2", "云岭（细支）", 1, 250),
        ]),
        SupplyCommand::PutOrders { lines: vec![order("J1"), order("J4")], now: at("07:00") },
        SupplyCommand::Ask(ask),
        SupplyCommand::Refuse { request: "Q261123-1".into(), why: "货源不足".into(), signed },
        SupplyCommand::Choose(choose),
    ] {
        let command = Command::Supply(Box::new(command));
        session.submit(command, &me(), at("07:10")).expect("nothing stands against it");
    }
    session
}

fn standings(screen: &Screen) -> Vec<(String, Standing)> {
    let answers = screen.state().world.outbox.answers.iter();
    answers.map(|one| (one.shop.retailer.to_string(), one.standing)).collect()
}

#[test]
fn a_notice_about_supply_is_read_as_it_goes_out_and_leads_to_whom_it_is_for() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, decided(), "07:12", Part::Outbox);
        let rows = screen.query_all_by_role(Role::ListItem);
        let rows: Vec<String> = rows.filter_map(|node| node.accesskit_node().label()).collect();
        assert_eq!(
            rows.len(),
            5,
            "one of the request, and the measure's for three account managers' shops: {rows:?}"
        );
        let refused = words.fill("says-refused", &[("why", "货源不足".into())]);
        let row = rows.iter().find(|row| row.contains(&refused)).expect("a row").clone();
        click(&mut screen, &row);
        assert!(says(&screen, "7号店的补货申请 Q261123-1：无法满足：货源不足"), "as it goes out, in Chinese");
        click(&mut screen, &words.say("told-who-is-told"));
        assert_eq!(screen.state().desk.told.part, Part::Answers);
    }
}

#[test]
fn a_tick_answers_the_request_and_spreads_the_measure() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, decided(), "07:12", Part::Answers);
        let all = ["J7", "J1", "J4"].map(String::from);
        assert_eq!(standings(&screen), all.clone().map(|code| (code, Standing::ToTell)));
        assert!(says(&screen, &words.fill("told-answers", &[("n", 3_usize.into())])));
        click(&mut screen, &tick_box(&words, "7号店 (Q261123-1)"));
        let supply = |screen: &Screen| screen.state().session.state().supply.clone();
        let request = supply(&screen).requests[&RequestId::from("Q261123-1")].clone();
        assert_eq!(request.answered.as_ref().map(|answer| answer.signed.by.as_str()), Some("Lin"));
        // Only what the letters leave is ticked.
        let find = words.say("told-find-answers");
        screen.get_by_role_and_label(Role::SearchInput, &find).focus();
        screen.run();
        screen.get_by_role_and_label(Role::SearchInput, &find).type_text("王芳");
        screen.run();
        assert!(!says(&screen, "1号店") && says(&screen, "4号店"));
        click(&mut screen, &words.fill("told-tick-answers", &[("n", 1_usize.into())]));
        let standing = |screen: &Screen| standings(screen).into_iter().map(|(_, standing)| standing);
        let one_left = [Standing::Told, Standing::ToTell, Standing::Told];
        assert!(standing(&screen).eq(one_left));
        screen.get_by_role_and_label(Role::SearchInput, &find).focus();
        screen.run();
        screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        screen.key_press(Key::Delete);
        screen.run();
        click(&mut screen, &words.fill("told-tick-answers", &[("n", 1_usize.into())]));
        let measure = supply(&screen).measures[&MeasureId::from("M261123-1")].clone();
        let told: Vec<&str> = measure.told.keys().map(RetailerCode::as_str).collect();
        assert_eq!(told, ["J1", "J4"]);
        assert_eq!(standings(&screen), all.map(|code| (code, Standing::Told)));
    }
}

#[test]
fn where_nobody_waits_the_part_says_what_brings_somebody_here() {
    for language in Language::ALL {
        let words = Words::new(language);
        let session = a_session(Session::in_memory().expect("memory"));
        let screen = stage(language, session, "07:12", Part::Answers);
        assert!(says(&screen, &words.say("told-no-answers-next")));
    }
}
