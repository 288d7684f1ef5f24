//! The lights at the top, what lies downstream, and routes that wait.

use super::*;

#[test]
fn the_lights_say_down_degraded_and_affected_and_lead_to_the_incidents_of_a_link() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], sorting(), "10:20");
        let link = |link: Link| words.tell(&link.message());
        let down = format!("{}: {}", link(Link::Sorting), words.say("desk-link-down"));
        let span = mainstay::words::incidents::span(&words, 20);
        let told = words
            .fill("desk-link-for", &[("state", words.say("desk-link-down").into()), ("span", span.into())]);
        let named = format!("{}: {told}", link(Link::Sorting));
        assert!(says(&screen, &named), "{named}; {down}");
        assert!(says(&screen, &words.fill("desk-link-after", &[("link", link(Link::Sorting).into())])));
        let working = format!("{}: {}", link(Link::Ordering), words.say("desk-link-working"));
        assert!(says(&screen, &working), "{working}");
        screen.get_by_label_contains(&named).click();
        screen.run();
        let view = &screen.state().desk.incidents;
        assert_eq!((screen.state().desk.view, view.link), (View::Incidents, Some(Link::Sorting)));
        assert_eq!(rows(&screen).len(), 1);
    }
}

#[test]
fn plans_are_headed_by_the_incident_they_are_for_whatever_else_is_broken() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = sorting();
        let plate = state.network.vehicles.keys().next().expect("one").clone();
        let report =
            BreakdownReport { plate, at: at("10:10"), place: None, fault: Fault::Clutch, estimate: None };
        let state = after(&state, Command::ReportBreakdown(report));
        let mut screen = stage(language, state, "10:20");
        screen.state_mut().desk.incidents.open = Some(id());
        screen.run();
        screen.get_by_role_and_label(Role::Button, &words.say("desk-plans")).click();
        screen.run_steps(12);
        let name = capital(&words.tell(&Kind::Sorting.message()));
        let parts = [("kind", name.into()), ("what", "二号线".into())];
        let name = format!("I261123-1 {}", words.fill("incident-name", &parts));
        let title = words.fill("plans-title-of", &[("vehicles", name.into())]);
        assert!(says(&screen, &title), "{title}");
    }
}

#[test]
fn what_lies_after_a_link_that_works_badly_waits_for_it_where_it_keeps_routes_back() {
    let words = Words::new(Language::English);
    let mut state = sorting();
    let mut badly = state.incidents.values().next().expect("one").as_ref().clone();
    badly.down = false;
    let waits = words.fill("desk-link-after", &[("link", words.tell(&Link::Sorting.message()).into())]);
    for (routes, affected) in [(badly.routes.clone(), true), (std::collections::BTreeSet::new(), false)] {
        badly.routes = routes;
        state.incidents = Arc::new([(badly.id.clone(), Arc::new(badly.clone()))].into());
        let screen = stage_of(Language::English, View::Board, [1400.0, 900.0], state.clone(), "10:20");
        assert_eq!(says(&screen, &waits), affected);
    }
}

#[test]
fn a_route_held_up_says_what_it_waits_for() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], sorting(), "10:20");
        screen.state_mut().desk.selection.routes = ["R03".into()].into();
        screen.run();
        let parts = [
            ("link", words.tell(&Link::Sorting.message()).into()),
            ("incident", "I261123-1".into()),
            ("at", "13:10".into()),
        ];
        let waits = words.fill("board-waits-until", &parts);
        assert!(says(&screen, &waits), "{waits}");
    }
}
