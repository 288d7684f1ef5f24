//! A process that is killed at any moment loses nothing it has acknowledged, and leaves nothing half done.

use crate::{child, city};
use mainstay::domain::ids::Revision;
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;
use std::env;
use std::io::{BufRead as _, BufReader};
use std::thread;
use std::time::Duration;

/// `MAINSTAY_KILL_ROUNDS` asks for more than the usual.
fn rounds() -> u32 {
    env::var("MAINSTAY_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(24)
}

#[test]
fn every_acknowledged_change_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut path = folder.path().join("0.db");
    let mut random: u64 = 2_026;
    let mut acknowledged_in_all = 0;
    for round in 0..rounds() {
        // A database of its own now and then, so that checking it stays quick.
        if round % 8 == 0 {
            path = folder.path().join(format!("{round}.db"));
            city::lay(&mut Session::open(&path).unwrap());
        }
        let mut process = child::start(&path, "killed", 100_000);
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        // Once it is at work …
        let first = lines.by_ref().map_while(Result::ok).find_map(|line| child::acknowledged(&line));
        // … it is killed some time within the next few dozen changes.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_micros(random >> 33 & 0xffff));
        process.kill().unwrap();
        process.wait().unwrap();
        let rest = lines.map_while(Result::ok).filter_map(|line| child::acknowledged(&line));
        let acknowledged: Vec<Revision> = first.into_iter().chain(rest).collect();
        assert!(!acknowledged.is_empty(), "the child did nothing");
        acknowledged_in_all += acknowledged.len();

        let session = Session::open(&path).unwrap();
        let log = session.log(Revision(0), usize::MAX).unwrap();
        for revision in &acknowledged {
            assert!(log.iter().any(|change| change.revision == *revision), "{revision} is lost");
        }
        // At most the one change whose acknowledgement was still on its way.
        let unheard = log.iter().filter(|change| change.revision > acknowledged[acknowledged.len() - 1]);
        assert!(unheard.count() <= 1);
        assert_eq!(session.days().unwrap().len() % 6, 1, "an import was kept in part");
        let verdict = session.verify(&mut Unwatched).unwrap();
        assert_eq!(verdict.problems, [], "round {round}");
        assert_eq!(verdict.entries, session.revision().0);
    }
    assert!(acknowledged_in_all > rounds() as usize, "killed before much was done");
}
