//! The test binary started again as another process, for tests of what happens between processes. The
//! child is a test of this file that does nothing unless it is asked.

use crate::city;
use mainstay::domain::ids::{Author, Revision};
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;
use std::env;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const DATABASE: &str = "MAINSTAY_TEST_CHILD_DATABASE";
const NAME: &str = "MAINSTAY_TEST_CHILD_NAME";
const CHANGES: &str = "MAINSTAY_TEST_CHILD_CHANGES";

/// What a child prints once a change is durable.
pub const ACKNOWLEDGED: &str = "acknowledged ";

/// Starts a child that makes `changes` changes on the database at `path` and prints each acknowledgement.
pub fn start(path: &Path, name: &str, changes: u32) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "child::makes_changes_when_asked", "--nocapture", "--test-threads=1"])
        .env(DATABASE, path)
        .env(NAME, name)
        .env(CHANGES, changes.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The revision in a line of a child's output, where it is an acknowledgement. The test harness writes
/// words of its own, at first on the same line.
pub fn acknowledged(line: &str) -> Option<Revision> {
    let (_, number) = line.split_once(ACKNOWLEDGED)?;
    number.trim().parse().ok().map(Revision)
}

#[test]
fn makes_changes_when_asked() {
    let (Ok(path), Ok(name), Ok(changes)) = (env::var(DATABASE), env::var(NAME), env::var(CHANGES)) else {
        return;
    };
    let mut session = Session::open(Path::new(&path)).unwrap();
    // Each child plans days of its own, and goes on where one of its name was killed.
    let own = city::day().plus(10_000 * i64::from(name.as_bytes()[0]));
    let planned = session.days().unwrap().into_iter().filter(|day| *day >= own && *day < own.plus(10_000));
    let mut free = planned.max().map_or(own, |day| day.plus(1));
    let by = Author::new(name);
    for n in 0..changes.parse().unwrap() {
        let receipt = if n % 8 == 7 {
            // A change of many entries: all of it is kept, or nothing.
            let plans = (0..6).map(move |n| city::plan(free.plus(n)));
            free = free.plus(6);
            session.submit_all(plans, &by, city::at("07:00"), &mut Unwatched).unwrap()
        } else {
            session.submit(city::shift(&format!("R{}", n % 3), 1), &by, city::at("07:00")).unwrap()
        };
        assert!(receipt.change.is_some());
        println!("{ACKNOWLEDGED}{}", receipt.revision);
        std::io::stdout().flush().unwrap();
    }
}
