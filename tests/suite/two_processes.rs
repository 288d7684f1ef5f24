//! Several processes on one database agree: no change is lost, all see one order and the same state.

use crate::{child, city};
use mainstay::domain::command::Command;
use mainstay::domain::ids::{Author, Revision};
use mainstay::domain::watch::Unwatched;
use mainstay::domain::{Refusal, State};
use mainstay::session::{NotDone, Session};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::thread;

fn lay(path: &Path) -> Session {
    let mut session = Session::open(path).unwrap();
    city::lay(&mut session);
    session
}

/// How far the windows of the routes have moved since the plan, in minutes: a lost update would miss here.
fn minutes_moved(session: &mut Session) -> u32 {
    let day = session.bring(city::day()).unwrap().unwrap();
    let moved = |stop: &mainstay::domain::day::Stop| stop.window.opens().since(stop.promised.opens()).0 / 60;
    day.routes.values().map(|route| moved(&route.stops[0])).sum()
}

fn check_agreed(path: &Path, sessions: &mut [Session]) {
    let mut fresh = Session::open(path).unwrap();
    let day = fresh.bring(city::day()).unwrap();
    for session in sessions.iter_mut() {
        session.refresh().unwrap();
        assert_eq!(session.revision(), fresh.revision());
        assert_eq!(session.bring(city::day()).unwrap(), day);
        let without_days = |state: &State| State { days: BTreeMap::default(), ..state.clone() };
        assert_eq!(without_days(session.state()), without_days(fresh.state()));
    }
    let verdict = fresh.verify(&mut Unwatched).unwrap();
    assert_eq!((verdict.problems, verdict.entries), (vec![], fresh.revision().0));
}

#[test]
fn commands_of_two_handles_interleave_without_loss() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    drop(lay(&path));
    let work = |name: &'static str| {
        let path = path.clone();
        thread::spawn(move || {
            let mut session = Session::open(&path).unwrap();
            for n in 0..40 {
                let command = city::shift(if n % 2 == 0 { "R1" } else { "R2" }, 1);
                session.submit(command, &Author::new(name), city::at("07:00")).unwrap();
            }
            session
        })
    };
    let workers = [work("one"), work("two")];
    let mut sessions = workers.map(|worker| worker.join().unwrap());
    check_agreed(&path, &mut sessions);
    assert_eq!(minutes_moved(&mut sessions[0]), 80);
}

#[test]
fn four_processes_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut watching = lay(&path);
    watching.bring(city::day()).unwrap();
    let names = ["a", "b", "c", "d"];
    let children = names.map(|name| child::start(&path, name, 24));
    let mut acknowledged: Vec<Revision> = Vec::new();
    for mut process in children {
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| child::acknowledged(&line)));
        assert!(process.wait().unwrap().success());
    }
    acknowledged.sort_unstable();
    assert_eq!(acknowledged.len(), 4 * 24);
    // Of 24 changes three are imports of six days; the others move one route by a minute.
    let log = watching.log(Revision(0), usize::MAX).unwrap();
    let made: Vec<_> = log.iter().skip(1).map(|change| change.revision).collect();
    assert_eq!(made, acknowledged, "one order, each change once");
    for name in names {
        assert_eq!(log.iter().filter(|change| change.by == Author::new(name)).count(), 24);
    }
    assert_eq!(minutes_moved(&mut watching), 4 * 21);
    check_agreed(&path, &mut [watching]);
}

/// So many processes make so many changes each, at once.
fn count_together(names: &[&'static str], each: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut watching = lay(&path);
    watching.bring(city::day()).unwrap();
    let children: Vec<_> =
        names.iter().map(|name| child::start_in(child::Way::Counts, &path, name, each)).collect();
    let mut under_way: Vec<_> = children
        .into_iter()
        .map(|mut process| {
            let lines = BufReader::new(process.stdout.take().unwrap()).lines();
            (process, lines)
        })
        .collect();
    let mut acknowledged: Vec<Revision> = Vec::new();
    for (_, lines) in &mut under_way {
        let made = lines.map_while(Result::ok).filter_map(|line| child::acknowledged(&line));
        acknowledged.extend(made.take(each as usize));
        // Beside the others, somebody looks now and then, and reads on from where it was.
        watching.refresh().unwrap();
    }
    let seen: Vec<String> = under_way
        .into_iter()
        .map(|(mut process, lines)| {
            process.stdin.take().unwrap().write_all(b"all done\n").unwrap();
            // To its last line: whoever speaks to nobody ends badly.
            let rest: Vec<String> = lines.map_while(Result::ok).collect();
            let seen = rest.iter().find_map(|line| Some(line.split_once(child::SEES)?.1.to_owned()));
            assert!(process.wait().unwrap().success());
            seen.unwrap()
        })
        .collect();
    let fresh = child::fingerprint(&mut Session::open(&path).unwrap()).to_string();
    assert!(seen.iter().all(|seen| *seen == fresh), "{seen:?} and {fresh}");
    acknowledged.sort_unstable();
    let log = watching.log(Revision(0), usize::MAX).unwrap();
    let made: Vec<_> = log.iter().skip(1).map(|change| change.revision).collect();
    assert_eq!(made, acknowledged, "one order, each change once");
    let of_each = (0..each).filter(|n| n % 64 != 7).map(child::minutes).sum::<i32>();
    let moved = i64::from(minutes_moved(&mut watching));
    assert_eq!(moved, i64::from(of_each) * i64::try_from(names.len()).unwrap());
    check_agreed(&path, &mut [watching]);
}

#[test]
fn two_processes_with_two_thousand_changes_lose_nothing_and_see_the_same() {
    count_together(&["a", "b"], 1_000);
}

#[test]
fn four_processes_with_two_thousand_changes_lose_nothing_and_see_the_same() {
    count_together(&["a", "b", "c", "d"], 512);
}

#[test]
fn a_change_that_was_thought_out_on_an_older_route_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut one = lay(&path);
    let mut two = Session::open(&path).unwrap();
    let seen = two.revision();
    let (by, at) = (city::dispatcher(), city::at("07:00"));
    one.submit(city::reassign(0, 3), &by, at).unwrap();

    let stale =
        |n| Command::Reassign { day: city::day(), route: city::route(n), to: city::plate(1), base: seen };
    let refused = two.submit(stale(0), &by, at);
    assert!(matches!(refused, Err(NotDone::Refused(Refusal::Stale { .. }))), "{refused:?}");
    assert_eq!(two.revision(), one.revision(), "a refusal leaves it caught up");
    // Another route is nobody's business but its own.
    two.submit(stale(2), &by, at).unwrap();
    assert!(one.refresh().unwrap());
    assert!(!one.refresh().unwrap());
    check_agreed(&path, &mut [one, two]);
}

#[test]
fn breakdowns_reported_at_two_desks_are_numbered_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut one = lay(&path);
    let mut two = Session::open(&path).unwrap();
    let (by, at) = (city::dispatcher(), city::at("08:30"));
    one.submit(city::breaks_down(0, "08:30"), &by, at).unwrap();
    two.submit(city::breaks_down(1, "08:30"), &by, at).unwrap();
    let known: Vec<_> =
        two.state().breakdowns.values().map(|b| (b.id.to_string(), b.plate.clone())).collect();
    assert_eq!(known, [("B261123-1".into(), city::plate(0)), ("B261123-2".into(), city::plate(1))]);
    let refused = two.submit(city::breaks_down(0, "08:31"), &by, at);
    assert!(matches!(refused, Err(NotDone::Refused(Refusal::AlreadyBroken { .. }))), "{refused:?}");

    // What one desk planned before the other reported is stale: the route carries an incident since.
    let seen = one.revision();
    one.submit(city::breaks_down(2, "08:32"), &by, at).unwrap();
    let stale = Command::Reassign { day: city::day(), route: city::route(2), to: city::plate(3), base: seen };
    let refused = two.submit(stale, &by, at);
    assert!(matches!(refused, Err(NotDone::Refused(Refusal::Stale { .. }))), "{refused:?}");
    two.undo(&by, at).unwrap();
    check_agreed(&path, &mut [one, two]);
}

#[test]
fn undo_takes_back_the_newest_change_whoever_made_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut one = lay(&path);
    let mut two = Session::open(&path).unwrap();
    let (by, at) = (city::dispatcher(), city::at("07:00"));
    one.submit(city::shift("R1", 5), &by, at).unwrap();
    let undone = two.undo(&by, at).unwrap().change.unwrap();
    assert_eq!(undone.undoes, Some(one.revision()));
    assert_eq!(minutes_moved(&mut one), 0);
    check_agreed(&path, &mut [one, two]);
}
