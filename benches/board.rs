//! One frame of the board at province size (150 lanes of 150 stops, 1400 × 900): drawing and tessellation,
//! without the graphics card. `cargo bench --bench board`; prints median and 99th percentile beside
//! criterion's own figures, because a slow frame now and then is what people notice.

#[path = "../tests/suite/big_day.rs"]
mod big_day;

use criterion::Criterion;
use mainstay::desk::actions::{Actions, Selection, Theme};
use mainstay::desk::fonts;
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::theme::{self, Look};
use mainstay::desk::views::board::geometry::Density;
use mainstay::desk::views::board::{BoardView, board_ui};
use mainstay::words::Language;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A window with the board alone in it.
struct Window {
    ctx: egui::Context,
    look: Look,
    view: BoardView,
    snapshot: Snapshot,
    frames: u32,
}

impl Window {
    fn new(snapshot: Snapshot, density: Density) -> Self {
        let ctx = egui::Context::default();
        fonts::define(&ctx, Language::English);
        theme::apply(&ctx, Theme::Light);
        let look = Look::new(Language::Chinese, Theme::Light);
        let mut view = BoardView::default();
        view.camera.density = density;
        let mut window = Self { ctx, look, view, snapshot, frames: 0 };
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
        let selection = Selection::default();
        let mut actions = Actions::default();
        let (view, snapshot, look) = (&mut self.view, &self.snapshot, &self.look);
        let started = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            board_ui(ui, view, &selection, snapshot, look, &mut actions);
        });
        black_box(self.ctx.tessellate(output.shapes, 1.0));
        let taken = started.elapsed();
        output.textures_delta.clear();
        taken
    }
}

/// What a person does in front of it, a frame at a time.
#[derive(Clone, Copy)]
enum Gesture {
    Still,
    Hover,
    ScrollLanes,
    Zoom,
}

fn events(gesture: Gesture, n: u32) -> Vec<egui::Event> {
    let wave = |period: u32| if (n / period).is_multiple_of(2) { 1.0 } else { -1.0 };
    #[expect(clippy::cast_precision_loss, reason = "a few thousand frames")]
    let along = (n % 600) as f32;
    let wheel = |delta: egui::Vec2, modifiers: egui::Modifiers| egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers,
    };
    let middle = egui::Event::PointerMoved(egui::pos2(800.0, 450.0));
    match gesture {
        Gesture::Still => Vec::new(),
        Gesture::Hover => vec![egui::Event::PointerMoved(egui::pos2(400.0 + along * 1.5, 200.0 + along))],
        Gesture::ScrollLanes => {
            vec![middle, wheel(egui::vec2(0.0, -30.0 * wave(120)), egui::Modifiers::NONE)]
        }
        Gesture::Zoom => vec![middle, wheel(egui::vec2(0.0, 6.0 * wave(180)), egui::Modifiers::COMMAND)],
    }
}

fn percentiles(name: &str, window: &mut Window, gesture: Gesture) {
    const FRAMES: u32 = 1_500;
    let mut taken: Vec<_> = (0..FRAMES).map(|n| window.frame(events(gesture, n))).collect();
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)].as_secs_f64() * 1e3;
    println!("{name}: median {:.2} ms, p99 {:.2} ms, worst {:.2} ms", at(50), at(99), at(100));
}

fn main() {
    let province = big_day::big_day(150, 150);
    for density in Density::ALL {
        for (gesture, what) in [
            (Gesture::Still, "still"),
            (Gesture::Hover, "hover"),
            (Gesture::ScrollLanes, "scroll"),
            (Gesture::Zoom, "zoom"),
        ] {
            let mut window = Window::new(province.clone(), density);
            percentiles(&format!("board {density:?} {what}"), &mut window, gesture);
        }
    }
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("board_frame");
    for density in Density::ALL {
        let mut window = Window::new(province.clone(), density);
        group.bench_function(format!("{density:?}"), |bencher| bencher.iter(|| window.frame(Vec::new())));
    }
    group.finish();
    criterion.final_summary();
}
