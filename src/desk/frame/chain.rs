//! The four links of the chain as lights: working, degraded or down, since when and why, as incidents, breakdowns
//! and holds say. What lies after a link that does not work is shown as affected.

use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::telling;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::emergency::{Incident, Kind};
use crate::domain::incident::Link;
use crate::domain::time::Timestamp;
use crate::domain::weather::Response;
use crate::words::{Arg, Tell};
use egui::{Align2, FontId, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// How a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    Working,
    /// It works, and waits for one before it that does not.
    Affected,
    Degraded,
    Down,
}

impl Light {
    const fn key(self) -> &'static str {
        match self {
            Self::Working => "desk-link-working",
            Self::Affected => "desk-link-affected",
            Self::Degraded => "desk-link-degraded",
            Self::Down => "desk-link-down",
        }
    }
}

/// A link as it is, since when, and the reasons, a sentence each.
#[derive(Clone, Debug)]
pub struct Lit {
    pub light: Light,
    pub since: Option<Timestamp>,
    pub reasons: Vec<String>,
}

/// A request for goods is dealt with like an incident, and breaks nothing.
fn breaks(incident: &Incident, link: Link) -> bool {
    incident.link == link && incident.is_felt() && incident.kind != Kind::Replenishment
}

pub fn lit(link: Link, snapshot: &Snapshot, look: &Look) -> Lit {
    let words = &look.words;
    let mut lit = Lit { light: Light::Working, since: None, reasons: Vec::new() };
    let state = &snapshot.state;
    for incident in state.incidents.values().filter(|incident| breaks(incident, link)) {
        lit.light = lit.light.max(if incident.down { Light::Down } else { Light::Degraded });
        lit.since = Some(lit.since.map_or(incident.opened.at, |since| since.min(incident.opened.at)));
        let parts = [
            ("incident", Arg::shown(&incident.id)),
            ("name", telling::name(look, incident).into()),
            ("since", incident.opened.at.0.format("%m-%d %H:%M").to_string().into()),
            (
                "expected",
                incident
                    .expected
                    .map_or_else(String::new, |at| at.0.format("%m-%d %H:%M").to_string())
                    .into(),
            ),
        ];
        let known = incident.expected.is_some();
        lit.reasons
            .push(words.fill(if known { "desk-link-incident-until" } else { "desk-link-incident" }, &parts));
    }
    if link == Link::Distribution {
        on_the_road(&mut lit, snapshot, look);
    }
    let upstream = Link::ALL.into_iter().take_while(|before| *before != link);
    for before in upstream {
        if state.incidents.values().any(|one| one.is_felt_downstream() && breaks(one, before)) {
            lit.light = lit.light.max(Light::Affected);
            lit.reasons.push(words.fill("desk-link-after", &[("link", before.message().into())]));
        }
    }
    if lit.reasons.is_empty() {
        let key = if link == Link::Distribution { "desk-link-no-trouble" } else { "desk-link-no-incident" };
        lit.reasons.push(words.say(key));
    }
    lit
}

/// Breakdowns and holds that have no incident of their own, or not yet.
fn on_the_road(lit: &mut Lit, snapshot: &Snapshot, look: &Look) {
    let (words, now, state) = (&look.words, snapshot.now, &snapshot.state);
    let has_incident = |id: &str| state.incidents.keys().any(|known| known.as_str() == id);
    let mut add = |since: Timestamp, reason: String| {
        lit.light = lit.light.max(Light::Degraded);
        lit.since = Some(lit.since.map_or(since, |known| known.min(since)));
        lit.reasons.push(reason);
    };
    for breakdown in state.breakdowns.values().filter(|breakdown| !has_incident(breakdown.id.as_str())) {
        if breakdown.at <= now && breakdown.repaired.is_none_or(|repaired| repaired > now) {
            let since = breakdown.at.0.format("%m-%d %H:%M").to_string();
            let args = [("plate", breakdown.plate.as_str().into()), ("since", since.into())];
            add(breakdown.at, words.fill("desk-link-breakdown", &args));
        }
    }
    for hold in state.holds.values().filter(|hold| !has_incident(hold.id.as_str())) {
        let closes = hold.confirmed && hold.response != Response::Brief;
        let Some((from, until)) = hold.span_on(now.day()).filter(|_| closes) else { continue };
        if until >= now.time() {
            let args = [
                ("signal", hold.signal.message().into()),
                ("from", from.to_string().into()),
                ("until", until.to_string().into()),
            ];
            add(hold.from, words.fill("desk-link-hold", &args));
        }
    }
}

/// With the links' names beside their lights where `named`.
pub fn chain_ui(ui: &mut Ui, named: bool, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let palette = look.palette;
    ui.spacing_mut().item_spacing.x = 0.0;
    for (n, link) in Link::ALL.into_iter().enumerate() {
        if n > 0 {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
            let stroke = Stroke::new(1.0, palette.line_strong);
            ui.painter().hline(rect.x_range().shrink(1.0), rect.center().y + 1.0, stroke);
        }
        let lit = lit(link, snapshot, look);
        let name = look.words.tell(&link.message());
        let state = state_told(&lit, snapshot, look);
        let ink = match lit.light {
            Light::Working => palette.text,
            Light::Affected | Light::Degraded => palette.warning,
            Light::Down => palette.danger,
        };
        let galley = ui.painter().layout_no_wrap(
            if named { name.clone() } else { String::new() },
            FontId::proportional(size::BODY),
            ink,
        );
        let width = galley.size().x + 16.0 + space::TIGHT;
        let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("{name}: {state}. {}", lit.reasons.join(" ")))
        });
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 4.0, palette.hovered);
        }
        light_paint(ui, pos2(rect.left() + 7.0, rect.center().y + 1.0), lit.light, look);
        let at = pos2(rect.left() + 16.0, rect.center().y);
        ui.painter().galley(Align2::LEFT_CENTER.anchor_size(at, galley.size()).min, galley, ink);
        let response = response.on_hover_ui(|ui| {
            ui.label(egui::RichText::new(format!("{name}: {state}")).strong());
            for reason in &lit.reasons {
                ui.label(reason);
            }
        });
        if response.clicked() {
            actions.push(Action::ShowLink(link));
        }
    }
}

/// `down for 35 min`.
fn state_told(lit: &Lit, snapshot: &Snapshot, look: &Look) -> String {
    let state = look.words.say(lit.light.key());
    match lit.since {
        Some(since) if since < snapshot.now => {
            let span = telling::span(&look.words, (snapshot.now.0 - since.0).num_minutes());
            look.words.fill("desk-link-for", &[("state", state.into()), ("span", span.into())])
        }
        _ => state,
    }
}

/// A disc, a ring, a triangle or a square: the shape says it to those who do not see the colour.
fn light_paint(ui: &Ui, at: Pos2, light: Light, look: &Look) {
    let (painter, palette) = (ui.painter(), look.palette);
    match light {
        Light::Working => drop(painter.circle_filled(at, 4.5, palette.good)),
        Light::Affected => drop(painter.circle_stroke(at, 4.0, Stroke::new(2.0, palette.warning))),
        Light::Degraded => {
            let points = vec![at + vec2(0.0, -6.0), at + vec2(6.0, 4.5), at + vec2(-6.0, 4.5)];
            painter.add(Shape::convex_polygon(points, palette.warning, Stroke::NONE));
        }
        Light::Down => {
            let square = Rect::from_center_size(at, vec2(10.0, 10.0));
            painter.rect_filled(square, 0.0, palette.danger);
        }
    }
}
