//! What rings, over whatever view is open.

use super::*;

/// What a few frames ask of the system's window, in order.
fn asked_of_the_window(screen: &mut Screen, frames: usize) -> Vec<String> {
    let mut asked = Vec::new();
    for _ in 0..frames {
        screen.step();
        let commands = screen.output().viewport_output.values().flat_map(|output| &output.commands);
        asked.extend(commands.filter_map(|command| match command {
            egui::ViewportCommand::RequestUserAttention(kind) => Some(format!("{kind:?}")),
            egui::ViewportCommand::Title(title) => Some(title.clone()),
            _ => None,
        }));
    }
    asked
}

#[test]
fn a_ring_asks_for_attention_once_and_blinks_in_the_title_until_the_window_is_looked_at() {
    for (language, told) in [(Language::English, "1 step late"), (Language::Chinese, "1 步超时")] {
        let state = opened(&small_state(), Kind::Sorting, Link::Sorting, "10:19", None);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], state.clone(), "10:20");
        screen.input_mut().focused = false;
        assert_eq!(asked_of_the_window(&mut screen, 8), Vec::<String>::new());
        let late = after(&state, Command::FollowUp { now: at("10:23") });
        screen.state_mut().world.snapshot = Arc::new(snapshot(late, at("10:23")));
        let asked = asked_of_the_window(&mut screen, 12);
        let bells = asked.iter().filter(|one| *one == "Critical").count();
        assert_eq!(bells, 1, "{asked:?}");
        let titles: std::collections::BTreeSet<_> = asked.iter().filter(|one| *one != "Critical").collect();
        let wanted = ["○", "●"].map(|mark| format!("{mark} {told} – Mainstay"));
        assert_eq!(titles, wanted.iter().collect(), "{asked:?}");
        screen.input_mut().focused = true;
        assert_eq!(asked_of_the_window(&mut screen, 8), [format!("{told} – Mainstay")]);
    }
}

#[test]
fn a_deadline_rings_over_whatever_view_is_open_and_counts_down_in_the_status_bar() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = opened(&small_state(), Kind::Sorting, Link::Sorting, "10:19", None);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], state.clone(), "10:20");
        assert!(says(&screen, "G1"), "the next deadline is in the status bar");
        assert!(screen.state().desk.notices.is_empty());
        show(&mut screen, after(&state, Command::FollowUp { now: at("10:23") }), "10:23");
        assert!(says(&screen, "I261123-1") && says(&screen, &words.say("desk-notice-incident")));
        assert_eq!(screen.state().desk.notices.len(), 1);
        button(&mut screen, &words.say("incident-show"));
        assert_eq!(screen.state().desk.view, View::Incidents);
        assert!(screen.state().desk.notices.is_empty());
        let told = words.tell(&mainstay::domain::playbook::Owner::LeadingGroup.message());
        assert!(says(&screen, &told), "the owner's head is told");
    }
}

#[test]
fn an_incident_the_rules_find_graver_rings_with_the_rule() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = opened(&small_state(), Kind::Settlement, Link::Settlement, "10:00", None);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], state.clone(), "10:59");
        let rule = words.say("incident-rule-link-down-an-hour");
        assert!(!says(&screen, &rule));
        show(&mut screen, after(&state, Command::FollowUp { now: at("11:01") }), "11:01");
        assert!(says(&screen, &rule) && says(&screen, &words.say("desk-notice-graver")));
        let by_hand = acts(&state, Act::SetLevel(Level::General));
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], by_hand.clone(), "10:59");
        show(&mut screen, after(&by_hand, Command::FollowUp { now: at("11:01") }), "11:01");
        let level = words.tell(&Level::Larger.message());
        assert!(says(&screen, &rule) && says(&screen, &level), "suggested");
    }
}
