//! Tables on paper: columns as wide as what stands in them asks, cells on several lines where that is too
//! much, headings again on every page.

use super::face::Faces;
use super::flow::{Flow, MARGIN, Shape, line_height};
use super::{Ink, Item, Spot};

/// A table about to be printed.
pub struct PaperTable {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<PaperCell>>,
    pub size: f32,
}

pub struct PaperCell {
    pub text: String,
    /// Whether it stands at the right of its column.
    pub is_figure: bool,
}

/// White at either side of a cell, and above and below its lines.
const PAD: f32 = 3.0;
const AIR: f32 = 1.8;

/// A text that wants to be wider than this is put on several lines where others need the room.
const WIDEST: f32 = 240.0;

/// A word longer than this is cut where others need the room.
const WIDEST_PIECE: f32 = 90.0;

/// How wide a column must be not to cut a word, and how wide it would be to have every cell on one line.
struct Wish {
    least: f32,
    wanted: f32,
}

/// Lines a cell may have: what is longer is in the other forms.
const MOST_LINES: usize = 8;

impl PaperTable {
    /// The width it would like best.
    pub fn wanted_width(&self, faces: &Faces) -> f32 {
        self.wishes(faces).iter().map(|wish| wish.wanted).sum()
    }

    fn wishes(&self, faces: &Faces) -> Vec<Wish> {
        let of_column = |at: usize| {
            let heading = &self.headings[at];
            // Headings may stand on a few lines, cells would rather not.
            let word = faces.widest_piece(heading, self.size);
            let headed = word.max(faces.width(heading, self.size) / 2.5);
            let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.as_str());
            let least = cells.clone().map(|text| faces.widest_piece(text, self.size)).fold(word, f32::max);
            let lines = cells.flat_map(str::lines).map(|line| faces.width(line, self.size));
            let wanted = lines.fold(headed, f32::max).min(WIDEST);
            Wish { least: least.min(WIDEST_PIECE).min(wanted) + 2.0 * PAD, wanted: wanted + 2.0 * PAD }
        };
        (0..self.headings.len()).map(of_column).collect()
    }

    /// The columns' widths within `width`: the widest give way first, none so far that it cuts a word, and
    /// what is left over goes to all.
    fn widths(&self, faces: &Faces, width: f32) -> Vec<f32> {
        let wishes = self.wishes(faces);
        let under = |cap: f32| wishes.iter().map(move |wish| wish.wanted.min(cap).max(wish.least));
        let wanted: f32 = under(f32::MAX).sum();
        if wanted <= width {
            let more = (width / wanted.max(1.0)).min(1.6);
            return under(f32::MAX).map(|each| each * more).collect();
        }
        let (mut fits, mut too_wide) = (0.0, width);
        for _ in 0..24 {
            let cap = f32::midpoint(fits, too_wide);
            if under(cap).sum::<f32>() <= width { fits = cap } else { too_wide = cap }
        }
        // Where even the words are too many, all are squeezed alike and words are cut.
        let squeeze = (width / under(fits).sum::<f32>().max(1.0)).min(1.0);
        under(fits).map(|each| each * squeeze).collect()
    }

    /// Prints it where the pen stands.
    pub fn put(&self, flow: &mut Flow<'_>) {
        let widths = self.widths(flow.faces, flow.width());
        let height = line_height(self.size);
        self.put_headings(flow, &widths);
        for row in &self.rows {
            let cells: Vec<_> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| flow.faces.wrap(&cell.text, self.size, width - 2.0 * PAD, MOST_LINES))
                .collect();
            let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
            let tall = high(lines) * height + 2.0 * AIR;
            if flow.need(tall) {
                self.put_headings(flow, &widths);
            }
            let mut x = MARGIN;
            for ((cell, lines), width) in row.iter().zip(&cells).zip(&widths) {
                put_lines(flow, lines, (x, *width), self.size, (cell.is_figure, Ink::Text));
                x += width;
            }
            flow.y += tall;
            rule(flow, x);
        }
    }

    fn put_headings(&self, flow: &mut Flow<'_>, widths: &[f32]) {
        let cells: Vec<_> = self
            .headings
            .iter()
            .zip(widths)
            .map(|(heading, width)| flow.faces.wrap(heading, self.size, width - 2.0 * PAD, MOST_LINES))
            .collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let tall = high(lines) * line_height(self.size) + 2.0 * AIR;
        let (at, width) = (Spot::new(MARGIN, flow.y), widths.iter().sum());
        flow.items().push(Item::Block { at, width, height: tall, ink: Ink::Band });
        let mut x = MARGIN;
        for (at, (lines, width)) in cells.iter().zip(widths).enumerate() {
            let figures = self.rows.iter().filter_map(|row| row.get(at)).find(|cell| !cell.text.is_empty());
            let right = figures.is_some_and(|cell| cell.is_figure);
            put_lines(flow, lines, (x, *width), self.size, (right, Ink::Weak));
            x += width;
        }
        flow.y += tall;
    }

    /// The height of the headings and the first rows, which must not be parted; of all rows where they are
    /// few.
    pub fn first_height(&self) -> f32 {
        let rows = if self.rows.len() <= 14 { self.rows.len() } else { 3 };
        high(3 + rows) * (line_height(self.size) + 2.0 * AIR)
    }

    /// How the page must lie for it.
    pub fn shape(&self, faces: &Faces) -> Shape {
        let portrait = Flow::new(faces, Shape::Portrait).width();
        if self.wanted_width(faces) > portrait { Shape::Landscape } else { Shape::Portrait }
    }
}

fn put_lines(
    flow: &mut Flow<'_>,
    lines: &[String],
    (x, width): (f32, f32),
    size: f32,
    (right, ink): (bool, Ink),
) {
    let mut base = flow.y + AIR + size;
    for line in lines {
        if right {
            flow.text_right(Spot::new(x + width - PAD, base), size, ink, line);
        } else {
            flow.text(Spot::new(x + PAD, base), size, ink, line);
        }
        base += line_height(size);
    }
}

fn rule(flow: &mut Flow<'_>, right: f32) {
    let points = vec![Spot::new(MARGIN, flow.y), Spot::new(right, flow.y)];
    flow.items().push(Item::Line { points, width: 0.4, ink: Ink::Rule });
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn high(lines: usize) -> f32 {
    lines as f32
}
