//! Consequences in words: the lines the board's drag card and the change sheet both show.

use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::consequences::{Consequences, Moved};
use crate::domain::ids::RetailerCode;
use crate::domain::rules::Breach;
use crate::words::{Arg, Tell};

/// The shop's name in the reader's language, or its code where it is not known.
#[must_use]
pub fn retailer<'n>(look: &Look, snapshot: &'n Snapshot, code: &'n RetailerCode) -> &'n str {
    snapshot.state.network.retailer(code).map_or(code.as_str(), |retailer| look.words.name(&retailer.name))
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
