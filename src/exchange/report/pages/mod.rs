//! A report on paper: pages of texts, lines and blocks, each at its place in points. The PDF writes them,
//! the desk's preview and the HTML's charts draw them, so that all show the same; how any of them draws is
//! not known here.

mod chart;
mod face;
mod flow;
mod lay_out;
mod table;
mod wrap;

pub use chart::draw as draw_chart;
pub use face::{FaceId, Faces, Glyph, LATIN_MARKS, NOTO_SANS_SC};
pub use lay_out::lay_out;

/// A page and what stands on it, in the order it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    pub items: Vec<Item>,
}

/// A place on a page: points from its left and its upper edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub x: f32,
    pub y: f32,
}

impl Spot {
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// One line of text from `at` on its base line. Every character of it has a glyph.
    Text { at: Spot, size: f32, ink: Ink, text: String },
    /// A character no font of ours has, to be drawn as its [`frame`]; those who search find the character.
    Unknown { at: Spot, size: f32, ink: Ink, character: char },
    /// From point to point.
    Line { points: Vec<Spot>, width: f32, ink: Ink },
    /// A filled rectangle by its upper left corner.
    Block { at: Spot, width: f32, height: f32, ink: Ink },
}

/// What a colour is for. Paper is white whatever the desk's theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    Text,
    Weak,
    /// Lines between rows, and the grid of a chart.
    Rule,
    /// Behind headings.
    Band,
    /// A chart's columns, and its line.
    Columns,
    Line,
}

impl Ink {
    /// Red, green, blue.
    #[must_use]
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Text => [28, 32, 38],
            Self::Weak => [92, 100, 112],
            Self::Rule => [205, 211, 219],
            Self::Band => [235, 239, 244],
            Self::Columns => [62, 114, 176],
            Self::Line => [196, 92, 32],
        }
    }
}

/// The frame that stands for a character without a glyph, with its code point in it: a name is never
/// silently mutilated.
#[must_use]
pub fn frame(at: Spot, size: f32, ink: Ink, character: char) -> Vec<Item> {
    let digits = format!("{:04X}", u32::from(character));
    let (upper, lower) = digits.split_at(digits.len().div_ceil(2));
    let width = face::unknown_advance(character) * size;
    let (left, right) = (at.x + 0.06 * size, at.x + width - 0.06 * size);
    let (top, bottom) = (at.y - 0.86 * size, at.y + 0.12 * size);
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    let outline =
        Item::Line { points: corners.map(|(x, y)| Spot::new(x, y)).into(), width: 0.05 * size, ink };
    let row = |text: &str, y: f32| Item::Text {
        at: Spot::new(at.x + 0.16 * size, y),
        size: 0.48 * size,
        ink,
        text: text.to_owned(),
    };
    vec![outline, row(upper, at.y - 0.42 * size), row(lower, at.y + 0.03 * size)]
}
