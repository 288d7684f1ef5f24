//! What the pointer does on the map: looks around, selects, and works with the tool in hand. Keys are in
//! [`super::keys`].

pub use super::find::{Handle, Under};
use super::find::{Things, enclosed};
use super::projection::{Camera, Point, Stage};
use super::tools::{Form, Sketch, Tool};
use crate::desk::actions::{Action, Actions, Selection};
use crate::desk::views::board::selecting::{only_route, only_stop, toggled_route, toggled_stop};
use crate::domain::place::Place;
use egui::{CursorIcon, Key, Modifiers, PointerButton, Pos2, Response, Ui};

/// A drag under way.
#[derive(Clone, Debug, PartialEq)]
enum Drag {
    Pan,
    Lasso,
    /// What the sketch was before, so that it can be let go.
    Handle(Handle, Sketch),
    /// A circle pulled from its centre.
    Pull,
}

/// The hand's own state: gone with the window.
#[derive(Clone, Debug, Default)]
pub struct Hand {
    pub tool: Tool,
    pub hovered: Under,
    /// The line of a lasso so far.
    pub lasso: Vec<Point>,
    /// The places of a measured way; `measured` once it has been ended.
    pub way: Vec<Place>,
    pub measured: bool,
    pub sketch: Option<Sketch>,
    drag: Option<Drag>,
    /// Where the menu under the right button was opened.
    pub menu_at: Option<Place>,
    /// Where the pointer or the crosshair is.
    pub pointing: Option<Place>,
    /// The keyboard points at the middle of the map.
    pub by_keys: bool,
}

/// A corner is set no nearer to the last point of a lasso than this, in points.
const LASSO_STEP: f32 = 3.0;

impl Hand {
    /// Takes up a tool; what another one has in hand is put away, what is finished stays.
    pub fn take(&mut self, tool: Tool) {
        self.tool = tool;
        self.lasso.clear();
        if tool == Tool::Measure {
            self.way.clear();
            self.measured = false;
        }
        if matches!(tool, Tool::Polygon | Tool::Circle) || self.sketch.as_ref().is_some_and(|s| !s.done) {
            self.sketch = None;
        }
    }

    /// Begins to change the area of a hold.
    pub fn edit(&mut self, sketch: Sketch) {
        self.take(Tool::Look);
        self.sketch = Some(sketch);
    }

    #[must_use]
    pub const fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    /// One thing less in hand; false where there was none.
    pub fn let_go(&mut self) -> bool {
        if let Some(drag) = self.drag.take() {
            match drag {
                Drag::Handle(_, before) => self.sketch = Some(before),
                Drag::Pull => self.sketch = None,
                Drag::Lasso => self.lasso.clear(),
                Drag::Pan => {}
            }
            return true;
        }
        if self.sketch.take().is_some() || !self.lasso.is_empty() || !self.way.is_empty() {
            self.lasso.clear();
            self.way.clear();
            self.measured = false;
            if self.tool != Tool::Measure {
                self.tool = Tool::Look;
            }
            return true;
        }
        std::mem::take(&mut self.tool) != Tool::Look
    }

    /// Reads the pointer and acts.
    pub fn follow(
        &mut self,
        ui: &Ui,
        canvas: &Response,
        things: &Things<'_>,
        camera: &mut Camera,
        selection: &Selection,
        actions: &mut Actions,
    ) {
        let (modifiers, pointer) = ui.input(|input| (input.modifiers, input.pointer.latest_pos()));
        if ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO) {
            self.by_keys = false;
        }
        if self.drag.is_some() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.let_go();
            ui.ctx().stop_dragging();
            return;
        }
        if self.drag.is_none() {
            self.hovered = canvas.hover_pos().map_or(Under::Nothing, |at| things.under(at));
        }
        self.aim(canvas, things.stage);
        if canvas.drag_started() {
            let origin = ui.input(|input| input.pointer.press_origin());
            let primary = canvas.drag_started_by(PointerButton::Primary);
            self.drag = origin.map(|at| self.grasp(things, at, primary, modifiers));
        }
        if let (Some(drag), Some(at)) = (self.drag.clone(), pointer) {
            self.pull(canvas, things.stage, camera, &drag, at);
        }
        if canvas.drag_stopped() {
            self.drop_here(things, modifiers, selection, actions);
        } else if self.drag.is_some() && !ui.input(|input| input.pointer.any_down()) {
            // The window lost the pointer while it was down.
            self.let_go();
        }
        if ui.input(|input| input.pointer.any_click())
            && let Some(at) = canvas.interact_pointer_pos()
        {
            if canvas.double_clicked() {
                self.twice(things, actions);
            } else if canvas.clicked() {
                self.point_at(things, at, modifiers, selection, actions);
            }
            if canvas.secondary_clicked() {
                self.menu_at = things.stage.place(at);
                Self::hold_on(&things.under(at), things, selection, actions);
            }
        }
        self.show_pointer(ui, canvas);
    }

    /// The rim of a circle whose centre was clicked follows the pointer, or the keyboard's crosshair.
    fn aim(&mut self, canvas: &Response, stage: &Stage) {
        let at = if self.by_keys { Some(stage.rect.center()) } else { canvas.hover_pos() };
        self.pointing = at.and_then(|at| stage.place(at));
        if let (None, Some(Sketch { form: Form::Circle(centre, radius), done: false, .. }), Some(place)) =
            (&self.drag, &mut self.sketch, self.pointing)
        {
            *radius = centre.metres_to(place);
        }
    }

    /// The sketch as it would be if it were closed where the pointer is.
    #[must_use]
    pub fn would_be(&self) -> Option<Sketch> {
        let mut sketch = self.sketch.clone()?;
        if !sketch.done
            && let Some(place) = self.pointing
        {
            sketch.add(place);
        }
        Some(sketch)
    }

    fn grasp(&mut self, things: &Things<'_>, at: Pos2, primary: bool, modifiers: Modifiers) -> Drag {
        if !primary {
            return Drag::Pan;
        }
        if let (Under::Handle(handle), Some(sketch)) = (things.under(at), &mut self.sketch) {
            let before = sketch.clone();
            let handle = match (handle, &mut sketch.form) {
                (Handle::Edge(edge), Form::Polygon(corners)) => {
                    if let Some(place) = things.stage.place(at) {
                        corners.insert(edge + 1, place);
                    }
                    Handle::Corner(edge + 1)
                }
                (handle, _) => handle,
            };
            return Drag::Handle(handle, before);
        }
        match self.tool {
            Tool::Lasso => {
                self.lasso = vec![things.stage.point(at)];
                Drag::Lasso
            }
            Tool::Look if modifiers.shift => {
                self.lasso = vec![things.stage.point(at)];
                Drag::Lasso
            }
            Tool::Circle => match things.stage.place(at) {
                Some(centre) => {
                    self.sketch = Some(Sketch::new(Form::Circle(centre, 0.0)));
                    Drag::Pull
                }
                None => Drag::Pan,
            },
            Tool::Look | Tool::Measure | Tool::Polygon => Drag::Pan,
        }
    }

    fn pull(&mut self, canvas: &Response, stage: &Stage, camera: &mut Camera, drag: &Drag, at: Pos2) {
        match drag {
            Drag::Pan => camera.pan(canvas.drag_delta()),
            Drag::Lasso => {
                let far = self.lasso.last().is_none_or(|last| stage.screen(*last).distance(at) >= LASSO_STEP);
                if far {
                    self.lasso.push(stage.point(at));
                }
            }
            Drag::Handle(..) | Drag::Pull => {
                let at = at.clamp(stage.rect.min, stage.rect.max);
                let (Some(sketch), Some(place)) = (&mut self.sketch, stage.place(at)) else { return };
                match (&mut sketch.form, drag) {
                    (Form::Polygon(corners), Drag::Handle(Handle::Corner(corner), _)) => {
                        if let Some(moved) = corners.get_mut(*corner) {
                            *moved = place;
                        }
                    }
                    (Form::Circle(centre, _), Drag::Handle(Handle::Centre, _)) => *centre = place,
                    (Form::Circle(centre, radius), _) => *radius = centre.metres_to(place),
                    _ => {}
                }
            }
        }
    }

    fn drop_here(
        &mut self,
        things: &Things<'_>,
        modifiers: Modifiers,
        selection: &Selection,
        actions: &mut Actions,
    ) {
        match self.drag.take() {
            Some(Drag::Lasso) => {
                self.close_lasso(things, modifiers.command || modifiers.shift, selection, actions);
            }
            Some(Drag::Handle(..)) if self.sketch.as_ref().is_some_and(|sketch| sketch.done) => {
                self.finish(actions);
            }
            Some(Drag::Pull) => self.finish(actions),
            _ => {}
        }
    }

    /// Selects what the lasso encloses.
    pub fn close_lasso(
        &mut self,
        things: &Things<'_>,
        adds: bool,
        selection: &Selection,
        actions: &mut Actions,
    ) {
        let ring = std::mem::take(&mut self.lasso);
        let mut chosen = if adds { selection.clone() } else { Selection::default() };
        chosen.stops.extend(enclosed(things.chart, &ring));
        actions.push(Action::Select(chosen));
        self.tool = Tool::Look;
    }

    /// Hands the sketch on, where it is an area.
    pub fn finish(&mut self, actions: &mut Actions) {
        let Some(sketch) = &mut self.sketch else { return };
        if let Ok(area) = sketch.area() {
            sketch.done = true;
            self.tool = Tool::Look;
            actions.push(Action::HoldArea { area, edits: sketch.edits.clone() });
        }
    }

    /// A click, or the key that stands for it.
    pub fn point_at(
        &mut self,
        things: &Things<'_>,
        at: Pos2,
        modifiers: Modifiers,
        selection: &Selection,
        actions: &mut Actions,
    ) {
        let Some(place) = things.stage.place(at) else { return };
        match self.tool {
            Tool::Look => Self::select(&things.under(at), things, modifiers, selection, actions),
            Tool::Lasso => self.lasso.push(things.stage.point(at)),
            Tool::Measure => {
                if std::mem::take(&mut self.measured) {
                    self.way.clear();
                }
                self.way.push(place);
            }
            Tool::Polygon => match (&mut self.sketch, things.under(at)) {
                (Some(sketch), Under::Handle(Handle::Corner(0))) if sketch.area().is_ok() => {
                    self.finish(actions);
                }
                // On a corner there is one already.
                (Some(_), Under::Handle(_)) => {}
                (Some(sketch), _) => sketch.add(place),
                (None, _) => self.sketch = Some(Sketch::new(Form::Polygon(vec![place]))),
            },
            Tool::Circle => match &mut self.sketch {
                Some(Sketch { form: Form::Circle(centre, radius), .. }) => {
                    *radius = centre.metres_to(place);
                    self.finish(actions);
                }
                _ => self.sketch = Some(Sketch::new(Form::Circle(place, 0.0))),
            },
        }
    }

    fn twice(&mut self, things: &Things<'_>, actions: &mut Actions) {
        match self.tool {
            Tool::Look if matches!(self.hovered, Under::Nothing | Under::Handle(_)) => {}
            Tool::Look => actions.push(Action::Inspect),
            Tool::Measure => self.measured = true,
            Tool::Polygon => self.finish(actions),
            Tool::Lasso => self.close_lasso(things, false, &Selection::default(), actions),
            Tool::Circle => {}
        }
    }

    fn select(
        what: &Under,
        things: &Things<'_>,
        modifiers: Modifiers,
        selection: &Selection,
        actions: &mut Actions,
    ) {
        let adds = modifiers.command || modifiers.shift;
        let chosen = match what {
            Under::Stop(line, at) => {
                let code = things.chart.lines[*line].lane.route.stops[*at].retailer.clone();
                if adds { toggled_stop(selection, code) } else { only_stop(code) }
            }
            Under::Vehicle(line) | Under::Line(line) => {
                let route = things.chart.lines[*line].lane.id().clone();
                if adds { toggled_route(selection, route) } else { only_route(route) }
            }
            Under::Hold(id) => Selection { hold: Some(id.clone()), ..Selection::default() },
            Under::Nothing if !adds => Selection::default(),
            Under::Nothing | Under::Handle(_) => return,
        };
        if chosen != *selection {
            actions.push(Action::Select(chosen));
        }
    }

    /// The right button takes what is under it, unless that is selected already: its menu is about that.
    fn hold_on(what: &Under, things: &Things<'_>, selection: &Selection, actions: &mut Actions) {
        let taken = match what {
            Under::Stop(line, at) => {
                selection.stops.contains(&things.chart.lines[*line].lane.route.stops[*at].retailer)
            }
            Under::Vehicle(line) | Under::Line(line) => {
                selection.routes.contains(things.chart.lines[*line].lane.id())
            }
            Under::Hold(id) => selection.hold.as_ref() == Some(id),
            Under::Nothing | Under::Handle(_) => true,
        };
        if !taken {
            Self::select(what, things, Modifiers::NONE, selection, actions);
        }
    }

    fn show_pointer(&self, ui: &Ui, canvas: &Response) {
        let icon = match (&self.drag, &self.hovered) {
            (Some(Drag::Pan), _) => CursorIcon::Grabbing,
            (Some(_), _) => CursorIcon::Crosshair,
            (None, Under::Handle(_)) => CursorIcon::Move,
            (None, _) if self.tool != Tool::Look => CursorIcon::Crosshair,
            (None, Under::Stop(..) | Under::Vehicle(_) | Under::Line(_)) => CursorIcon::PointingHand,
            _ => return,
        };
        if self.drag.is_some() || canvas.hovered() {
            ui.ctx().output_mut(|output| output.cursor_icon = icon);
        }
    }
}
