//! Incidents: opened by hand or by themselves, dealt with by a card, escalated, and closed by people alone.

use crate::a_day::{ADay, a_day, date, link_down, time};
use expect_test::expect;
use mainstay::domain::command::{Act, Command, IncidentReport};
use mainstay::domain::emergency::deadlines::{self, Lateness};
use mainstay::domain::emergency::level::{Level, LevelRule};
use mainstay::domain::emergency::{Casualties, Incident, Kind, Standing, StepDone, What};
use mainstay::domain::place::Area;
use mainstay::domain::playbook::{CardId, Limit, Playbook, StepId};
use mainstay::domain::refusal::Refusal;
use mainstay::domain::time::Timestamp;

fn morning() -> ADay {
    a_day().route("R1", "V1", "08:30", &["J1", "J2"]).route("R2", "V2", "08:30", &["J20", "J21"])
}

fn step(card: char, number: u8) -> StepId {
    StepId { card: CardId(card), number }
}

impl ADay {
    fn opens(self, kind: Kind, expected: Option<&str>) -> Self {
        let expected = expected.map(|at| Timestamp::of(date(), time(at)));
        let report = IncidentReport { expected, ..link_down(kind, "李调度", self.now) };
        self.does(Command::OpenIncident(Box::new(report)))
    }

    fn acting(&self, id: &str, act: Act) -> Command {
        Command::DealWith { incident: id.into(), act, by: "王主管".into(), at: self.now }
    }

    fn acts(self, id: &str, act: Act) -> Self {
        let command = self.acting(id, act);
        self.does(command)
    }

    fn follows_up(self) -> Self {
        let now = self.now;
        self.does(Command::FollowUp { now })
    }

    fn incident(&self, id: &str) -> &Incident {
        &self.state.incidents[&id.into()]
    }

    /// `B1 DRV by 10:03 late`, a line for each step.
    fn steps(&self, id: &str) -> String {
        let incident = self.incident(id);
        let playbook = self.state.playbook(incident.playbook);
        let line = |due: &deadlines::Due<'_>| {
            let owners: Vec<&str> = due.step.owners.iter().map(|owner| owner.name()).collect();
            let how = match (&due.done, due.lateness(self.now)) {
                (Some(StepDone::Ticked(_)), _) => " done",
                (Some(StepDone::Skipped { .. }), _) => " skipped",
                (None, Lateness::InTime) => "",
                (None, Lateness::Late) => " late",
                (None, Lateness::VeryLate) => " very late",
            };
            format!(
                "{} {} by {} {}{how}\n",
                due.id,
                owners.join("+"),
                due.by.day().0.format("%d"),
                due.by.time()
            )
        };
        deadlines::steps(incident, &playbook, &self.state.settings).iter().map(line).collect()
    }
}

#[test]
fn a_breakdown_opens_its_incident_by_itself_and_its_repair_does_not_close_it() {
    let day = morning().at("09:00").departed("R1", "08:30").breaks_down("V1", Some(150));
    let incident = day.incident("B261123-1");
    assert_eq!((incident.kind, incident.card), (Kind::VehicleOnTheRoad, CardId('B')));
    assert_eq!((incident.retailers, incident.cartons.0), (2, 20));
    assert_eq!((incident.level, incident.rule), (Level::Larger, Some(LevelRule::LongDelay)));
    let before = morning().at("08:00").breaks_down("V1", None);
    assert_eq!(before.incident("B261123-1").kind, Kind::VehicleBeforeDeparture);
    let day = day.at("10:00").repaired("V1");
    assert_eq!(day.incident("B261123-1").standing(), Standing::Restored);
    assert!(day.incident("B261123-1").closed.is_none(), "nothing closes by itself");
}

#[test]
fn a_hold_in_force_opens_its_incident_and_its_end_restores_it() {
    let day = morning().hold("H1", "08:00-12:00", Area::Districts(vec!["420303".into()])).at("08:05");
    let day = day.follows_up();
    let incident = day.incident("H1");
    assert_eq!((incident.kind, incident.routes.len()), (Kind::Weather, 1));
    assert!(day.clone().follows_up().last.is_empty(), "once");
    let day = day.at("12:30").follows_up();
    assert_eq!(day.incident("H1").standing(), Standing::Restored);
    assert_eq!(day.incident("H1").restored.as_ref().map(|it| it.at.time()), Some(time("12:00")));
}

#[test]
fn a_card_has_its_deadlines_and_reports_by_level() {
    let day = morning().at("09:00").departed("R1", "08:30").breaks_down("V1", Some(150));
    expect![[r"
        B1 DRV by 23 09:03
        B2 DRV by 23 09:05
        B3 DSP by 23 09:10
        B4 DSP by 23 09:15
        B5 DSP by 23 09:20
        B6 AM+DRV by 23 09:30
        B7 DRV by 23 10:00
        B8 DC by 23 17:00
        B9 DSP by 23 18:00
        R1 DSP by 23 09:15
        R4 DC by 24 09:00
        R5 AUD by 26 09:00
    "]]
    .assert_eq(&day.steps("B261123-1"));
}

#[test]
fn a_late_step_goes_to_the_owners_head_and_then_one_level_up_once_each() {
    let day = morning().at("09:00").departed("R1", "08:30").breaks_down("V1", None);
    let escalations = |day: &ADay| {
        let told = day.incident("B261123-1").timeline.iter().filter_map(|event| match event.what {
            What::Escalated(step, stage) => Some(format!("{step}:{stage}")),
            _ => None,
        });
        told.collect::<Vec<_>>().join(" ")
    };
    let day = day.at("09:02").follows_up();
    assert_eq!(escalations(&day), "");
    let day = day.at("09:04").follows_up().follows_up();
    assert_eq!(escalations(&day), "B1:1");
    let day = day.acts("B261123-1", Act::Tick(step('B', 2))).at("09:07").follows_up();
    assert_eq!(escalations(&day), "B1:1 B1:2", "what is ticked is not late");
    let day = day.acts("B261123-1", Act::Tick(step('B', 1)));
    let told = |number| day.incident("B261123-1").told_up_to(step('B', number));
    assert_eq!((told(1), told(2)), (2, 0), "that it was late is not forgotten once it is done");
}

#[test]
fn steps_are_ticked_with_name_and_time_or_skipped_with_a_reason() {
    let day = morning().opens(Kind::Sorting, Some("08:40"));
    let id = "I261123-1";
    let day = day.acts(id, Act::Acknowledge).acts(id, Act::Tick(step('G', 1)));
    let done = &day.incident(id).steps[&step('G', 1)];
    assert_eq!(done.signed().by, "王主管");
    assert_eq!(day.refuses(day.acting(id, Act::Skip(step('G', 2), " ".into()))), Refusal::NoReason);
    let strange = day.refuses(day.acting(id, Act::Tick(step('Z', 2))));
    assert_eq!(strange, Refusal::NoSuchStep { incident: id.into(), step: step('Z', 2) });
    let day = day.acts(id, Act::Skip(step('G', 2), "无需".into())).acts(id, Act::Reopen(step('G', 1)));
    assert!(!day.incident(id).steps.contains_key(&step('G', 1)));
}

#[test]
fn what_somebody_did_first_is_not_written_over() {
    let id = "I261123-1";
    let day = morning().opens(Kind::Sorting, None).acts(id, Act::Tick(step('G', 1)));
    let done = |step| Refusal::StepDone { incident: id.into(), step, by: "王主管".into(), at: day.now };
    let later = day.clone().at("07:30");
    assert_eq!(later.refuses(later.acting(id, Act::Tick(step('G', 1)))), done(step('G', 1)));
    let skip = Act::Skip(step('G', 1), "no need".into());
    assert_eq!(later.refuses(later.acting(id, skip)), done(step('G', 1)));
    let again = later.acts(id, Act::Reopen(step('G', 1))).acts(id, Act::Tick(step('G', 1)));
    assert_eq!(again.incident(id).steps[&step('G', 1)].signed().at.time(), time("07:30"));
    // A progress report is ticked each time.
    let again = again.acts(id, Act::Tick(step('R', 3))).at("09:00").acts(id, Act::Tick(step('R', 3)));
    let restored = again.acts(id, Act::Restore).at("09:30").acts(id, Act::Restore).acts(id, Act::Acknowledge);
    let restored = restored.at("09:40").acts(id, Act::Acknowledge);
    let it = restored.incident(id);
    let at = |signed: &Option<mainstay::domain::emergency::Signed>| signed.as_ref().map(|one| one.at.time());
    assert_eq!((at(&it.restored), at(&it.acknowledged)), (Some(time("09:00")), Some(time("09:30"))));
    assert_eq!(it.timeline.iter().filter(|event| event.what == What::Restored).count(), 1);
}

#[test]
fn a_clock_that_was_set_back_has_nothing_happen_before_the_first_report() {
    let id = "I261123-1";
    let day = morning().opens(Kind::Sorting, None).at("06:40").acts(id, Act::Restore);
    let it = day.incident(id);
    assert_eq!(it.restored.as_ref().map(|signed| signed.at), Some(it.opened.at));
    assert!(it.timeline.iter().all(|event| event.signed.at >= it.opened.at));
}

#[test]
fn each_thing_left_out_is_asked_for_by_its_name() {
    let id = "I261123-1";
    let day = morning().opens(Kind::Sorting, None);
    let refused = |act| day.refuses(day.acting(id, act));
    let lead = Act::Lead { chief: " ".into(), deputy: "".into(), authorised_by: None };
    assert_eq!(refused(lead), Refusal::NoCommander);
    assert_eq!(refused(Act::Note(" ".into())), Refusal::NoNote);
    assert_eq!(refused(Act::Close("".into())), Refusal::NoReason);
}

#[test]
fn a_review_has_three_days_and_seven_where_it_was_major() {
    let id = "I261123-1";
    let day = morning().opens(Kind::Ordering, None);
    let review =
        |day: &ADay| day.steps(id).lines().filter(|line| line.contains("AUD")).collect::<Vec<_>>().join("|");
    let larger = day.acts(id, Act::SetLevel(Level::Larger));
    assert_eq!(review(&larger), "R5 AUD by 26 07:00");
    let major = larger.clone().acts(id, Act::SetLevel(Level::Major));
    assert_eq!(review(&major), "R6 AUD by 30 07:00");
    let done = larger.acts(id, Act::Tick(step('R', 5))).acts(id, Act::SetLevel(Level::Major));
    assert_eq!(review(&done), "R5 AUD by 26 07:00 done", "once is enough");
}

#[test]
fn progress_is_not_reported_on_any_more_once_it_is_over() {
    let id = "I261123-1";
    let day = morning().opens(Kind::Ordering, None).acts(id, Act::SetLevel(Level::Major));
    let progress = |day: &ADay| day.steps(id).lines().filter(|line| line.contains("R3")).count();
    assert_eq!(progress(&day), 1);
    let over = day.clone().at("08:30").acts(id, Act::Restore).at("09:30").follows_up();
    assert_eq!(progress(&over), 0);
    assert!(!over.incident(id).escalated.contains_key(&step('R', 3)));
    let missed = day.at("09:30").acts(id, Act::Restore);
    assert_eq!(progress(&missed), 1, "what was due before that stays due");
}

#[test]
fn an_incident_is_closed_by_a_person_with_a_reason_when_every_step_is_settled() {
    let id = "I261123-1";
    let mut day = morning().opens(Kind::Settlement, None);
    let close = Act::Close("已恢复".into());
    let open = |day: &ADay| match day.refuses(day.acting(id, close.clone())) {
        Refusal::StepsOpen { steps, .. } => {
            steps.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
        other => panic!("{other}"),
    };
    assert_eq!(open(&day), "F1 F2 F3 F4 F5 F6 R1 R2 R4 R6");
    for number in 1..=6 {
        day = day.acts(id, Act::Tick(step('F', number)));
    }
    // All routes wait, so that the gravest reports are due.
    assert_eq!(open(&day), "R1 R2 R4 R6");
    for number in [1, 2, 4, 6] {
        day = day.acts(id, Act::Tick(step('R', number)));
    }
    let day = day.acts(id, close);
    assert_eq!(day.incident(id).standing(), Standing::Closed);
    assert_eq!(day.refuses(day.acting(id, Act::Restore)), Refusal::IncidentClosed(id.into()));
    assert_eq!(day.refuses(day.acting("I9", Act::Restore)), Refusal::NoSuchIncident("I9".into()));
}

#[test]
fn sorting_restored_later_moves_departures_and_arrivals() {
    let day = morning().opens(Kind::Sorting, Some("09:40"));
    let leaves = |day: &ADay, route: &str| day.outlook().routes[&route.into()].leaves.to_string();
    assert_eq!((leaves(&day, "R1"), leaves(&day, "R2")), ("09:40".into(), "09:40".into()));
    let sooner = day.acts("I261123-1", Act::Expect(Some(Timestamp::of(date(), time("09:00")))));
    assert_eq!(leaves(&sooner, "R1"), "09:00");
    let restored = sooner.at("08:50").acts("I261123-1", Act::Restore);
    assert_eq!(leaves(&restored, "R1"), "08:50");
}

#[test]
fn a_link_that_stays_down_is_found_graver_by_itself_and_its_reports_run_from_then() {
    let morning = a_day().route("R1", "V1", "08:30", &["J1"]).departed("R1", "06:00");
    let id = "I261123-1";
    let day = morning.opens(Kind::Settlement, None);
    let level = |day: &ADay| (day.incident(id).level, day.incident(id).rule);
    assert_eq!(level(&day), (Level::General, Some(LevelRule::OneRoute)));
    let day = day.at("07:59").follows_up();
    assert_eq!(level(&day).0, Level::General);
    let day = day.at("08:01").follows_up();
    assert_eq!(level(&day), (Level::Larger, Some(LevelRule::LinkDownAnHour)));
    let reports = |day: &ADay| -> Vec<String> {
        day.steps(id).lines().filter(|line| line.starts_with('R')).map(str::to_owned).collect()
    };
    assert_eq!(reports(&day)[0], "R1 DSP by 23 08:16", "not late before it was asked for");
    assert!(day.clone().follows_up().last.is_empty(), "once");
    // As soon as somebody says how long it will take.
    let day = day.acts(id, Act::Expect(Some(Timestamp::of(date(), time("12:00")))));
    assert_eq!(level(&day), (Level::Major, Some(LevelRule::LinkDownFourHours)));
    let day = day.acts(id, Act::Expect(Some(Timestamp::of(date(), time("08:30")))));
    assert_eq!(level(&day).0, Level::Major, "only a person makes it less grave");
}

#[test]
fn a_level_a_person_has_set_stays_and_a_graver_one_is_suggested_once() {
    let id = "I261123-1";
    let set = |day: ADay| day.acts(id, Act::SetLevel(Level::General)).at("10:30").follows_up();
    let day =
        set(a_day().route("R1", "V1", "08:30", &["J1"]).departed("R1", "06:00").opens(Kind::Sorting, None));
    let suggested = |day: &ADay| {
        let events = &day.incident(id).timeline;
        events.iter().filter(|event| matches!(event.what, What::Suggested(_))).count()
    };
    let incident = day.incident(id);
    assert_eq!((incident.level, incident.rule), (Level::General, Some(LevelRule::LinkDownAnHour)));
    assert_eq!(suggested(&day), 1);
    assert_eq!(suggested(&day.at("10:40").follows_up()), 1);
}

#[test]
fn people_who_come_to_harm_make_it_grave() {
    let day = morning().at("09:00").departed("R1", "08:30").breaks_down("V1", None);
    let id = "B261123-1";
    let harmed = |day: ADay, injured, dead| day.acts(id, Act::Casualties(Casualties { injured, dead }));
    let day = harmed(day, 1, 0);
    assert_eq!(day.incident(id).rule, Some(LevelRule::SeriousInjury));
    let day = harmed(day.at("10:00"), 0, 1);
    let incident = day.incident(id);
    assert_eq!((incident.level, incident.casualties), (Level::Critical, Casualties { injured: 0, dead: 1 }));
    assert_eq!(incident.as_grave_since(Level::Major).time(), time("09:00"));
    assert_eq!(incident.as_grave_since(Level::Critical).time(), time("10:00"));
    let day = harmed(day, 0, 0);
    assert_eq!(day.incident(id).level, Level::Critical, "only a person makes it less grave");
}

#[test]
fn who_commands_is_recorded_with_by_whose_word() {
    let day = morning().opens(Kind::Ordering, None);
    let lead = |chief: &str, by: Option<&str>| Act::Lead {
        chief: chief.into(),
        deputy: "".into(),
        authorised_by: by.map(Into::into),
    };
    let day = day.acts("I261123-1", lead("组长", None)).acts("I261123-1", lead("配送中心主任", Some("组长")));
    let incident = day.incident("I261123-1");
    assert_eq!(incident.command.len(), 2);
    let now = incident.commander().expect("somebody");
    assert_eq!((now.chief.as_str(), now.authorised_by.as_deref()), ("配送中心主任", Some("组长")));
}

#[test]
fn an_incident_keeps_the_playbook_it_was_opened_under() {
    let day = morning().opens(Kind::Sorting, None);
    let mut edited = Playbook { version: 2, ..Playbook::standard() };
    if let Some(first) = edited.cards.get_mut(&CardId('G')).and_then(|card| card.steps.get_mut(&1)) {
        (first.limit, first.confirmed) = (Limit::Minutes(10), true);
    }
    let day = day.does(Command::PutPlaybook(Box::new(edited.clone()))).opens(Kind::Sorting, None);
    let first_line = |id| day.steps(id).lines().next().map(str::to_owned);
    assert_eq!(first_line("I261123-1").as_deref(), Some("G1 DC by 23 07:03"));
    assert_eq!(first_line("I261123-2").as_deref(), Some("G1 DC by 23 07:10"));
    let again = day.refuses(Command::PutPlaybook(Box::new(edited)));
    assert_eq!(again, Refusal::PlaybookVersion { version: 2, next: 3 });
}

#[test]
fn every_card_opens_runs_and_closes() {
    for kind in Kind::ALL {
        let mut day = morning().opens(kind, Some("09:00"));
        let id = "I261123-1";
        let playbook = day.state.playbook(1);
        let steps: Vec<StepId> = deadlines::steps(day.incident(id), &playbook, &day.state.settings)
            .iter()
            .map(|due| due.id)
            .collect();
        assert!(steps.len() >= 4, "{kind:?}");
        for step in steps {
            day = day.acts(id, Act::Tick(step));
        }
        let day = day.acts(id, Act::Restore).acts(id, Act::Close("完成".into()));
        assert_eq!(day.incident(id).standing(), Standing::Closed, "{kind:?}");
    }
}
