//! Weather alerts, in the standard's form and in the national one, and the feeds that list them.

use super::runs::feed;
use super::slips::{encoded, knocked};
use super::tables::{KNOWN, say};
use super::tree::{Tree, slipped};
use super::{corpus, read_kept};
use crate::city;
use mainstay::domain::command::Command;
use mainstay::domain::people::Hand;
use mainstay::exchange::{alert, feed as feeds};

fn trees(reader: &str) -> Vec<Tree> {
    let texts = corpus(reader).into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok());
    texts.map(|text| Tree::xml(&text)).collect()
}

fn take(reading: alert::AlertReading) {
    reading.faults.iter().for_each(|fault| say(fault));
    for info in reading.alerts.iter().flat_map(|alert| &alert.infos) {
        assert!(info.from <= info.until);
    }
    let command = Command::TakeAlerts { alerts: reading.alerts, now: city::at("09:00") };
    if let Err(refusal) = mainstay::domain::decide(&KNOWN, &Hand::from(&city::dispatcher()), command) {
        say(&refusal);
    }
}

fn read_alert(bytes: &[u8]) {
    take(alert::read(bytes, "a.cap", 480));
}

fn read_feed(bytes: &[u8]) {
    match feeds::read(bytes, "https://x.example/feeds/all.xml?x=1", 480) {
        Err(fault) => say(&fault),
        Ok(page) => {
            let fetched = |link: &feeds::Link| {
                link.address.starts_with("http://")
                    || link.address.starts_with("https://")
                    || link.address.to_ascii_lowercase().starts_with("http")
            };
            assert!(page.links.iter().all(fetched), "{:?}", page.links);
            take(page.reading);
        }
    }
}

#[test]
fn alerts_of_any_form_end_in_words() {
    feed("alerts", 250, &knocked(encoded(slipped(trees("alerts")))), read_alert);
}

#[test]
fn feeds_of_any_form_end_in_words() {
    feed("feeds", 250, &knocked(encoded(slipped(trees("feeds")))), read_feed);
}

#[test]
fn kept_alerts_and_feeds_end_in_words() {
    read_kept("alerts", read_alert);
    read_kept("feeds", read_feed);
}
