//! Entries, settings and playbooks whose bytes slip by structure or are knocked over: refused, or read as something that
//! can be written again; never a panic.

use super::*;
use crate::journal::samples;
use proptest::prelude::*;

#[path = "../../../tests/suite/readers/runs.rs"]
mod runs;
#[path = "../../../tests/suite/readers/tree.rs"]
mod tree;

use runs::feed;
use tree::{Tree, slipped};

/// What is read can be written, and read again to the same.
fn read(payload: &[u8]) {
    for version in 0..=VERSION {
        if let Ok(operation) = decode(version, payload) {
            assert_eq!(decode(VERSION, &encode(&operation)), Ok(operation));
        }
    }
}

fn plain_texts() -> Vec<String> {
    let operations = samples::operations();
    operations.iter().map(|operation| String::from_utf8_lossy(&plain(operation)).into_owned()).collect()
}

#[test]
fn entries_of_any_form_are_read_or_refused() {
    let trees = plain_texts().iter().map(|text| Tree::json(text)).collect();
    let packed = |(text, packed): (String, bool)| {
        if packed {
            let packed = lz4_flex::block::compress_prepend_size(text.as_bytes());
            [&[COMPRESSED][..], &packed].concat()
        } else {
            text.into_bytes()
        }
    };
    feed("entries", 400, &(slipped(trees), any::<bool>()).prop_map(packed), read);
}

#[test]
fn packed_entries_that_are_knocked_over_are_read_or_refused() {
    let all: Vec<Vec<u8>> =
        samples::operations().iter().map(encode).filter(|bytes| bytes[0] == COMPRESSED).collect();
    let knocks = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..5);
    let knocked = (prop::sample::select(all), knocks, any::<prop::sample::Index>(), any::<bool>());
    let knocked = knocked.prop_map(|(mut bytes, knocks, cut, is_cut)| {
        for (at, byte) in knocks {
            // The mark stays, or it would be no packed entry.
            let at = 1 + at.index(bytes.len() - 1);
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(1 + cut.index(bytes.len()));
        }
        bytes
    });
    feed("packed-entries", 300, &knocked, read);
}

#[test]
fn settings_and_playbooks_of_any_form_are_read_or_refused() {
    let texts = [settings_text(&Settings::default()), playbook_text(&Arc::new(Playbook::standard()))];
    let trees = texts.iter().map(|text| Tree::json(text)).collect();
    feed("settings", 300, &slipped(trees).prop_map(String::into_bytes), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(settings) = settings_from(&text) {
            assert_eq!(settings_from(&settings_text(&settings)), Ok(settings));
        }
        if let Ok(playbook) = playbook_from(&text) {
            assert_eq!(playbook_from(&playbook_text(&playbook)), Ok(playbook));
        }
        let _ = (
            incident_from(&text),
            alert_from(&text),
            hold_from(&text),
            request_from(&text),
            notice_from(&text),
        );
    });
}
