//! The archive goes out as files and comes back the same.

use crate::a_day::a_day;
use crate::supply::{asked, with_supply};
use mainstay::domain::State;
use mainstay::domain::network::Name;
use mainstay::domain::supply::archive::{Contact, Enterprise, Role, find};
use mainstay::domain::supply::asking::SupplyCommand;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::archive::{contacts, csv, enterprises, xlsx};
use mainstay::exchange::intake::{ReadOptions, read_file};
use mainstay::words::{Language, Words};

fn filled() -> State {
    let enterprise = |code: &str, name: &str, address: &str| Enterprise {
        code: code.into(),
        name: Name::with_english(name, "Works"),
        address: address.into(),
        scale: "年产 40 万箱".into(),
        brands: "云岭、青峰".into(),
        prices: "60–260 元".into(),
        prospects: "=危险".into(),
    };
    let contact = |name: &str, role| Contact {
        enterprise: "001".into(),
        name: name.into(),
        role,
        phone: "0000-1234567".into(),
    };
    let people = Role::ALL.into_iter().zip(["陈一", "陈二", "陈三", "陈四"]);
    let day = with_supply(a_day())
        .does(asked(SupplyCommand::PutEnterprises(vec![
            enterprise("001", "江渡烟草", "工业路 1 号"),
            enterprise("002", "晨钟烟草", "江渡街 2 号"),
        ])))
        .does(asked(SupplyCommand::PutContacts(people.map(|(role, name)| contact(name, role)).collect())));
    day.state
}

#[test]
fn what_was_exported_is_imported_and_changes_nothing() {
    let state = filled();
    for language in Language::ALL {
        let words = Words::new(language);
        let sheets = || {
            let (all, people) = find(&state.supply, "");
            [enterprises(&words, all.into_iter()), contacts(&words, people.into_iter())]
        };
        let folder = tempfile::tempdir().expect("a folder");
        let book = xlsx(&sheets()).expect("a book");
        let written = [("厂.csv", csv(&sheets()[0])), ("人.csv", csv(&sheets()[1])), ("档案.xlsx", book)];
        let files: Vec<_> = written
            .into_iter()
            .map(|(name, bytes)| {
                let path = folder.path().join(name);
                std::fs::write(&path, bytes).expect("written");
                (path, ReadOptions::default())
            })
            .collect();
        let now = Timestamp::parse("2026-11-23T06:00").expect("a moment");
        for (file, (path, options)) in (0..).zip(files) {
            let reading = read_file(&path, &options, &state, now, &mut Unwatched).expect("readable");
            assert_eq!(reading.complaints.listed, [], "{file}");
            // A formula was made harmless by a mark before it; it alone comes back with the mark.
            let marked = if file == 0 { 2 } else { 0 };
            assert_eq!(reading.accepted, marked, "{language:?} {}", reading.file);
        }
    }
}

#[test]
fn a_search_finds_people_with_their_enterprise() {
    let state = filled();
    let found = |text: &str| {
        let (enterprises, contacts) = find(&state.supply, text);
        let codes: Vec<_> = enterprises.iter().map(|one| one.code.as_str()).collect();
        (codes.join(" "), contacts.len())
    };
    assert_eq!(found("江渡"), ("001 002".into(), 4));
    assert_eq!(found("晨钟"), ("002".into(), 0));
    assert_eq!(found("陈三"), (String::new(), 1));
    assert_eq!(found("nobody"), (String::new(), 0));
}
