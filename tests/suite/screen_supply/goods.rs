//! What runs short and what is done about it, shipments, and the archive with its log.

use super::*;

#[test]
fn the_brand_that_runs_out_first_comes_first_with_its_warning() {
    for (language, first, second) in [
        (Language::English, "云岭（硬） · lasts 0.8 days · red", "云岭（细支） · lasts 120 days or more"),
        (Language::Chinese, "云岭（硬） · 可供 0.8 天 · 红色", "云岭（细支） · 可供 120 天以上"),
    ] {
        let harness = stage(language, Part::Cover);
        let top = |name: &str| harness.get_by_role_and_label(Role::ListItem, name).rect().top();
        assert!(top(first) < top(second));
    }
}

#[test]
fn a_short_brand_leads_to_its_substitute_and_whoever_ordered_it_is_told() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = stage(language, Part::Cover);
        harness.state_mut().desk.supply.show_brand(&"K1".into());
        harness.run_steps(6);
        let touched = words.fill("supply-touched", &[("n", 2_u32.into()), ("cartons", "5".into())]);
        assert!(shows(&harness, &touched));
        press(&mut harness, &words.fill("supply-offer-name", &[("brand", "云岭（细支）".into())]));
        write_anew(&mut harness, &say("supply-measure-by"), "16:00");
        press(&mut harness, &say("supply-measure-choose"));
        let measure = |harness: &Screen| {
            harness.state().session.state().supply.measures.values().next().expect("a measure").clone()
        };
        assert_eq!(measure(&harness).instead, Some("K2".into()));
        assert_eq!(measure(&harness).due, city::at("16:00"));
        press(&mut harness, &words.fill("supply-tick-told", &[("n", 2_u32.into())]));
        let told: Vec<_> = measure(&harness).told.keys().cloned().collect();
        assert_eq!(told, [shop(4), shop(5)]);
        let id = measure(&harness).id.to_string();
        press(&mut harness, &words.fill("supply-measure-done-name", &[("id", id.into())]));
        assert!(measure(&harness).done.is_some());
    }
}

#[test]
fn a_late_shipment_comes_short_and_its_incident_is_a_click_away() {
    let mut session = a_session();
    let late = shipment("DH1", "06:00");
    let command =
        SupplyCommand::PutInbounds { inbounds: vec![late], by: "Lin".into(), now: city::at("05:00") };
    submit(&mut session, asked(command));
    session.follow_up(city::at(NOW)).expect("readable");
    let mut harness = stage_on(Language::English, Part::Inbound, session);
    click(&mut harness, Role::ListItem, "DH1 云岭（硬）, 500 cartons, due 11-23 06:00: late");
    write(&mut harness, Role::SpinButton, "cartons came", "450");
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    press(&mut harness, "It has come");
    let state = harness.state().session.state().supply.inbounds[&"DH1".into()].state.clone();
    assert!(matches!(state, InboundState::Arrived { cartons: Cartons(450), .. }), "{state:?}");
    assert!(shows(&harness, "Arrived short"));
    click(&mut harness, Role::Link, "Incident");
    assert_eq!(harness.state().desk.view, View::Incidents);
    press(&mut harness, "Open the shipment");
    assert_eq!(harness.state().desk.view, View::Supply);
}

#[test]
fn a_shipment_is_cancelled_only_with_a_reason() {
    let mut session = a_session();
    let inbounds = vec![shipment("DH1", "16:00")];
    let command = SupplyCommand::PutInbounds { inbounds, by: "Lin".into(), now: city::at(NOW) };
    submit(&mut session, asked(command));
    let mut harness = stage_on(Language::English, Part::Inbound, session);
    click(&mut harness, Role::ListItem, "DH1 云岭（硬）, 500 cartons, due 11-23 16:00: expected");
    press(&mut harness, "Does not come");
    assert!(harness.state().session.state().supply.inbounds[&"DH1".into()].is_expected());
    write(&mut harness, Role::TextInput, "Why it does not come", "factory stands still");
    press(&mut harness, "Does not come");
    assert!(shows(&harness, "factory stands still"));
}

fn with_people() -> Session {
    let mut session = a_session();
    let other = Enterprise {
        code: "E2".into(),
        name: Name::new("青峰卷烟厂"),
        address: "北路 2 号".into(),
        scale: "".into(),
        brands: "青峰".into(),
        prices: "".into(),
        prospects: "".into(),
    };
    let contact = Contact {
        enterprise: "E1".into(),
        name: "王桂英".into(),
        role: Post::Salesman,
        phone: "0719-1".into(),
    };
    submit(&mut session, asked(SupplyCommand::PutEnterprises(vec![other])));
    submit(&mut session, asked(SupplyCommand::PutContacts(vec![contact])));
    session
}

#[test]
fn an_enterprise_is_found_by_the_name_of_its_salesman_and_exported_as_found() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = stage_on(language, Part::Archive, with_people());
        write(&mut harness, Role::TextInput, &words.say("supply-find-archive"), "王桂");
        assert!(harness.query_by_role_and_label(Role::ListItem, "云岭卷烟厂").is_some());
        assert!(harness.query_by_role_and_label(Role::ListItem, "青峰卷烟厂").is_none());
        press(&mut harness, &words.say("supply-export"));
        let saved = harness
            .state()
            .asked
            .iter()
            .any(|action| matches!(action, Action::SaveArchive { find, path: None } if find == "王桂"));
        assert!(saved);
    }
}

#[test]
fn a_talk_is_noted_and_come_back_to() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = stage_on(language, Part::Archive, with_people());
        click(&mut harness, Role::ListItem, "云岭卷烟厂");
        write(&mut harness, Role::MultilineTextInput, &say("supply-talk-what"), "more of K1 on Friday");
        write(&mut harness, Role::TextInput, &say("supply-talk-back-on"), "tomorrow");
        press(&mut harness, &say("supply-talk-add"));
        assert!(harness.state().session.state().supply.talks.is_empty(), "that is no day");
        assert!(shows(&harness, &say("supply-no-day")));
        write_anew(&mut harness, &say("supply-talk-back-on"), "2026-11-23");
        press(&mut harness, &say("supply-talk-add"));
        let talk = harness.state().session.state().supply.talks.values().next().expect("noted").clone();
        assert_eq!((talk.what.as_str(), talk.follow_up), ("more of K1 on Friday", Some(city::day())));
        harness.state_mut().desk.supply.part = Part::Talks;
        harness.run_steps(6);
        press(&mut harness, &words.fill("supply-talk-come-back-name", &[("id", talk.id.as_str().into())]));
        assert!(harness.state().session.state().supply.talks[&talk.id].done.is_some());
    }
}

#[test]
fn the_palette_leads_to_a_brand() {
    let mut harness = stage(Language::English, Part::Requests);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(6);
    harness.get_by_role(Role::SearchInput).type_text("K3");
    harness.run_steps(6);
    harness.key_press(Key::Enter);
    harness.run_steps(6);
    assert_eq!(harness.state().desk.supply.part, Part::Cover);
    assert!(shows(&harness, "K3"));
}

#[test]
fn where_nothing_is_known_yet_the_view_says_what_to_import() {
    for language in Language::ALL {
        let mut session = Session::in_memory().expect("it opens");
        city::lay(&mut session);
        let harness = stage_on(language, Part::Cover, session);
        assert!(shows(&harness, &Words::new(language).say("supply-empty-next")));
    }
}
