//! The test binary started again as another process, for tests of what happens between processes. The
//! child is a test of this file that does nothing unless it is asked.

use crate::city;
use mainstay::domain::State;
use mainstay::domain::ids::{Author, Revision};
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;
use std::env;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const DATABASE: &str = "MAINSTAY_TEST_CHILD_DATABASE";
const NAME: &str = "MAINSTAY_TEST_CHILD_NAME";
const CHANGES: &str = "MAINSTAY_TEST_CHILD_CHANGES";

const WAY: &str = "MAINSTAY_TEST_CHILD_WAY";

/// What a child prints once a change is durable, once a copy has its name, and what it sees at the end.
pub const ACKNOWLEDGED: &str = "acknowledged ";
pub const COPIED: &str = "copied ";
pub const SEES: &str = "sees ";

/// What a child does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Windows move, and every eighth change is an import of six days.
    Changes,
    /// The same, with a copy of the database now and then.
    AndCopies,
    /// Windows move to and fro by so many that numbers count; at the end it waits for a line, and tells what it sees.
    Counts,
}

/// Starts a child that makes `changes` changes on the database at `path` and prints each acknowledgement.
pub fn start(path: &Path, name: &str, changes: u32) -> Child {
    start_in(Way::Changes, path, name, changes)
}

pub fn start_in(way: Way, path: &Path, name: &str, changes: u32) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "child::makes_changes_when_asked", "--nocapture", "--test-threads=1"])
        .env(DATABASE, path)
        .env(NAME, name)
        .env(CHANGES, changes.to_string())
        .env(WAY, format!("{way:?}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// By how much the `n`-th change of a child that counts moves which route.
pub const fn minutes(n: u32) -> i32 {
    if n % 4 == 3 { -1 } else { 1 }
}

/// The session's day and all else in memory, in one number.
pub fn fingerprint(session: &mut Session) -> u64 {
    session.refresh().unwrap();
    let day = session.bring(city::day()).unwrap();
    let mut hasher = DefaultHasher::new();
    let State { network, settings, holds, breakdowns, .. } = session.state();
    format!("{day:?} {network:?} {settings:?} {holds:?} {breakdowns:?}").hash(&mut hasher);
    hasher.finish()
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
    let way = env::var(WAY).unwrap_or_default();
    let (counts, copies) = (way == format!("{:?}", Way::Counts), way == format!("{:?}", Way::AndCopies));
    let by = Author::new(name);
    for n in 0..changes.parse::<u32>().unwrap() {
        if copies && n % 16 == 5 {
            let copy = format!("{path}.copy-{}", n % 3);
            session.back_up(Path::new(&copy), city::at("07:00"), &mut Unwatched).unwrap();
            println!("{COPIED}{copy}");
        }
        let receipt = if counts && n % 64 != 7 {
            let command = city::shift(&format!("R{}", n % 3), minutes(n));
            session.submit(command, &by, city::at("07:00")).unwrap()
        } else if n % 8 == 7 {
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
    if counts {
        // Until all the others are done, too.
        std::io::stdin().read_line(&mut String::new()).unwrap();
        println!("{SEES}{}", fingerprint(&mut session));
    }
}
