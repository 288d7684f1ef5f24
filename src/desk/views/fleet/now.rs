//! Vehicles as they stand: how many do what, and a line for each.

use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, cell_ui, headings_ui, table};
use crate::domain::fleet::standing::{self, Doing, Off, VehicleNow};
use crate::domain::ids::{Plate, RouteId};
use crate::domain::outlook::StopState;
use crate::domain::time::Timestamp;
use crate::words::{Tell, grouped};
use egui::{Color32, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};

/// Which vehicles are listed.
#[derive(Clone, Debug, Default)]
pub struct NowView {
    doing: Option<Doing>,
    text: String,
}

/// A vehicle's colour; the shape beside it says the same.
pub fn ink(doing: Doing, look: &Look) -> Color32 {
    let palette = look.palette;
    match doing {
        Doing::BrokenDown => palette.danger,
        Doing::InWorkshop => palette.warning,
        Doing::OnRoute => palette.accent,
        Doing::Waiting => palette.text,
        Doing::Back => palette.stop(StopState::Delivered).edge,
        Doing::Available => palette.good,
    }
}

/// A mark of its own shape for each.
pub fn mark_ui(ui: &mut Ui, doing: Doing, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
    let (painter, at, ink) = (ui.painter(), rect.center(), ink(doing, look));
    let stroke = egui::Stroke::new(1.6, ink);
    match doing {
        Doing::BrokenDown => {
            painter.line_segment([at + vec2(-4.0, -4.0), at + vec2(4.0, 4.0)], stroke);
            painter.line_segment([at + vec2(-4.0, 4.0), at + vec2(4.0, -4.0)], stroke);
        }
        Doing::InWorkshop => {
            let square = egui::Rect::from_center_size(at, vec2(8.0, 8.0));
            painter.rect_stroke(square, 1.0, stroke, egui::StrokeKind::Inside);
        }
        Doing::OnRoute => {
            let tip = [at + vec2(5.0, 0.0), at + vec2(-4.0, 4.5), at + vec2(-4.0, -4.5)];
            painter.add(egui::Shape::convex_polygon(tip.into(), ink, egui::Stroke::NONE));
        }
        Doing::Waiting => {
            painter.circle_stroke(at, 4.0, stroke);
        }
        Doing::Back => {
            painter.line_segment([at + vec2(-4.0, 0.0), at + vec2(-1.0, 3.5)], stroke);
            painter.line_segment([at + vec2(-1.0, 3.5), at + vec2(4.5, -4.0)], stroke);
        }
        Doing::Available => {
            painter.circle_filled(at, 4.2, ink);
        }
    }
}

/// The plate that was clicked.
pub fn table_ui(
    ui: &mut Ui,
    view: &mut NowView,
    vehicles: &[VehicleNow],
    chosen: Option<&Plate>,
    snapshot: &Snapshot,
    look: &Look,
) -> Option<Plate> {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        let all = words.fill("fleet-all", &[("n", vehicles.len().into())]);
        if ui.selectable_label(view.doing.is_none(), all).clicked() {
            view.doing = None;
        }
        for doing in Doing::ALL {
            let n = vehicles.iter().filter(|seen| seen.doing == doing).count();
            if n == 0 && view.doing != Some(doing) {
                continue;
            }
            let text = words.fill("fleet-count", &[("what", doing.message().into()), ("n", n.into())]);
            mark_ui(ui, doing, look);
            if ui.selectable_label(view.doing == Some(doing), text).clicked() {
                view.doing = Some(doing);
            }
        }
        let hint = words.say("fleet-find");
        let field = ui.add(TextEdit::singleline(&mut view.text).desired_width(150.0).hint_text(&hint));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
    });
    ui.add_space(space::TIGHT);
    let letters = view.text.trim().to_lowercase();
    let mut shown: Vec<&VehicleNow> = vehicles
        .iter()
        .filter(|seen| {
            view.doing.is_none_or(|doing| doing == seen.doing) && is_called(seen, &letters, snapshot)
        })
        .collect();
    // What needs a person first; plates within that.
    shown.sort_by(|a, b| (a.doing, &a.plate).cmp(&(b.doing, &b.plate)));
    if shown.is_empty() {
        ui.label(RichText::new(words.say("fleet-none")).color(look.palette.weak));
        return None;
    }
    lines_ui(ui, &shown, chosen, snapshot, look)
}

const HEADS: [&str; 7] = [
    "fleet-head-vehicle",
    "fleet-head-doing",
    "fleet-head-load",
    "fleet-head-stops-left",
    "fleet-head-routes",
    "fleet-head-crew",
    "fleet-head-until",
];

fn lines_ui(
    ui: &mut Ui,
    shown: &[&VehicleNow],
    chosen: Option<&Plate>,
    snapshot: &Snapshot,
    look: &Look,
) -> Option<Plate> {
    let words = &look.words;
    let mut clicked = None;
    let widths = [104.0, 130.0, 150.0, 80.0, 96.0, 126.0, 96.0];
    egui::ScrollArea::horizontal().id_salt("fleet now across").show(ui, |ui| {
        let table = table(ui, "fleet now", &widths).sense(Sense::click());
        let headed = table.header(space::ROW, |row| headings_ui(look, row, &HEADS));
        headed.body(|body| {
            body.rows(space::ROW + 4.0, shown.len(), |mut row| {
                let seen = shown[row.index()];
                let vehicle = snapshot.state.network.vehicles.get(&seen.plate);
                row.set_selected(chosen == Some(&seen.plate));
                let doing = doing_in_words(seen, vehicle.is_some_and(|vehicle| vehicle.spare), look);
                row.col(|ui| {
                    cell_ui(ui, RichText::new(seen.plate.as_str()).strong());
                });
                row.col(|ui| {
                    mark_ui(ui, seen.doing, look);
                    cell_ui(ui, RichText::new(&doing).color(ink(seen.doing, look)));
                });
                row.col(|ui| load_ui(ui, seen, vehicle.map_or(0, |vehicle| vehicle.capacity.0), look));
                row.col(|ui| {
                    let left = if seen.stops == 0 {
                        String::new()
                    } else {
                        format!("{} / {}", seen.stops_left, seen.stops)
                    };
                    cell_ui(ui, left);
                });
                row.col(|ui| {
                    let routes: Vec<&str> = seen.routes.iter().map(RouteId::as_str).collect();
                    cell_ui(ui, routes.join(", "));
                });
                row.col(|ui| {
                    cell_ui(ui, crew(seen, snapshot));
                });
                row.col(|ui| {
                    cell_ui(ui, until(seen, snapshot, look));
                });
                let response = row.response();
                let name = format!("{}: {doing}", seen.plate);
                response.widget_info(|| {
                    WidgetInfo::selected(Role::ListItem, true, chosen == Some(&seen.plate), &name)
                });
                if response.on_hover_text(words.say("fleet-open")).clicked() {
                    clicked = Some(seen.plate.clone());
                }
            });
        });
    });
    clicked
}

/// What it is loaded with against what it holds: the fullest of its rounds counts.
fn load_ui(ui: &mut Ui, seen: &VehicleNow, capacity: u32, look: &Look) {
    let palette = look.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(52.0, 8.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, palette.hovered);
    #[expect(clippy::cast_precision_loss, reason = "cartons of one vehicle")]
    let share = if capacity == 0 { 0.0 } else { seen.fullest.0 as f32 / capacity as f32 };
    let over = share > 1.0;
    let filled = rect.with_max_x(rect.left() + rect.width() * share.min(1.0));
    ui.painter().rect_filled(filled, 2.0, if over { palette.danger } else { palette.accent });
    let text = format!("{} / {}", grouped(seen.fullest.0.into()), grouped(capacity.into()));
    cell_ui(ui, RichText::new(text).color(if over { palette.danger } else { palette.text }));
}

pub fn doing_in_words(seen: &VehicleNow, spare: bool, look: &Look) -> String {
    let doing = capital(&look.words.tell(&seen.doing.message()));
    if spare { look.words.fill("fleet-doing-spare", &[("doing", doing.into())]) } else { doing }
}

fn crew(seen: &VehicleNow, snapshot: &Snapshot) -> String {
    let network = &snapshot.state.network;
    let of_route = seen.routes.iter().find_map(|id| snapshot.route(id)?.0.crew.clone());
    let own = || network.vehicles.get(&seen.plate)?.crew.clone();
    let crew = of_route.or_else(own).and_then(|id| network.crews.get(&id).cloned());
    crew.map(|crew| {
        let names = [crew.driver.as_str(), crew.delivery_man.as_str()];
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ")
    })
    .unwrap_or_default()
}

/// Until when it is as it is: back from its round, or, off the road, when that is expected to end.
fn until(seen: &VehicleNow, snapshot: &Snapshot, look: &Look) -> String {
    match standing::off_the_road(&snapshot.state, &seen.plate) {
        Some(Off::Breakdown { expected, .. } | Off::Workshop { expected, .. }) => {
            let moment = |moment: Timestamp| crate::desk::weather::telling::moment(moment, snapshot.date);
            expected.map_or_else(|| look.words.say("fleet-nobody-knows"), moment)
        }
        None => seen.returns.map(|time| time.to_string()).unwrap_or_default(),
    }
}

fn is_called(seen: &VehicleNow, letters: &str, snapshot: &Snapshot) -> bool {
    letters.is_empty()
        || seen.plate.as_str().to_lowercase().contains(letters)
        || seen.routes.iter().any(|route| route.as_str().to_lowercase().contains(letters))
        || crew(seen, snapshot).to_lowercase().contains(letters)
}
