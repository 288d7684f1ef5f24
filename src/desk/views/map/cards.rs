//! The card of a hold beside the pointer; those of stops and routes are the board's own.

use super::reckon::Closes;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::views::board::cards::{card, line};
use crate::domain::time::Timestamp;
use crate::domain::weather::Hold;
use crate::words::{Arg, Tell, grouped};
use egui::{Context, Pos2};

pub fn hold_card(ctx: &Context, at: Pos2, snapshot: &Snapshot, look: &Look, hold: &Hold, closes: Closes) {
    let palette = look.palette;
    let title = look.words.tell(&hold.signal.message());
    card(ctx, "hold", &title, at, look, |ui| {
        let parts = [hold.source.as_str(), hold.id.as_str()];
        let source = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        line(ui, source, palette.weak);
        line(ui, span(look, snapshot, hold), palette.text);
        line(ui, told(look, closes), palette.text);
    });
}

/// From when until when, and how it stands.
#[must_use]
pub fn span(look: &Look, snapshot: &Snapshot, hold: &Hold) -> String {
    let moment = |at: Timestamp| {
        if at.day() == snapshot.date { at.time().to_string() } else { format!("{} {}", at.day(), at.time()) }
    };
    let state = hold.state_at(snapshot.now).message();
    let parts =
        [("state", state.into()), ("from", moment(hold.from).into()), ("until", moment(hold.ends()).into())];
    look.words.fill("map-span", &parts)
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
