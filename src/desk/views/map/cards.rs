//! The card of a hold beside the pointer; those of stops and routes are the board's own.

use super::closures::{Closure, When};
use super::reckon::Closes;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::views::board::cards::{card, line};
use crate::domain::time::Timestamp;
use crate::domain::weather::Hold;
use crate::words::{Arg, Tell, grouped};
use egui::{Context, Pos2};

pub fn hold_card(
    ctx: &Context,
    at: Pos2,
    snapshot: &Snapshot,
    look: &Look,
    (closure, hold): (&Closure, &Hold),
    closes: Closes,
) {
    let palette = look.palette;
    let title = look.words.tell(&hold.signal.message());
    card(ctx, "hold", &title, at, look, |ui| {
        let parts = [hold.source.as_str(), hold.id.as_str()];
        let source = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        line(ui, source, palette.weak);
        line(ui, span(look, snapshot, closure, hold), palette.text);
        line(ui, told(look, closes), palette.text);
    });
}

/// From when until when, and how it stands.
#[must_use]
pub fn span(look: &Look, snapshot: &Snapshot, closure: &Closure, hold: &Hold) -> String {
    let ends = hold.released.map_or(hold.until, |released| released.min(hold.until));
    let moment = |at: Timestamp| {
        if at.day() == snapshot.date { at.time().to_string() } else { format!("{} {}", at.day(), at.time()) }
    };
    let key = match closure.when {
        When::InForce => "map-span-in-force",
        When::Coming => "map-span-coming",
        When::Past => "map-span-past",
    };
    look.words.fill(key, &[("from", moment(hold.from).into()), ("until", moment(ends).into())])
}

/// `closes 34 stops on 6 routes, 1,204 cartons`.
#[must_use]
pub fn told(look: &Look, closes: Closes) -> String {
    let parts = [
        ("stops", Arg::from(closes.stops)),
        ("routes", Arg::from(closes.routes)),
        ("cartons", Arg::from(grouped(closes.cartons.0.into()))),
    ];
    look.words.fill("map-closes", &parts)
}
