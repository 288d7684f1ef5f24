//! A picture of a view with no display and no graphics card: the real frame, drawn from the session and
//! painted in memory. The same database, moment and wishes give the same bytes.

use super::actions::{Action, Actions, Selection, Theme, View};
use super::bookkeeper::findings::{Finding, MOST_CHANGES};
use super::bookkeeper::orders::{FromOrders, OrderDesk};
use super::bookkeeper::outbox::{FromOutbox, OutboxDesk, letter};
use super::bookkeeper::people::PeopleRequest;
use super::bookkeeper::safekeeping::{self, SafeRequest};
use super::bookkeeper::{self, reports, supply};
use super::fonts;
use super::frame::{Desk, Remembered};
use super::painter::{Painter, Picture};
use super::planner::plan_here;
use super::recovery::RecoverySheet;
use super::snapshot::Snapshot;
use super::theme::Palette;
use super::views::data::Section;
use super::views::fleet;
use super::views::notices::Part;
use super::views::supply::{Part as SupplyPart, SupplyView};
use super::world::World;
use crate::domain::day::Route;
use crate::domain::ids::{Plate, Revision};
use crate::domain::network::VehicleStatus;
use crate::domain::people::Role;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Unwatched;
use crate::journal::Trouble;
use crate::session::Session;
use crate::words::Language;
use egui::{Event, Rect, ViewportId, vec2};
use std::sync::Arc;

/// What to paint.
#[derive(Clone, Debug)]
pub struct Shot {
    pub view: View,
    /// Width and height in points.
    pub size: [u16; 2],
    /// Pixels per point.
    pub scale: f32,
    pub theme: Theme,
    pub language: Language,
    pub selection: Selection,
    pub inspector: bool,
    pub person: String,
    pub sheet: Option<Sheet>,
    /// Which part of the view, where that is not its first.
    pub part: Option<ViewPart>,
}

/// A part of a view that is a click away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewPart {
    /// Notices: the ledger of who has been told.
    Ledger,
    /// Notices: who is to hear something of supply.
    Answers,
    /// Fleet: the history of the vehicle that is broken, or else of the busiest.
    Vehicle,
    /// Fleet: the review of breakdowns.
    Review,
    /// Reports: the sheet of standing orders.
    Orders,
    /// Supply: the brand that runs out first.
    Brand,
    /// Supply: the queue of requests, the first of them open.
    Requests,
    /// Supply: shipments on their axis, one with something wrong open.
    Shipments,
    /// Supply: the archive, its first enterprise open.
    Archive,
    /// Supply: the log of daily communication.
    Talks,
    /// Data: copies of the database.
    Safety,
    /// Data: who works here.
    People,
    /// The page one signs in on.
    SignIn,
}

/// What of the breakdown sheet is painted over the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The form of a report, for the vehicle with most left to do.
    Report,
    /// The plans for what is broken down.
    Plans,
    /// The best of them on the board.
    Preview,
}

/// So many rounds are searched for a picture: enough for plans worth looking at, whatever the machine.
const ROUNDS: u64 = 400;

impl Default for Shot {
    fn default() -> Self {
        Self {
            view: View::Board,
            size: [1440, 900],
            scale: 1.0,
            theme: Theme::Light,
            language: Language::English,
            selection: Selection::default(),
            inspector: true,
            person: String::new(),
            sheet: None,
            part: None,
        }
    }
}

/// Frames until everything has found its place: panels and scroll areas know their sizes one frame late,
/// and previews come a frame after they are asked for.
const FRAMES: u8 = 6;

/// Paints `shot` from the database, as it stands at `now` on `day` (or on the day the clock says).
///
/// # Errors
/// Where the database cannot be read.
pub fn paint(
    session: &mut Session,
    day: Option<ServiceDay>,
    now: Timestamp,
    shot: &Shot,
) -> Result<Picture, Trouble> {
    let mut world = World::new(bookkeeper::snapshot_at(session, day, now)?);
    let people = &world.snapshot.state.people;
    let looks_after = people.values().find(|person| person.active && person.role == Role::Administrator);
    let here = looks_after.map(|person| person.name.clone());
    world.presence.who = here.filter(|_| shot.part != Some(ViewPart::SignIn));
    if let Some(stands) = OutboxDesk::default().look(session, &world.snapshot)? {
        world.outbox.take(stands);
    }
    if let Some(marks) = OrderDesk::default().news(session)? {
        world.orders.take(FromOrders::Marks(marks));
    }
    Ok(frames(&mut world, shot, |action, world| match action {
        Action::PreviewReport(subject) => {
            match reports::preview(session, &subject, now, shot.language, &mut Unwatched) {
                Ok(preview) => world.report = Some(preview),
                Err(instead) => world.report_work = instead,
            }
        }
        Action::ReadLog => {
            if let Ok(log) = session.log(Revision::default(), MOST_CHANGES) {
                world.findings.take(Finding::Log(log.into()));
            }
        }
        Action::ReviewFleet(ask) => {
            if let Ok(reviewed) = bookkeeper::fleet::review(session, *ask, now, &mut Unwatched) {
                world.fleet.take(reviewed);
            }
        }
        Action::OpenNotice(id) => {
            if let Ok(Some(open)) = letter(session, &id) {
                world.outbox.take(FromOutbox::Letter(Arc::new(open)));
            }
        }
        Action::Safe(SafeRequest::Look) => {
            if let Ok(safe) = safekeeping::look(session) {
                world.findings.take(Finding::Safe(Arc::new(safe)));
            }
        }
        Action::People(PeopleRequest::Look) => world.presence.with_a_pin = session.people_with_a_pin().ok(),
        Action::FindWays(request) => {
            if let Ok(ways) = supply::ways(session, &request, now) {
                world.ways = Some(Arc::new(ways));
            }
        }
        Action::FindPlans(question) => plan_here(&mut world.planning, &question, ROUNDS),
        _ => {}
    }))
}

fn open_supply(view: &mut SupplyView, part: ViewPart, snapshot: &Snapshot) {
    view.known.follow(snapshot);
    let supply = &snapshot.state.supply;
    match part {
        ViewPart::Requests => {
            view.part = SupplyPart::Requests;
            if let Some(id) = view.known.requests.first().map(|first| first.request.id.clone()) {
                view.show_request(&id);
            }
        }
        ViewPart::Shipments => {
            view.part = SupplyPart::Inbound;
            let wrong = supply.inbounds.values().find(|one| one.is_pressing(&snapshot.state, snapshot.now));
            if let Some(one) = wrong {
                view.show_shipment(&one.id);
            }
        }
        ViewPart::Archive => {
            view.part = SupplyPart::Archive;
            if let Some(code) = supply.enterprises.keys().next() {
                view.show_enterprise(code);
            }
        }
        ViewPart::Talks => view.part = SupplyPart::Talks,
        _ => {
            if let Some(brand) = view.known.order.first().cloned() {
                view.show_brand(&brand);
            }
        }
    }
}

/// The vehicle with most stops left.
fn busiest(snapshot: &Snapshot) -> Option<Plate> {
    let routes = snapshot.day()?.routes.values();
    let left = |route: &Route| route.stops.iter().filter(|stop| stop.progress.awaits_delivery()).count();
    routes.filter(|route| route.vehicle.is_some()).max_by_key(|route| left(route))?.vehicle.clone()
}

/// Draws a few frames of the desk and paints the last; `serve` does what the frames ask for.
pub fn frames(world: &mut World, shot: &Shot, mut serve: impl FnMut(Action, &mut World)) -> Picture {
    let ctx = egui::Context::default();
    fonts::define(&ctx, shot.language);
    fonts::show_missing_as_code_points(&ctx);
    let remembered = Remembered {
        view: shot.view,
        dark: shot.theme == Theme::Dark,
        inspector_open: shot.inspector,
        person: shot.person.clone(),
        ..Remembered::default()
    };
    let mut desk = Desk::new(shot.language, remembered);
    desk.selection = shot.selection.clone();
    match shot.part {
        None | Some(ViewPart::SignIn) => {}
        Some(ViewPart::Ledger) => desk.told.part = Part::Ledger,
        Some(ViewPart::Answers) => desk.told.part = Part::Answers,
        Some(ViewPart::Review) => desk.fleet.part = fleet::Part::Review,
        Some(ViewPart::Orders) => desk.reports.show_orders(),
        Some(ViewPart::Safety) => desk.data.section = Section::Safekeeping,
        Some(ViewPart::People) => desk.data.section = Section::People,
        Some(
            part @ (ViewPart::Brand
            | ViewPart::Requests
            | ViewPart::Shipments
            | ViewPart::Archive
            | ViewPart::Talks),
        ) => {
            open_supply(&mut desk.supply, part, &world.snapshot);
        }
        Some(ViewPart::Vehicle) => {
            let vehicles = &world.snapshot.state.network.vehicles;
            let broken = vehicles.values().find(|vehicle| vehicle.status == VehicleStatus::BrokenDown);
            if let Some(plate) =
                broken.map(|vehicle| vehicle.plate.clone()).or_else(|| busiest(&world.snapshot))
            {
                desk.fleet.show(&plate);
            }
        }
    }
    desk.recovery = shot.sheet.map(|sheet| {
        let snapshot = &world.snapshot;
        let mut open = match sheet {
            Sheet::Report => RecoverySheet::open(busiest(snapshot), snapshot),
            Sheet::Plans | Sheet::Preview => RecoverySheet::plans(snapshot),
        };
        open.previewing = sheet == Sheet::Preview;
        open
    });
    let [width, height] = shot.size.map(f32::from);
    let mut painter = Painter::default();
    let mut picture = Picture { width: 0, height: 0, rgba: Vec::new() };
    for n in 0..FRAMES {
        let mut input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height))),
            // Half a second apart, so that nothing is caught half-way in.
            time: Some(f64::from(n) * 0.5),
            focused: false,
            events: vec![Event::PointerGone],
            ..Default::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(shot.scale);
        }
        let mut actions = Actions::default();
        let mut output = ctx.run_ui(input, |ui| desk.ui(ui, world, &mut actions));
        painter.take(&mut output.textures_delta);
        for action in actions.drain() {
            serve(action, world);
        }
        if n + 1 == FRAMES {
            let scale = output.pixels_per_point;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at most 65,535 × scale"
            )]
            let pixels = [width, height].map(|side| (side * scale).round() as usize);
            let primitives = ctx.tessellate(output.shapes, scale);
            picture = painter.paint(pixels, scale, Palette::of(shot.theme).background, &primitives);
        }
    }
    picture
}
