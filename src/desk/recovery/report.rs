//! The sheet's first stage on the screen: which vehicle, when, where, why, for how long.

use super::form::{BreakdownForm, Errand, Whereabouts, rounds};
use super::map::{Chart, Eye, map_ui};
use super::telling;
use crate::desk::changes::telling as shops;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::day::Progress;
use crate::domain::ids::{Plate, RouteId};
use crate::domain::incident::{Fault, is_broken};
use crate::domain::place::Place;
use crate::words::{Arg, Tell, grouped};
use egui::accesskit::Role;
use egui::{
    Align, Align2, ComboBox, FontId, Label, Layout, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo,
    pos2, vec2,
};
use std::sync::Arc;

/// Shops of other routes on the map; more would only be a blot.
const AROUND: usize = 3_000;
/// A place further off than this is probably a slip of the pen.
const FAR: f64 = 150_000.0;

/// What is shown of the chosen vehicle, kept while neither it nor the day changes.
#[derive(Clone, Debug, Default)]
pub struct Known {
    of: Option<(Plate, usize)>,
    errand: Errand,
    chart: Chart,
    pub eye: Eye,
}

impl Known {
    fn follow(&mut self, plate: &Plate, snapshot: &Snapshot) {
        let address = snapshot.day().map_or(0, |day| Arc::as_ptr(day).addr());
        let of = (plate.clone(), address);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let other = self.of.as_ref().is_none_or(|(known, _)| known != plate);
        self.of = Some(of);
        self.errand = Errand::of(plate, snapshot);
        self.chart = chart(plate, &self.errand, snapshot);
        if other {
            self.eye = Eye::default();
        }
    }
}

fn chart(plate: &Plate, errand: &Errand, snapshot: &Snapshot) -> Chart {
    let network = &snapshot.state.network;
    let last = errand.last.as_ref().map(|last| last.place);
    let stops: Vec<Place> = rounds(plate, snapshot)
        .flat_map(|route| &route.stops)
        .filter(|stop| stop.progress == Progress::Waiting)
        .filter_map(|stop| Some(network.retailer(&stop.retailer)?.place))
        .collect();
    let others = snapshot.day().into_iter().flat_map(|day| day.routes.values());
    let others = others.filter(|route| route.vehicle.as_ref() != Some(plate)).flat_map(|route| &route.stops);
    let around = others.filter_map(|stop| Some(network.retailer(&stop.retailer)?.place));
    Chart {
        around: around.take(AROUND).collect(),
        way: last.into_iter().chain(stops.iter().copied()).collect(),
        stops,
        centre: network.centre.as_ref().map(|centre| centre.place),
        last,
    }
}

/// Draws the form into what room there is.
pub fn report_ui(
    ui: &mut Ui,
    form: &mut BreakdownForm,
    known: &mut Known,
    snapshot: &Snapshot,
    look: &Look,
    focus: bool,
) {
    let room = ui.available_size();
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Min), |ui| {
        ui.set_min_size(room);
        let left = (room.x * 0.46).floor();
        ui.allocate_ui_with_layout(vec2(left, room.y), Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(vec2(left, room.y));
            ui.set_max_width(left);
            match form.plate.clone() {
                None => vehicles_ui(ui, form, snapshot, look, focus),
                Some(plate) => {
                    known.follow(&plate, snapshot);
                    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                        facts_ui(ui, form, &plate, known, snapshot, look);
                    });
                }
            }
        });
        ui.separator();
        ui.vertical(|ui| {
            if form.plate.is_none() {
                ui.label(RichText::new(look.words.say("breakdown-map-first")).color(look.palette.weak));
                return;
            }
            place_ui(ui, form, known, look);
        });
    });
}

fn facts_ui(
    ui: &mut Ui,
    form: &mut BreakdownForm,
    plate: &Plate,
    known: &Known,
    snapshot: &Snapshot,
    look: &Look,
) {
    let words = &look.words;
    ui.horizontal(|ui| {
        ui.label(RichText::new(plate.as_str()).size(size::HEADING).strong());
        if ui.button(words.say("breakdown-other-vehicle")).clicked() {
            form.plate = None;
        }
    });
    let errand = &known.errand;
    ui.add(Label::new(RichText::new(errand_told(look, errand)).color(look.palette.weak)).wrap());
    ui.add_space(space::NEAR);

    ui.strong(words.say("breakdown-when"));
    ui.horizontal(|ui| {
        let label = ui.label(words.say("breakdown-at"));
        let field = TextEdit::singleline(&mut form.when).desired_width(68.0).hint_text("HH:MM");
        ui.add(field).labelled_by(label.id);
    });
    ui.add_space(space::NEAR);

    ui.strong(words.say("breakdown-where"));
    let last = match errand.last.as_ref().map(|last| &last.retailer) {
        Some(Some((code, at))) => {
            let shop = shops::retailer(look, snapshot, code);
            words.fill("breakdown-last-stop", &[("retailer", shop.into()), ("at", Arg::shown(at))])
        }
        Some(None) => words.say("breakdown-at-dock"),
        None => words.say("breakdown-nowhere"),
    };
    ui.radio_value(&mut form.whereabouts, Whereabouts::LastStop, last);
    ui.radio_value(&mut form.whereabouts, Whereabouts::There, words.say("breakdown-there"));
    ui.indent("there", |ui| {
        ui.horizontal(|ui| {
            for (text, key) in [(&mut form.lat, "breakdown-latitude"), (&mut form.lon, "breakdown-longitude")]
            {
                let label = ui.label(words.say(key));
                let field = ui.add(TextEdit::singleline(text).desired_width(88.0)).labelled_by(label.id);
                if field.changed() {
                    form.whereabouts = Whereabouts::There;
                }
            }
        });
        let centre = snapshot.state.network.centre.as_ref();
        let far = form.there().zip(centre).map(|(there, centre)| there.metres_to(centre.place));
        if let Some(far) = far.filter(|far| form.whereabouts == Whereabouts::There && *far > FAR) {
            let text = words.fill("breakdown-far", &[("km", Arg::shown(format!("{:.0}", far / 1000.0)))]);
            ui.add(Label::new(RichText::new(text).color(look.palette.warning)).wrap());
        }
    });
    ui.add_space(space::NEAR);

    ui.strong(words.say("breakdown-cause"));
    let name = words.say("breakdown-cause");
    let combo = ComboBox::from_id_salt("fault")
        .selected_text(words.tell(&form.fault.message()))
        .width(180.0)
        .show_ui(ui, |ui| {
            for fault in Fault::ALL {
                ui.selectable_value(&mut form.fault, fault, words.tell(&fault.message()));
            }
        });
    combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
    ui.add_space(space::NEAR);

    ui.strong(words.say("breakdown-repair"));
    ui.horizontal(|ui| {
        let label = ui.label(words.say("breakdown-repair-minutes"));
        let field = TextEdit::singleline(&mut form.minutes).desired_width(56.0);
        ui.add(field).labelled_by(label.id);
        ui.label(RichText::new(words.say("breakdown-repair-unknown")).color(look.palette.weak));
    });
}

fn errand_told(look: &Look, errand: &Errand) -> String {
    let words = &look.words;
    if errand.routes.is_empty() {
        return words.say("breakdown-no-route");
    }
    let mut parts = vec![
        telling::list(look, errand.routes.iter().map(RouteId::as_str)),
        words.fill("breakdown-stops-left", &[("n", errand.left.into())]),
        words.fill("breakdown-aboard", &[("n", grouped(errand.aboard.0.into()).into())]),
    ];
    if errand.to_load.0 > 0 {
        parts.push(words.fill("breakdown-to-load", &[("n", grouped(errand.to_load.0.into()).into())]));
    }
    parts.join(" · ")
}

fn place_ui(ui: &mut Ui, form: &mut BreakdownForm, known: &mut Known, look: &Look) {
    let words = &look.words;
    let extent = (ui.available_size() - vec2(0.0, 22.0)).max(vec2(160.0, 120.0));
    let picked = form.there().filter(|_| form.whereabouts == Whereabouts::There);
    let name = words.say("breakdown-map");
    if let Some(place) = map_ui(ui, &mut known.eye, &known.chart, picked, extent, &name, look) {
        form.pick(place);
    }
    let hint = RichText::new(words.say("breakdown-map-hint")).size(size::SMALL).color(look.palette.weak);
    ui.add(Label::new(hint).truncate());
}

/// A row's height in the list of vehicles.
const ROW: f32 = 40.0;

/// Every vehicle that can still break down, those on the way with most left to do first.
fn vehicles_ui(ui: &mut Ui, form: &mut BreakdownForm, snapshot: &Snapshot, look: &Look, focus: bool) {
    let words = &look.words;
    let hint = words.say("breakdown-search");
    let field = ui.add(TextEdit::singleline(&mut form.search).hint_text(&hint).desired_width(240.0));
    field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, &hint));
    if focus {
        field.request_focus();
    }
    let needle = form.search.trim().to_lowercase();
    let rows: Vec<(Plate, String)> = vehicles(snapshot)
        .into_iter()
        .filter(|(plate, errand)| {
            let routes: Vec<_> = errand.routes.iter().map(RouteId::as_str).collect();
            let plain = plate.as_str().replace('·', "");
            let text = format!("{plate} {plain} {}", routes.join(" "));
            needle.is_empty() || text.to_lowercase().contains(&needle)
        })
        .map(|(plate, errand)| {
            let told = errand_told(look, &errand);
            (plate, told)
        })
        .collect();
    if rows.is_empty() {
        ui.label(RichText::new(words.say("breakdown-no-vehicle-matches")).color(look.palette.weak));
    }
    // Enter takes the first, so that a plate typed blind is enough.
    let first = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let mut picked = rows.first().filter(|_| first).map(|(plate, _)| plate.clone());
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, rows.len(), |ui, range| {
        for (plate, told) in &rows[range] {
            if vehicle_ui(ui, plate, told, look) {
                picked = Some(plate.clone());
            }
        }
    });
    if picked.is_some() {
        form.plate = picked;
    }
}

fn vehicle_ui(ui: &mut Ui, plate: &Plate, told: &str, look: &Look) -> bool {
    let palette = look.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{plate} · {told}")));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 4.0, palette.hovered);
        }
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let left = rect.left() + 10.0;
        for (y, text, points, ink) in [
            (rect.top() + 11.0, plate.as_str(), size::BODY, palette.text),
            (rect.bottom() - 11.0, told, size::SMALL, palette.weak),
        ] {
            painter.text(pos2(left, y), Align2::LEFT_CENTER, text, FontId::proportional(points), ink);
        }
    }
    response.clicked()
}

/// Vehicles that are not broken down, those with most stops left first.
fn vehicles(snapshot: &Snapshot) -> Vec<(Plate, Errand)> {
    let state = &snapshot.state;
    let sound = state.network.vehicles.keys().filter(|plate| !is_broken(&state.breakdowns, plate));
    let mut all: Vec<(Plate, Errand)> =
        sound.map(|plate| (plate.clone(), Errand::work(plate, snapshot))).collect();
    all.sort_by(|(a, one), (b, other)| other.left.cmp(&one.left).then_with(|| a.cmp(b)));
    all
}
