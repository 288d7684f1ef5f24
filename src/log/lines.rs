//! What was said as a line of text: the moment, how bad it is, what happened, and its values.

use super::{cleaned, say};
use crate::clock;
use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Takes what this program says, and nothing of the libraries it uses: they know nothing of what must not be logged.
#[derive(Debug, Default)]
pub struct Lines {
    lost: AtomicU64,
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let own = metadata.target().split("::").next() == Some(env!("CARGO_PKG_NAME"));
        own && *metadata.level() <= Level::INFO
    }

    fn event(&self, event: &Event<'_>) {
        let mut values = Values::default();
        event.record(&mut values);
        let lost = match self.lost.swap(0, Ordering::Relaxed) {
            0 => String::new(),
            lost => format!(" lost={lost}"),
        };
        let level = event.metadata().level();
        let line = format!("{} {level:<5} {}{}{lost}\n", clock::now(), values.message, values.rest);
        if !say(line) {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    // Nothing here is told in spans.
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Values {
    message: String,
    rest: String,
}

impl Values {
    fn take(&mut self, field: &Field, text: &str) {
        let text = cleaned(text);
        if field.name() == "message" {
            self.message = text;
        } else {
            let quote = if text.contains(' ') || text.is_empty() { "\"" } else { "" };
            // Writing to memory cannot fail.
            let _ = write!(self.rest, " {}={quote}{text}{quote}", field.name());
        }
    }
}

impl Visit for Values {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.take(field, value);
    }

    /// Numbers are counts and times, as whoever logs them has chosen.
    fn record_u64(&mut self, field: &Field, value: u64) {
        let _ = write!(self.rest, " {}={value}", field.name());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        let _ = write!(self.rest, " {}={value}", field.name());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.take(field, &format!("{value:?}"));
    }
}
