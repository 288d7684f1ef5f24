//! The breakdown sheet as a whole: which of its two stages is shown, what is chosen in it, and what it asks
//! for. Lives as long as it is open, or a plan of it is looked at on the board.

use super::changes::{Row, changes};
use super::details::Tab;
use super::form::BreakdownForm;
use super::plans::plans_ui;
use super::preview::Preview;
use super::report::{Known, report_ui};
use super::telling;
use crate::desk::actions::{Action, Actions};
use crate::desk::incidents;
use crate::desk::planner::{Planning, Question, Search};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::command::Command;
use crate::domain::day::Progress;
use crate::domain::ids::{IncidentId, Plate, Revision};
use crate::domain::incident::{Breakdown, open_breakdown};
use crate::domain::proposal::{PlanKind, Proposal};
use crate::recovery::About;
use crate::words::{Arg, Tell};
use egui::{Align, Button, Id, Key, Layout, Modal, Modifiers, RichText, Ui, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The form of a report.
    Report,
    /// The report of this vehicle has been sent, and is not in the snapshot yet.
    Sent {
        plate: Plate,
        at: usize,
    },
    Plans,
}

/// The sheet's own things.
#[derive(Clone, Debug)]
pub struct RecoverySheet {
    pub stage: Stage,
    pub form: BreakdownForm,
    known: Known,
    /// Which plan is chosen; the cheapest where it is gone.
    chosen: PlanKind,
    pub(super) tab: Tab,
    shown: Option<Shown>,
    /// The sheet has made way for the board.
    pub previewing: bool,
    /// So that the first field has the keys.
    opened: bool,
    /// Plans were asked for, and for which state.
    asked: Option<Revision>,
    edits_seen: usize,
    /// The recovery case it was opened on, in the place of the day.
    pub(super) case: Option<Arc<Snapshot>>,
    /// Sound vehicles that may hand over their goods on the road.
    pub(super) relieved: BTreeSet<Plate>,
    /// Where the situation is to be saved, while that is being decided.
    /// What is planned for.
    about: About,
    pub(super) saving: Option<String>,
}

/// What is told of the chosen plan, made once.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub rows: Arc<[Row]>,
    pub preview: Preview,
}

impl RecoverySheet {
    /// With the form for `plate`, or with the plans where it is broken already.
    #[must_use]
    pub fn open(plate: Option<Plate>, snapshot: &Snapshot) -> Self {
        let breakdowns = &snapshot.state.breakdowns;
        let broken = plate.as_ref().is_some_and(|plate| open_breakdown(breakdowns, plate).is_some());
        Self {
            stage: if broken { Stage::Plans } else { Stage::Report },
            form: BreakdownForm::new(plate, snapshot),
            known: Known::default(),
            chosen: PlanKind::BestMix,
            tab: Tab::default(),
            shown: None,
            previewing: false,
            opened: true,
            asked: None,
            edits_seen: 0,
            case: None,
            relieved: BTreeSet::new(),
            about: About::default(),
            saving: None,
        }
    }

    /// With the plans for a recovery case.
    #[must_use]
    pub fn of_case(case: Arc<Snapshot>) -> Self {
        let plans = Self::plans(&case);
        Self { case: Some(case), ..plans }
    }

    /// With the plans for all that is broken.
    #[must_use]
    pub fn plans(snapshot: &Snapshot) -> Self {
        Self { stage: Stage::Plans, ..Self::open(None, snapshot) }
    }

    /// With the plans for something else.
    #[must_use]
    pub fn plans_about(about: About, snapshot: &Snapshot) -> Self {
        Self { about, ..Self::plans(snapshot) }
    }

    fn question(&self, snapshot: &Snapshot) -> Box<Question> {
        Box::new(Question::of(snapshot).about(self.about.clone()).relieving(&self.relieved))
    }

    /// The chosen plan, and its rank unless it was edited by hand.
    #[must_use]
    pub fn chosen<'p>(&self, planning: &'p Planning) -> Option<(&'p Arc<Proposal>, Option<usize>)> {
        if self.chosen == PlanKind::ByHand
            && let Some(edited) = planning.edited()
        {
            return Some((edited, None));
        }
        let at = planning.plans.iter().position(|plan| plan.kind == self.chosen).unwrap_or(0);
        planning.plans.get(at).map(|plan| (plan, Some(at)))
    }

    #[must_use]
    pub const fn is_of_case(&self) -> bool {
        self.case.is_some()
    }

    pub(super) fn choose(&mut self, plan: &Proposal) {
        self.chosen = plan.kind;
    }

    /// The chosen plan as the board shows it, once it has been drawn.
    #[must_use]
    pub fn preview(&self) -> Option<&Preview> {
        self.shown.as_ref().map(|shown| &shown.preview)
    }

    pub(super) fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// Brings the stage, and what is told of the chosen plan, up to the snapshot and the plans.
    pub fn follow(&mut self, snapshot: &Snapshot, planning: &Planning, actions: &mut Actions) {
        let case = self.case.clone();
        let snapshot = case.as_deref().unwrap_or(snapshot);
        let breakdowns = &snapshot.state.breakdowns;
        match &self.stage {
            Stage::Report => {
                let broken = |plate: &Plate| open_breakdown(breakdowns, plate).is_some();
                if self.form.plate.as_ref().is_some_and(broken) {
                    self.stage = Stage::Plans;
                }
            }
            Stage::Sent { plate, at } => {
                if open_breakdown(breakdowns, plate).is_some() {
                    self.stage = Stage::Plans;
                } else if *at != address(snapshot) {
                    // A newer snapshot without it: it was refused, and a notice says why.
                    self.stage = Stage::Report;
                }
            }
            Stage::Plans => {}
        }
        if self.stage != Stage::Plans {
            return;
        }
        if self.asked.is_none() {
            self.asked = Some(snapshot.revision);
            let known = planning
                .scope
                .as_ref()
                .is_some_and(|scope| scope.based_on == snapshot.revision && scope.day == snapshot.date);
            let same = planning.question.as_ref().is_some_and(|asked| asked.ask.about == self.about);
            if !known || !same || self.case.is_some() {
                actions.push(Action::FindPlans(self.question(snapshot)));
            }
        }
        if planning.by_hand.len() != self.edits_seen {
            self.edits_seen = planning.by_hand.len();
            self.chosen = if planning.by_hand.is_empty() { PlanKind::BestMix } else { PlanKind::ByHand };
        }
        let Some((plan, _)) = self.chosen(planning) else {
            self.shown = None;
            return;
        };
        let same = self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(&shown.preview.plan, plan));
        if let Some(scope) = planning.scope.as_ref().filter(|_| !same) {
            let preview = Preview::of(plan, scope, snapshot);
            let rows = changes(plan, scope, &snapshot.outlook.routes).into();
            self.shown = Some(Shown { rows, preview });
        }
    }

    /// New plans are asked for on the day as it stands.
    pub(super) fn ask_again(&mut self, snapshot: &Snapshot, actions: &mut Actions) {
        self.asked = Some(snapshot.revision);
        actions.push(Action::FindPlans(self.question(snapshot)));
    }
}

fn address(snapshot: &Snapshot) -> usize {
    Arc::as_ptr(&snapshot.outlook).addr()
}

/// Draws the sheet; false once it is to be closed.
#[must_use]
pub fn recovery_sheet_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    (snapshot, planning): (&Snapshot, &Planning),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    sheet.follow(snapshot, planning, actions);
    if sheet.previewing {
        return true;
    }
    let case = sheet.case.clone();
    let snapshot = case.as_deref().unwrap_or(snapshot);
    let room = ui.ctx().content_rect().size() - vec2(48.0, 40.0);
    let most = if sheet.stage == Stage::Plans { vec2(1320.0, 860.0) } else { vec2(980.0, 620.0) };
    let extent = vec2(room.x.clamp(480.0, most.x), room.y.clamp(320.0, most.y));
    let title = title(sheet, snapshot, look);
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::APART);
    let area = Modal::default_area(Id::unique("recovery-sheet")).accessible_name(title.clone());
    let mut stays = true;
    let response = Modal::new(Id::unique("recovery-sheet")).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(extent.x - 2.0 * space::APART);
        ui.set_height(extent.y - 2.0 * space::APART);
        match sheet.stage {
            Stage::Report | Stage::Sent { .. } => stays = form_ui(ui, sheet, &title, snapshot, look, actions),
            Stage::Plans => stays = plans_ui(ui, sheet, &title, (snapshot, planning), look, actions),
        }
    });
    stays && !response.should_close()
}

/// Which vehicles are planned for, each with its incident: those with a stop that waits for them.
#[must_use]
pub(super) fn broken<'s>(snapshot: &'s Snapshot) -> Vec<&'s Breakdown> {
    let routes = || snapshot.state.day(snapshot.date).into_iter().flat_map(|day| day.routes.values());
    let is_waited_for = |plate: &Plate| {
        let rounds = routes().filter(|route| route.vehicle.as_ref() == Some(plate));
        rounds.flat_map(|route| &route.stops).any(|stop| stop.progress == Progress::Waiting)
    };
    let open = |breakdown: &&'s Breakdown| breakdown.repaired.is_none() && is_waited_for(&breakdown.plate);
    snapshot.state.breakdowns.values().filter(open).collect()
}

fn title(sheet: &RecoverySheet, snapshot: &Snapshot, look: &Look) -> String {
    let words = &look.words;
    if sheet.stage != Stage::Plans {
        return words.say("breakdown-title");
    }
    if sheet.case.is_some() {
        return words.fill("plans-title-case", &[("day", Arg::shown(snapshot.date))]);
    }
    // What was asked about, not whatever else is broken on the day.
    let asked = match &sheet.about {
        About::HeldUp(Some(id)) => id.as_str(),
        About::Holds(Some(id)) => id.as_str(),
        About::Holds(None) | About::HeldUp(None) | About::Backlog => return words.say("plans-title"),
        About::WhateverIsBroken | About::Breakdowns => "",
    };
    if !asked.is_empty() {
        let incident = snapshot.state.incidents.get(&IncidentId::new(asked));
        let name = incident.map_or_else(String::new, |incident| incidents::telling::name(look, incident));
        let named = format!("{asked} {name}");
        return words.fill("plans-title-of", &[("vehicles", named.trim_end().into())]);
    }
    let named: Vec<String> =
        broken(snapshot).iter().map(|each| format!("{} {}", each.plate, each.id)).collect();
    if named.is_empty() {
        return words.say("plans-title");
    }
    let named = telling::list(look, named.iter().map(String::as_str));
    words.fill("plans-title-of", &[("vehicles", named.into())])
}

fn form_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    title: &str,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    ui.heading(title);
    let open = broken(snapshot);
    if !open.is_empty() {
        ui.horizontal_wrapped(|ui| {
            let plates: Vec<&str> = open.iter().map(|each| each.plate.as_str()).collect();
            let plates = telling::list(look, plates.into_iter());
            let text = words.fill("breakdown-already", &[("plates", plates.into())]);
            ui.label(RichText::new(text).color(look.palette.warning));
            if ui.link(words.say("breakdown-to-plans")).clicked() {
                sheet.stage = Stage::Plans;
            }
        });
    }
    ui.separator();
    let body = vec2(ui.available_width(), ui.available_height() - 52.0);
    let focus = std::mem::take(&mut sheet.opened);
    ui.allocate_ui(body, |ui| {
        ui.set_min_size(body);
        ui.set_max_size(body);
        report_ui(ui, &mut sheet.form, &mut sheet.known, snapshot, look, focus);
    });
    ui.separator();
    let mut stays = true;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let report = sheet.form.report(snapshot);
        let sent = matches!(sheet.stage, Stage::Sent { .. });
        let label = match &report {
            Ok(report) => words.fill("breakdown-report-of", &[("plate", Arg::shown(&report.plate))]),
            Err(_) => words.say("breakdown-report"),
        };
        let ready = report.is_ok() && !sent;
        let text = RichText::new(label).color(look.palette.on_accent);
        let button = Button::new(text).fill(look.palette.accent).min_size(vec2(96.0, 30.0));
        let clicked = ui.add_enabled(ready, button).clicked();
        let by_keys = ready && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if ui.add(Button::new(words.say("change-cancel")).min_size(vec2(80.0, 30.0))).clicked() {
            stays = false;
        }
        match report {
            Ok(report) if clicked || by_keys => {
                sheet.stage = Stage::Sent { plate: report.plate.clone(), at: address(snapshot) };
                actions.push(Action::Submit(Box::new(Command::ReportBreakdown(report))));
            }
            Ok(_) => {}
            Err(missing) => {
                ui.label(RichText::new(words.say(missing.key())).color(look.palette.weak));
            }
        }
    });
    stays
}

/// The words for where the search stands.
#[must_use]
pub(super) fn search_told(search: &Search, look: &Look) -> String {
    let words = &look.words;
    match search {
        Search::Idle => String::new(),
        Search::Running(_) => words.say("plans-searching"),
        Search::Ended(end) => words.say(match end {
            crate::desk::planner::End::Settled => "plans-settled",
            crate::desk::planner::End::Stopped => "plans-stopped",
            crate::desk::planner::End::Abandoned => "plans-abandoned",
        }),
        Search::Nothing(why) => words.tell(&why.message()),
    }
}
