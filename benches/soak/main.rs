//! Twelve hours of a province's day at full speed: no error, memory flat, and a database that verifies at the end.
//! `cargo bench --bench soak`, or `cargo bench --bench soak -- --hours 2 --city`.

mod day;

use day::Player;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::sample::{self, Recipe, Size};
use mainstay::session::Session;
use std::time::Instant;

/// The later half of the day may have so much more in memory than the earlier ever had.
const GROWTH_KB: u64 = 48 * 1_024;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let hours = arguments.iter().position(|argument| argument == "--hours");
    let hours = hours.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(12);
    let size =
        if arguments.iter().any(|argument| argument == "--city") { Size::City } else { Size::Province };
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::open(&folder.path().join("desk.db")).expect("it opens");
    let moment = Timestamp::parse("2026-11-23T06:00").expect("a moment");
    let recipe = Recipe { size, seed: Recipe::DEFAULT_SEED, history: 5, moment };
    sample::found(&mut session, &recipe, &mut Unwatched).expect("it is made");
    let started = Instant::now();
    let mut player = Player::new(&mut session, folder.path(), moment);
    let done = player.play(hours, |hour, played| {
        let memory = played.memory.last().map_or(0, |kilobytes| kilobytes / 1_024);
        println!(
            "{:02}:00 after {:4} s: {memory} MB, {} changes, {} stops driven, {} breakdowns, {} recovered, {} holds, \
             {} sent, {} told, {} undone, {} reports, {} copies",
            (7 + hour) % 24,
            started.elapsed().as_secs(),
            played.changes,
            played.delivered,
            played.breakdowns,
            played.recovered,
            played.holds,
            played.sent,
            played.told,
            played.undone,
            played.reports,
            played.copies
        );
    });
    let played = player.played.clone();
    done.expect("no trouble");
    for refused in &played.refused {
        println!("refused: {refused}");
    }
    let verdict = session.verify(&mut Unwatched).expect("verified");
    assert!(verdict.problems.is_empty(), "{:?}", verdict.problems);
    println!("{} entries verified", verdict.entries);
    let half = played.memory.len() / 2;
    let most = |hours: &[u64]| hours.iter().copied().max().unwrap_or(0);
    let (earlier, later) = (most(&played.memory[..half]), most(&played.memory[half..]));
    println!("at most {} MB in the earlier half, {} MB in the later", earlier / 1_024, later / 1_024);
    assert!(half == 0 || later <= earlier + GROWTH_KB, "memory grows: {:?}", played.memory);
    assert!(played.refused.is_empty(), "{} were refused", played.refused.len());
}
