//! The section of what the database holds: reference data and service days, to look at. Nothing is changed
//! here; imports and the board do that.

use super::parts::{cell_ui, empty_ui, headings_ui, table};
use crate::desk::actions::{Action, Actions, View};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{CORNER, Look, size, space};
use crate::domain::ids::{CrewId, RetailerCode};
use crate::domain::network::Retailer;
use crate::domain::place::Place;
use crate::words::{Tell, grouped};
use egui::{Button, Key, Label, RichText, Stroke, TextEdit, Ui, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    #[default]
    Retailers,
    Vehicles,
    Departments,
    Stations,
    Crews,
    Days,
}

impl Shelf {
    pub const ALL: [Self; 6] =
        [Self::Retailers, Self::Vehicles, Self::Departments, Self::Stations, Self::Crews, Self::Days];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Retailers => "data-shelf-retailers",
            Self::Vehicles => "data-shelf-vehicles",
            Self::Departments => "data-shelf-departments",
            Self::Stations => "data-shelf-stations",
            Self::Crews => "data-shelf-crews",
            Self::Days => "data-shelf-days",
        }
    }

    fn count(self, snapshot: &Snapshot) -> usize {
        let network = &snapshot.state.network;
        match self {
            Self::Retailers => network.retailers.len(),
            Self::Vehicles => network.vehicles.len(),
            Self::Departments => network.departments.len(),
            Self::Stations => network.stations.len(),
            Self::Crews => network.crews.len(),
            Self::Days => snapshot.days.len(),
        }
    }
}

/// Which shelf is open, and what is searched for in it.
#[derive(Clone, Debug, Default)]
pub struct HereSection {
    pub shelf: Shelf,
    pub search: String,
    found: Option<Found>,
}

/// The retailers a search found, kept until the search or the retailers change: finding is a pass over all.
#[derive(Clone, Debug)]
struct Found {
    of: Arc<BTreeMap<RetailerCode, Arc<Retailer>>>,
    search: String,
    rows: Vec<Arc<Retailer>>,
}

pub fn here_ui(
    ui: &mut Ui,
    section: &mut HereSection,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    ui.horizontal(|ui| {
        for shelf in Shelf::ALL {
            tile_ui(ui, section, shelf, shelf.count(snapshot), look);
        }
    });
    ui.add_space(space::NEAR);
    let words = &look.words;
    if section.shelf.count(snapshot) == 0 {
        let what = match section.shelf {
            Shelf::Retailers => "data-here-no-retailers",
            Shelf::Vehicles => "data-here-no-vehicles",
            Shelf::Departments => "data-here-no-departments",
            Shelf::Stations => "data-here-no-stations",
            Shelf::Crews => "data-here-no-crews",
            Shelf::Days => "data-here-no-days",
        };
        let next = match section.shelf {
            Shelf::Stations => "data-here-next-stations",
            _ => "data-here-next",
        };
        empty_ui(ui, look, &words.say(what), &words.say(next));
        return;
    }
    match section.shelf {
        Shelf::Retailers => retailers_ui(ui, section, snapshot, look),
        Shelf::Vehicles => vehicles_ui(ui, snapshot, look),
        Shelf::Departments => departments_ui(ui, snapshot, look),
        Shelf::Stations => stations_ui(ui, snapshot, look),
        Shelf::Crews => crews_ui(ui, snapshot, look),
        Shelf::Days => days_ui(ui, snapshot, look, actions),
    }
}

fn tile_ui(ui: &mut Ui, section: &mut HereSection, shelf: Shelf, count: usize, look: &Look) {
    let p = look.palette;
    let name = look.words.say(shelf.label());
    let chosen = section.shelf == shelf;
    let mut text = egui::text::LayoutJob::default();
    let part = |size, color| egui::TextFormat::simple(egui::FontId::proportional(size), color);
    text.append(&grouped(count as u64), 0.0, part(size::HEADING, p.text));
    text.append(&name, space::NEAR, part(size::BODY, if chosen { p.text } else { p.weak }));
    let (fill, edge) = if chosen { (p.selected, p.accent) } else { (p.background, p.line) };
    let button = Button::new(text).fill(fill).stroke(Stroke::new(1.0, edge)).corner_radius(CORNER);
    if ui.add(button.min_size(vec2(96.0, 36.0)).selected(chosen)).clicked() {
        section.shelf = shelf;
    }
}

fn retailers_ui(ui: &mut Ui, section: &mut HereSection, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let retailers = &snapshot.state.network.retailers;
    ui.horizontal(|ui| {
        let label = ui.label(words.say("data-search"));
        let hint = words.say("data-search-hint");
        let field = TextEdit::singleline(&mut section.search).desired_width(320.0).hint_text(hint);
        let response = ui.add(field).labelled_by(label.id);
        if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            section.search.clear();
        }
        if !section.search.is_empty() && ui.button(words.say("data-search-clear")).clicked() {
            section.search.clear();
        }
        let rows = found(&mut section.found, retailers, &section.search).len();
        let shown = words.fill("data-search-found", &[("n", rows.into()), ("all", retailers.len().into())]);
        ui.label(RichText::new(shown).color(look.palette.weak));
    });
    let rows = found(&mut section.found, retailers, &section.search);
    if rows.is_empty() {
        empty_ui(ui, look, &words.say("data-search-nothing"), &words.say("data-search-nothing-next"));
        return;
    }
    let departments = &snapshot.state.network.departments;
    let keys = [
        "data-col-code",
        "data-col-name",
        "data-col-department",
        "data-col-district",
        "data-col-manager",
        "data-col-phone",
        "data-col-licence",
        "data-col-place",
        "data-col-address",
    ];
    table(ui, "data-retailers", &[112.0, 160.0, 120.0, 64.0, 72.0, 100.0, 108.0, 140.0, 120.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, rows.len(), |mut row| {
                let retailer = &rows[row.index()];
                let department = departments
                    .get(&retailer.department)
                    .map_or_else(|| retailer.department.as_str(), |department| words.name(&department.name));
                let cells = [
                    retailer.code.as_str(),
                    words.name(&retailer.name),
                    department,
                    retailer.district.as_str(),
                    &retailer.manager,
                    &retailer.phone,
                    &retailer.licence,
                    &degrees(retailer.place),
                    &retailer.address,
                ];
                for cell in cells {
                    row.col(|ui| {
                        cell_ui(ui, cell);
                    });
                }
            });
        });
}

/// Retailers whose code, licence or name, in either language, has `search` in it; all where it is empty.
fn found<'f>(
    kept: &'f mut Option<Found>,
    retailers: &Arc<BTreeMap<RetailerCode, Arc<Retailer>>>,
    search: &str,
) -> &'f [Arc<Retailer>] {
    let fresh = |found: &Found| Arc::ptr_eq(&found.of, retailers) && found.search == search;
    if !kept.as_ref().is_some_and(fresh) {
        let wanted = search.trim().to_lowercase();
        let fits = |retailer: &&Arc<Retailer>| {
            wanted.is_empty()
                || retailer.code.as_str().contains(&wanted)
                || retailer.licence.contains(&wanted)
                || retailer.name.local.to_lowercase().contains(&wanted)
                || retailer.name.english.to_lowercase().contains(&wanted)
        };
        let rows = retailers.values().filter(fits).map(Arc::clone).collect();
        *kept = Some(Found { of: Arc::clone(retailers), search: search.to_owned(), rows });
    }
    kept.as_ref().map_or(&[], |found| &found.rows)
}

fn degrees(place: Place) -> String {
    format!("{:.5}, {:.5}", place.lat(), place.lon())
}

fn vehicles_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let network = &snapshot.state.network;
    let vehicles: Vec<_> = network.vehicles.values().collect();
    let keys = [
        "data-col-plate",
        "data-col-capacity",
        "data-col-status",
        "data-col-spare",
        "data-col-crew",
        "data-col-driver",
    ];
    table(ui, "data-vehicles", &[130.0, 130.0, 130.0, 90.0, 100.0, 160.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, vehicles.len(), |mut row| {
                let vehicle = vehicles[row.index()];
                let spare = if vehicle.spare { words.say("data-spare") } else { String::new() };
                let crew = vehicle.crew.as_ref().map(CrewId::as_str).unwrap_or_default();
                let driver = vehicle.crew.as_ref().and_then(|id| network.crews.get(id));
                let cells = [
                    vehicle.plate.to_string(),
                    grouped(vehicle.capacity.0.into()),
                    words.tell(&vehicle.status.message()),
                    spare,
                    crew.to_owned(),
                    driver.map(|crew| crew.driver.to_string()).unwrap_or_default(),
                ];
                for cell in cells {
                    row.col(|ui| {
                        cell_ui(ui, cell);
                    });
                }
            });
        });
}

fn departments_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look) {
    let departments: Vec<_> = snapshot.state.network.departments.values().collect();
    let keys = ["data-col-code", "data-col-name", "data-col-phone"];
    table(ui, "data-departments", &[140.0, 320.0, 160.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, departments.len(), |mut row| {
                let department = departments[row.index()];
                let cells = [department.code.as_str(), look.words.name(&department.name), &department.phone];
                for cell in cells {
                    row.col(|ui| {
                        cell_ui(ui, cell);
                    });
                }
            });
        });
}

fn stations_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look) {
    let stations: Vec<_> = snapshot.state.network.stations.values().collect();
    let keys = ["data-col-code", "data-col-name", "data-col-place"];
    table(ui, "data-stations", &[140.0, 320.0, 180.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, stations.len(), |mut row| {
                let station = stations[row.index()];
                let place = degrees(station.place);
                for cell in [station.code.as_str(), look.words.name(&station.name), &place] {
                    row.col(|ui| {
                        cell_ui(ui, cell);
                    });
                }
            });
        });
}

fn crews_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look) {
    let crews: Vec<_> = snapshot.state.network.crews.values().collect();
    let keys = ["data-col-crew", "data-col-driver", "data-col-delivery-man", "data-col-phone"];
    table(ui, "data-crews", &[140.0, 180.0, 180.0, 160.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW, crews.len(), |mut row| {
                let crew = crews[row.index()];
                for cell in [crew.id.as_str(), &crew.driver, &crew.delivery_man, &crew.phone] {
                    row.col(|ui| {
                        cell_ui(ui, cell);
                    });
                }
            });
        });
}

fn days_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let keys = ["data-col-day", "data-col-routes", "data-col-stops", "data-col-delivered", "data-col-open"];
    table(ui, "data-days", &[150.0, 110.0, 110.0, 110.0, 200.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(space::ROW + 8.0, snapshot.days.len(), |mut row| {
                // The newest first.
                let date = snapshot.days[snapshot.days.len() - 1 - row.index()];
                row.col(|ui| {
                    cell_ui(ui, date.to_string());
                });
                // Only days of the working set are in memory.
                let counts = snapshot.state.day(date).map(|day| {
                    let stops = || day.routes.values().flat_map(|route| &route.stops);
                    let delivered = stops().filter(|stop| {
                        matches!(stop.progress, crate::domain::day::Progress::Delivered { .. })
                    });
                    [day.routes.len(), stops().count(), delivered.count()]
                });
                for at in 0..3 {
                    row.col(|ui| match &counts {
                        Some(counts) => {
                            cell_ui(ui, grouped(counts[at] as u64));
                        }
                        None => {
                            ui.add(Label::new(RichText::new("–").color(look.palette.weak)))
                                .on_hover_text(words.say("data-day-not-open"));
                        }
                    });
                }
                row.col(|ui| {
                    let name = words.fill("data-day-open", &[("day", date.to_string().into())]);
                    if ui.button(name).clicked() {
                        actions.push(Action::OpenDay(date));
                        actions.push(Action::Show(View::Board));
                    }
                });
            });
        });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::network::Name;

    fn retailer(code: &str, local: &str, english: &str) -> (RetailerCode, Arc<Retailer>) {
        let retailer = Retailer {
            code: code.into(),
            name: Name::with_english(local, english),
            licence: "".into(),
            address: "".into(),
            place: Place::from_degrees(32.6, 110.8).unwrap(),
            district: "".into(),
            department: "".into(),
            manager: "".into(),
            phone: "".into(),
        };
        (retailer.code.clone(), Arc::new(retailer))
    }

    #[test]
    fn a_retailer_is_found_by_code_and_by_name_in_either_language() {
        let retailers = Arc::new(BTreeMap::from([
            retailer("0001", "晨光商店", "Morning Light"),
            retailer("0002", "家家乐超市", "Jiajiale Market"),
        ]));
        let mut kept = None;
        for (search, codes) in [
            ("", vec!["0001", "0002"]),
            ("0002", vec!["0002"]),
            ("晨光", vec!["0001"]),
            (" MARKET", vec!["0002"]),
        ] {
            let rows = found(&mut kept, &retailers, search);
            assert_eq!(rows.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), codes, "{search}");
        }
    }
}
