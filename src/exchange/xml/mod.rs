//! XML of strangers, read safely: no document type, no entities, no depth without end. Elements go by their
//! local names in lower case, so that no prefix and no namespace ever matters.

mod tree;
mod written;

pub use tree::Element;
pub use written::text_of;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::ops::ControlFlow;

/// Levels of elements within elements.
pub const MOST_LEVELS: usize = 32;
/// Elements of a document that is kept as a tree.
pub const MOST_ELEMENTS: usize = 200_000;

/// Why a document cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
    Empty,
    /// No XML at all.
    NotXml,
    WebPage,
    /// It has a document type, which could define entities.
    Dtd,
    /// It ends in the midst.
    Truncated,
    Broken {
        line: usize,
    },
    /// The bytes are no text in the encoding they should be in.
    Undecodable,
    TooDeep,
    TooManyElements,
}

/// What comes next in a document.
pub enum Step<'s> {
    Open {
        /// The local name in lower case.
        name: &'s str,
        attributes: Attributes<'s>,
    },
    /// Part of an element's text; several may follow each other.
    Text(Cow<'s, str>),
    Close,
}

/// The attributes of an element, read where they are asked for.
#[derive(Clone, Copy)]
pub struct Attributes<'s>(&'s BytesStart<'s>);

impl Attributes<'_> {
    /// Local names in lower case, and what they hold.
    pub fn each(self) -> impl Iterator<Item = (SmolStr, String)> {
        let mut attributes = self.0.attributes();
        // Looking for twins costs the square of their number.
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| {
            let name = SmolStr::new(attribute.key.local_name().into_inner().to_ascii_lowercase());
            (name, unescaped(&attribute.value))
        })
    }

    #[must_use]
    pub fn get(self, wanted: &str) -> Option<String> {
        self.each().find(|(name, _)| name == wanted).map(|(_, value)| value)
    }
}

/// An attribute's value with its references resolved; one that nothing here knows stays as it is written.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        match after.split_once(';') {
            Some((name, behind)) if name.len() <= 10 => {
                text.push_str(&resolved(name));
                rest = behind;
            }
            _ => {
                text.push('&');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// What a reference stands for. Only the five that need no declaration, and numbers, are known.
fn resolved(name: &str) -> Cow<'static, str> {
    match name {
        "lt" => Cow::Borrowed("<"),
        "gt" => Cow::Borrowed(">"),
        "amp" => Cow::Borrowed("&"),
        "apos" => Cow::Borrowed("'"),
        "quot" => Cow::Borrowed("\""),
        _ => match BytesRef::new(name).resolve_char_ref() {
            Ok(Some(c)) => Cow::Owned(c.into()),
            _ => Cow::Owned(format!("&{name};")),
        },
    }
}

/// Goes through a document step by step, until it ends or `take` breaks off with an answer.
///
/// # Errors
/// [`Unsound`] as soon as the document shows to be so.
pub fn walk<B>(
    text: &str,
    mut take: impl FnMut(Step<'_>) -> ControlFlow<B>,
) -> Result<ControlFlow<B>, Unsound> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = true;
    let (mut depth, mut seen_root) = (0_usize, false);
    let mut lower = String::new();
    loop {
        let event = reader.read_event().map_err(|error| told(&error, text, reader.error_position()))?;
        let broken = |at: u64| Unsound::Broken { line: line_at(text, at) };
        let step = match &event {
            Event::Start(start) | Event::Empty(start) => {
                if depth == 0 && seen_root {
                    return Err(broken(reader.buffer_position()));
                }
                seen_root = true;
                depth += 1;
                if depth > MOST_LEVELS {
                    return Err(Unsound::TooDeep);
                }
                lower.clear();
                lower.push_str(start.local_name().into_inner());
                lower.make_ascii_lowercase();
                let open = take(Step::Open { name: &lower, attributes: Attributes(start) });
                if open.is_break() {
                    return Ok(open);
                }
                if matches!(event, Event::Start(_)) {
                    continue;
                }
                depth -= 1;
                Step::Close
            }
            Event::End(_) => {
                depth -= 1;
                Step::Close
            }
            Event::Text(part) if depth > 0 => Step::Text(Cow::Borrowed(part)),
            Event::CData(part) if depth > 0 => Step::Text(Cow::Borrowed(part)),
            Event::GeneralRef(name) if depth > 0 => Step::Text(resolved(name)),
            Event::Text(part) if !part.trim_matches(['\u{feff}', '\0']).trim().is_empty() => {
                return Err(if seen_root { broken(reader.buffer_position()) } else { Unsound::NotXml });
            }
            Event::CData(_) | Event::GeneralRef(_) => return Err(broken(reader.buffer_position())),
            Event::DocType(_) => return Err(Unsound::Dtd),
            Event::Eof if depth > 0 || !seen_root => return Err(Unsound::Truncated),
            Event::Eof => return Ok(ControlFlow::Continue(())),
            Event::Text(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
        };
        let went = take(step);
        if went.is_break() {
            return Ok(went);
        }
    }
}

/// What the parser stumbled over. Whatever is open when the text ends was cut off.
fn told(error: &Error, text: &str, at: u64) -> Unsound {
    match error {
        Error::Syntax(_) | Error::IllFormed(IllFormedError::MissingEndTag(_)) => {
            // An opening bracket that starts nothing looks the same to the parser as one at the very end.
            let from = usize::try_from(at).unwrap_or(0).min(text.len());
            let rest = text.get(from..).unwrap_or_default();
            let dtd = rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
            let bang = matches!(error, Error::Syntax(SyntaxError::InvalidBangMarkup)) && rest.contains('>');
            match () {
                () if dtd => Unsound::Dtd,
                () if bang => Unsound::Broken { line: line_at(text, at) },
                () => Unsound::Truncated,
            }
        }
        _ => Unsound::Broken { line: line_at(text, at) },
    }
}

fn line_at(text: &str, at: u64) -> usize {
    let end = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    1 + text.as_bytes()[..end].iter().map(|b| usize::from(*b == b'\n')).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Result<Element, Unsound> {
        Element::parse(text)
    }

    #[test]
    fn references_are_resolved_and_nothing_is_expanded() {
        let root =
            tree("<a t='1 &lt; &#50; &nbsp;'>Q&amp;A &#x4e2d;&nope; R&D<![CDATA[<b>]]></a>").expect("read");
        assert_eq!(root.text(), "Q&A 中&nope; R&D<b>");
        assert_eq!(root.attribute("t"), Some("1 < 2 &nbsp;"));
    }

    #[test]
    fn what_is_unsound_is_told_apart() {
        let deep = "<a>".repeat(MOST_LEVELS + 1);
        for (text, wanted) in [
            ("<a><b></a>", Unsound::Broken { line: 1 }),
            ("<a>\n</a>\n<b/>", Unsound::Broken { line: 3 }),
            ("<a/>more", Unsound::Broken { line: 1 }),
            ("<a><b>", Unsound::Truncated),
            ("<a", Unsound::Truncated),
            ("<?xml version='1.0'", Unsound::Truncated),
            ("<?xml version='1.0'?>", Unsound::Truncated),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Unsound::Dtd),
            ("<!DOCTYPE a [<!ENTITY b 'c'>", Unsound::Dtd),
            ("{\"a\": 1}", Unsound::NotXml),
            (&deep, Unsound::TooDeep),
        ] {
            assert_eq!(tree(text).err(), Some(wanted), "{text}");
        }
        assert!(tree(&"<a/>".repeat(2)).is_err());
    }
}
