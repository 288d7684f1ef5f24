//! The journal and the tables: what is kept comes back, replays to the same, and can be taken back.

use crate::city;
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;

#[test]
fn what_was_submitted_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut session = Session::open(&path).unwrap();
    city::lay(&mut session);
    let receipt = session.submit(city::shift("R1", 20), &city::dispatcher(), city::at("09:10")).unwrap();
    assert!(receipt.change.is_some());
    let day = session.bring(city::day()).unwrap();
    let (state, revision) = (session.state().clone(), session.revision());
    drop(session);

    let mut again = Session::open(&path).unwrap();
    assert_eq!(again.revision(), revision);
    assert_eq!(again.bring(city::day()).unwrap(), day);
    assert_eq!(again.state(), &state);
    assert_eq!(again.days().unwrap(), [city::day()]);
    let verdict = again.verify(&mut Unwatched).unwrap();
    assert_eq!((verdict.problems, verdict.entries), (vec![], revision.0));
}
