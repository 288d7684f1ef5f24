//! What is told to whom, as the states before and after say it.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use crate::a_day::{ADay, a_day, date, time};
use expect_test::{Expect, expect};
use mainstay::domain::command::{Command, Telling};
use mainstay::domain::day::Way;
use mainstay::domain::ids::Revision;
use mainstay::domain::network::Name;
use mainstay::domain::news::Heard;
use mainstay::domain::notice::{Notice, Prospect};
use mainstay::domain::playbook::Playbook;
use mainstay::domain::settings::NoticeSettings;
use mainstay::domain::time::Timestamp;
use mainstay::notify::compose::{Composed, Occasion, compose};
use mainstay::notify::text_message::Length;
use mainstay::notify::wording::Telling as Wording;
use mainstay::words::Language;
use std::fmt::Write as _;

fn at(text: &str) -> Timestamp {
    Timestamp::of(date(), time(text))
}

fn told(before: &ADay, after: &ADay, heard: Heard, queued: Vec<Notice>) -> Composed {
    let occasion = Occasion { desk: "d", change: Revision(after.revision.0), at: at("07:00"), by: "Wang" };
    compose((&before.state, &after.state), date(), heard, queued, &occasion)
}

fn prospect(prospect: Prospect) -> String {
    match prospect {
        Prospect::Today { arrival, window, meets } => {
            format!("{arrival} ({window}{})", if meets.is_some() { " elsewhere" } else { "" })
        }
        Prospect::PutOff(day) => day.to_string(),
    }
}

fn shown(composed: &Composed) -> String {
    let mut text = String::new();
    for notice in &composed.notices {
        let _ = writeln!(text, "{}", notice.to.whom.key());
        for line in &notice.lines {
            let cause = line.cause.as_ref().map(|cause| format!(" {cause:?}")).unwrap_or_default();
            let (known, now) = (prospect(line.known), prospect(line.now));
            let _ = writeln!(text, "  {} {known} > {now}{cause}", line.retailer);
        }
    }
    text
}

#[expect(clippy::needless_pass_by_value, reason = "so that what is expected is the last word of a test")]
fn check(before: &ADay, after: &ADay, expected: Expect) {
    expected.assert_eq(&shown(&told(before, after, Heard::new(), Vec::new())));
}

/// J3 is served last, at 08:40.
fn one_route() -> ADay {
    a_day().route("R1", "V1", "08:00", &["J1", "J2", "J3"])
}

fn put_off(day: &ADay, shops: &[&str]) -> ADay {
    day.clone().does(Command::PutOffStops {
        day: date(),
        stops: shops.iter().map(|code| (*code).into()).collect(),
        to: Some(date().plus(1)),
        base: day.revision,
    })
}

fn tell(day: &ADay, shop: &str, when: &str) -> ADay {
    let telling = Telling {
        retailer: shop.into(),
        at: at(when),
        by: "李".into(),
        way: Some(Way::Phone),
        confirmed: false,
        said: None,
    };
    day.clone().does(Command::TellRetailers { day: date(), tellings: vec![telling], now: at(when) })
}

#[test]
fn who_is_put_off_is_told_always_and_who_comes_earlier_by_little_is_not() {
    let before = one_route();
    check(
        &before,
        &put_off(&before, &["J1"]),
        expect![[r#"
            department/D1
              J1 08:10 (08:00-18:00) > 2026-11-24
        "#]],
    );
}

#[test]
fn who_was_told_to_wait_for_another_day_hears_when_it_is_served_today_after_all() {
    let before = put_off(&one_route(), &["J3"]);
    let before = tell(&before, "J3", "07:05");
    let stop = &before.state.day(date()).unwrap().routes[&"R1".into()].stops[2];
    assert_eq!(stop.told.as_ref().unwrap().put_off_to, Some(date().plus(1)));
    let back =
        Command::PutOffStops { day: date(), stops: vec!["J3".into()], to: None, base: before.revision };
    check(
        &before,
        &before.clone().does(back),
        expect![[r#"
            department/D1
              J3 2026-11-24 > 08:40 (08:00-18:00)
        "#]],
    );
}

#[test]
fn a_time_is_told_again_only_when_it_moves_by_more_than_the_threshold_since_it_was_last_told() {
    let day = one_route();
    let later = |day: &ADay, by: i32| {
        let shift = mainstay::domain::command::Shift::By(by);
        let target = mainstay::domain::command::ShiftTarget::Retailers(vec!["J3".into()]);
        day.clone().does(Command::ShiftWindows { day: date(), target, shift, base: day.revision })
    };
    let moved = later(&day, 60);
    check(
        &day,
        &moved,
        expect![[r#"
            department/D1
              J3 08:40 (08:00-18:00) > 08:40 (09:00-19:00)
        "#]],
    );
    let ticked = tell(&moved, "J3", "07:10");
    check(&ticked, &later(&ticked, 30), expect![""]);
    check(
        &ticked,
        &later(&ticked, 31),
        expect![[r#"
            department/D1
              J3 08:40 (09:00-19:00) > 08:40 (09:31-19:31)
        "#]],
    );
}

#[test]
fn ids_are_of_the_change_and_the_recipient_and_of_nothing_else() {
    let before = one_route();
    let after = put_off(&before, &["J1"]);
    let id = |composed: Composed| composed.notices[0].id.clone();
    let first = id(told(&before, &after, Heard::new(), Vec::new()));
    assert_eq!(id(told(&before, &after, Heard::new(), Vec::new())), first);
    let more = put_off(&before, &["J1", "J2"]);
    assert_eq!(id(told(&before, &more, Heard::new(), Vec::new())), first);
    let next = put_off(&after, &["J2"]);
    assert_ne!(id(told(&after, &next, Heard::new(), Vec::new())), first);
}

#[test]
fn what_waits_goes_with_what_is_new_and_what_is_taken_back_goes_nowhere() {
    let before = one_route();
    let after = put_off(&before, &["J1"]);
    let first = told(&before, &after, Heard::new(), Vec::new());
    let heard = |composed: &Composed| -> Heard {
        let announced = |prospect: &Prospect| mainstay::domain::notice::Announced {
            at: at("07:00"),
            prospect: *prospect,
        };
        composed.announced.iter().map(|(code, prospect)| (code.clone(), announced(prospect))).collect()
    };
    let more = put_off(&after, &["J2"]);
    let both = told(&after, &more, heard(&first), first.notices.clone());
    expect![[r#"
        department/D1
          J2 08:25 (08:00-18:00) > 2026-11-24
          J1 08:10 (08:00-18:00) > 2026-11-24
    "#]]
    .assert_eq(&shown(&both));
    assert_eq!(both.merged, [first.notices[0].id.clone()]);
    let undone = told(&after, &before, heard(&first), first.notices.clone());
    assert_eq!((undone.notices.len(), undone.merged.len()), (0, 1));
    let sent = told(&after, &before, heard(&first), Vec::new());
    expect![[r#"
        department/D1
          J1 2026-11-24 > 08:10 (08:00-18:00)
    "#]]
    .assert_eq(&shown(&sent));
}

#[test]
fn messages_are_the_playbooks_in_both_languages_and_fit_a_text_message() {
    let before = one_route();
    let composed = told(&before, &put_off(&before, &["J1"]), Heard::new(), Vec::new());
    let (settings, playbook) = (NoticeSettings::default(), Playbook::standard());
    let centre = Name::with_english("武当配送中心", "Wudang Distribution Centre");
    let mut text = String::new();
    for language in Language::ALL {
        let notice = &composed.notices[0];
        let telling =
            Wording { notice, settings: &settings, centre: Some(&centre), playbook: &playbook, language };
        let line = &notice.lines[0];
        let short = telling.short_message(line);
        assert!(Length::of(&short).fits(), "{short}");
        let letter = telling.letter(true);
        let _ = writeln!(text, "{}\n{}\n{}\n{short}", letter.subject, letter.text, telling.message(line));
    }
    expect![[r#"
        Wudang Distribution Centre: 1 retailer has a new time on 23 Nov, 1 of them put off
        City: because of a change of the plan, deliveries of 23 Nov come at another time: 0 moved within the day, 1 put off. Please tell these retailers and tick them off; the call list has a text for each.
        Questions: 0719
        Notice n7-5c323ce830f5: whoever gets it twice need not tell it twice.

        J1 1号店 08:10 → 24 Nov a change of the plan
        Wudang Distribution Centre: because of a change of the plan your delivery of 23 Nov comes on 24 Nov. We are sorry.
        Wudang Distribution Centre: because of a change of the plan your delivery of 23 Nov comes on 24 Nov. We are sorry.
        武当配送中心：11月23日 1 户送货时间有变，其中延期 1 户
        城区营销部：因线路调整，11月23日的送货时间有变：当日调整 0 户，延期 1 户。请逐户告知并勾选，通话清单中附有每户短信。
        联系电话：0719
        通知编号 n7-5c323ce830f5，重复收到时无需重复告知。

        J1 1号店 08:10 → 11月24日 线路调整
        【武当配送中心】因线路调整，您11月23日的卷烟改于11月24日送达，给您带来不便敬请谅解。
        【武当配送中心】因线路调整，您11月23日的卷烟改于11月24日送达，给您带来不便敬请谅解。
    "#]].assert_eq(&text);
}
