//! The frame's part about notices: what waits on the rail.

use super::rail::Waiting;
use crate::desk::actions::View;
use crate::desk::bookkeeper::outbox::Tally;
use crate::desk::theme::Look;

/// Notices that do not get out, or else retailers still to be told: a number on the rail until there is none.
pub fn waiting(tally: Tally, look: &Look) -> Waiting {
    let told = [
        ("told-waiting-given-up", tally.given_up),
        ("told-waiting-failing", tally.failing),
        ("told-waiting-to-tell", tally.to_tell),
        ("told-waiting-outdated", tally.outdated),
        ("told-waiting-to-answer", tally.to_answer),
    ];
    let told = told.into_iter().filter(|(_, n)| *n > 0);
    let told: Vec<String> = told.map(|(key, n)| look.words.fill(key, &[("n", n.into())])).collect();
    let stuck = tally.given_up + tally.failing;
    let count = if stuck > 0 { stuck } else { tally.to_tell + tally.to_answer };
    Waiting { view: View::Notices, count, is_loud: tally.given_up > 0, told: told.join("\n") }
}
