//! The figures of a review by vehicle, cause, kind, department or month, as a table whose lines lead to what is behind
//! them.

use super::figures::shown;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{capital, cell_ui};
use crate::domain::emergency::Kind;
use crate::domain::fleet::review::{Month, Review};
use crate::domain::ids::{DepartmentCode, Plate};
use crate::domain::incident::Fault;
use crate::domain::kpi::reliability::{FleetMeasure, FleetTally};
use crate::exchange::report::breakdowns::month_shown;
use crate::words::Tell;
use crate::words::kpi::Explain;
use egui::{Align, Label, Layout, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder};

/// By what the figures are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    Vehicle,
    Cause,
    Kind,
    Department,
    Month,
}

impl Grouping {
    pub const ALL: [Self; 5] = [Self::Vehicle, Self::Cause, Self::Kind, Self::Department, Self::Month];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Vehicle => "account-by-vehicle",
            Self::Cause => "report-by-cause",
            Self::Kind => "account-by-kind",
            Self::Department => "report-by-department",
            Self::Month => "account-by-month",
        }
    }
}

/// One of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    Vehicle(Plate),
    Cause(Fault),
    Kind(Kind),
    Department(DepartmentCode),
    Month(Month),
}

/// A line with its name and figures.
pub struct GroupLine<'r> {
    pub group: Group,
    pub name: String,
    pub tally: &'r FleetTally,
}

/// The lines of a grouping; vehicles with the most breakdowns first, the others in their own order.
pub fn lines<'r>(review: &'r Review, by: Grouping, snapshot: &Snapshot, look: &Look) -> Vec<GroupLine<'r>> {
    let words = &look.words;
    let line = |group, name: String, tally| GroupLine { group, name, tally };
    match by {
        Grouping::Vehicle => {
            let mut lines: Vec<_> = review
                .vehicles
                .iter()
                .map(|(plate, tally)| line(Group::Vehicle(plate.clone()), plate.to_string(), tally))
                .collect();
            lines.sort_by_key(|line| std::cmp::Reverse((line.tally.breakdowns, line.tally.unplanned)));
            lines
        }
        Grouping::Cause => review
            .faults
            .iter()
            .map(|(fault, tally)| line(Group::Cause(*fault), capital(&words.tell(&fault.message())), tally))
            .collect(),
        Grouping::Kind => review
            .kinds
            .iter()
            .map(|(kind, tally)| line(Group::Kind(*kind), capital(&words.tell(&kind.message())), tally))
            .collect(),
        Grouping::Department => review
            .departments
            .iter()
            .map(|(code, tally)| {
                let name = crate::words::department(words, &snapshot.state.network, code);
                line(Group::Department(code.clone()), name, tally)
            })
            .collect(),
        Grouping::Month => review
            .months
            .iter()
            .map(|(month, tally)| line(Group::Month(*month), month_shown(*month), tally))
            .collect(),
    }
}

/// The line that was clicked.
pub fn table_ui(ui: &mut Ui, by: Grouping, lines: &[GroupLine<'_>], look: &Look) -> Option<Group> {
    let words = &look.words;
    let mut clicked = None;
    egui::ScrollArea::horizontal().id_salt(("fleet groups", by.key())).show(ui, |ui| {
        let table = TableBuilder::new(ui)
            .id_salt(by.key())
            .striped(true)
            .sense(Sense::click())
            .auto_shrink([false, false])
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::initial(150.0).resizable(true).clip(true))
            .columns(Column::initial(82.0).resizable(true).clip(true), FleetMeasure::ALL.len());
        let headed = table.header(2.5 * space::ROW, |mut row| {
            row.col(|ui| heading_ui(ui, &words.say("report-group-name"), "", look));
            for measure in FleetMeasure::ALL {
                let said = measure.words();
                row.col(|ui| heading_ui(ui, &words.say(said.heading), &words.say(said.definition), look));
            }
        });
        headed.body(|body| {
            body.rows(space::ROW, lines.len(), |mut row| {
                let line = &lines[row.index()];
                row.col(|ui| {
                    cell_ui(ui, RichText::new(&line.name).strong());
                });
                for measure in FleetMeasure::ALL {
                    row.col(|ui| {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            ui.add_space(space::NEAR);
                            ui.add(Label::new(shown(line.tally, measure)).selectable(false));
                        });
                    });
                }
                let response = row.response();
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &line.name));
                if response.on_hover_text(words.say("fleet-group-rows")).clicked() {
                    clicked = Some(line.group.clone());
                }
            });
        });
    });
    clicked
}

fn heading_ui(ui: &mut Ui, text: &str, about: &str, look: &Look) {
    let small = RichText::new(text).size(size::SMALL).color(look.palette.weak);
    let response = ui.add(Label::new(small).wrap());
    if !about.is_empty() {
        response.on_hover_text(about);
    }
}
