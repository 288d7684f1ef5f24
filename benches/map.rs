//! One frame of the map at province size (150 routes of 150 stops, 1400 × 900): drawing and tessellation,
//! without the graphics card. `cargo bench --bench map`; prints median and 99th percentile beside criterion's
//! own figures, because a slow frame now and then is what people notice.

#[path = "../tests/suite/big_day.rs"]
mod big_day;

use criterion::Criterion;
use mainstay::desk::actions::{Actions, Selection, Theme};
use mainstay::desk::fonts;
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::theme::{self, Look};
use mainstay::desk::tiles::BaseMap;
use mainstay::desk::views::board::filter::Filter;
use mainstay::desk::views::map::projection::Point;
use mainstay::desk::views::map::{Ground, MapView, Tool, map_ui};
use mainstay::domain::ids::HoldId;
use mainstay::domain::place::{Area, Place};
use mainstay::domain::time::{TimeOfDay, Timestamp};
use mainstay::domain::units::Metres;
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use mainstay::words::Language;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A window with the map alone in it.
struct Window {
    ctx: egui::Context,
    look: Look,
    view: MapView,
    filter: Filter,
    selection: Selection,
    snapshot: Snapshot,
    base_map: BaseMap,
    frames: u32,
}

impl Window {
    /// `zoom` is that of the camera; the whole day where `None`.
    fn new(snapshot: Snapshot, zoom: Option<f64>) -> Self {
        let ctx = egui::Context::default();
        fonts::define(&ctx, Language::English);
        theme::apply(&ctx, Theme::Light);
        let look = Look::new(Language::Chinese, Theme::Light);
        let mut view = MapView::default();
        if let Some(zoom) = zoom {
            view.camera.look_at(Point::of(place(32.63, 110.84)));
            view.camera.zoom = zoom;
        }
        let (filter, selection) = (Filter::default(), Selection::default());
        let mut window =
            Self { ctx, look, view, filter, selection, snapshot, base_map: BaseMap::default(), frames: 0 };
        for _ in 0..10 {
            window.frame(Vec::new());
        }
        window
    }

    fn frame(&mut self, events: Vec<egui::Event>) -> Duration {
        self.frames += 1;
        let size = egui::vec2(1400.0, 900.0);
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size)),
            time: Some(f64::from(self.frames) / 60.0),
            events,
            ..egui::RawInput::default()
        };
        let mut actions = Actions::default();
        let (view, filter, look) = (&mut self.view, &mut self.filter, &self.look);
        let ground = Ground {
            snapshot: &self.snapshot,
            selection: &self.selection,
            plan: None,
            base_map: &self.base_map,
        };
        let started = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| map_ui(ui, view, filter, ground, look, &mut actions));
        black_box(self.ctx.tessellate(output.shapes, 1.0));
        let taken = started.elapsed();
        output.textures_delta.clear();
        taken
    }
}

fn place(lat: f64, lon: f64) -> Place {
    Place::from_degrees(lat, lon).expect("on the earth")
}

/// A province's day under three drawn holds.
fn province() -> Snapshot {
    let mut snapshot = big_day::big_day(150, 150);
    let time = |hour| Timestamp::of(snapshot.date, TimeOfDay::hm(hour, 0));
    #[expect(clippy::cast_precision_loss, reason = "a hundred corners")]
    let corner = |n: u32| {
        let (angle, reach) = (f64::from(n) * 0.0628, 0.08 + 0.02 * (n as f32 * 0.9).sin().abs());
        place(32.66 + f64::from(reach) * angle.sin(), 110.86 + f64::from(reach) * angle.cos())
    };
    let areas = [
        (Area::Polygon((0..100).map(corner).collect()), 9),
        (Area::Circle { centre: place(32.5, 110.7), radius: Metres(9_000) }, 12),
        (Area::Circle { centre: place(32.7, 110.9), radius: Metres(15_000) }, 5),
    ];
    let signal = Signal { kind: Hazard::Typhoon, colour: Colour::Red };
    let holds = areas.into_iter().zip(1..).map(|((area, from), n)| {
        let id = HoldId::new(format!("W{n}"));
        (id.clone(), Hold::put(id, signal, vec![area], (time(from), time(from + 4))))
    });
    snapshot.state.holds = Arc::new(holds.collect());
    snapshot
}

/// What a person does in front of it, a frame at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gesture {
    Still,
    Hover,
    Pan,
    Zoom,
    DrawPolygon,
}

fn events(gesture: Gesture, n: u32) -> Vec<egui::Event> {
    let wave = |period: u32| if (n / period).is_multiple_of(2) { 1.0 } else { -1.0 };
    #[expect(clippy::cast_precision_loss, reason = "a few thousand frames")]
    let along = (n % 600) as f32;
    let middle = egui::pos2(700.0, 480.0);
    let button = |pos: egui::Pos2, pressed: bool| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    match gesture {
        Gesture::Still => Vec::new(),
        Gesture::Hover => vec![egui::Event::PointerMoved(egui::pos2(300.0 + along * 1.5, 200.0 + along))],
        Gesture::Pan => {
            let at = middle + egui::vec2(along, along / 2.0) * 0.5;
            let press = along == 0.0;
            let moved = egui::Event::PointerMoved(at);
            if press { vec![button(at, false), moved, button(at, true)] } else { vec![moved] }
        }
        Gesture::Zoom => vec![
            egui::Event::PointerMoved(middle),
            egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, 6.0 * wave(180)),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: egui::Modifiers::NONE,
            },
        ],
        // A corner every thirty frames, up to twelve; the pointer moves all the while.
        Gesture::DrawPolygon => {
            let turn = along * 0.01;
            let at = middle + egui::vec2(380.0 * turn.cos(), 320.0 * turn.sin());
            let mut events = vec![egui::Event::PointerMoved(at)];
            if n < 360 && n.is_multiple_of(30) {
                events.extend([button(at, true), button(at, false)]);
            }
            events
        }
    }
}

fn percentiles(name: &str, window: &mut Window, gesture: Gesture) {
    const FRAMES: u32 = 1_500;
    if gesture == Gesture::DrawPolygon {
        window.view.take(Tool::Polygon);
    }
    let mut taken: Vec<_> = (0..FRAMES).map(|n| window.frame(events(gesture, n))).collect();
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)].as_secs_f64() * 1e3;
    println!("{name}: median {:.2} ms, p99 {:.2} ms, worst {:.2} ms", at(50), at(99), at(100));
}

fn main() {
    let province = province();
    let places = [("province", None), ("city", Some(12.6)), ("streets", Some(15.5))];
    for (where_, zoom) in places {
        for (gesture, what) in [
            (Gesture::Still, "still"),
            (Gesture::Hover, "hover"),
            (Gesture::Pan, "pan"),
            (Gesture::Zoom, "zoom"),
            (Gesture::DrawPolygon, "draw polygon"),
        ] {
            let mut window = Window::new(province.clone(), zoom);
            percentiles(&format!("map {where_} {what}"), &mut window, gesture);
        }
    }
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("map_frame");
    for (where_, zoom) in places {
        let mut window = Window::new(province.clone(), zoom);
        group.bench_function(where_, |bencher| bencher.iter(|| window.frame(Vec::new())));
    }
    group.finish();
    criterion.final_summary();
}
