//! Notices and the ledger at the bookkeeper: a call list goes out and comes back, and what another process sends is
//! seen while nobody asks.

use crate::harness::{at, today};
use crate::screen_notices::{a_session, shift};
use mainstay::desk::bookkeeper::outbox::{FromOutbox, OutboxRequest, Tally};
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request};
use mainstay::desk::world::NoticeKind;
use mainstay::domain::command::{Command, Telling};
use mainstay::domain::day::Way;
use mainstay::domain::ids::Author;
use mainstay::domain::notice::DeliveryState;
use mainstay::notify::channels::Sent;
use mainstay::notify::ledger::Standing;
use mainstay::session::Session;
use mainstay::words::Language;
use std::path::Path;

fn moved(path: &Path) -> Session {
    let mut session = a_session(Session::open(path).expect("it opens"));
    shift(&mut session, "R1", 60, "07:10");
    session
}

fn open(session: Session) -> Bookkeeper {
    let opening = Opening { session, author: Author::new("Lin"), now: Some(at("07:30")), day: None };
    Bookkeeper::start(opening, || {})
}

/// The next that fits of what the bookkeeper tells.
fn next<T>(bookkeeper: &Bookkeeper, wanted: impl Fn(News) -> Option<T>) -> T {
    std::iter::from_fn(|| bookkeeper.next()).find_map(wanted).expect("it is told")
}

fn tally(news: &News) -> Option<Tally> {
    match news {
        News::Outbox(FromOutbox::Stands { tally, .. }) => Some(*tally),
        _ => None,
    }
}

#[test]
fn a_call_list_goes_out_and_what_comes_back_is_ticked() {
    let folder = tempfile::tempdir().expect("a folder");
    let bookkeeper = open(moved(&folder.path().join("desk.db")));
    assert_eq!(next(&bookkeeper, |news| tally(&news)).to_tell, 3);
    let path = folder.path().join("calls.csv");
    let retailers = vec!["J1".into(), "J3".into(), "J5".into()];
    let save = OutboxRequest::SaveCalls { retailers, path: path.clone(), language: Language::Chinese };
    assert!(bookkeeper.ask(Request::Outbox(save)));
    next(&bookkeeper, |news| {
        matches!(news, News::Notice(notice) if notice.kind == NoticeKind::Done).then_some(())
    });
    let text = std::fs::read_to_string(&path).expect("written");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[1].contains(",J1,1号店,13800000001,李敏,"), "{text}");
    assert!(lines[3].starts_with(",J5,"), "of J5 no notice speaks, it can be called all the same: {text}");

    let filled = |(n, line): (usize, &&str)| match n {
        1 => format!("{},7:25,李敏,\n", line.strip_suffix(",,,").expect("room to write")),
        3 => format!("{},soon,李敏,\n", line.strip_suffix(",,,").expect("room to write")),
        _ => format!("{line}\n"),
    };
    let filled: String = lines.iter().enumerate().map(filled).collect();
    let back = folder.path().join("back.csv");
    std::fs::write(&back, filled).expect("writable");
    assert!(bookkeeper.ask(Request::Outbox(OutboxRequest::TakeList { path: back, way: Some(Way::Text) })));
    let list = next(&bookkeeper, |news| match news {
        News::Outbox(FromOutbox::List(list)) => Some(list),
        _ => None,
    });
    assert_eq!((list.told, list.complaints.total), (1, 1), "{list:?}");
    let told = next(&bookkeeper, |news| match news {
        News::Outbox(FromOutbox::Stands { ledger, .. }) => {
            ledger.iter().find(|entry| entry.standing == Standing::Told).and_then(|entry| entry.told.clone())
        }
        _ => None,
    });
    assert_eq!((told.at, told.by.as_str(), told.way), (at("07:25"), "李敏", Some(Way::Text)));
}

#[test]
fn what_another_process_sends_is_seen_while_nobody_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    let bookkeeper = open(moved(&path));
    let states = |news: News| match news {
        News::Outbox(FromOutbox::Stands { notices, .. }) => {
            Some(notices.iter().map(|posted| posted.standing).collect::<Vec<_>>())
        }
        _ => None,
    };
    assert_eq!(next(&bookkeeper, states), [Some(DeliveryState::Queued); 2]);
    let mut elsewhere = Session::open(&path).expect("it opens");
    let lock = elsewhere.take_sending().expect("a right").expect("nobody else");
    while let Some(consignment) = elsewhere.next_sending(at("07:30"), &lock).expect("readable") {
        elsewhere.settle_sending(consignment, Ok(Sent::default()), at("07:30")).expect("writable");
    }
    next(&bookkeeper, |news| {
        let states = states(news)?;
        states.iter().all(|state| *state == Some(DeliveryState::Sent)).then_some(())
    });
}

#[test]
fn the_newest_word_of_a_merged_notice_is_nobodys_word_any_more() {
    let mut session = a_session(Session::in_memory().expect("memory"));
    shift(&mut session, "R1", 60, "07:10");
    let standings = |session: &Session| {
        let ledger = session.ledger(today(), at("07:20")).expect("readable");
        ledger.iter().filter(|entry| entry.standing.is_to_tell()).count()
    };
    assert_eq!(standings(&session), 3);
    session.undo(&Author::new("Lin"), at("07:15")).expect("something to undo");
    assert_eq!(standings(&session), 0, "nobody had been told: nobody need be told");
}

#[test]
fn whoever_is_told_before_a_notice_goes_out_is_not_named_again_by_the_next() {
    let mut session = a_session(Session::in_memory().expect("memory"));
    shift(&mut session, "R1", 60, "07:10");
    tell(&mut session, "J1", "07:12");
    shift(&mut session, "R2", 60, "07:20");
    let ledger = session.ledger(today(), at("07:21")).expect("readable");
    let to_tell: Vec<&str> = ledger
        .iter()
        .filter(|entry| entry.standing.is_to_tell())
        .map(|entry| entry.retailer.as_str())
        .collect();
    assert_eq!(to_tell, ["J2", "J3", "J4", "J5", "J6"]);
    let outbox = session.outbox(10).expect("readable");
    let anew = outbox.iter().filter(|(notice, _)| notice.at == at("07:20"));
    let mut named: Vec<Vec<&str>> =
        anew.map(|(notice, _)| notice.lines.iter().map(|line| line.retailer.as_str()).collect()).collect();
    // Notices of one moment stand in the order of their ids, which nobody can foretell.
    named.sort_by_key(Vec::len);
    assert_eq!(named, [vec!["J4", "J5", "J6"], vec!["J4", "J5", "J6", "J2", "J3"]]);
    for back in ["07:22", "07:23"] {
        session.undo(&Author::new("Lin"), at(back)).expect("something to undo");
    }
    let ledger = session.ledger(today(), at("07:24")).expect("readable");
    let to_tell = ledger.iter().filter(|entry| entry.standing.is_to_tell());
    let to_tell: Vec<&str> = to_tell.map(|entry| entry.retailer.as_str()).collect();
    assert_eq!(to_tell, ["J1", "J2", "J3"], "whose tick is taken back is to be told");
}

fn tell(session: &mut Session, code: &str, now: &str) {
    let telling = Telling {
        retailer: code.into(),
        at: at(now),
        by: "Lin".into(),
        way: Some(Way::Phone),
        confirmed: false,
        said: None,
    };
    let command = Command::TellRetailers { day: today(), tellings: vec![telling], now: at(now) };
    session.submit(command, &Author::new("Lin"), at(now)).expect("nothing stands against it");
}
