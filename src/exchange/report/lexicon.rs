//! The words of one language, looked up once each: a year's report says the same few a million times.

use super::cell::Cell;
use crate::domain::network::Name;
use crate::words::{Message, Words};
use smol_str::SmolStr;
use std::ptr;
use std::sync::OnceLock;

#[derive(Debug)]
pub struct Lexicon {
    words: Words,
    said: Said,
}

/// What has been said, in the order it was first said: so little that it is found sooner one by one than hashed.
/// Entries never move, so that cells can point at them.
type Said = OnceLock<Box<Entry>>;

#[derive(Debug)]
struct Entry {
    message: Message,
    said: SmolStr,
    code: SmolStr,
    next: Said,
}

impl Lexicon {
    #[must_use]
    pub fn new(words: &Words) -> Self {
        Self { words: words.clone(), said: Said::new() }
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

    /// A word of the domain's own as a cell; its code is always the same. Not for what people wrote: all of it is kept.
    #[must_use]
    pub fn word(&self, message: &Message, code: &str) -> Cell<&str> {
        // Keys are literals: their address tells them apart. One that stands at two addresses is kept twice.
        let is_it = |known: &Message| ptr::eq(known.key, message.key) && known.args == message.args;
        let mut place = &self.said;
        loop {
            let Entry { message: known, said, code, next } =
                place.get_or_init(|| Box::new(self.entry(message, code))).as_ref();
            if is_it(known) {
                return Cell::Word { said, code };
            }
            place = next;
        }
    }

    fn entry(&self, message: &Message, code: &str) -> Entry {
        let said = SmolStr::new(self.words.tell(message));
        Entry { message: message.clone(), said, code: SmolStr::new(code), next: Said::new() }
    }
}
