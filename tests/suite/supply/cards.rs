//! Cards I and J after people have edited them: what is done is ticked at the line that is for it, wherever that stands.

use crate::a_day::{ADay, a_day};
use crate::supply::{approval, asked, asking, moment, put_inbound, shipment, signed, with_supply};
use mainstay::domain::Command;
use mainstay::domain::emergency::StepDone;
use mainstay::domain::network::Name;
use mainstay::domain::playbook::purpose::Purpose;
use mainstay::domain::playbook::{Card, CardId, Limit, Owner, Playbook, Step};
use mainstay::domain::supply::asking::{Choosing, SupplyCommand};
use mainstay::domain::supply::measures::MeasureKind;
use mainstay::domain::supply::request::Occasion;

/// A line people have written.
fn own(text: &str) -> Step {
    let standard = Playbook::standard();
    let like = standard.cards[&CardId('I')].steps[&1].clone();
    Step { text: Name::new(text), limit: Limit::Minutes(10), does: None, ..like }
}

fn renumbered(card: &mut Card, steps: Vec<Step>) {
    card.steps = (1_u8..).zip(steps).collect();
}

/// Card I begins with a line of its own, lacks the second and has the answer before the approval, in other words; card
/// J has a line of its own before the cause.
fn edited() -> Playbook {
    let mut playbook = Playbook { version: 2, ..Playbook::standard() };
    let card = playbook.cards.get_mut(&CardId('I')).expect("card I");
    let [log, _, grant, stock, answer, pick, deliver] =
        card.steps.values().cloned().collect::<Vec<_>>().try_into().expect("seven");
    let answer = Step { text: Name::new("当面答复"), ..answer };
    renumbered(card, vec![own("记入值班本"), log, answer, grant, stock, pick, deliver]);
    let card = playbook.cards.get_mut(&CardId('J')).expect("card J");
    let mut steps: Vec<Step> = card.steps.values().cloned().collect();
    steps.insert(0, own("请示值班领导"));
    renumbered(card, steps);
    playbook
}

fn ticked(day: &ADay, id: &str) -> Vec<String> {
    let steps = &day.state.incidents[&id.into()].steps;
    let shown = |(step, done): (&_, &StepDone)| match done {
        StepDone::Ticked(_) => format!("{step}"),
        StepDone::Skipped { .. } => format!("{step} skipped"),
    };
    steps.iter().map(shown).collect()
}

fn morning() -> ADay {
    let day = with_supply(a_day().route("R1", "V1", "09:00", &["J1", "J2"]).spare("V9", 100)).at("08:00");
    day.does(Command::PutPlaybook(Box::new(edited())))
}

fn ask(day: ADay) -> ADay {
    let asking = asking(&day, "J7", Occasion::Wedding, 12, "17:00");
    day.does(asked(SupplyCommand::Ask(asking)))
}

#[test]
fn a_request_ticks_the_lines_that_are_for_what_is_done_and_no_line_of_peoples_own() {
    let day = ask(morning());
    let (id, request) = ("Q261123-1", "Q261123-1".into());
    assert_eq!(ticked(&day, id), ["I2"]);
    let approve = approval(&day, Owner::MarketingDepartment);
    let granted = day.clone().does(asked(approve));
    assert_eq!(ticked(&granted, id), ["I2", "I4", "I5"], "there is no line for the licence any more");
    let signed = signed(&day, "客户经理");
    let answer = SupplyCommand::Answer { request, day: None, way: None, signed: signed.clone() };
    let answered = granted.does(asked(answer));
    assert_eq!(ticked(&answered, id), ["I2", "I3", "I4", "I5"]);
    let done = answered.does(asked(SupplyCommand::Done { request: id.into(), signed: signed.clone() }));
    assert_eq!(ticked(&done, id), ["I2", "I3", "I4", "I5", "I6", "I7"]);
    let refuse = SupplyCommand::Refuse { request: id.into(), why: "不符".into(), signed };
    let refused = day.does(asked(refuse));
    assert_eq!(ticked(&refused, id), ["I2", "I4", "I5 skipped", "I6 skipped", "I7 skipped"]);
}

#[test]
fn a_measure_ticks_cause_and_measure_where_they_stand_now() {
    let day = put_inbound(morning(), shipment("DH-1", "08:30"));
    let day = day.at("08:31");
    let day = day.clone().does(Command::FollowUp { now: day.now });
    let choosing = Choosing {
        brand: "K1".into(),
        inbound: Some("DH-1".into()),
        kind: MeasureKind::Urge,
        owner: None,
        due: moment("16:00"),
        note: "".into(),
        instead: None,
        signed: signed(&day, "采供"),
    };
    let day = day.does(asked(SupplyCommand::Choose(choosing)));
    assert_eq!(ticked(&day, "DH-1"), ["J3", "J4"]);
}

#[test]
fn every_purpose_stands_once_on_the_cards_as_they_are_shipped() {
    let standard = Playbook::standard();
    for purpose in Purpose::ALL {
        let at: usize = standard.cards.keys().map(|card| standard.steps_for(*card, &[purpose]).count()).sum();
        assert_eq!(at, 1, "{}", purpose.name());
        assert_eq!(Purpose::parse(purpose.name()), Some(purpose));
    }
}
