//! Consequences in words: the lines the board's drag card and the change sheet both show.

use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::consequences::{Consequences, Moved};
use crate::domain::ids::RetailerCode;
use crate::domain::rules::Breach;
use crate::domain::time::ServiceDay;
use crate::words::{Arg, Tell};
use std::ops::Range;

/// From how many on stops that are told the same of are counted rather than named.
const MANY: usize = 3;
/// Names under the pointer; more than that nobody reads.
const NAMES: usize = 12;

/// The shop's name in the reader's language, or its code where it is not known.
#[must_use]
pub fn retailer<'n>(look: &Look, snapshot: &'n Snapshot, code: &'n RetailerCode) -> &'n str {
    snapshot.state.network.retailer(code).map_or(code.as_str(), |retailer| look.words.name(&retailer.name))
}

/// The first `most` of some shops by name, and how many more there are.
#[must_use]
pub fn names<'n>(
    look: &Look,
    snapshot: &'n Snapshot,
    codes: impl IntoIterator<Item = &'n RetailerCode>,
    most: usize,
) -> String {
    let mut codes = codes.into_iter();
    let first: Vec<_> = codes.by_ref().take(most).map(|code| retailer(look, snapshot, code)).collect();
    let names = first.join(&look.words.say("board-list-separator"));
    match codes.count() {
        0 => names,
        more => look.words.fill("change-and-more", &[("names", names.into()), ("n", more.into())]),
    }
}

/// A service day with its weekday.
#[must_use]
pub fn day(look: &Look, day: ServiceDay) -> String {
    crate::desk::frame::day_shown(day, &look.words)
}

/// A breach with whom it is about: `R07 · Yongxing Store: 14 min late`.
#[must_use]
pub fn breach(look: &Look, snapshot: &Snapshot, breach: &Breach) -> String {
    let what = look.words.tell(&breach.kind.message());
    let route = Arg::shown(&breach.route);
    match &breach.retailer {
        Some(code) => look.words.fill(
            "change-breach-stop",
            &[("route", route), ("retailer", retailer(look, snapshot, code).into()), ("what", what.into())],
        ),
        None => look.words.fill("change-breach-route", &[("route", route), ("what", what.into())]),
    }
}

/// Which of these breaches, in their own order, are told in one line: those that say the very same of many
/// stops of one route go together, each other one stands alone.
#[must_use]
pub fn lines(breaches: &[Breach]) -> Vec<Range<usize>> {
    let alike = |a: &Breach, b: &Breach| {
        // What has a size of its own is worth a line of its own.
        a.retailer.is_some()
            && b.retailer.is_some()
            && a.route == b.route
            && a.kind == b.kind
            && a.kind.amount() == 0
    };
    let mut lines = Vec::new();
    let mut start = 0;
    for run in breaches.chunk_by(alike) {
        let end = start + run.len();
        if run.len() >= MANY {
            lines.push(start..end);
        } else {
            lines.extend((start..end).map(|at| at..at + 1));
        }
        start = end;
    }
    lines
}

/// A line of [`lines`]: the one breach, or how many stops it is said of.
#[must_use]
pub fn line(look: &Look, snapshot: &Snapshot, together: &[Breach]) -> String {
    match together {
        [] => String::new(),
        [one] => breach(look, snapshot, one),
        [first, ..] => {
            let what = look.words.tell(&first.kind.message());
            let n = Arg::from(together.len());
            let parts = [("route", Arg::shown(&first.route)), ("n", n), ("what", what.into())];
            look.words.fill("change-breach-stops", &parts)
        }
    }
}

/// Whom a line of many stops is about; nothing where the line names its stop itself.
#[must_use]
pub fn whom(look: &Look, snapshot: &Snapshot, together: &[Breach]) -> Option<String> {
    if together.len() < 2 {
        return None;
    }
    let stops = together.iter().filter_map(|breach| breach.retailer.as_ref());
    Some(names(look, snapshot, stops, NAMES))
}

/// An expected arrival before and after: `10:05 → 10:20 (+15)`.
#[must_use]
pub fn times(moved: &Moved) -> String {
    match moved.before {
        Some(before) => {
            let minutes = (i64::from(moved.after.seconds()) - i64::from(before.seconds())) / 60;
            format!("{before} → {} ({minutes:+})", moved.after)
        }
        None => format!("→ {}", moved.after),
    }
}

/// Everything in one line: `12 stops change · 3 to tell again · 1 new breach · 2 mended`.
#[must_use]
pub fn summary(look: &Look, consequences: &Consequences) -> String {
    let words = &look.words;
    let mut parts = vec![
        words.fill("change-stops-change", &[("n", consequences.moved.len().into())]),
        words.fill("change-to-tell", &[("n", consequences.retold.len().into())]),
    ];
    if !consequences.new_breaches.is_empty() {
        parts.push(words.fill("change-new-breaches", &[("n", consequences.new_breaches.len().into())]));
    }
    if !consequences.mended.is_empty() {
        parts.push(words.fill("change-mended", &[("n", consequences.mended.len().into())]));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::domain::day::Cargo;
    use crate::domain::rules::{Breach, BreachKind};
    use crate::domain::units::Seconds;

    #[test]
    fn what_is_said_alike_of_many_stops_of_a_route_is_one_line() {
        let breach = |route: &str, retailer: &str, kind: &BreachKind| Breach {
            route: route.into(),
            retailer: Some(retailer.into()),
            kind: kind.clone(),
        };
        let aboard = BreachKind::CargoElsewhere(Cargo::Aboard("V1".into()));
        let late = BreachKind::Late(Seconds(60));
        let breaches = [
            breach("R1", "A", &aboard),
            breach("R1", "B", &aboard),
            breach("R1", "C", &aboard),
            breach("R2", "D", &aboard),
            breach("R2", "E", &aboard),
            breach("R2", "F", &late),
            breach("R2", "G", &late),
            breach("R2", "H", &late),
        ];
        assert_eq!(lines(&breaches), [0..3, 3..4, 4..5, 5..6, 6..7, 7..8]);
    }
}
