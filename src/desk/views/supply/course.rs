//! How a brand's stock will go: what was and will be ordered day by day, and what will be left.

use super::Facts;
use crate::desk::theme::{Look, size};
use crate::domain::ids::BrandCode;
use crate::domain::supply::cover::{Ahead, Cover};
use crate::domain::supply::stock::span;
use crate::domain::time::ServiceDay;
use crate::domain::units::Cartons;
use crate::words::grouped;
use egui::{
    Align2, FontId, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Days to come that are drawn.
pub const DAYS: i64 = 28;
/// Days that are over.
const BACK: i64 = 14;
const HEIGHT: f32 = 156.0;
const STOCK: f32 = 74.0;

/// Where a day stands across.
struct Axis {
    plot: Rect,
    today: ServiceDay,
}

impl Axis {
    fn slot(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "some weeks")]
        let days = (BACK + DAYS + 1) as f32;
        self.plot.width() / days
    }

    fn left_of(&self, day: ServiceDay) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "some weeks")]
        let at = ((day.0 - self.today.0).num_days() + BACK) as f32;
        self.plot.left() + at * self.slot()
    }
}

pub fn course_ui(
    ui: &mut Ui,
    brand: &BrandCode,
    ahead: &[Ahead],
    cover: &Cover,
    facts: Facts<'_>,
    look: &Look,
) {
    let (words, palette) = (&look.words, look.palette);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let axis = Axis { plot: rect.shrink2(vec2(2.0, 0.0)), today: facts.snapshot.now.day() };
    let stock = Rect::from_min_size(axis.plot.min + vec2(0.0, 12.0), vec2(axis.plot.width(), STOCK - 12.0));
    let orders = Rect::from_min_max(pos2(rect.left(), stock.bottom() + 19.0), rect.max - vec2(0.0, 16.0));
    let painter = ui.painter();
    let now = axis.left_of(axis.today) + axis.slot();
    for ground in [stock, orders] {
        painter.hline(ground.x_range(), ground.bottom(), Stroke::new(1.0, palette.line_strong));
        painter.vline(now, ground.y_range(), Stroke::new(1.0, palette.now_line));
    }
    let demand = &facts.snapshot.state.supply.demand;
    let past = demand.range(span(brand, axis.today.plus(-BACK), axis.today));
    let past: Vec<(ServiceDay, Cartons)> = past.map(|(key, one)| (key.day, one.cartons)).collect();
    orders_paint(painter, orders, &axis, &past, ahead, look);
    stock_paint(painter, stock, &axis, ahead, cover, look);
    days_paint(painter, rect.bottom() - 8.0, &axis, look);
    let font = FontId::proportional(size::SMALL);
    painter.text(
        stock.left_top() - vec2(0.0, 12.0),
        Align2::LEFT_TOP,
        words.say("supply-course-left"),
        font.clone(),
        palette.weak,
    );
    painter.text(
        orders.left_top() - vec2(0.0, 17.0),
        Align2::LEFT_TOP,
        words.say("supply-course-ordered"),
        font,
        palette.weak,
    );
    let name = words.say("supply-course");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let under = response.hover_pos().and_then(|at| day_at(&axis, at));
    if let Some(day) = under {
        let told = told(day, &past, ahead, look);
        response.on_hover_text_at_pointer(told);
    }
}

fn day_at(axis: &Axis, at: Pos2) -> Option<ServiceDay> {
    #[expect(clippy::cast_possible_truncation, reason = "some weeks")]
    let nth = ((at.x - axis.plot.left()) / axis.slot()).floor() as i64;
    (0..=BACK + DAYS).contains(&nth).then(|| axis.today.plus(nth - BACK))
}

/// One day's figures.
fn told(day: ServiceDay, past: &[(ServiceDay, Cartons)], ahead: &[Ahead], look: &Look) -> String {
    let words = &look.words;
    let ordered = past.iter().find(|(other, _)| *other == day).map(|(_, cartons)| *cartons);
    let coming = ahead.iter().find(|one| one.day == day);
    let ordered = ordered.or(coming.map(|one| one.wanted)).unwrap_or_default();
    let parts = [("day", day.to_string().into()), ("ordered", grouped(ordered.0.into()).into())];
    let key = if coming.is_some() { "supply-course-expected" } else { "supply-course-was" };
    let mut told = words.fill(key, &parts);
    if let Some(left) = coming.and_then(|one| one.left) {
        told.push('\n');
        told.push_str(&words.fill("supply-course-then", &[("left", grouped(left.0.into()).into())]));
    }
    told
}

/// Bars: full for what was ordered, an outline for what is expected.
fn orders_paint(
    painter: &Painter,
    ground: Rect,
    axis: &Axis,
    past: &[(ServiceDay, Cartons)],
    ahead: &[Ahead],
    look: &Look,
) {
    let palette = look.palette;
    let most = past.iter().map(|(_, n)| *n).chain(ahead.iter().map(|one| one.wanted)).max();
    let most = most.unwrap_or_default().0.max(1);
    let bar = |day: ServiceDay, cartons: Cartons| {
        #[expect(clippy::cast_precision_loss, reason = "cartons to draw")]
        let tall = cartons.0 as f32 / most as f32 * (ground.height() - 2.0);
        let left = axis.left_of(day) + 1.0;
        Rect::from_min_max(
            pos2(left, ground.bottom() - tall),
            pos2(left + axis.slot() - 2.0, ground.bottom()),
        )
    };
    for (day, cartons) in past {
        painter.rect_filled(bar(*day, *cartons), 0.0, palette.window);
    }
    for one in ahead.iter().filter(|one| one.wanted.0 > 0) {
        let stroke = Stroke::new(1.0, palette.window);
        painter.rect_stroke(bar(one.day, one.wanted), 0.0, stroke, StrokeKind::Inside);
    }
}

/// The line of what is left, its area filled; the day it is out is marked.
fn stock_paint(painter: &Painter, ground: Rect, axis: &Axis, ahead: &[Ahead], cover: &Cover, look: &Look) {
    let palette = look.palette;
    let Some(left) = cover.left else { return };
    let levels = ahead.iter().filter_map(|one| Some((one.day, one.left?)));
    let most = levels.clone().map(|(_, left)| left).chain([left]).max().unwrap_or_default().0.max(1);
    #[expect(clippy::cast_precision_loss, reason = "cartons to draw")]
    let high = |cartons: Cartons| ground.bottom() - cartons.0 as f32 / most as f32 * (ground.height() - 2.0);
    let font = FontId::proportional(size::SMALL);
    painter.text(
        pos2(ground.right(), ground.top() - 12.0),
        Align2::RIGHT_TOP,
        grouped(most.into()),
        font,
        palette.weak,
    );
    painter.hline(ground.x_range(), high(Cartons(most)), Stroke::new(1.0, palette.line));
    let mut at = pos2(axis.left_of(axis.today) + axis.slot(), high(left));
    let mut line = vec![at];
    for (day, left) in levels {
        // A day's orders go out on the day: a step down at its end, a step up where something has come.
        let next = pos2(axis.left_of(day) + axis.slot(), high(left));
        let area = Rect::from_min_max(pos2(at.x, next.y), pos2(next.x, ground.bottom()));
        painter.rect_filled(area, 0.0, palette.selected);
        line.extend([pos2(at.x, next.y), next]);
        at = next;
    }
    painter.add(Shape::line(line, Stroke::new(1.5, palette.accent)));
    if let Some(out) = cover.out_on.filter(|out| (out.0 - axis.today.0).num_days() <= DAYS) {
        let at = pos2(axis.left_of(out) + axis.slot() / 2.0, ground.bottom());
        let corners = [at + vec2(0.0, -11.0), at + vec2(5.5, -1.0), at + vec2(-5.5, -1.0)];
        painter.add(Shape::convex_polygon(corners.into(), palette.danger, Stroke::NONE));
    }
}

/// Every seventh day by its date, counted from the present one.
fn days_paint(painter: &Painter, y: f32, axis: &Axis, look: &Look) {
    let font = FontId::proportional(size::SMALL);
    let mut ahead = -BACK;
    while ahead <= DAYS {
        let day = axis.today.plus(ahead);
        let at = pos2(axis.left_of(day) + axis.slot() / 2.0, y);
        let align = match ahead {
            _ if ahead == -BACK => Align2::LEFT_CENTER,
            _ if ahead == DAYS => Align2::RIGHT_CENTER,
            _ => Align2::CENTER_CENTER,
        };
        painter.text(at, align, day.0.format("%m-%d"), font.clone(), look.palette.weak);
        ahead += 7;
    }
}
