//! The part of the hold's sheet about where: what is named so far, and four ways to name more.

use super::areas;
use super::sheet::HoldSheet;
use super::telling;
use crate::desk::actions::{Action, Actions, View};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::ids::{DistrictCode, RouteId};
use crate::domain::place::Area;
use crate::words::Tell;
use egui::{Button, Label, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Which way is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    #[default]
    Districts,
    Routes,
    Circle,
    Polygon,
}

impl Way {
    const ALL: [Self; 4] = [Self::Districts, Self::Routes, Self::Circle, Self::Polygon];

    const fn key(self) -> &'static str {
        match self {
            Self::Districts => "weather-way-districts",
            Self::Routes => "weather-way-routes",
            Self::Circle => "weather-way-circle",
            Self::Polygon => "weather-way-polygon",
        }
    }
}

/// As typed and chosen so far.
#[derive(Clone, Debug, Default)]
pub struct Picking {
    way: Way,
    search: String,
    middle: String,
    kilometres: String,
    corners: String,
    /// A GeoJSON file's path.
    file: String,
    /// Districts with how many stops of the day lie in each, told once.
    districts: Option<Districts>,
}

#[derive(Clone, Debug)]
struct Districts {
    made_of: std::sync::Arc<crate::domain::outlook::Outlook>,
    stops: BTreeMap<DistrictCode, usize>,
}

pub fn areas_ui(ui: &mut Ui, sheet: &mut HoldSheet, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    named_ui(ui, sheet, snapshot, look);
    ui.horizontal_wrapped(|ui| {
        for way in Way::ALL {
            if ui.selectable_label(sheet.picking.way == way, words.say(way.key())).clicked() {
                sheet.picking.way = way;
                sheet.picking.search.clear();
            }
        }
        if ui.link(words.say("weather-draw")).on_hover_text(words.say("weather-draw-hint")).clicked() {
            actions.push(Action::Show(View::Map));
            actions.push(Action::CloseSheet);
        }
    });
    ui.add_space(space::TIGHT);
    match sheet.picking.way {
        Way::Districts => districts_ui(ui, sheet, snapshot, look),
        Way::Routes => routes_ui(ui, sheet, snapshot, look),
        Way::Circle => circle_ui(ui, sheet, look),
        Way::Polygon => {
            polygon_ui(ui, sheet, look);
            file_ui(ui, &mut sheet.picking.file, look, actions);
        }
    }
}

/// The areas so far, each to be taken away again.
fn named_ui(ui: &mut Ui, sheet: &mut HoldSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    ui.strong(words.say("weather-form-areas"));
    if sheet.form.areas.is_empty() {
        let text = RichText::new(words.say("weather-missing-area")).color(look.palette.weak);
        ui.add(Label::new(text).wrap());
    }
    let mut gone = None;
    for (n, area) in sheet.form.areas.iter().enumerate() {
        ui.horizontal(|ui| {
            let told = telling::area(look, snapshot, area);
            let remove = ui.add(Button::new("×").small());
            let name = words.fill("weather-form-remove", &[("area", told.clone().into())]);
            remove.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
            if remove.on_hover_text(&name).clicked() {
                gone = Some(n);
            }
            ui.add(Label::new(told).truncate());
        });
    }
    if let Some(n) = gone {
        sheet.form.areas.remove(n);
    }
    ui.add_space(space::TIGHT);
}

fn search_ui(ui: &mut Ui, search: &mut String, look: &Look) {
    let label = look.words.say("weather-form-search");
    let field = TextEdit::singleline(search).desired_width(ui.available_width() - 20.0).hint_text(&label);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, &label));
}

fn districts_ui(ui: &mut Ui, sheet: &mut HoldSheet, snapshot: &Snapshot, look: &Look) {
    search_ui(ui, &mut sheet.picking.search, look);
    let stops = sheet.picking.stops_by_district(snapshot);
    let needle = sheet.picking.search.trim().to_lowercase();
    let mut rows: Vec<(DistrictCode, String, usize)> = stops
        .into_iter()
        .map(|(code, n)| {
            let name = telling::district(look, snapshot, &code);
            (code, name, n)
        })
        .filter(|(_, name, _)| name.to_lowercase().contains(&needle))
        .collect();
    rows.sort_by_key(|(code, ..)| code.clone());
    ticks_ui(ui, "hold districts", rows.len(), |ui, n| {
        let (code, name, count) = &rows[n];
        let text = look
            .words
            .fill("weather-district-stops", &[("name", name.as_str().into()), ("n", (*count).into())]);
        let mut on = sheet.form.has_district(code);
        if ui.checkbox(&mut on, text).changed() {
            sheet.form.toggle_district(code);
        }
    });
}

impl Picking {
    fn stops_by_district(&mut self, snapshot: &Snapshot) -> BTreeMap<DistrictCode, usize> {
        if let Some(known) =
            self.districts.as_ref().filter(|known| std::sync::Arc::ptr_eq(&known.made_of, &snapshot.outlook))
        {
            return known.stops.clone();
        }
        let network = &snapshot.state.network;
        let mut stops: BTreeMap<DistrictCode, usize> = BTreeMap::new();
        for district in network.districts.keys() {
            stops.entry(district.clone()).or_default();
        }
        for retailer in network.retailers.values() {
            if !stops.contains_key(&retailer.district) {
                stops.insert(retailer.district.clone(), 0);
            }
        }
        let of_the_day = snapshot.day().into_iter().flat_map(|day| day.routes.values());
        for stop in of_the_day.flat_map(|route| &route.stops) {
            let Some(retailer) = network.retailer(&stop.retailer) else { continue };
            // Of the larger areas too: a city's code is the beginning of its districts'.
            for (_, n) in
                stops.iter_mut().filter(|(code, _)| retailer.district.as_str().starts_with(code.as_str()))
            {
                *n += 1;
            }
        }
        let made_of = std::sync::Arc::clone(&snapshot.outlook);
        self.districts = Some(Districts { made_of, stops: stops.clone() });
        stops
    }
}

fn routes_ui(ui: &mut Ui, sheet: &mut HoldSheet, snapshot: &Snapshot, look: &Look) {
    search_ui(ui, &mut sheet.picking.search, look);
    let needle = sheet.picking.search.trim().to_lowercase();
    let network = &snapshot.state.network;
    let routes = snapshot.day().into_iter().flat_map(|day| day.routes.values());
    let rows: Vec<(RouteId, String)> = routes
        .map(|route| {
            let department = network.departments.get(&route.department);
            let department =
                department.map_or(route.department.as_str(), |department| look.words.name(&department.name));
            (route.id.clone(), format!("{} · {department}", route.id))
        })
        .filter(|(_, name)| name.to_lowercase().contains(&needle))
        .collect();
    ticks_ui(ui, "hold routes", rows.len(), |ui, n| {
        let (id, name) = &rows[n];
        let mut on = sheet.form.has_route(id);
        if ui.checkbox(&mut on, name.as_str()).changed() {
            sheet.form.toggle_route(id);
        }
    });
}

fn ticks_ui(ui: &mut Ui, id: &str, count: usize, mut row: impl FnMut(&mut Ui, usize)) {
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show_rows(ui, space::ROW, count, |ui, range| {
        for n in range {
            row(ui, n);
        }
    });
}

fn circle_ui(ui: &mut Ui, sheet: &mut HoldSheet, look: &Look) {
    let words = &look.words;
    let picking = &mut sheet.picking;
    let label = ui.label(RichText::new(words.say("weather-form-middle")).size(size::SMALL));
    let field = TextEdit::singleline(&mut picking.middle).desired_width(240.0).hint_text("32.6200, 110.7900");
    ui.add(field).labelled_by(label.id);
    let label = ui.label(RichText::new(words.say("weather-form-kilometres")).size(size::SMALL));
    ui.add(TextEdit::singleline(&mut picking.kilometres).desired_width(90.0)).labelled_by(label.id);
    let typed = !picking.middle.trim().is_empty() || !picking.kilometres.trim().is_empty();
    let read = areas::circle(&picking.middle, &picking.kilometres);
    if let Some(area) = add_ui(ui, read, typed, look) {
        sheet.form.areas.push(area);
        (sheet.picking.middle, sheet.picking.kilometres) = (String::new(), String::new());
    }
}

fn polygon_ui(ui: &mut Ui, sheet: &mut HoldSheet, look: &Look) {
    let words = &look.words;
    let label = ui.label(RichText::new(words.say("weather-form-corners")).size(size::SMALL));
    let field = TextEdit::multiline(&mut sheet.picking.corners)
        .desired_width(ui.available_width() - 20.0)
        .desired_rows(5)
        .hint_text("32.60,110.70; 32.70,110.70; 32.70,110.85");
    ui.add(field).labelled_by(label.id);
    let typed = !sheet.picking.corners.trim().is_empty();
    let read = areas::polygon(&sheet.picking.corners);
    if let Some(area) = add_ui(ui, read, typed, look) {
        sheet.form.areas.push(area);
        sheet.picking.corners.clear();
    }
}

/// An outline from a GeoJSON file: by its path, or by the system's dialog where none is typed.
fn file_ui(ui: &mut Ui, file: &mut String, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.add_space(space::NEAR);
    let label = ui.label(RichText::new(words.say("weather-form-file")).size(size::SMALL));
    ui.horizontal(|ui| {
        ui.add(TextEdit::singleline(file).desired_width(260.0)).labelled_by(label.id);
        let key = if file.trim().is_empty() { "weather-form-file-choose" } else { "weather-form-file-read" };
        if ui.button(words.say(key)).clicked() {
            let path = Some(file.trim()).filter(|path| !path.is_empty()).map(PathBuf::from);
            actions.push(Action::ReadArea(path));
        }
    });
}

/// *Add*, or why what was typed is no area.
fn add_ui(ui: &mut Ui, read: Result<Area, areas::Unreadable>, typed: bool, look: &Look) -> Option<Area> {
    let words = &look.words;
    let clicked = ui.add_enabled(read.is_ok(), Button::new(words.say("weather-form-add"))).clicked();
    match read {
        Ok(area) => clicked.then_some(area),
        Err(why) => {
            if typed {
                let text = match why {
                    areas::Unreadable::Fault(fault) => {
                        words.fill(why.key(), &[("fault", fault.message().into())])
                    }
                    _ => words.say(why.key()),
                };
                ui.add(Label::new(RichText::new(text).color(look.palette.danger)).wrap());
            }
            None
        }
    }
}
