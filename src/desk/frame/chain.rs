//! The four links of the chain as lights. What is known so far: breakdowns and weather holds, which trouble
//! distribution; of the other links no incident can be recorded yet, and the lights say just that.

use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::incident::Link;
use crate::domain::weather::Response;
use crate::words::Tell;
use egui::{Align2, FontId, Pos2, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// How a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    Working,
    Degraded,
}

/// A link's light and, a sentence each, the reasons for it.
pub fn light(link: Link, snapshot: &Snapshot, look: &Look) -> (Light, Vec<String>) {
    let words = &look.words;
    if link != Link::Distribution {
        return (Light::Working, vec![words.say("desk-link-no-incident")]);
    }
    let now = snapshot.now;
    let mut reasons = Vec::new();
    for breakdown in snapshot.state.breakdowns.values() {
        if breakdown.at <= now && breakdown.repaired.is_none_or(|repaired| repaired > now) {
            let since = breakdown.at.0.format("%m-%d %H:%M").to_string();
            let args = [("plate", breakdown.plate.as_str().into()), ("since", since.into())];
            reasons.push(words.fill("desk-link-breakdown", &args));
        }
    }
    for hold in snapshot.state.holds.values() {
        let closes = hold.confirmed && hold.response != Response::Brief;
        let Some((from, until)) = hold.span_on(now.day()).filter(|_| closes) else { continue };
        if until >= now.time() {
            let args = [
                ("signal", hold.signal.message().into()),
                ("from", from.to_string().into()),
                ("until", until.to_string().into()),
            ];
            reasons.push(words.fill("desk-link-hold", &args));
        }
    }
    if reasons.is_empty() {
        (Light::Working, vec![words.say("desk-link-no-trouble")])
    } else {
        (Light::Degraded, reasons)
    }
}

/// With the links' names beside their lights where `named`.
pub fn chain_ui(ui: &mut Ui, named: bool, snapshot: &Snapshot, look: &Look) {
    let palette = look.palette;
    ui.spacing_mut().item_spacing.x = 0.0;
    for (n, link) in Link::ALL.into_iter().enumerate() {
        if n > 0 {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
            let stroke = Stroke::new(1.0, palette.line_strong);
            ui.painter().hline(rect.x_range().shrink(1.0), rect.center().y + 1.0, stroke);
        }
        let (light, reasons) = light(link, snapshot, look);
        let name = look.words.say(match link {
            Link::Ordering => "desk-link-ordering",
            Link::Settlement => "desk-link-settlement",
            Link::Sorting => "desk-link-sorting",
            Link::Distribution => "desk-link-distribution",
        });
        let state = look.words.say(match light {
            Light::Working => "desk-link-working",
            Light::Degraded => "desk-link-degraded",
        });
        let colour = if light == Light::Working { palette.good } else { palette.warning };
        let text = if light == Light::Working { palette.text } else { palette.warning };
        let galley = ui.painter().layout_no_wrap(
            if named { name.clone() } else { String::new() },
            FontId::proportional(size::BODY),
            text,
        );
        let width = galley.size().x + 16.0 + space::TIGHT;
        let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::FOCUSABLE | Sense::HOVER);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Label, true, format!("{name}: {state}. {}", reasons.join(" ")))
        });
        let middle = pos2(rect.left() + 7.0, rect.center().y + 1.0);
        match light {
            Light::Working => {
                ui.painter().circle_filled(middle, 4.5, colour);
            }
            Light::Degraded => {
                ui.painter().add(triangle(middle, colour));
            }
        }
        let at = pos2(rect.left() + 16.0, rect.center().y);
        ui.painter().galley(Align2::LEFT_CENTER.anchor_size(at, galley.size()).min, galley, text);
        response.on_hover_ui(|ui| {
            ui.label(egui::RichText::new(format!("{name}: {state}")).strong());
            for reason in &reasons {
                ui.label(reason);
            }
        });
    }
}

fn triangle(at: Pos2, colour: egui::Color32) -> Shape {
    let points = vec![at + vec2(0.0, -6.0), at + vec2(6.0, 4.5), at + vec2(-6.0, 4.5)];
    Shape::convex_polygon(points, colour, Stroke::NONE)
}
