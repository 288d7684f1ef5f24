//! Paints what the tools have in hand: the lasso's line, a measured way with its lengths, the area being
//! drawn with its handles, and the keyboard's crosshair.

use super::find::rim;
use super::grid::length;
use super::hand::Hand;
use super::labels::Labels;
use super::marks;
use super::pen::{Dash, Pen};
use super::projection::{Point, Stage};
use super::tools::{Form, Sketch, Tool, Unfinished, legs};
use crate::desk::theme::{Look, size};
use crate::domain::place::Place;
use egui::{Painter, Pos2, Rect, Vec2, vec2};

const OPEN: Dash = Dash { on: 5.0, off: 4.0 };

/// Where the pointer or the crosshair points; what is drawn next goes there.
pub struct Pointing<'a> {
    pub stage: &'a Stage,
    pub look: &'a Look,
    pub at: Option<Pos2>,
}

pub fn overlay(painter: &Painter, pointing: &Pointing<'_>, hand: &Hand, labels: &mut Labels<'_>) {
    let mut pen = Pen::new(painter.clip_rect());
    lasso(&mut pen, pointing, hand);
    measured(&mut pen, pointing, hand);
    if let Some(sketch) = &hand.sketch {
        drawn(&mut pen, pointing, sketch);
    }
    if hand.by_keys {
        crosshair(&mut pen, pointing);
    }
    pen.put(painter);
    lengths(pointing, hand, labels);
}

fn crosshair(pen: &mut Pen, pointing: &Pointing<'_>) {
    let (at, palette) = (pointing.stage.rect.center(), pointing.look.palette);
    for (width, colour) in [(4.0, palette.background), (1.6, palette.text)] {
        for way in [vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0)] {
            pen.line(at + way * 5.0, at + way * 15.0, width, colour);
        }
    }
}

fn lasso(pen: &mut Pen, pointing: &Pointing<'_>, hand: &Hand) {
    let points: Vec<Pos2> = hand.lasso.iter().map(|point| pointing.stage.screen(*point)).collect();
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else { return };
    let palette = pointing.look.palette;
    pen.fill(std::slice::from_ref(&points), 2.0, palette.ghost.gamma_multiply(0.5));
    pen.path(points, 2.0, palette.accent);
    let end = pointing.at.filter(|_| !hand.is_dragging()).unwrap_or(last);
    pen.line(last, end, 1.5, palette.accent);
    pen.dashes([end, first], 1.5, palette.accent, OPEN);
}

/// The measured places, and where the next one would be.
fn way_so_far(pointing: &Pointing<'_>, hand: &Hand) -> Vec<Place> {
    let mut way = hand.way.clone();
    if !hand.measured && hand.tool == Tool::Measure && !way.is_empty() {
        way.extend(pointing.at.and_then(|at| pointing.stage.place(at)));
    }
    way
}

fn measured(pen: &mut Pen, pointing: &Pointing<'_>, hand: &Hand) {
    let palette = pointing.look.palette;
    let way = way_so_far(pointing, hand);
    let points: Vec<Pos2> = way.iter().map(|place| pointing.stage.of_place(*place)).collect();
    pen.path(points.iter().copied(), 4.5, palette.background);
    pen.path(points.iter().copied(), 2.2, palette.accent);
    for at in points.iter().take(hand.way.len()) {
        pen.dot(*at, 5.0, palette.background);
        pen.dot(*at, 3.8, palette.accent);
    }
}

/// Each leg's length at its middle, the whole at the end.
fn lengths(pointing: &Pointing<'_>, hand: &Hand, labels: &mut Labels<'_>) {
    let (stage, look) = (pointing.stage, pointing.look);
    let way = way_so_far(pointing, hand);
    let legs = legs(&way);
    if legs.len() > 1
        && let Some(end) = way.last()
    {
        let text = look.words.fill("map-in-all", &[("length", length(look, legs.iter().sum()).into())]);
        labels.beside(stage.of_place(*end), vec2(10.0, 10.0), text, size::BODY, look.palette.text);
    }
    for (leg, metres) in way.windows(2).zip(legs) {
        let (from, to) = (stage.of_place(leg[0]), stage.of_place(leg[1]));
        let middle = from + (to - from) / 2.0;
        labels.beside(middle, vec2(6.0, 6.0), length(look, metres), size::SMALL, look.palette.accent);
    }
    if let Some(Sketch { form: Form::Circle(centre, radius), .. }) = &hand.sketch
        && *radius > 0.0
        && let Some(rim) = rim(*centre, *radius)
    {
        let at = stage.of_place(rim);
        labels.beside(at, vec2(10.0, 10.0), length(look, *radius), size::BODY, look.palette.text);
    }
}

fn drawn(pen: &mut Pen, pointing: &Pointing<'_>, sketch: &Sketch) {
    let (stage, palette) = (pointing.stage, pointing.look.palette);
    let ring: Vec<Pos2> = sketch.ring().iter().map(|point: &Point| stage.screen(*point)).collect();
    pen.fill(std::slice::from_ref(&ring), 2.0, palette.ghost.gamma_multiply(0.8));
    let edges = || ring.iter().zip(ring.iter().cycle().skip(1));
    match &sketch.form {
        Form::Circle(centre, radius) => {
            for (from, to) in edges() {
                pen.line(*from, *to, 2.4, palette.accent);
            }
            handle(pen, pointing, stage.of_place(*centre));
            if let Some(rim) = rim(*centre, *radius).map(|rim| stage.of_place(rim)) {
                pen.dashes([stage.of_place(*centre), rim], 1.4, palette.accent, OPEN);
                handle(pen, pointing, rim);
            }
        }
        Form::Polygon(corners) => {
            let crossed = sketch.area() == Err(Unfinished::CrossesItself);
            let n = corners.len();
            let colour = if crossed { palette.danger } else { palette.accent };
            for (nth, (from, to)) in edges().enumerate() {
                if nth + 1 == n && !sketch.done {
                    pen.dashes([*from, *to], 1.6, colour, OPEN);
                } else {
                    pen.line(*from, *to, 2.4, colour);
                }
                let middle = *from + (*to - *from) / 2.0;
                if sketch.done && from.distance(*to) > 32.0 {
                    pen.dot(middle, 4.0, palette.accent);
                    pen.dot(middle, 2.8, palette.background);
                }
            }
            if let (false, Some(last), Some(at)) = (sketch.done, ring.last(), pointing.at) {
                pen.line(*last, at, 1.4, palette.accent);
            }
            for corner in &ring {
                handle(pen, pointing, *corner);
            }
        }
    }
}

fn handle(pen: &mut Pen, pointing: &Pointing<'_>, at: Pos2) {
    let palette = pointing.look.palette;
    let half = Vec2::splat(5.0);
    pen.quad(Rect::from_center_size(at, half * 2.0 + Vec2::splat(2.4)), palette.accent);
    pen.quad(Rect::from_center_size(at, half * 2.0), palette.background);
    marks::ring(pen, at, 1.4, 1.4, palette.accent);
}
