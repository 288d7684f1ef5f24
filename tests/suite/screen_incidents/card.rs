//! The list, the card of the chosen incident with its steps, and the playbook the card comes from.

use super::*;

#[test]
fn incidents_are_listed_with_what_is_late_and_the_chosen_one_shows_its_card() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = opened(&sorting(), Kind::Settlement, Link::Settlement, "10:19", None);
        let screen = stage(language, state, "10:20");
        let listed = rows(&screen);
        assert_eq!(listed.len(), 2, "{listed:?}");
        let late = words.fill(
            "incident-row-late",
            &[
                ("n", 3_usize.into()),
                ("step", "G1".into()),
                ("countdown", mainstay::words::incidents::countdown(&words, at("10:03"), at("10:20")).into()),
            ],
        );
        assert!(listed[0].contains(&late), "{late}: {listed:?}");
        assert!(says(&screen, "G1 ") && says(&screen, &words.say("playbook-company-default")));
        let rule = words.say("incident-rule-link-down-an-hour");
        assert!(says(&screen, &rule), "{rule}");
        for lane in ["headquarters", "department", "marketing"] {
            let key = match lane {
                "headquarters" => "incident-lane-headquarters",
                "department" => "incident-lane-department",
                _ => "incident-lane-marketing",
            };
            assert!(says(&screen, &words.say(key)), "{lane}");
        }
    }
}

#[test]
fn a_step_is_ticked_by_its_box_and_opened_again() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        let tick = words.fill("incident-tick", &[("step", "G2".into())]);
        click(&mut screen, &tick);
        assert_eq!(screen.state().act(), ("I261123-1", &Act::Tick(step('G', 2))));
        show(&mut screen, acts(&sorting(), Act::Tick(step('G', 2))), "10:21");
        let done = words.fill("incident-step-done", &[("at", "10:20".into()), ("by", "Lin".into())]);
        assert!(says(&screen, &done), "{done}");
        click(&mut screen, &tick);
        assert_eq!(screen.state().act().1, &Act::Reopen(step('G', 2)));
    }
}

#[test]
fn a_step_is_skipped_only_with_a_reason() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        click(&mut screen, &format!("{} G3", words.say("incident-skip")));
        assert!(says(&screen, &words.say("incident-missing-reason")));
        write(&mut screen, &words.say("incident-reason"), "one line is enough");
        button(&mut screen, &words.say("incident-do"));
        assert_eq!(screen.state().act().1, &Act::Skip(step('G', 3), "one line is enough".into()));
    }
}

#[test]
fn a_close_says_first_that_steps_are_open() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        button(&mut screen, &words.say("incident-close"));
        write(&mut screen, &words.say("incident-reason"), "over");
        let close = Act::Close("over".into());
        let close = Command::DealWith { incident: id(), act: close, by: "Lin".into(), at: at("10:20") };
        let refusal = weigh(&sorting(), close).expect_err("steps are open");
        assert!(words.tell(&refusal.message()).contains("G1, G2"), "they are named");
        assert!(says(&screen, &words.tell(&refusal.message())));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        assert!(screen.state().submitted().is_empty(), "nothing closes that is not done");
    }
}

#[test]
fn the_playbook_is_edited_reviewed_and_kept_as_the_next_version() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Data, [1400.0, 1500.0], sorting(), "10:20");
        screen.state_mut().desk.data.section = Section::Playbook;
        screen.run();
        let review = words.fill("playbook-review", &[("n", 2_u32.into())]);
        for name in ["A1", "A7"] {
            let key = if name == "A1" { "playbook-confirmed" } else { "playbook-remove" };
            screen.get_by_label(&format!("{} {name}", words.say(key))).click();
            // What is clicked is scrolled to.
            screen.run_steps(12);
        }
        screen.get_by_role_and_label(Role::Button, &review).click();
        screen.run_steps(12);
        let confirmed = words.say("playbook-limit-confirmed");
        let what = words.fill("playbook-step-changed", &[("step", "A1".into()), ("what", confirmed.into())]);
        assert!(says(&screen, &what), "{what}");
        assert!(screen.state().submitted().is_empty(), "not before it was looked at");
        let save = words.fill("playbook-save", &[("n", 2_u32.into())]);
        screen.get_by_role_and_label(Role::Button, &save).click();
        screen.run_steps(12);
        let asked = screen.state().submitted();
        let [Command::PutPlaybook(book)] = asked[..] else { panic!("{asked:?}") };
        let card = &book.cards[&CardId('A')];
        assert_eq!((book.version, card.steps.len()), (2, 6));
        assert!(card.steps[&1].confirmed && card.steps[&1].limit == Limit::Minutes(5));
        let command = Command::PutPlaybook(book.clone());
        let newer = after(&sorting(), command);
        let kept = Snapshot { revision: Revision(9), ..snapshot(newer.clone(), at("10:21")) };
        screen.state_mut().world.snapshot = Arc::new(kept);
        screen.run_steps(12);
        assert!(says(&screen, &words.fill("playbook-title", &[("n", 2_u32.into())])));
        let mut screen = stage(language, newer, "10:21");
        let older = words.fill("incident-older-playbook", &[("n", 2_u32.into())]);
        assert!(says(&screen, &older), "an incident under way keeps its own: {older}");
        screen.run();
        screen.get_by_role_and_label(Role::Button, &words.say("incident-playbook")).click();
        screen.run_steps(3);
        assert_eq!(screen.state().desk.data.section, Section::Playbook);
    }
}

#[test]
fn the_view_keeps_within_small_windows_and_shows_everything_it_did() {
    for language in Language::ALL {
        let state = acts(&sorting(), Act::Note("技术员已到".into()));
        let state = after(&state, Command::FollowUp { now: at("12:40") });
        let late =
            state.incidents[&id()].timeline.iter().filter(|one| matches!(one.what, What::Escalated(..)));
        assert!(late.count() > 3);
        let mut screen = stage_of(language, View::Incidents, [1000.0, 700.0], state, "12:40");
        screen.run();
        assert!(says(&screen, "技术员已到"), "the timeline stands below the card");
        assert_eq!(screen.state().world.snapshot.date, today());
    }
}
