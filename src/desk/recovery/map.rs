//! A simple map to point at a place: dots, lines, a scale bar; panned by dragging, zoomed with the wheel.
//! Plain data in, no snapshot, no tiles.

use crate::desk::theme::{Look, size};
use crate::domain::place::Place;
use egui::accesskit::Role;
use egui::{
    Align2, Color32, FontId, Mesh, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

/// What is drawn, from the ground up.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// Faint dots: what lies around.
    pub around: Vec<Place>,
    /// A way from place to place.
    pub way: Vec<Place>,
    /// Dots on it.
    pub stops: Vec<Place>,
    pub centre: Option<Place>,
    /// Where the vehicle was seen last.
    pub last: Option<Place>,
}

/// Where one looks; the chart as a whole until somebody has moved it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Eye {
    looks: Option<Looks>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Looks {
    /// Degrees in the middle.
    lat: f64,
    lon: f64,
    /// Metres to a point.
    scale: f64,
}

const METRES_PER_DEGREE: f64 = 111_195.0;
/// From a doorstep to a province.
const SCALES: std::ops::RangeInclusive<f64> = 0.5..=4_000.0;

impl Looks {
    /// All the vehicle has still to go, with a margin. The centre may lie hours off, and is only looked at
    /// where there is nothing else.
    fn over(chart: &Chart, extent: Vec2) -> Option<Self> {
        let own = chart.stops.iter().chain(&chart.way).chain(&chart.last);
        let else_centre = chart.centre.iter().filter(|_| own.clone().next().is_none());
        let mut places = own.clone().chain(else_centre).copied().peekable();
        let first = *places.peek()?;
        let (mut low, mut high) = ((first.lat(), first.lon()), (first.lat(), first.lon()));
        for place in places {
            low = (low.0.min(place.lat()), low.1.min(place.lon()));
            high = (high.0.max(place.lat()), high.1.max(place.lon()));
        }
        let lat = low.0.midpoint(high.0);
        let tall = (high.0 - low.0) * METRES_PER_DEGREE;
        let wide = (high.1 - low.1) * METRES_PER_DEGREE * narrowing(lat);
        let room = (f64::from(extent.x) - 48.0, f64::from(extent.y) - 48.0);
        let scale = (wide / room.0.max(1.0)).max(tall / room.1.max(1.0));
        let scale = if scale > 0.0 { scale } else { 20.0 };
        Some(Self { lat, lon: low.1.midpoint(high.1), scale: scale.clamp(*SCALES.start(), *SCALES.end()) })
    }

    #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
    fn to_screen(self, rect: Rect, place: Place) -> Pos2 {
        let x = (place.lon() - self.lon) * METRES_PER_DEGREE * narrowing(self.lat) / self.scale;
        let y = (self.lat - place.lat()) * METRES_PER_DEGREE / self.scale;
        rect.center() + vec2(x as f32, y as f32)
    }

    fn to_place(self, rect: Rect, at: Pos2) -> Option<Place> {
        let from = at - rect.center();
        let lat = self.lat - f64::from(from.y) * self.scale / METRES_PER_DEGREE;
        let lon = self.lon + f64::from(from.x) * self.scale / METRES_PER_DEGREE / narrowing(self.lat);
        Place::from_degrees(lat, lon)
    }
}

/// A degree of longitude over one of latitude.
fn narrowing(lat: f64) -> f64 {
    libm::cos(lat.to_radians()).max(0.01)
}

/// Draws the chart into `extent`; gives the place that was clicked. `picked` is marked.
pub fn map_ui(
    ui: &mut Ui,
    eye: &mut Eye,
    chart: &Chart,
    picked: Option<Place>,
    extent: Vec2,
    name: &str,
    look: &Look,
) -> Option<Place> {
    let (rect, response) = ui.allocate_exact_size(extent, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
    let whole = Looks::over(chart, extent);
    let mut looks = eye.looks.or(whole)?;
    if response.dragged() {
        let moved = response.drag_delta();
        looks.lat += f64::from(moved.y) * looks.scale / METRES_PER_DEGREE;
        looks.lon -= f64::from(moved.x) * looks.scale / METRES_PER_DEGREE / narrowing(looks.lat);
        eye.looks = Some(looks);
    }
    if response.contains_pointer() {
        let (zoom, scroll, at) =
            ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta(), input.pointer.hover_pos()));
        let factor = f64::from(zoom) * f64::from(scroll.y / 200.0).exp();
        if (factor - 1.0).abs() > 1e-4
            && let Some(held) = at.and_then(|at| looks.to_place(rect, at))
        {
            let before = at.unwrap_or(rect.center());
            looks.scale = (looks.scale / factor).clamp(*SCALES.start(), *SCALES.end());
            // What is under the pointer stays there.
            let after = looks.to_screen(rect, held);
            let off = before - after;
            looks.lat += f64::from(off.y) * looks.scale / METRES_PER_DEGREE;
            looks.lon -= f64::from(off.x) * looks.scale / METRES_PER_DEGREE / narrowing(looks.lat);
            eye.looks = Some(looks);
        }
    }
    looks.lat = looks.lat.clamp(-85.0, 85.0);
    if ui.is_rect_visible(rect) {
        paint(&ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), rect, looks, chart, picked, look);
    }
    let clicked = response.clicked().then(|| response.interact_pointer_pos()).flatten();
    clicked.and_then(|at| looks.to_place(rect, at))
}

fn paint(painter: &Painter, rect: Rect, looks: Looks, chart: &Chart, picked: Option<Place>, look: &Look) {
    let palette = look.palette;
    let at = |place: Place| looks.to_screen(rect, place);
    painter.rect(rect, 0.0, palette.background, Stroke::new(1.0, palette.line), egui::StrokeKind::Inside);
    let mut dots = Mesh::default();
    let mut dot = |place: Place, half: f32, colour: Color32| {
        let at = at(place);
        if rect.expand(half).contains(at) {
            dots.add_colored_rect(Rect::from_center_size(at, Vec2::splat(half * 2.0)), colour);
        }
    };
    for place in &chart.around {
        dot(*place, 1.5, palette.line_strong);
    }
    for place in &chart.stops {
        dot(*place, 2.5, palette.accent);
    }
    for leg in chart.way.windows(2) {
        painter.line_segment([at(leg[0]), at(leg[1])], Stroke::new(1.0, palette.accent.gamma_multiply(0.55)));
    }
    painter.add(Shape::mesh(dots));
    if let Some(centre) = chart.centre {
        let mark = Rect::from_center_size(at(centre), Vec2::splat(11.0));
        painter.rect(
            mark,
            0.0,
            palette.text,
            Stroke::new(1.5, palette.background),
            egui::StrokeKind::Outside,
        );
    }
    if let Some(last) = chart.last {
        painter.circle_stroke(at(last), 7.0, Stroke::new(2.0, palette.warning));
    }
    if let Some(picked) = picked {
        let at = at(picked);
        let stroke = Stroke::new(2.0, palette.danger);
        painter.line_segment([at - vec2(8.0, 8.0), at + vec2(8.0, 8.0)], stroke);
        painter.line_segment([at - vec2(8.0, -8.0), at + vec2(8.0, -8.0)], stroke);
    }
    scale_bar(painter, rect, looks, look);
}

fn scale_bar(painter: &Painter, rect: Rect, looks: Looks, look: &Look) {
    const MOST: f64 = 110.0;
    let steps = [50_u32, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000];
    let fits = |metres: &&u32| f64::from(**metres) / looks.scale <= MOST;
    let Some(metres) = steps.iter().rev().find(fits) else { return };
    #[expect(clippy::cast_possible_truncation, reason = "at most 110 points")]
    let long = (f64::from(*metres) / looks.scale) as f32;
    let from = pos2(rect.left() + 10.0, rect.bottom() - 10.0);
    let stroke = Stroke::new(1.5, look.palette.text);
    painter.line_segment([from, from + vec2(long, 0.0)], stroke);
    for end in [from, from + vec2(long, 0.0)] {
        painter.line_segment([end - vec2(0.0, 4.0), end], stroke);
    }
    let text = if *metres < 1_000 { format!("{metres} m") } else { format!("{} km", metres / 1_000) };
    let font = FontId::proportional(size::SMALL);
    painter.text(from + vec2(long / 2.0, -5.0), Align2::CENTER_BOTTOM, text, font, look.palette.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_from_where_it_is_drawn() {
        let place = |lat, lon| Place::from_degrees(lat, lon).unwrap();
        let chart = Chart {
            stops: vec![place(32.60, 110.78), place(32.66, 110.85)],
            centre: Some(place(32.63, 110.80)),
            ..Chart::default()
        };
        let rect = Rect::from_min_size(pos2(40.0, 60.0), vec2(420.0, 300.0));
        let looks = Looks::over(&chart, rect.size()).unwrap();
        for stop in &chart.stops {
            let at = looks.to_screen(rect, *stop);
            assert!(rect.contains(at), "{at:?}");
            assert!(looks.to_place(rect, at).unwrap().metres_to(*stop) < 5.0);
        }
    }

    #[test]
    fn a_chart_of_one_place_has_a_scale_all_the_same() {
        let chart = Chart { last: Place::from_degrees(32.6, 110.8), ..Chart::default() };
        assert!(Looks::over(&chart, vec2(300.0, 200.0)).unwrap().scale > 0.0);
        assert_eq!(Looks::over(&Chart::default(), vec2(300.0, 200.0)), None);
    }
}
