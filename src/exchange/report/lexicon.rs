//! The words of one language, looked up once each: a year's report says the same few a million times.

use super::cell::Cell;
use crate::domain::network::Name;
use crate::words::{Message, Words};
use smol_str::SmolStr;
use std::cell::RefCell;
use std::ptr;

#[derive(Debug)]
pub struct Lexicon {
    words: Words,
    /// So few that they are found sooner one by one than hashed.
    said: RefCell<Vec<(Message, SmolStr)>>,
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
    pub fn word(&self, message: &Message, code: &'static str) -> Cell<'static> {
        Cell::Word { said: self.say(message), code: SmolStr::new_static(code) }
    }

    #[must_use]
    pub fn say(&self, message: &Message) -> SmolStr {
        let mut said = self.said.borrow_mut();
        // Keys are literals, so that the address tells most of them apart.
        let is_it = |known: &Message| ptr::eq(known.key, message.key) && known.args == message.args;
        if let Some((_, said)) = said.iter().find(|(known, _)| is_it(known)) {
            return said.clone();
        }
        let text = SmolStr::new(self.words.tell(message));
        said.push((message.clone(), text.clone()));
        text
    }
}
