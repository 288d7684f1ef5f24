//! What is asked of the window alone, done after the frame; the rest is passed on.

use super::Desk;
use crate::desk::actions::{Action, Actions, Selection, View};
use crate::desk::bookkeeper::safekeeping::SafeRequest;
use crate::desk::changes::ChangeSheet;
use crate::desk::recovery::RecoverySheet;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::views::data::Section;
use crate::desk::world::{Notice, NoticeKind, World};
use crate::domain::command::Command;
use crate::domain::ids::Plate;
use crate::domain::place::Place;
use crate::words::Message;
use std::sync::Arc;

impl Desk {
    pub(super) fn close_recovery(&mut self, asked: &mut Actions) {
        self.recovery = None;
        self.sheet = None;
        asked.push(Action::StopSearch);
    }

    /// The sheet for `plate`, or for the vehicle of the one route that is selected.
    fn open_recovery(&mut self, plate: Option<Plate>, snapshot: &Snapshot) {
        let selected = || {
            let route = self.selection.routes.iter().next().filter(|_| self.selection.routes.len() == 1);
            let stop = self.selection.stops.iter().next().filter(|_| self.selection.stops.len() == 1);
            let day = snapshot.day()?;
            let route = route.and_then(|id| day.routes.get(id));
            route.or_else(|| day.find(stop?).map(|(route, _)| route))?.vehicle.clone()
        };
        if plate.is_none()
            && let Some(open) = self.recovery.as_mut().filter(|sheet| sheet.previewing)
        {
            // The key that opens the sheet leads back to it.
            open.previewing = false;
            return;
        }
        let plate = plate.or_else(selected);
        self.sheet = None;
        self.recovery = Some(RecoverySheet::open(plate, snapshot));
    }

    /// The form for the vehicle of the route that is selected, with the place filled in.
    fn break_down_at(&mut self, place: Place, snapshot: &Snapshot) {
        if self.recovery.is_none() {
            self.open_recovery(None, snapshot);
        }
        if let Some(sheet) = &mut self.recovery {
            sheet.previewing = false;
            sheet.form.pick(place);
        }
    }

    /// A change is about the plan that is being looked at, where one is: it is judged rather than done.
    fn submit(&mut self, command: Box<Command>) -> Option<Action> {
        if matches!(*command, Command::PutHold(_) | Command::PutHolds(_)) {
            // The area that was drawn is the hold's now.
            self.map.put_sketch_away();
        }
        let Some(planned) = self.planned() else { return Some(Action::Submit(command)) };
        match *command {
            Command::MoveStops { .. } | Command::PutOffStops { .. } | Command::Reassign { .. } => {
                Some(Action::EditPlan { plan: Arc::clone(&planned.plan), command })
            }
            Command::ShiftWindows { .. } | Command::LockStops { .. } | Command::NoteLoaded { .. } => {
                let message = Message::new("plans-not-while-previewing");
                self.notices.push(Notice { kind: NoticeKind::Refused, message });
                None
            }
            _ => Some(Action::Submit(command)),
        }
    }

    /// Does what is about the window alone, and gives back what is not.
    pub(super) fn obey(&mut self, action: Action, world: &World) -> Option<Action> {
        match action {
            Action::Show(view) => self.view = view,
            Action::ShowDay if self.is_of_the_day() => {}
            Action::ShowDay => self.view = View::Board,
            Action::Select(selection) => self.selection = selection,
            Action::Inspect => self.inspector_open = true,
            Action::ToggleInspector => self.inspector_open = !self.inspector_open,
            Action::Draft(draft) => {
                let under = self.planned().map_or(&world.snapshot, |planned| &planned.snapshot);
                self.sheet = Some(ChangeSheet::open(draft, under));
            }
            Action::Breakdown(plate) => self.open_recovery(plate, &world.snapshot),
            Action::BreakdownAt(place) => self.break_down_at(place, &world.snapshot),
            Action::Hold(_)
            | Action::HoldArea { .. }
            | Action::LiftHold(_)
            | Action::BatchRoutes(_)
            | Action::CloseSheet
            | Action::Plans(_)
            | Action::ShowHold(_)
            | Action::ShowBacklog
            | Action::ShowSettings => self.obey_weather(action, &world.snapshot),
            Action::ShowIncident(_)
            | Action::ShowLink(_)
            | Action::OpenIncident(_)
            | Action::ActOn(..)
            | Action::PrepareReport(..)
            | Action::Handover
            | Action::ShowPlaybook => self.obey_incidents(action, &world.snapshot),
            Action::ShowVehicle(plate) => {
                self.view = View::Fleet;
                self.fleet.show(&plate);
            }
            Action::ShowBrand(_)
            | Action::ShowRequest(_)
            | Action::ShowShipment(_)
            | Action::ShowEnterprise(_) => self.obey_supply(&action),
            Action::OpenRequest => self.open_request(),
            Action::ShowPeople => {
                self.view = View::Data;
                self.data.section = Section::People;
            }
            Action::ShowReport(subject) => {
                self.view = View::Reports;
                self.reports.show(&subject);
            }
            Action::ShowTold(retailer) => {
                self.view = View::Notices;
                self.told.show(&retailer);
            }
            Action::Submit(command) => return self.submit(command),
            Action::SetLanguage(language) => self.look = Look::new(language, self.look.theme),
            Action::SetTheme(theme) => self.look = Look::new(self.look.words.language(), theme),
            Action::ShowSupport => {
                self.view = View::Data;
                self.data.section = Section::Safekeeping;
                let language = self.look.words.language();
                return Some(Action::Safe(SafeRequest::Support { situation: None, language }));
            }
            Action::OpenPalette => self.palette.open(),
            Action::ShowKeys => self.keys_open = true,
            Action::OpenDay(day) => {
                self.selection = Selection::default();
                self.recovery = None;
                return Some(Action::OpenDay(day));
            }
            other => return Some(other),
        }
        None
    }
}
