//! What is said when an incident opens, and what is set on it later: level, end, command, people who came to harm.

use super::*;

#[test]
fn level_expected_end_and_command_are_set_in_small_sheets() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        button(&mut screen, &words.say("incident-level-change"));
        click(&mut screen, &capital(&words.tell(&Level::Major.message())));
        button(&mut screen, &words.say("incident-do"));
        assert_eq!(screen.state().act().1, &Act::SetLevel(Level::Major));

        let major = acts(&sorting(), Act::SetLevel(Level::Major));
        show(&mut screen, major.clone(), "10:21");
        assert!(says(&screen, &words.say("incident-lane-needs-chief")), "somebody has to command");
        assert!(says(&screen, "R2 "), "a written report is due from level II on");
        button(&mut screen, &words.say("incident-lead"));
        write(&mut screen, &words.say("incident-chief"), "赵科长");
        write(&mut screen, &words.say("incident-authorised-by"), "王主任");
        button(&mut screen, &words.say("incident-do"));
        let led =
            Act::Lead {
                chief: "赵科长".into(), deputy: "".into(), authorised_by: Some("王主任".into())
            };
        assert_eq!(screen.state().act().1, &led);

        show(&mut screen, acts(&major, led), "10:21");
        assert!(says(&screen, &words.say("incident-hand-over")));
        assert!(says(&screen, "赵科长") && says(&screen, "王主任"));
    }
}

#[test]
fn people_who_came_to_harm_are_recorded_when_it_opens_and_later() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], small_state(), "10:20");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::E);
        screen.run();
        write(&mut screen, &words.say("incident-injured"), "zwei");
        assert!(says(&screen, &words.say("incident-missing-number")));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        screen.get_by_role_and_label(Role::TextInput, &words.say("incident-injured")).type_text("2");
        screen.run();
        assert!(says(&screen, &words.say("incident-rule-serious-injury")));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        let Some(Command::OpenIncident(report)) = screen.state().submitted().first().copied() else {
            panic!()
        };
        assert_eq!(report.casualties, Casualties { injured: 2, dead: 0 });

        let mut screen = stage(language, sorting(), "10:20");
        button(&mut screen, &words.say("incident-casualties"));
        write(&mut screen, &words.say("incident-dead"), "1");
        button(&mut screen, &words.say("incident-do"));
        let (_, act) = screen.state().act();
        assert_eq!(act, &Act::Casualties(Casualties { injured: 0, dead: 1 }));
        let act = act.clone();
        show(&mut screen, acts(&sorting(), act), "10:21");
        assert!(says(&screen, &words.say("incident-rule-death")));
        assert!(says(&screen, &words.tell(&Casualties { injured: 0, dead: 1 }.message())));
    }
}

#[test]
fn an_incident_is_opened_on_a_link_and_its_level_follows_what_is_typed() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], small_state(), "10:20");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::E);
        screen.run();
        let suggested = |level: &str, rule: &str| {
            words.fill(
                "incident-suggested",
                &[("level", words.say(level).into()), ("rule", words.say(rule).into())],
            )
        };
        let one = suggested("incident-level-general", "incident-rule-one-route");
        assert!(says(&screen, &one), "only R03 waits: {one}");
        write(&mut screen, &words.say("incident-expected-field"), "15:00");
        let four = suggested("incident-level-major", "incident-rule-link-down-four-hours");
        assert!(says(&screen, &four), "{four}");
        write(&mut screen, &words.say("incident-what"), "停电");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        let asked = screen.state().submitted();
        let [Command::OpenIncident(report)] = asked[..] else { panic!("{asked:?}") };
        assert_eq!((report.kind, report.link, report.down), (Kind::Sorting, Some(Link::Sorting), true));
        assert_eq!((report.expected, report.what.as_str()), (Some(at("15:00")), "停电"));
        let (view, open) = (screen.state().desk.view, &screen.state().desk.incidents.open);
        assert_eq!((view, open.as_ref()), (View::Incidents, Some(&id())), "its card is what comes next");
    }
}

#[test]
fn a_time_that_has_passed_means_tomorrow() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "19:30");
        button(&mut screen, &words.say("incident-expect"));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        screen.run();
        let field = words.say("incident-expected-field");
        screen.get_by_role_and_label(Role::TextInput, &field).type_text("08:40");
        screen.run();
        assert!(says(&screen, "11-24"), "the day is said");
        button(&mut screen, &words.say("incident-do"));
        let tomorrow = mainstay::domain::time::Timestamp::parse("2026-11-24T08:40");
        assert_eq!(screen.state().act().1, &Act::Expect(tomorrow));
    }
}
