//! Requests out of turn, from the telephone to the shop door.

use super::*;

#[test]
fn a_request_goes_from_asked_to_handed_over_on_its_own_page() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = with_request(language, Occasion::Wedding, 12, "L4");
        press(&mut harness, &say("supply-approve"));
        assert_eq!(harness.state().request().stage(), Stage::Approved);
        // Its own delivery has not left: a way that costs nobody anything.
        press(&mut harness, &words.fill("supply-deliver-name", &[("rank", 1_u32.into())]));
        let request = harness.state().request().clone();
        let delivery = request.delivery.as_ref().expect("settled");
        assert_eq!(delivery.route, city::route(1));
        let day = harness.state().session.state().day(city::day()).expect("planned");
        let (route, at) = day.find(&shop(4)).expect("served");
        assert_eq!(route.stops[at].cartons, Cartons(32));
        let when = if language == Language::English { "12 cartons, with the shop at" } else { " 送达" };
        assert!(shows(&harness, when), "when it comes is there to be told");
        press(&mut harness, &say("supply-answered"));
        let answer = harness.state().request().answered.clone().expect("answered");
        assert_eq!((answer.way, answer.signed.by.as_str()), (Some(Way::Phone), "Lin"));
        press(&mut harness, &say("supply-handed-over"));
        assert_eq!(harness.state().request().stage(), Stage::Done);
    }
}

#[test]
fn whoever_was_answered_before_it_was_settled_when_it_comes_is_told_again() {
    let mut session = a_session();
    submit(&mut session, asking(Occasion::Wedding, 12, "L4"));
    let request = session.state().supply.requests.keys().next().expect("a request").clone();
    let level = Owner::MarketingDepartment;
    let approve = SupplyCommand::Approve { request: request.clone(), level, lines: None, signed: signed() };
    submit(&mut session, asked(approve));
    let answer = SupplyCommand::Answer {
        request: request.clone(),
        day: None,
        way: Some(Way::Phone),
        signed: signed(),
    };
    submit(&mut session, asked(answer));
    let mut harness = stage_on(Language::English, Part::Requests, session);
    harness.state_mut().desk.supply.show_request(&request);
    harness.run_steps(6);
    assert!(shows(&harness, "Answered 06:40 by Lin, by phone."));
    let later = city::at("06:45");
    harness.state_mut().now = later;
    let scene = harness.state_mut();
    let snapshot = snapshot_at(&mut scene.session, Some(city::day()), later).expect("readable");
    scene.world.snapshot = Arc::new(snapshot);
    harness.run_steps(3);
    press(&mut harness, "Deliver by way 1");
    assert!(shows(&harness, "It was answered before it was settled how it comes"));
    press(&mut harness, "It has been answered");
    assert!(shows(&harness, "Answered 06:45 by Lin, by phone."));
}

#[test]
fn what_is_above_the_departments_limit_is_for_the_marketing_centre() {
    let mut harness = with_request(Language::English, Occasion::Group, 30, "L4");
    assert!(shows(&harness, "above 20 the marketing centre decides"));
    click(&mut harness, Role::RadioButton, "marketing department");
    assert!(shows(&harness, "30 cartons are more than the 20"));
    press(&mut harness, "Approve");
    assert_eq!(harness.state().request().stage(), Stage::Asked, "the button is shut");
    click(&mut harness, Role::RadioButton, "marketing centre");
    press(&mut harness, "Approve");
    assert_eq!(harness.state().request().stage(), Stage::Approved);
}

#[test]
fn a_wrong_licence_is_pointed_out_and_refused_with_a_reason_the_retailer_is_told() {
    let mut harness = with_request(Language::English, Occasion::Wedding, 12, "X9");
    assert!(shows(&harness, "Licence X9 was given; the retailer's is L4."));
    press(&mut harness, "Approve");
    press(&mut harness, "Refuse");
    assert!(harness.state().request().decision.is_none(), "neither goes without its word");
    write(&mut harness, Role::TextInput, "Why not, as the retailer is told it", "not your licence");
    press(&mut harness, "Refuse");
    let decision = harness.state().request().decision.clone();
    assert!(matches!(decision, Some(Decision::Refused { why, .. }) if why == "not your licence"));
    press(&mut harness, "It has been answered");
    assert!(!harness.state().request().is_open());
}

#[test]
fn a_funeral_comes_before_a_wedding_that_is_needed_sooner() {
    let mut session = a_session();
    submit(&mut session, asking(Occasion::Wedding, 2, "L4"));
    submit(&mut session, asking(Occasion::Funeral, 2, "L4"));
    let harness = stage_on(Language::English, Part::Requests, session);
    let line = |text: &str| harness.get_by_label_contains(text).rect().top();
    assert!(line("Funeral") < line("Wedding"));
    assert_eq!(harness.state().desk.supply.known.waiting().count(), 2);
}

#[test]
fn a_request_is_taken_down_from_the_telephone() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = stage(language, Part::Cover);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
        harness.run_steps(6);
        assert!(shows(&harness, &say("supply-missing-retailer")));
        write(&mut harness, Role::TextInput, &say("supply-head-retailer"), "l4");
        let name = if language == Language::English { "Shop 4" } else { "第4商店" };
        press(&mut harness, &format!("{name}  {}", shop(4)));
        write(&mut harness, Role::TextInput, &say("supply-fact-licence"), "L4");
        press(&mut harness, if language == Language::English { "Funeral" } else { "丧事" });
        let line = words.fill("supply-line-brand", &[("n", 1_u32.into())]);
        click(&mut harness, Role::ComboBox, &format!("{line}: {}", say("supply-no-brand-yet")));
        harness.get_by_label_contains("云岭（细支）  ").click();
        harness.run_steps(6);
        let cartons = words.fill("supply-line-cartons", &[("n", 1_u32.into())]);
        write(&mut harness, Role::SpinButton, &cartons, "12");
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        write(&mut harness, Role::TextInput, &say("supply-head-needed"), "15:30");
        press(&mut harness, &say("supply-request-do"));
        let request = harness.state().request();
        assert_eq!((&request.retailer, request.licence.as_str()), (&shop(4), "L4"));
        assert_eq!(request.occasion, Occasion::Funeral);
        assert_eq!(request.lines, [Line { brand: "K2".into(), cartons: Cartons(12) }]);
        assert_eq!(request.needed_by, city::at("15:30"));
        assert!(harness.state().desk.request_sheet.is_none());
        // It is open on its page, to be decided.
        assert!(shows(&harness, &say("supply-asked-for")));
    }
}
