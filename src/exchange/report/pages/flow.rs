//! The pen that fills pages from top to bottom, begins new ones, and numbers them all when it is done.

use super::face::{Faces, is_unseen};
use super::{Ink, Item, Page, Spot};

/// A4 in points.
const SHORT: f32 = 595.28;
const LONG: f32 = 841.89;

/// The white around what is printed; above and below stand the running head and the number.
pub const MARGIN: f32 = 40.0;
const HEAD: f32 = 14.0;
const FOOT: f32 = 16.0;

/// Which way a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Portrait,
    Landscape,
}

pub struct Flow<'a> {
    pub faces: &'a Faces,
    pages: Vec<Page>,
    shape: Shape,
    /// How far down the page is filled.
    pub y: f32,
}

impl<'a> Flow<'a> {
    pub fn new(faces: &'a Faces, shape: Shape) -> Self {
        let mut flow = Self { faces, pages: Vec::new(), shape, y: 0.0 };
        flow.begin_page(shape);
        flow
    }

    pub fn begin_page(&mut self, shape: Shape) {
        let (width, height) = match shape {
            Shape::Portrait => (SHORT, LONG),
            Shape::Landscape => (LONG, SHORT),
        };
        self.shape = shape;
        self.pages.push(Page { width, height, items: Vec::new() });
        // The first page has its title where the others have the running head.
        self.y = if self.pages.len() == 1 { MARGIN } else { MARGIN + HEAD };
    }

    /// The width there is to fill.
    pub fn width(&self) -> f32 {
        self.page().width - 2.0 * MARGIN
    }

    /// What is left of the page's height.
    pub fn room(&self) -> f32 {
        self.page().height - MARGIN - FOOT - self.y
    }

    /// Goes on on a new page where `height` is more than what is left of this one; whether it did.
    pub fn need(&mut self, height: f32) -> bool {
        let turns = self.room() < height;
        if turns {
            self.begin_page(self.shape);
        }
        turns
    }

    /// Lines of running text over the whole width.
    pub fn paragraph(&mut self, text: &str, size: f32, ink: Ink) {
        let height = line_height(size);
        for line in self.faces.wrap(text, size, self.width(), usize::MAX - 1) {
            self.need(height);
            self.text(Spot::new(MARGIN, self.y + size), size, ink, &line);
            self.y += height;
        }
    }

    /// The heading of a section, never alone at the foot of a page: `with` is the height of what must
    /// follow it.
    pub fn heading(&mut self, text: &str, with: f32) {
        const SIZE: f32 = 11.0;
        if self.y > MARGIN + HEAD {
            self.y += 10.0;
        }
        self.need(line_height(SIZE) + 4.0 + with);
        let fitted = self.faces.fit(text, SIZE, self.width());
        self.text(Spot::new(MARGIN, self.y + SIZE), SIZE, Ink::Text, &fitted);
        self.y += line_height(SIZE) + 4.0;
    }

    pub fn text(&mut self, at: Spot, size: f32, ink: Ink, text: &str) {
        let faces = self.faces;
        put_text(faces, self.items(), at, size, ink, text);
    }

    /// Ending at `right` instead of beginning there.
    pub fn text_right(&mut self, right: Spot, size: f32, ink: Ink, text: &str) {
        let left = right.x - self.faces.width(text, size);
        self.text(Spot::new(left, right.y), size, ink, text);
    }

    pub fn items(&mut self) -> &mut Vec<Item> {
        let newest = self.pages.len() - 1;
        &mut self.pages[newest].items
    }

    fn page(&self) -> &Page {
        &self.pages[self.pages.len() - 1]
    }

    /// The pages, numbered, with `title` over all but the first and `foot` under each.
    pub fn finish(mut self, title: &str, foot: &str) -> Vec<Page> {
        const SIZE: f32 = 7.5;
        let (faces, total) = (self.faces, self.pages.len());
        for (nth, page) in (1..).zip(&mut self.pages) {
            let (width, base) = (page.width - 2.0 * MARGIN, page.height - MARGIN);
            let number = format!("{nth} / {total}");
            let left = page.width - MARGIN - faces.width(&number, SIZE);
            put_text(faces, &mut page.items, Spot::new(left, base), SIZE, Ink::Weak, &number);
            let foot = faces.fit(foot, SIZE, width - 60.0);
            put_text(faces, &mut page.items, Spot::new(MARGIN, base), SIZE, Ink::Weak, &foot);
            if nth > 1 {
                let title = faces.fit(title, SIZE, width);
                put_text(faces, &mut page.items, Spot::new(MARGIN, MARGIN), SIZE, Ink::Weak, &title);
            }
        }
        self.pages
    }
}

/// From the top of one line to the next.
pub fn line_height(size: f32) -> f32 {
    size * 1.38
}

/// A line of text, with a frame for each character that has no glyph.
pub fn put_text(faces: &Faces, items: &mut Vec<Item>, at: Spot, size: f32, ink: Ink, text: &str) {
    let (mut x, mut run, mut begins) = (at.x, String::new(), at.x);
    let flush = |run: &mut String, begins: f32, items: &mut Vec<Item>| {
        if !run.trim_end().is_empty() {
            items.push(Item::Text { at: Spot::new(begins, at.y), size, ink, text: std::mem::take(run) });
        }
        run.clear();
    };
    for character in text.chars().filter(|c| !is_unseen(*c)) {
        if faces.glyph(character).is_some() {
            if run.is_empty() {
                begins = x;
            }
            run.push(character);
        } else {
            flush(&mut run, begins, items);
            items.push(Item::Unknown { at: Spot::new(x, at.y), size, ink, character });
        }
        x += faces.advance(character) * size;
    }
    flush(&mut run, begins, items);
}
