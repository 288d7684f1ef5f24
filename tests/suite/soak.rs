//! An hour of the city's day at full speed, as `benches/soak` plays twelve of the province's.

#[path = "../../benches/soak/day.rs"]
mod day;

use day::Player;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::sample::{self, Recipe, Size};
use mainstay::session::{Session, safekeeping};

#[test]
fn an_hour_of_a_citys_day_goes_by_without_an_error_and_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::open(&folder.path().join("desk.db")).unwrap();
    let moment = Timestamp::parse("2026-11-23T09:00").unwrap();
    let recipe = Recipe { size: Size::City, seed: 7, history: 0, moment };
    sample::found(&mut session, &recipe, &mut Unwatched).unwrap();
    let mut player = Player::new(&mut session, folder.path(), moment);
    player.play(1, |_, _| {}).unwrap();
    let played = player.played.clone();
    assert_eq!(played.refused, Vec::<String>::new());
    assert!(played.delivered > 300 && played.breakdowns >= 2 && played.recovered >= 2, "{played:?}");
    assert!(played.holds == 1 && played.sent > 0 && played.told > 0 && played.undone == 2, "{played:?}");
    assert_eq!((played.reports, played.copies), (25, 1));
    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, []);
    let copy = session.copies().unwrap().remove(0);
    assert_eq!(safekeeping::try_out(&copy.file, &mut Unwatched).unwrap().problems, []);
}
