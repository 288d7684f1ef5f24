//! Which earlier messages an alert speaks of: `sender,identifier,sent`, parted by white space.

use super::MOST_REFERENCES;
use crate::domain::ids::AlertKey;
use crate::exchange::moments::moment;
use std::collections::BTreeSet;

/// One key for each, in their order. Identifiers may hold spaces and commas, times may hold a space, and the
/// national platform may leave the sender out: then it is `own_sender`.
pub fn references(text: &str, own_sender: &str, own: &AlertKey) -> Vec<AlertKey> {
    /// No reference is longer.
    const MOST_BYTES: usize = 1_000;
    let mut seen = BTreeSet::new();
    let mut keys = Vec::new();
    let mut take = |key: Option<AlertKey>| {
        if let Some(key) = key.filter(|key| key != own && keys.len() < MOST_REFERENCES)
            && seen.insert(key.clone())
        {
            keys.push(key);
        }
    };
    let mut group = String::new();
    for word in text.split_whitespace() {
        if group.is_empty() && is_time_of_day(word) {
            // The rest of a time that was written with a space.
            continue;
        }
        if !group.is_empty() {
            group.push(' ');
        }
        group.push_str(word);
        if ends_with_a_day(&group) || group.len() > MOST_BYTES {
            take(key_of(&group, own_sender));
            group.clear();
        }
    }
    if group.contains(',') {
        take(key_of(&group, own_sender));
    } else {
        // Bare identifiers.
        group.split_whitespace().for_each(|word| take(key_of(word, own_sender)));
    }
    keys
}

/// An identifier or sender with its white space made even, so that one message has one key.
pub fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn key_of(group: &str, own_sender: &str) -> Option<AlertKey> {
    let bare = match group.rsplit_once(',') {
        Some((before, last)) if is_day(last) => before,
        _ => group,
    };
    let (sender, identifier) = bare.split_once(',').unwrap_or((own_sender, bare));
    let identifier = identifier.trim_matches(|c: char| c == ',' || c.is_whitespace());
    (!identifier.is_empty()).then(|| AlertKey::of(sender.trim(), identifier))
}

/// A whole reference: two commas at least, the last before a day or a moment.
fn ends_with_a_day(group: &str) -> bool {
    group.matches(',').count() >= 2 && group.rsplit_once(',').is_some_and(|(_, last)| is_day(last))
}

fn is_day(text: &str) -> bool {
    let text = text.trim();
    moment(text, 0).is_some() || moment(&format!("{text} 00:00"), 0).is_some()
}

fn is_time_of_day(word: &str) -> bool {
    moment(&format!("2000-01-01 {word}"), 0).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_apart_however_they_are_written() {
        let check = |text: &str, wanted: &[&str]| {
            let own = AlertKey::of("me@x", "own");
            let keys = references(text, "me@x", &own);
            assert_eq!(keys.iter().map(AlertKey::as_str).collect::<Vec<_>>(), wanted, "{text}");
        };
        check("", &[]);
        check("a@x,1,2026-11-23T07:00:00+08:00", &["a@x,1"]);
        check("a@x,1,2026-11-23T07:00:00+08:00\n\t a@x,2,2026-11-23T08:00:00Z", &["a@x,1", "a@x,2"]);
        check("a@x,1,2026-11-23T07:00:00Z a@x,1,2026-11-23T08:00:00Z", &["a@x,1"]);
        check("me@x,own,2026-11-23T07:00:00Z a@x,1,2026-11-23T07:00:00Z", &["a@x,1"]);
        check("a@x,no 1 of  2,2026-11-23T07:00:00Z a@x,2,2026-11-23T08:00:00Z", &["a@x,no 1 of 2", "a@x,2"]);
        check("a@x,tag:x,2026:7,2026-11-23T07:00:00Z", &["a@x,tag:x,2026:7"]);
        check("a,1,2026-11-23 07:00:00 a,2,2026-11-23 08:00:00", &["a,1", "a,2"]);
        check("a@x,1", &["a@x,1"]);
        check("41000 42000", &["me@x,41000", "me@x,42000"]);
        check(",,, , ,", &[]);
    }
}
