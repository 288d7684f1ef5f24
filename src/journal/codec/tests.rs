//! The bytes: they come back the same, old ones stay readable, and hostile ones do no harm.

use super::*;
use crate::journal::samples;
use expect_test::expect_file;
use proptest::prelude::*;

#[test]
fn every_kind_of_operation_comes_back_from_its_bytes() {
    for operation in samples::operations() {
        assert_eq!(decode(VERSION, &encode(&operation)), Ok(operation));
    }
}

/// What the kept file of that version says.
fn kept(version: u32) -> Vec<Result<Operation, Unsound>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/journal");
    let kept = std::fs::read_to_string(format!("{folder}/operations-{version}.jsonl")).expect("kept");
    kept.lines().map(|line| decode(version, line.as_bytes())).collect()
}

#[test]
fn what_version_1_wrote_is_still_read() {
    assert_eq!(kept(1), samples::of_version_1().into_iter().map(Ok).collect::<Vec<_>>());
}

#[test]
fn what_version_2_wrote_is_still_read() {
    let operations = [samples::of_version_1(), samples::of_version_2()].concat();
    assert_eq!(kept(2), operations.into_iter().map(Ok).collect::<Vec<_>>());
}

#[test]
fn what_version_3_wrote_is_still_read() {
    let operations = [samples::of_version_1(), samples::of_version_2(), samples::of_version_3()].concat();
    assert_eq!(kept(3), operations.into_iter().map(Ok).collect::<Vec<_>>());
}

#[test]
fn what_version_4_wrote_is_still_read() {
    let operations = samples::operations();
    let since = [samples::of_version_5(), samples::of_version_6()].concat().len();
    let before = operations.len() - since;
    assert_eq!(kept(4), operations.into_iter().take(before).map(Ok).collect::<Vec<_>>());
}

#[test]
fn what_version_5_wrote_is_still_read() {
    let operations = samples::operations();
    let before = operations.len() - samples::of_version_6().len();
    assert_eq!(kept(5), operations.into_iter().take(before).map(Ok).collect::<Vec<_>>());
}

/// The file is what version 6 wrote. Should this test fail, the stored shape has changed: raise
/// [`VERSION`], keep the file, and teach `decode` the way from version 6.
#[test]
fn what_version_6_wrote_is_still_read_and_still_written() {
    let operations = samples::operations();
    let lines: Vec<_> =
        operations.iter().map(|operation| String::from_utf8_lossy(&plain(operation)).into_owned()).collect();
    expect_file!["../../../tests/fixtures/journal/operations-6.jsonl"].assert_eq(&(lines.join("\n") + "\n"));
    assert_eq!(kept(6), operations.into_iter().map(Ok).collect::<Vec<_>>());
}

#[test]
fn bytes_of_a_newer_program_are_told_from_garbled_ones() {
    assert_eq!(decode(VERSION + 1, b"{}"), Err(Unsound::Newer { version: VERSION + 1 }));
    for garbled in [&b""[..], b"{}", b"[]", b"{\"centre\":{}", b"\x01", b"\x01\xff\xff\xff\xff", b"\x02"] {
        assert_eq!(decode(VERSION, garbled), Err(Unsound::Garbled), "{garbled:?}");
    }
}

#[test]
fn a_length_the_bytes_cannot_hold_is_refused_before_room_is_made_for_it() {
    let mut payload = vec![COMPRESSED];
    payload.extend_from_slice(&u32::MAX.to_le_bytes());
    payload.extend_from_slice(&[0; 64]);
    assert_eq!(decode(VERSION, &payload), Err(Unsound::Garbled));
}

#[test]
fn a_value_that_stands_for_nothing_is_refused() {
    let nonsense = [
        r#"{"routes":{"day":20260230,"why":"import","r":[]}}"#,
        r#"{"centre":{"a":{"n":{"l":"x"},"p":[900000001,0]}}}"#,
        r#"{"progress":{"day":20261123,"route":"R","left":[172800,null],"m":[]}}"#,
        r#"{"routes":{"day":20261123,"why":"lock","r":[{"a":{"i":"R","d":0,"s":[],"pk":[{"p":[0,0],"b":"J","r":-1}]}}]}}"#,
        r#"{"routes":{"day":20261123,"why":"lock","r":[{"a":{"i":"R","d":0,"s":[{"r":"J","c":1,"v":0,"w":[0,1],"p":0,"s":0,"y":0}]}}]}}"#,
        r#"{"routes":{"day":20261123,"why":"lock","r":[{"a":{"i":"R","d":0,"s":[{"r":"J","c":1,"v":0,"w":[0,1],"p":0,"s":0,"l":{"time":172800}}]}}]}}"#,
        r#"{"travel_times":{"a":{"codes":["a","a"],"seconds":"00000000"}}}"#,
    ];
    for text in nonsense {
        assert_eq!(decode(VERSION, text.as_bytes()), Err(Unsound::Garbled), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), packed: bool) {
        let mut payload = bytes;
        if packed {
            payload.insert(0, COMPRESSED);
        }
        let _ = decode(VERSION, &payload);
    }

    #[test]
    fn a_byte_knocked_over_never_makes_it_panic(
        which: prop::sample::Index,
        at: prop::sample::Index,
        to: u8,
    ) {
        let operations = samples::operations();
        let mut payload = encode(which.get(&operations));
        let at = at.index(payload.len());
        payload[at] = to;
        let _ = decode(VERSION, &payload);
    }
}

#[test]
fn a_step_keeps_what_it_is_for_in_other_words_and_one_from_before_is_known_by_its_text() {
    use crate::domain::network::Name;
    use crate::domain::operation::Change;
    use crate::domain::playbook::{CardId, Playbook};
    use std::sync::Arc;
    let bytes = |playbook: Playbook| {
        let change = Change { before: None, after: Some(Arc::new(playbook)) };
        plain(&Operation::PlaybooksChanged(vec![change]))
    };
    let mut edited = Playbook { version: 2, ..Playbook::standard() };
    // As versions before wrote it: nothing beside the text says what a step is for.
    let before = bytes(edited.clone());
    assert!(!String::from_utf8_lossy(&before).contains("does"));
    let Ok(Operation::PlaybooksChanged(read)) = decode(VERSION, &before) else { panic!("readable") };
    assert_eq!(read[0].after.as_deref(), Some(&edited));
    let card = edited.cards.get_mut(&CardId('I')).expect("card I");
    let mut answer = card.steps.remove(&5).expect("the answer");
    answer.text = Name::new("当面答复");
    card.steps.insert(9, answer);
    let Ok(Operation::PlaybooksChanged(read)) = decode(VERSION, &bytes(edited.clone())) else {
        panic!("readable")
    };
    assert_eq!(read[0].after.as_deref(), Some(&edited));
}
