//! A small document as a tree.

use super::{MOST_ELEMENTS, Step, Unsound, walk};
use smol_str::SmolStr;
use std::ops::ControlFlow;

/// An element, with what it holds.
#[derive(Debug, Default)]
pub struct Element {
    /// The local name in lower case.
    pub name: SmolStr,
    attributes: Vec<(SmolStr, String)>,
    /// Its own text, that of its children left out.
    text: String,
    pub children: Vec<Self>,
}

impl Element {
    /// # Errors
    /// [`Unsound`] where the text is no whole document within the limits.
    pub fn parse(text: &str) -> Result<Self, Unsound> {
        let (mut open, mut root, mut count) = (Vec::<Self>::new(), None, 0);
        let went = walk(text, |step| {
            match step {
                Step::Open { name, attributes } => {
                    count += 1;
                    if count > MOST_ELEMENTS {
                        return ControlFlow::Break(());
                    }
                    let attributes = attributes.each().collect();
                    open.push(Self { name: SmolStr::new(name), attributes, ..Self::default() });
                }
                Step::Text(text) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(&text);
                    }
                }
                Step::Close => {
                    let done = open.pop();
                    match (open.last_mut(), done) {
                        (Some(parent), Some(done)) => parent.children.push(done),
                        (None, done) => root = done,
                        (Some(_), None) => {}
                    }
                }
            }
            ControlFlow::Continue(())
        })?;
        if went.is_break() {
            return Err(Unsound::TooManyElements);
        }
        root.ok_or(Unsound::Truncated)
    }

    /// Its own text without white space at the ends.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    #[must_use]
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    pub fn all<'e>(&'e self, wanted: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == wanted)
    }

    /// The text of the first child of that name that has any.
    #[must_use]
    pub fn said(&self, wanted: &str) -> Option<&str> {
        let named = self.children.iter().filter(|child| child.name == wanted);
        named.map(Self::text).find(|text| !text.is_empty())
    }

    /// Every element of that name, itself included, that does not lie within another of that name.
    pub fn find<'e>(&'e self, wanted: &str, found: &mut Vec<&'e Self>) {
        if self.name == wanted {
            found.push(self);
        } else {
            for child in &self.children {
                child.find(wanted, found);
            }
        }
    }
}
