//! Mean speed by hour of the day as 24 bars: drag a bar, or focus it and use the arrow keys.

use super::dials::{SPEEDS, SettingsDraft};
use crate::desk::theme::{Look, size};
use crate::domain::settings::Settings;
use crate::words::Arg;
use egui::{Align2, EventFilter, FontId, Key, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const HEIGHT: f32 = 120.0;
/// Kilometres per hour at the top of the scale; faster bars reach the top.
const TOP: f32 = 80.0;

/// Draws the bars over the full width and takes changes into `draft`.
pub fn speeds_ui(ui: &mut Ui, look: &Look, draft: &mut SettingsDraft, base: &Settings) {
    let p = look.palette;
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT + 36.0), Sense::hover());
    let plot = Rect::from_min_max(area.min + vec2(0.0, 16.0), pos2(area.right(), area.bottom() - 20.0));
    let font = FontId::proportional(size::SMALL);
    let painter = ui.painter().clone();
    let step = plot.width() / 24.0;
    painter.hline(plot.x_range(), plot.bottom(), Stroke::new(1.0, p.line_strong));
    let mut left = plot.left();
    for hour in 0..24_u32 {
        let at = hour as usize;
        let column = Rect::from_x_y_ranges(left..=left + step, area.top()..=area.bottom());
        left += step;
        let response = ui.interact(column, ui.scope_id().with(("speed", hour)), Sense::click_and_drag());
        let before = draft.speed(base, at);
        if let Some(wanted) = wanted_speed(ui, &response, plot, before) {
            draft.speeds.insert(at, wanted);
        }
        let speed = draft.speed(base, at);
        let name = look.words.fill("data-speed-of-hour", &[("from", Arg::shown(format!("{hour:02}:00")))]);
        response.widget_info(|| WidgetInfo::slider(true, f64::from(speed), &name));

        #[expect(clippy::cast_precision_loss, reason = "at most 120")]
        let share = (speed as f32 / TOP).min(1.0);
        let top = plot.bottom() - share * plot.height();
        let bar =
            Rect::from_min_max(pos2(column.left() + 2.0, top), pos2(column.right() - 2.0, plot.bottom()));
        let edited =
            draft.speeds.get(&at).is_some_and(|s| *s != base.travel.speed_by_hour[at].div_ceil(1000));
        let fill = if edited { p.accent } else { p.delivered.edge };
        painter.rect_filled(bar, 0.0, fill);
        if response.hovered() || response.has_focus() {
            painter.rect_stroke(column.shrink(1.0), 2.0, Stroke::new(1.0, p.accent), StrokeKind::Inside);
        }
        let middle = column.center().x;
        painter.text(pos2(middle, top - 1.0), Align2::CENTER_BOTTOM, speed, font.clone(), p.text);
        painter.text(
            pos2(middle, area.bottom()),
            Align2::CENTER_BOTTOM,
            format!("{hour:02}"),
            font.clone(),
            p.weak,
        );
    }
}

/// What the pointer or the keys ask of one bar; `None` where nothing.
fn wanted_speed(ui: &Ui, response: &egui::Response, plot: Rect, before: u32) -> Option<u32> {
    if response.clicked() {
        response.request_focus();
    }
    let least = i64::from(*SPEEDS.start());
    let most = i64::from(*SPEEDS.end());
    let clip = |speed: i64| u32::try_from(speed.clamp(least, most)).unwrap_or(before);
    if response.dragged() || response.clicked() {
        let at = response.interact_pointer_pos()?;
        let share = (plot.bottom() - at.y) / plot.height();
        #[expect(clippy::cast_possible_truncation, reason = "a few pixels over a few kilometres per hour")]
        return Some(clip((share * TOP).round() as i64));
    }
    if response.has_focus() {
        ui.memory_mut(|memory| {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            memory.set_focus_lock_filter(response.id, filter);
        });
        let (up, down) =
            ui.input(|input| (input.num_presses(Key::ArrowUp), input.num_presses(Key::ArrowDown)));
        if up != down {
            let moved = i64::try_from(up).unwrap_or(0) - i64::try_from(down).unwrap_or(0);
            return Some(clip(i64::from(before) + moved));
        }
    }
    // Screen readers and tests set a slider by its value.
    ui.input(|input| {
        input.accesskit_action_requests(response.id, egui::accesskit::Action::SetValue).find_map(|request| {
            match request.data {
                #[expect(clippy::cast_possible_truncation, reason = "clipped")]
                Some(egui::accesskit::ActionData::NumericValue(value)) => Some(clip(value.round() as i64)),
                _ => None,
            }
        })
    })
}
