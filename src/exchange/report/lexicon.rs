//! The words of one language, looked up once each: a year's report says the same few a million times.

use super::cell::Cell;
use crate::domain::network::Name;
use crate::words::{Message, Words};
use smol_str::SmolStr;
use std::cell::RefCell;
use std::collections::HashMap;

#[derive(Debug)]
pub struct Lexicon {
    words: Words,
    said: RefCell<HashMap<&'static str, SmolStr>>,
}

impl Lexicon {
    #[must_use]
    pub fn new(words: &Words) -> Self {
        Self { words: words.clone(), said: RefCell::default() }
    }

    #[must_use]
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// The name in the reader's language where it has one.
    #[must_use]
    pub fn name<'n>(&self, name: &'n Name) -> &'n str {
        self.words.name(name)
    }

    /// A word of the domain's own as a cell.
    #[must_use]
    pub fn word(&self, message: &Message, code: impl Into<SmolStr>) -> Cell<'static> {
        Cell::Word { said: self.say(message), code: code.into() }
    }

    #[must_use]
    pub fn say(&self, message: &Message) -> SmolStr {
        // A text with gaps is not the same every time.
        if !message.args.is_empty() {
            return SmolStr::new(self.words.tell(message));
        }
        let mut said = self.said.borrow_mut();
        said.entry(message.key).or_insert_with(|| SmolStr::new(self.words.say(message.key))).clone()
    }
}
