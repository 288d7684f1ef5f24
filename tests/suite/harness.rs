//! What screen tests share: a small made-up day, and a harness with the desk's fonts, theme and painter.

use egui_kittest::{Harness, TestRenderer};
use mainstay::desk::actions::Theme;
use mainstay::desk::fonts;
use mainstay::desk::painter::Painter;
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::theme::{self, Look};
use mainstay::domain::day::{Cargo, Day, Dock, Priority, Progress, Route, Stop};
use mainstay::domain::ids::{CrewId, DepartmentCode, HoldId, Plate, RetailerCode, Revision, RouteId};
use mainstay::domain::network::{Centre, Crew, Department, Name, Retailer, Vehicle, VehicleStatus};
use mainstay::domain::outlook;
use mainstay::domain::place::{Area, Place};
use mainstay::domain::state::State;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use mainstay::words::Language;
use std::sync::Arc;

/// Draws with the desk's fonts and `theme`; `draw` is called once a frame. Glyphs that are missing panic.
pub fn screen<S: 'static>(
    language: Language,
    theme: Theme,
    size: [f32; 2],
    state: S,
    mut draw: impl FnMut(&mut egui::Ui, &Look, &mut S) + 'static,
) -> Harness<'static, S> {
    let look = Look::new(language, theme);
    let mut themed = None;
    Harness::builder()
        .with_size(size)
        .with_theme(if theme == Theme::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_context_setup(move |ctx| fonts::define(ctx, language))
        .renderer(InMemory(Painter::default()))
        .build_ui_state(
            move |ui, state| {
                if themed.replace(theme) != Some(theme) {
                    theme::apply(ui.ctx(), theme);
                    ui.ctx().all_styles_mut(|style| style.animation_time = 0.0);
                }
                draw(ui, &look, state);
            },
            state,
        )
}

/// The desk's own painter as kittest's renderer.
pub struct InMemory(pub Painter);

impl TestRenderer for InMemory {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.0.take(delta);
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a screen's size")]
        let size = [size.x.round() as usize, size.y.round() as usize];
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        let picture = self.0.paint(size, scale, ctx.global_style().visuals.panel_fill, &primitives);
        let length = |pixels: usize| u32::try_from(pixels).unwrap_or(0);
        image::RgbaImage::from_raw(length(size[0]), length(size[1]), picture.rgba)
            .ok_or_else(|| "size".to_owned())
    }
}

pub fn today() -> ServiceDay {
    ServiceDay::parse("2026-11-23").expect("a date")
}

pub fn at(time: &str) -> Timestamp {
    Timestamp::parse(&format!("2026-11-23T{time}")).expect("a time")
}

/// 10:20 on a day of three routes: R01 half done and in time, R02 on the way with its last stops late,
/// R03 still at the dock, its afternoon closed by a hold for a rainstorm from 13:00 to 15:00. Vehicle 1 to 3
/// drive; 4 is a spare; 5 is broken down.
pub fn small_day() -> Snapshot {
    snapshot(small_state(), at("10:20"))
}

pub fn snapshot(state: State, now: Timestamp) -> Snapshot {
    let day = state.day(today()).cloned().unwrap_or_else(|| Arc::new(Day::empty(today())));
    Snapshot {
        outlook: Arc::new(outlook::project(&state, &day, now)),
        days: state.days.keys().copied().collect(),
        state,
        revision: Revision(7),
        now,
        date: today(),
        undoable: None,
        last: None,
    }
}

/// Nothing imported yet.
pub fn blank() -> Snapshot {
    let now = at("10:20");
    let state = State::default();
    let outlook = outlook::project(&state, &Day::empty(today()), now);
    Snapshot {
        outlook: Arc::new(outlook),
        days: Arc::new([]),
        state,
        revision: Revision(0),
        now,
        date: today(),
        undoable: None,
        last: None,
    }
}

pub fn small_state() -> State {
    let mut state = State::default();
    let department = |code: &str, local, english| {
        let name = Name::with_english(local, english);
        (DepartmentCode::new(code), Department { code: code.into(), name, phone: "0719-8600100".into() })
    };
    let network = &mut state.network;
    let centre = Centre {
        name: Name::with_english("示范配送中心", "Model distribution centre"),
        place: near(0, 0),
    };
    network.centre = Some(Arc::new(centre));
    network.departments = Arc::new(
        [
            department("D1", "城东营销部", "East department"),
            department("D2", "城西营销部", "West department"),
        ]
        .into(),
    );
    network.crews = Arc::new((1..=5).map(|n| (crew_id(n), crew(n))).collect());
    network.vehicles = Arc::new((1..=5).map(|n| (plate(n), vehicle(n))).collect());
    let shops = [
        ("晨光商店", "Morning Light Store"),
        ("喜来烟酒店", "Xilai Tobacco and Wine"),
        ("家家乐超市", "Jiajiale Market"),
        ("老街副食", "Old Street Grocery"),
    ];
    let mut retailers = Vec::new();
    for route in 1..=3 {
        for (n, (local, english)) in shops.iter().enumerate() {
            let code = retailer_code(route, n + 1);
            retailers.push(Retailer {
                code: code.clone(),
                name: Name::with_english(format!("{local}{route}店"), format!("{english} {route}")),
                licence: format!("42030010{route}{n}").into(),
                address: format!("人民路{}号", route * 10 + n).into(),
                place: near(i32::try_from(route).unwrap_or(0), i32::try_from(n + 1).unwrap_or(0)),
                district: "420302".into(),
                department: if route == 3 { "D2" } else { "D1" }.into(),
                manager: "王芳".into(),
                phone: "13900000000".into(),
            });
        }
    }
    network.retailers =
        Arc::new(retailers.into_iter().map(|shop| (shop.code.clone(), Arc::new(shop))).collect());

    let hold = Hold {
        source: "示范气象台".into(),
        ..Hold::put(
            HoldId::new("H1"),
            Signal { kind: Hazard::Rainstorm, colour: Colour::Orange },
            vec![Area::Routes(vec![RouteId::new("R03")])],
            (at("13:00"), at("15:00")),
        )
    };
    state.holds = Arc::new([(hold.id.clone(), hold)].into());

    let mut day = Day::empty(today());
    for route in [route(1, "08:30", 2), route(2, "08:30", 1), route(3, "12:30", 0)] {
        day.changed.insert(route.id.clone(), Revision(3));
        day.routes.insert(route.id.clone(), Arc::new(route));
    }
    state.days.insert(today(), Arc::new(day));
    state
}

fn near(north: i32, east: i32) -> Place {
    Place::from_e7(326_200_000 + north * 200_000, 1_107_900_000 + east * 200_000).expect("on the earth")
}

pub fn plate(n: usize) -> Plate {
    Plate::new(format!("鄂C·1000{n}"))
}

pub fn retailer_code(route: usize, n: usize) -> RetailerCode {
    RetailerCode::new(format!("4203000{route:02}{n:03}"))
}

fn crew_id(n: usize) -> CrewId {
    CrewId::new(format!("B{n}"))
}

fn crew(n: usize) -> Crew {
    let driver = ["张伟", "李强", "刘洋", "陈静", "杨帆"][n - 1];
    Crew { id: crew_id(n), driver: driver.into(), delivery_man: "周勇".into(), phone: "13800000000".into() }
}

fn vehicle(n: usize) -> Vehicle {
    let status = if n == 5 { VehicleStatus::BrokenDown } else { VehicleStatus::Available };
    Vehicle { plate: plate(n), capacity: Cartons(300), status, spare: n == 4, crew: Some(crew_id(n)) }
}

/// Four stops, the first `done` of them delivered. R02's windows close before it can be there.
fn route(n: usize, departs: &str, done: usize) -> Route {
    let time = |text: &str| TimeOfDay::parse(text).expect("a time of day");
    let window = |text: &str| Window::parse(text).expect("a window");
    let departs = time(departs);
    let departed = (done > 0).then_some(departs);
    let stops = (1..=4).map(|k| {
        let planned = departs.plus_minutes(i32::try_from(k * 30).unwrap_or(0));
        let window = match (n, k) {
            (2, 3..) => window("08:00-10:10"),
            (3, _) => window("12:30-17:00"),
            _ => window("08:30-12:00"),
        };
        Stop {
            retailer: retailer_code(n, k),
            cartons: Cartons(40 + u32::try_from(k).unwrap_or(0) * 5),
            value: Fen(400_000),
            window,
            promised: window,
            planned,
            service: Seconds(300),
            priority: Priority::default(),
            cargo: if done > 0 { Cargo::Aboard(plate(n)) } else { Cargo::At(Dock::Centre) },
            progress: if k <= done {
                Progress::Delivered { arrived: Some(planned), at: planned.plus_minutes(5) }
            } else {
                Progress::Waiting
            },
            told: None,
            cause: None,
            remedy: None,
            lock: None,
            meets: None,
            carried: None,
            inferred: false,
        }
    });
    Route {
        id: RouteId::new(format!("R{n:02}")),
        department: if n == 3 { "D2" } else { "D1" }.into(),
        vehicle: Some(plate(n)),
        crew: Some(crew_id(n)),
        dock: Dock::Centre,
        departs,
        departed,
        stops: stops.collect(),
        pickups: Vec::new(),
        imported: None,
    }
}
