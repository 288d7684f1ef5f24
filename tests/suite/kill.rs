//! A process that is killed at any moment loses nothing it has acknowledged, and leaves nothing half done.

use crate::{child, city};
use mainstay::domain::ids::Revision;
use mainstay::domain::watch::Unwatched;
use mainstay::session::{Session, safekeeping};
use rusqlite::Connection;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// `MAINSTAY_KILL_ROUNDS` asks for more than the usual.
fn rounds() -> u32 {
    env::var("MAINSTAY_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(240)
}

/// Written by version 1 of the program: whoever opens it first brings it up to date.
const OLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/journal/version-1.sql");

/// A die that falls the same way each time.
struct Die(u64);

impl Die {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// What became of it, over all rounds.
#[derive(Debug, Default)]
struct Tally {
    acknowledged: usize,
    copies: usize,
    /// Killed before anything was acknowledged: while it opened, made or brought up to date its database.
    at_start: u32,
}

/// A life: it is killed some time after it began, or after its first change.
fn live_and_die(path: &Path, die: &mut Die, tally: &mut Tally) -> Vec<Revision> {
    let mut process = child::start_in(child::Way::AndCopies, path, "killed", 100_000);
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut heard = Vec::new();
    if die.roll(3) > 0 {
        heard.extend(lines.by_ref().map_while(Result::ok).find(|line| child::acknowledged(line).is_some()));
        thread::sleep(Duration::from_micros(die.roll(40_000)));
    } else {
        // Somewhere within starting, opening and the first changes.
        thread::sleep(Duration::from_micros(die.roll(90_000)));
    }
    process.kill().unwrap();
    process.wait().unwrap();
    heard.extend(lines.map_while(Result::ok));
    let acknowledged: Vec<Revision> = heard.iter().filter_map(|line| child::acknowledged(line)).collect();
    tally.acknowledged += acknowledged.len();
    tally.at_start += u32::from(acknowledged.is_empty());
    for copy in heard.iter().filter_map(|line| line.split_once(child::COPIED)) {
        tally.copies += 1;
        let tried = safekeeping::try_out(Path::new(copy.1.trim()), &mut Unwatched).unwrap();
        assert_eq!(tried.problems, [], "a copy that has its name is whole");
    }
    acknowledged
}

#[test]
fn every_acknowledged_change_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let (mut die, mut tally) = (Die(2_026), Tally::default());
    let (mut path, mut known) = (PathBuf::new(), Revision(0));
    for round in 0..rounds() {
        // A database of its own now and then, so that checking it stays quick; every other one is an old one.
        if round % 6 == 0 {
            path = folder.path().join(format!("{round}.db"));
            if round % 12 == 0 {
                Connection::open(&path).unwrap().execute_batch(&fs::read_to_string(OLD).unwrap()).unwrap();
                known = Revision(0);
            } else {
                let mut session = Session::open(&path).unwrap();
                city::lay(&mut session);
                known = session.revision();
            }
        }
        let is_old = known == Revision(0);
        let acknowledged = live_and_die(&path, &mut die, &mut tally);

        let session = Session::open(&path).unwrap();
        let log = session.log(Revision(0), usize::MAX).unwrap();
        for revision in &acknowledged {
            assert!(log.iter().any(|change| change.revision == *revision), "{revision} is lost");
        }
        // At most the one change whose acknowledgement was still on its way.
        let last = acknowledged.last().copied().unwrap_or(known);
        let unheard = log.iter().filter(|change| change.revision > last).count();
        assert!(unheard <= 1 || is_old && acknowledged.is_empty(), "{unheard} were not acknowledged");
        assert_eq!(session.days().unwrap().len() % 6, 1, "an import was kept in part");
        let verdict = session.verify(&mut Unwatched).unwrap();
        assert_eq!(verdict.problems, [], "round {round}");
        assert_eq!(verdict.entries, session.revision().0);
        known = session.revision();
    }
    assert!(tally.acknowledged > rounds() as usize, "killed before much was done: {tally:?}");
    assert!(tally.at_start > rounds() / 20, "never killed at the start: {tally:?}");
    assert!(tally.copies > 0, "no copy was taken: {tally:?}");
}
