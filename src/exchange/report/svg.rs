//! A chart as SVG, to stand in a page of HTML.

use super::html::escaped;
use super::pages::{Ink, Item, Spot, draw_chart, frame};
use super::summary::Chart;
use crate::words::Words;
use std::fmt::Write as _;

/// In points, as the page scales it.
const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 170.0;

/// The chart, with its title for those who cannot see it.
pub fn drawn(chart: &Chart, words: &Words) -> String {
    let title = escaped(&chart.title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"{title}\">"
    );
    for item in draw_chart(chart, Spot::new(0.0, 2.0), (WIDTH, HEIGHT - 2.0), words) {
        put(&mut out, &item);
    }
    out.push_str("</svg>");
    out
}

fn put(out: &mut String, item: &Item) {
    // Writing to a string cannot fail.
    let _ = match item {
        Item::Text { at, size, ink, text } => write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" fill=\"{}\">{}</text>",
            at.x,
            at.y,
            colour(*ink),
            escaped(text)
        ),
        Item::Unknown { at, size, ink, character } => {
            for part in frame(*at, *size, *ink, *character) {
                put(out, &part);
            }
            Ok(())
        }
        Item::Line { points, width, ink } => {
            let points: Vec<_> = points.iter().map(|spot| format!("{:.1},{:.1}", spot.x, spot.y)).collect();
            let (points, colour) = (points.join(" "), colour(*ink));
            write!(
                out,
                "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
            )
        }
        Item::Block { at, width, height, ink } => write!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{}\"/>",
            at.x,
            at.y,
            colour(*ink)
        ),
    };
}

fn colour(ink: Ink) -> String {
    let [red, green, blue] = ink.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}
