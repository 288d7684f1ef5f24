//! The map, driven by accessible names, pointer and keys, in both languages.

use crate::harness::{at, blank, plate, retailer_code, screen, small_day, small_state, snapshot};
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Selection, Theme};
use mainstay::desk::recovery::Ghosts;
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::tiles::BaseMap;
use mainstay::desk::views::board::filter::Filter;
use mainstay::desk::views::map::projection::{Point, Stage};
use mainstay::desk::views::map::{Ground, Layer, MapView, map_ui};
use mainstay::domain::ids::{HoldId, RouteId};
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::network::{District, Name};
use mainstay::domain::place::{Area, Place};
use mainstay::domain::units::Metres;
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use mainstay::exchange::pmtiles::TileId;
use mainstay::words::Language;
use std::sync::Arc;

/// The map alone, and what it asked for.
struct Desk {
    view: MapView,
    filter: Filter,
    selection: Selection,
    snapshot: Snapshot,
    plan: Option<(Ghosts, Snapshot)>,
    base_map: BaseMap,
    wanted: Vec<TileId>,
    areas: Vec<(Area, Option<HoldId>)>,
    broken_at: Vec<Place>,
    inspected: bool,
}

type Screen = Harness<'static, Desk>;

fn desk(language: Language, snapshot: Snapshot) -> Screen {
    let desk = Desk {
        view: MapView::default(),
        filter: Filter::default(),
        selection: Selection::default(),
        snapshot,
        plan: None,
        base_map: BaseMap::default(),
        wanted: Vec::new(),
        areas: Vec::new(),
        broken_at: Vec::new(),
        inspected: false,
    };
    let mut screen = screen(language, Theme::Light, [1200.0, 800.0], desk, |ui, look, desk: &mut Desk| {
        let mut actions = Actions::default();
        let ground = Ground {
            snapshot: &desk.snapshot,
            selection: &desk.selection,
            plan: desk.plan.as_ref().map(|(ghosts, live)| (ghosts, live)),
            base_map: &desk.base_map,
        };
        map_ui(ui, &mut desk.view, &mut desk.filter, ground, look, &mut actions);
        for action in actions.drain() {
            match action {
                Action::Select(selection) => desk.selection = selection,
                Action::HoldArea { area, edits } => desk.areas.push((area, edits)),
                Action::BreakdownAt(place) => desk.broken_at.push(place),
                Action::WantTiles(ids) => desk.wanted = ids,
                Action::Inspect => desk.inspected = true,
                Action::Draft(_) | Action::Show(_) => {}
                other => panic!("not the map's business: {other:?}"),
            }
        }
    });
    screen.run();
    screen
}

/// The canvas as it lies on the screen, to find places by.
fn stage(screen: &Screen) -> Stage {
    let canvas = screen.get_by_role_and_label(egui::Role::Canvas, "Map").rect();
    Stage::new(canvas, screen.state().view.camera)
}

fn place(lat: f64, lon: f64) -> Place {
    Place::from_degrees(lat, lon).expect("on the earth")
}

/// Where a shop of the small day lies on the screen.
fn shop(screen: &Screen, route: usize, n: usize) -> Pos2 {
    let retailer = screen.state().snapshot.state.network.retailer(&retailer_code(route, n));
    stage(screen).of_place(retailer.expect("known").place)
}

fn click_at(screen: &mut Screen, at: Pos2) {
    // Some time apart, so that two clicks are not one double click.
    screen.hover_at(at);
    screen.run_steps(30);
    screen.drag_at(at);
    screen.run_steps(1);
    screen.drop_at(at);
    screen.run_steps(30);
}

fn drag(screen: &mut Screen, way: &[Pos2]) {
    screen.drag_at(way[0]);
    screen.run();
    for leg in way.windows(2) {
        for share in [0.3, 0.7, 1.0] {
            screen.hover_at(leg[0] + (leg[1] - leg[0]) * share);
            screen.run();
        }
    }
    screen.drop_at(*way.last().expect("somewhere"));
    screen.run();
}

fn press(screen: &mut Screen, key: Key) {
    screen.key_press(key);
    screen.run();
}

fn says(screen: &Screen, text: &str) -> bool {
    screen.query_all_by_label_contains(text).next().is_some()
}

fn held(area: Area) -> Snapshot {
    let mut state = small_state();
    let signal = Signal { kind: Hazard::Typhoon, colour: Colour::Red };
    let hold = Hold::put(HoldId::new("H2"), signal, vec![area], (at("09:00"), at("16:00")));
    state.holds = Arc::new([(hold.id.clone(), hold)].into());
    snapshot(state, at("10:20"))
}

#[test]
fn a_stop_is_found_by_its_name_and_selected_in_both_languages() {
    for (language, name) in
        [(Language::English, "Stop 3, Jiajiale Market 2"), (Language::Chinese, "第 3 户，家家乐超市2店")]
    {
        let mut screen = desk(language, small_day());
        screen.get_by_label_contains(name).click();
        screen.run();
        assert_eq!(screen.state().selection.stops, [retailer_code(2, 3)].into(), "{language:?}");
    }
}

#[test]
fn a_click_on_a_dot_selects_its_stop_and_ctrl_adds_another() {
    let mut screen = desk(Language::English, small_day());
    let at = shop(&screen, 1, 1);
    click_at(&mut screen, at);
    assert_eq!(screen.state().selection.stops, [retailer_code(1, 1)].into());
    screen.get_by_label_contains("Stop 4, Old Street Grocery 3").click_modifiers(Modifiers::COMMAND);
    screen.run();
    assert_eq!(screen.state().selection.stops, [retailer_code(1, 1), retailer_code(3, 4)].into());
    let nowhere = stage(&screen).rect.right_top() + vec2(-40.0, 60.0);
    click_at(&mut screen, nowhere);
    assert_eq!(screen.state().selection, Selection::default());
}

#[test]
fn a_vehicle_between_two_stops_selects_its_route() {
    let mut screen = desk(Language::English, small_day());
    let name = "Vehicle 鄂C·10001 on R01, on the way";
    let vehicle = screen.get_by_label(name).rect().center();
    let (last, next) = (shop(&screen, 1, 2), shop(&screen, 1, 3));
    assert!(vehicle.x >= last.x - 1.0 && vehicle.x <= next.x + 1.0, "on its way from stop 2 to stop 3");
    assert!((vehicle.y - last.y).abs() < 3.0);
    click_at(&mut screen, vehicle);
    assert_eq!(screen.state().selection.routes, [RouteId::new("R01")].into());
}

#[test]
fn a_broken_vehicle_stands_where_it_broke_down_and_says_so() {
    let mut state = small_state();
    let there = place(32.70, 110.86);
    let breakdown = Breakdown {
        id: "B1".into(),
        plate: plate(2),
        at: at("10:05"),
        place: Some(there),
        fault: Fault::Clutch,
        estimate: None,
        repaired: None,
    };
    state.breakdowns = Arc::new([(breakdown.id.clone(), breakdown)].into());
    let screen = desk(Language::English, snapshot(state, at("10:20")));
    let shown = screen.get_by_label("Vehicle 鄂C·10002 on R02, broken down").rect().center();
    assert!(shown.distance(stage(&screen).of_place(there)) < 1.5);
}

#[test]
fn the_lasso_selects_the_stops_it_encloses_and_no_others() {
    let mut screen = desk(Language::English, small_day());
    press(&mut screen, Key::L);
    // Around the third and fourth shops of the first two routes.
    let low = shop(&screen, 1, 3) + vec2(-24.0, 24.0);
    let high = shop(&screen, 2, 4) + vec2(24.0, -24.0);
    let way = [low, Pos2::new(high.x, low.y), high, Pos2::new(low.x, high.y), low];
    drag(&mut screen, &way);
    let expected = [(1, 3), (1, 4), (2, 3), (2, 4)].map(|(route, n)| retailer_code(route, n));
    assert_eq!(screen.state().selection.stops, expected.into());
    assert!(says(&screen, "4 stops selected"), "the board's own bulk actions are offered");
    assert!(says(&screen, "Move…"));
}

#[test]
fn the_map_is_panned_zoomed_and_fitted_by_keys() {
    let mut screen = desk(Language::English, small_day());
    let before = screen.state().view.camera;
    press(&mut screen, Key::ArrowRight);
    press(&mut screen, Key::Plus);
    let after = screen.state().view.camera;
    assert!(after.x > before.x && after.zoom > before.zoom);
    press(&mut screen, Key::F);
    assert_eq!(screen.state().view.camera, before);
    screen.state_mut().selection = Selection { stops: [retailer_code(3, 4)].into(), ..Selection::default() };
    screen.run();
    screen.key_press_modifiers(Modifiers::SHIFT, Key::F);
    screen.run();
    assert!(screen.state().view.camera.zoom > before.zoom, "closer to the one stop");
}

#[test]
fn the_wheel_zooms_about_the_pointer_and_a_drag_moves_the_map() {
    let mut screen = desk(Language::English, small_day());
    let at = shop(&screen, 3, 4) + vec2(60.0, 40.0);
    let there = stage(&screen).place(at).expect("a place");
    screen.hover_at(at);
    screen.run();
    screen.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    screen.run_steps(30);
    let now = stage(&screen);
    assert!(now.metres_per_point() < stage(&desk(Language::English, small_day())).metres_per_point());
    assert!(now.of_place(there).distance(at) < 1.5, "what is under the pointer stays there");
    let by = vec2(-120.0, 70.0);
    drag(&mut screen, &[at, at + by]);
    assert!(stage(&screen).of_place(there).distance(at + by) < 1.5);
    assert_eq!(screen.state().selection, Selection::default(), "a drag selects nothing");
}

#[test]
fn a_polygon_that_is_drawn_is_handed_on_with_its_corners() {
    for (language, finish) in [(Language::English, "Use this area"), (Language::Chinese, "使用此区域")] {
        let mut screen = desk(language, small_day());
        press(&mut screen, Key::P);
        let canvas = screen.get_by_role_and_label(
            egui::Role::Canvas,
            if language == Language::English { "Map" } else { "地图" },
        );
        let middle = canvas.rect().center();
        let corners = [vec2(-200.0, -90.0), vec2(210.0, -100.0), vec2(150.0, 170.0)].map(|d| middle + d);
        for corner in corners {
            click_at(&mut screen, corner);
        }
        screen.get_by_label(finish).click();
        screen.run();
        let desk = screen.state();
        let [(Area::Polygon(ring), None)] = &desk.areas[..] else { panic!("{:?}", desk.areas) };
        let stage = Stage::new(canvas_rect(&screen), desk.view.camera);
        let off: Vec<f32> =
            ring.iter().zip(corners).map(|(place, corner)| stage.of_place(*place).distance(corner)).collect();
        assert!(ring.len() == 3 && off.iter().all(|off| *off < 1.0), "{off:?}");
    }
}

fn canvas_rect(screen: &Screen) -> egui::Rect {
    screen.get_by_role(egui::Role::Canvas).rect()
}

#[test]
fn while_an_area_is_drawn_it_says_what_it_closes() {
    let mut screen = desk(Language::English, small_day());
    press(&mut screen, Key::P);
    let (low, high) = (shop(&screen, 3, 1) + vec2(-30.0, 25.0), shop(&screen, 3, 4) + vec2(30.0, -25.0));
    for corner in [low, Pos2::new(high.x, low.y), high, Pos2::new(low.x, high.y)] {
        click_at(&mut screen, corner);
    }
    assert!(says(&screen, "Polygon, 4 corners"));
    // 45 + 50 + 55 + 60 cartons, none delivered yet.
    assert!(says(&screen, "closes 4 stops on 1 route, 210 cartons"));
    press(&mut screen, Key::Enter);
    assert_eq!(screen.state().areas.len(), 1);
}

#[test]
fn a_polygon_that_crosses_itself_says_so_and_cannot_be_finished() {
    for (language, told) in [(Language::English, "The edges cross"), (Language::Chinese, "边线相互交叉")]
    {
        let mut screen = desk(language, small_day());
        press(&mut screen, Key::P);
        let middle = canvas_rect(&screen).center();
        for d in [vec2(-200.0, -90.0), vec2(210.0, 150.0), vec2(200.0, -90.0), vec2(-190.0, 160.0)] {
            click_at(&mut screen, middle + d);
        }
        assert!(says(&screen, told));
        press(&mut screen, Key::Enter);
        assert!(screen.state().areas.is_empty());
        // With the last corner taken back it is a triangle.
        press(&mut screen, Key::Backspace);
        assert!(!says(&screen, told));
        press(&mut screen, Key::Enter);
        assert!(matches!(&screen.state().areas[..], [(Area::Polygon(ring), None)] if ring.len() == 3));
    }
}

#[test]
fn two_corners_are_no_area_yet_and_escape_puts_them_away() {
    let mut screen = desk(Language::English, small_day());
    press(&mut screen, Key::P);
    let middle = canvas_rect(&screen).center();
    click_at(&mut screen, middle);
    click_at(&mut screen, middle + vec2(120.0, 0.0));
    press(&mut screen, Key::Enter);
    assert!(says(&screen, "Three corners at least.") && screen.state().areas.is_empty());
    press(&mut screen, Key::Escape);
    assert!(!says(&screen, "Three corners at least.") && screen.state().view.sketch().is_none());
}

#[test]
fn a_circle_is_pulled_from_its_centre() {
    let mut screen = desk(Language::English, small_day());
    press(&mut screen, Key::C);
    let centre = canvas_rect(&screen).center() + vec2(20.0, 10.0);
    let rim = centre + vec2(130.0, 0.0);
    let (from, to) = (stage(&screen).place(centre), stage(&screen).place(rim));
    let metres = from.expect("a place").metres_to(to.expect("a place"));
    drag(&mut screen, &[centre, rim]);
    let [(Area::Circle { centre: drawn, radius }, None)] = &screen.state().areas[..] else {
        panic!("{:?}", screen.state().areas)
    };
    assert!(drawn.metres_to(from.expect("a place")) < 2.0);
    assert!((f64::from(radius.0) - metres).abs() < 3.0, "{radius:?} for {metres}");
    assert!(says(&screen, "Circle, radius"));
}

#[test]
fn an_area_is_drawn_by_keys_alone() {
    let mut screen = desk(Language::English, small_day());
    press(&mut screen, Key::P);
    for steps in
        [[Key::ArrowUp, Key::ArrowLeft], [Key::ArrowDown, Key::ArrowDown], [Key::ArrowRight, Key::ArrowRight]]
    {
        for step in steps {
            press(&mut screen, step);
        }
        press(&mut screen, Key::Space);
    }
    press(&mut screen, Key::Enter);
    assert!(matches!(&screen.state().areas[..], [(Area::Polygon(ring), None)] if ring.len() == 3));
}

#[test]
fn the_corner_of_a_hold_is_moved_and_the_area_handed_on_with_its_name() {
    let ring = vec![place(32.63, 110.80), place(32.63, 110.86), place(32.68, 110.86), place(32.68, 110.80)];
    let mut screen = desk(Language::English, held(Area::Polygon(ring.clone())));
    screen.get_by_label_contains("Hold H2: typhoon, red").click();
    screen.run();
    assert_eq!(screen.state().selection.hold, Some(HoldId::new("H2")));
    screen.get_by_label("Change the area").click();
    screen.run();
    let corner = screen.get_by_label("Corner 3").rect().center();
    drag(&mut screen, &[corner, corner + vec2(30.0, -20.0)]);
    let [(Area::Polygon(moved), Some(id))] = &screen.state().areas[..] else {
        panic!("{:?}", screen.state().areas)
    };
    assert_eq!((id, moved.len()), (&HoldId::new("H2"), 4));
    assert_eq!([moved[0], moved[1], moved[3]], [ring[0], ring[1], ring[3]]);
    assert!(moved[2].lat() > ring[2].lat() && moved[2].lon() > ring[2].lon());
}

#[test]
fn a_circle_of_a_hold_is_changed_by_its_rim() {
    let centre = place(32.67, 110.83);
    let mut screen = desk(Language::English, held(Area::Circle { centre, radius: Metres(2_000) }));
    screen.get_by_label_contains("Hold H2").click();
    screen.run();
    press(&mut screen, Key::E);
    let rim = screen.get_by_label("Rim of the circle").rect().center();
    drag(&mut screen, &[rim, rim + vec2(40.0, 0.0)]);
    let [(Area::Circle { centre: same, radius }, Some(_))] = &screen.state().areas[..] else {
        panic!("{:?}", screen.state().areas)
    };
    assert!(*same == centre && radius.0 > 2_000);
}

#[test]
fn measuring_says_the_kilometres_of_each_leg_and_in_all() {
    let mut screen = desk(Language::English, small_day());
    press(&mut screen, Key::M);
    let places = [place(32.62, 110.80), place(32.66, 110.80), place(32.66, 110.86)];
    for there in places {
        let at = stage(&screen).of_place(there);
        click_at(&mut screen, at);
    }
    press(&mut screen, Key::Enter);
    screen.hover_at(canvas_rect(&screen).left_bottom() + vec2(200.0, -60.0));
    screen.run();
    // A degree of latitude is 111.195 km; 0.06° of longitude at 32.66° are 0.06 × 111.195 × cos 32.66° = 5.617 km.
    let texts = painted(&screen);
    assert!(texts.iter().any(|text| text == "4.4 km"), "{texts:?}");
    assert!(texts.iter().any(|text| text == "5.6 km"), "{texts:?}");
    assert!(texts.iter().any(|text| text == "10.1 km in all"), "{texts:?}");
    press(&mut screen, Key::Escape);
    assert!(!painted(&screen).iter().any(|text| text.contains("in all")));
}

/// Every text that is painted, whether or not it has a name of its own.
fn painted(screen: &Screen) -> Vec<String> {
    fn texts(shape: &egui::Shape, found: &mut Vec<String>) {
        match shape {
            egui::Shape::Text(text) => found.push(text.galley.text().to_owned()),
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &screen.output().shapes {
        texts(&clipped.shape, &mut found);
    }
    found
}

#[test]
fn without_any_tiles_degrees_scale_and_datum_are_there() {
    let mut screen = desk(Language::English, small_day());
    let there = place(32.65, 110.82);
    let at = stage(&screen).of_place(there);
    screen.hover_at(at);
    screen.run();
    let texts = painted(&screen);
    assert!(texts.iter().any(|text| text.ends_with("° N")) && texts.iter().any(|text| text.ends_with("° E")));
    assert!(texts.iter().any(|text| text == "1 km"), "{texts:?}");
    let corner = texts.iter().find(|text| text.contains("Datum WGS-84")).expect("the datum is said");
    assert!(corner.starts_with("32.65") && corner.contains("° N, 110.8"), "{corner}");
}

#[test]
fn layers_are_left_out_and_come_back() {
    let mut screen = desk(Language::English, small_day());
    let name = "Model distribution centre";
    assert!(painted(&screen).iter().any(|text| text.starts_with(name)));
    screen.get_by_label("Layers").click();
    screen.run();
    screen.get_by_label("Names").click();
    screen.run();
    assert!(!screen.state().view.layers.shows(Layer::Labels));
    assert!(!painted(&screen).iter().any(|text| text.starts_with(name)));
    screen.get_by_label("Names").click();
    screen.run();
    assert!(painted(&screen).iter().any(|text| text.starts_with(name)));
}

#[test]
fn a_hold_by_district_is_drawn_with_the_outline_of_the_district() {
    let mut snapshot = held(Area::Districts(vec!["4203".into()]));
    let district = District {
        code: "420302".into(),
        name: Name::with_english("茅箭区", "Maojian"),
        rings: vec![vec![place(32.63, 110.80), place(32.63, 110.86), place(32.68, 110.83)]],
    };
    snapshot.state.network.districts = Arc::new([(district.code.clone(), district)].into());
    let mut screen = desk(Language::English, snapshot);
    let texts = painted(&screen);
    assert!(texts.iter().any(|text| text == "Maojian") && texts.iter().any(|text| text == "R"), "{texts:?}");
    assert!(texts.iter().any(|text| text == "typhoon, red, until 16:00"), "{texts:?}");
    // Within the outline, where no stop or line is: the hold is under the pointer.
    let at = stage(&screen).of_place(place(32.652, 110.822));
    click_at(&mut screen, at);
    assert_eq!(screen.state().selection.hold, Some(HoldId::new("H2")));
}

#[test]
fn a_place_for_a_breakdown_is_picked_with_the_right_button() {
    for (language, entry) in
        [(Language::English, "Vehicle broken down here…"), (Language::Chinese, "车辆在此处故障…")]
    {
        let mut screen = desk(language, small_day());
        let at = canvas_rect(&screen).center() + vec2(200.0, 150.0);
        let there = Stage::new(canvas_rect(&screen), screen.state().view.camera).place(at);
        screen.hover_at(at);
        screen.run();
        for pressed in [true, false] {
            screen.event(egui::Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            screen.run();
        }
        screen.get_by_label(entry).click();
        screen.run();
        let [picked] = screen.state().broken_at[..] else { panic!("{:?}", screen.state().broken_at) };
        assert!(picked.metres_to(there.expect("a place")) < 1.0);
    }
}

#[test]
fn the_filter_of_the_board_leaves_routes_out_of_the_map() {
    let mut screen = desk(Language::English, small_day());
    assert!(says(&screen, "Stop 1, Morning Light Store 1"));
    screen.state_mut().filter.text = "R02".into();
    screen.run();
    assert!(
        !says(&screen, "Stop 1, Morning Light Store 1") && says(&screen, "Stop 1, Morning Light Store 2")
    );
    assert!(says(&screen, "1 of 3 routes shown"));
}

#[test]
fn what_is_selected_elsewhere_is_brought_into_view() {
    let mut screen = desk(Language::English, small_day());
    screen.state_mut().view.camera.look_at(Point::of(place(30.0, 112.0)));
    screen.run();
    screen.state_mut().selection = Selection { stops: [retailer_code(2, 2)].into(), ..Selection::default() };
    screen.run();
    assert!(canvas_rect(&screen).contains(shop(&screen, 2, 2)));
}

#[test]
fn brackets_go_along_the_route() {
    let mut screen = desk(Language::English, small_day());
    screen.state_mut().selection = Selection { routes: [RouteId::new("R02")].into(), ..Selection::default() };
    screen.run();
    for (key, n) in [(Key::CloseBracket, 1), (Key::CloseBracket, 2), (Key::OpenBracket, 1)] {
        press(&mut screen, key);
        assert_eq!(screen.state().selection.stops, [retailer_code(2, n)].into());
    }
}

#[test]
fn a_plan_that_is_looked_at_is_drawn_over_the_day_as_it_stands() {
    let mut screen = desk(Language::English, small_day());
    let picture = |screen: &mut Screen| screen.render().expect("a picture").into_raw();
    let before = picture(&mut screen);
    let ghosts = Ghosts {
        routes: [RouteId::new("R01")].into(),
        moved: [retailer_code(1, 4)].into(),
        ..Ghosts::default()
    };
    screen.state_mut().plan = Some((ghosts, small_day()));
    screen.run();
    assert!(picture(&mut screen) != before, "ghost lines, and a ring around the stop that changes hands");
    screen.state_mut().plan = None;
    screen.run();
    assert!(picture(&mut screen) == before, "and all is as it was");
}

#[test]
fn a_day_without_a_plan_says_what_to_do() {
    let screen = desk(Language::English, blank());
    assert!(says(&screen, "No routes are planned for"));
}

#[test]
fn with_a_base_map_the_tiles_in_view_are_asked_for_from_the_middle_outwards() {
    let mut screen = desk(Language::English, small_day());
    assert!(screen.state().wanted.is_empty(), "without one nothing is asked for");
    screen.state_mut().base_map.zooms = Some((0, 19));
    screen.state_mut().base_map.credit = "© Own survey".into();
    screen.run();
    let wanted = screen.state().wanted.clone();
    let zoom = wanted.first().expect("tiles").zoom;
    assert!((1..=60).contains(&wanted.len()) && wanted.iter().all(|tile| tile.zoom == zoom));
    let middle = stage(&screen).point(canvas_rect(&screen).center());
    let side = f64::from(1_u32 << zoom);
    let first = wanted[0];
    assert!((middle.x * side - f64::from(first.x) - 0.5).abs() <= 0.5);
    assert!((middle.y * side - f64::from(first.y) - 0.5).abs() <= 0.5);
    assert!(painted(&screen).iter().any(|text| text == "© Own survey"), "and whose it is is said");
    // With the layer left out, nothing is wanted any more.
    screen.state_mut().view.layers.toggle(Layer::BaseMap);
    screen.run();
    assert!(screen.state().wanted.is_empty());
}
