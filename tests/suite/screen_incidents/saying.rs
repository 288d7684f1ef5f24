//! Prepared reports and messages, and the handover sheet.

use super::*;

#[test]
fn a_report_is_prepared_from_the_incident_and_ticked_as_sent() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = acts(&sorting(), Act::SetLevel(Level::Larger));
        let mut screen = stage_of(language, View::Incidents, [1400.0, 1500.0], state, "10:20");
        click(&mut screen, &format!("{} R1", words.say("incident-message")));
        let name = words.say("incident-report-text");
        let field = screen.get_by_role_and_label(Role::MultilineTextInput, &name);
        let text = field.accesskit_node().value().unwrap_or_default();
        let kind = capital(&words.tell(&Kind::Sorting.message()));
        assert!(text.contains(&kind) && text.contains("10:00") && text.contains("____"), "{text}");
        let none = words.say("incident-no-plate");
        assert!(text.contains(&none), "no vehicle is concerned: {text}");
        button(&mut screen, &words.fill("incident-tick-sent", &[("step", "R1".into())]));
        let noted = match screen.state().submitted()[..] {
            [
                Command::DealWith { act: Act::Note(noted), .. },
                Command::DealWith { act: Act::Tick(ticked), .. },
            ] if *ticked == step('R', 1) => noted.clone(),
            ref other => panic!("{other:?}"),
        };
        assert_eq!(noted, format!("R1: {text}"), "what was said is kept");
        // It is no measure, and the next report does not repeat it.
        let note = |state: &State, text: &str| acts(state, Act::Note(text.into()));
        let state = note(&note(&acts(&sorting(), Act::SetLevel(Level::Major)), "line 1 takes over"), &noted);
        let mut screen = stage_of(language, View::Incidents, [1400.0, 1500.0], state, "10:20");
        click(&mut screen, &format!("{} R2", words.say("incident-message")));
        let field = screen.get_by_role_and_label(Role::MultilineTextInput, &name);
        let text = field.accesskit_node().value().unwrap_or_default();
        assert!(text.contains("line 1 takes over") && !text.contains("R1:"), "{text}");
    }
}

#[test]
fn a_message_names_the_phone_of_a_department_only_where_it_is_the_one_concerned() {
    let words = Words::new(Language::English);
    let text_of = |state: State| {
        let mut screen = stage_of(Language::English, View::Incidents, [1400.0, 1500.0], state, "10:20");
        click(&mut screen, &format!("{} G5", words.say("incident-message")));
        let name = words.say("incident-report-text");
        let field = screen.get_by_role_and_label(Role::MultilineTextInput, &name);
        field.accesskit_node().value().unwrap_or_default()
    };
    let of_one = text_of(sorting());
    let phone = small_state().network.departments.values().next().expect("one").phone.clone();
    assert!(of_one.contains(phone.as_str()), "{of_one}");
    let mut state = sorting();
    let departments = Arc::make_mut(&mut state.network.departments);
    let mut other = departments.values().next().expect("one").clone();
    (other.code, other.phone) = ("D9".into(), "999".into());
    departments.insert(other.code.clone(), other);
    let mut elsewhere = state.incidents.values().next().expect("one").as_ref().clone();
    elsewhere.routes.clear();
    state.incidents = Arc::new([(elsewhere.id.clone(), Arc::new(elsewhere))].into());
    let of_two = text_of(state);
    assert!(of_two.contains("____") && !of_two.contains(phone.as_str()), "{of_two}");
}

#[test]
fn the_handover_names_what_is_open_due_told_and_waiting() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        screen.get_by_role_and_label(Role::Button, &words.say("incident-handover")).click();
        // The sheet finds its place.
        screen.run_steps(12);
        assert!(says(&screen, "■ I261123-1") && says(&screen, "G1"));
        assert!(says(&screen, &words.say("handover-nobody-to-tell")), "no notice names anybody");
        let signatures = words.say("handover-signatures");
        assert!(says(&screen, signatures.trim()), "{signatures}");
        button(&mut screen, &words.say("handover-save"));
        let saved = screen.state().asked.iter().find_map(|action| match action {
            Action::SaveText { suggested, text, .. } => Some((suggested.clone(), text.clone())),
            _ => None,
        });
        let (suggested, text) = saved.expect("a file");
        assert!(suggested.contains("20261123-1020") && text.contains("I261123-1"), "{suggested}\n{text}");
        // All that is due in the next shift, and no more.
        assert!(text.contains("G6 ") && !text.contains("R4 "), "{text}");
    }
}
