//! In which encoding an XML document is written, and its text.

use super::Unsound;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The document as text. A byte order mark counts first; then, because many offices declare one encoding and
/// write another, that the bytes are good UTF-8; then what the document declares; then GB18030.
///
/// # Errors
/// Where there is nothing, no XML, or no text.
pub fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, Unsound> {
    if bytes.trim_ascii().is_empty() {
        return Err(Unsound::Empty);
    }
    let text = decoded(bytes)?;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\0').is_empty() {
        return Err(Unsound::Empty);
    }
    if is_web_page(&text) {
        return Err(Unsound::WebPage);
    }
    if !text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('<') {
        return Err(Unsound::NotXml);
    }
    Ok(text)
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Unsound> {
    let whole = |encoding: &'static Encoding, bytes| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Unsound::Undecodable)
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return whole(encoding, &bytes[mark..]);
    }
    match bytes {
        [b'<', 0, ..] => return whole(UTF_16LE, bytes),
        [0, b'<', ..] => return whole(UTF_16BE, bytes),
        _ => {}
    }
    let cut = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        // A file that breaks off within a sign is told as broken off.
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => 0,
    };
    if cut > 0 {
        return whole(UTF_8, &bytes[..cut]);
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible());
    let unsure = || if looks_like_xml(bytes) { Unsound::Undecodable } else { Unsound::NotXml };
    whole(declared.unwrap_or(GB18030), bytes).or_else(|_| whole(GB18030, bytes)).map_err(|_| unsure())
}

fn looks_like_xml(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().first() == Some(&b'<')
}

/// The encoding the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(256)];
    let head = &head[..head.iter().position(|b| *b == b'>')?];
    let at = head.windows(8).position(|part| part == b"encoding")?;
    let mut rest = head[at + 8..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *rest.first().filter(|b| matches!(b, b'"' | b'\''))?;
    rest = &rest[1..];
    Encoding::for_label(&rest[..rest.iter().position(|b| *b == quote)?])
}

/// A page for people, whatever its name: `<html`, or a document type that says so, comes first.
fn is_web_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let starts = |rest: &str, with: &str| {
        rest.as_bytes().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    // Declarations and comments may come before.
    for _ in 0..8 {
        let end = if starts(rest, "<!--") {
            "-->"
        } else if starts(rest, "<?") {
            "?>"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    starts(rest, "<!doctype html") || ["<html", "<head", "<body"].iter().any(|tag| starts(rest, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<?xml version='1.0' encoding='E'?><a>暴雨</a>";

    fn check(bytes: &[u8], wanted: &str) {
        assert_eq!(text_of(bytes).expect("text"), wanted);
    }

    #[test]
    fn the_text_is_found_whatever_is_declared() {
        let gb = |declared: &str| GB18030.encode(&TEXT.replace("'E'", declared)).0.into_owned();
        for declared in ["'GB2312'", "\"gbk\"", "'GB18030'", "'UTF-8'", "'no such'"] {
            check(&gb(declared), &TEXT.replace("'E'", declared));
            check(TEXT.replace("'E'", declared).as_bytes(), &TEXT.replace("'E'", declared));
        }
        check(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>Usulut\xe1n</a>", {
            "<?xml version='1.0' encoding='ISO-8859-1'?><a>Usulután</a>"
        });
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, TEXT);
        check(&[b"\xff\xfe", wide.as_slice()].concat(), TEXT);
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&wide, TEXT);
    }

    #[test]
    fn what_is_no_xml_is_told_apart() {
        for (bytes, wanted) in [
            (&b"  \r\n"[..], Unsound::Empty),
            (b"", Unsound::Empty),
            (b"\xef\xbb\xbf", Unsound::Empty),
            (b"<!DOCTYPE html><title>503</title>", Unsound::WebPage),
            (b"\xef\xbb\xbf\n<HTML lang=zh>", Unsound::WebPage),
            (b"<?xml version='1.0'?><!-- x --><!DOCTYPE html PUBLIC '-//W3C//DTD'>", Unsound::WebPage),
            (b"not found", Unsound::NotXml),
            (b"\x89PNG\r\n\x1a\n\0\0\xff\xff\xfe", Unsound::NotXml),
        ] {
            assert_eq!(text_of(bytes).err(), Some(wanted), "{bytes:?}");
        }
    }
}
