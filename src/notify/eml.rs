//! A letter as an e-mail message. The same letter is always the same bytes: its id, date and parts come from
//! the letter, never from chance or the clock.

use super::call_list;
use super::letter::{Letter, Recipient, checksum, plain_id};
use crate::words::{Arg, Words};
use lettre::address::Envelope;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use std::time::{Duration, SystemTime};

/// Under this name nobody has a mailbox (RFC 2606).
pub const NOBODY: &str = "mainstay@mainstay.invalid";

/// An address mail can be sent to; `None` where it is none.
#[must_use]
pub fn address(text: &str) -> Option<Address> {
    // A mailbox in quotes may hold almost anything; nobody here has one.
    let odd = |c: char| c.is_control() || c.is_whitespace() || "\"<>(),;:\\".contains(c);
    let text = text.trim();
    if text.len() > 254 || text.contains(odd) { None } else { text.parse().ok() }
}

/// The message with its call list. `from` is the address it comes from; the clock of the letter is
/// `offset_minutes` ahead of UTC. `None` where `from` is no address.
#[must_use]
pub fn message(letter: &Letter, from: &str, offset_minutes: i32) -> Option<Vec<u8>> {
    let from = address(from)?;
    let nobody: Address = address(NOBODY)?;
    let id = plain_id(&letter.id);
    let (reached, others): (Vec<_>, Vec<_>) =
        letter.to.iter().map(|to| (to, address(&to.address))).partition(|(_, address)| address.is_some());
    let mut builder = Message::builder()
        .message_id(Some(format!("<{id}@{}>", from.domain())))
        .date(moment(letter, offset_minutes))
        .subject(in_one_line(&letter.subject))
        // Who gets it is said to the server, apart from the message.
        .envelope(Envelope::new(Some(from.clone()), vec![nobody]).ok()?)
        .from(Mailbox::new(name(&letter.from), from));
    for (to, address) in reached {
        builder = builder.to(Mailbox::new(name(&to.name), address?));
    }
    let text = SinglePart::plain(text(letter, &others.into_iter().map(|(to, _)| to).collect::<Vec<_>>()));
    let message = if letter.calls.is_empty() && letter.files.is_empty() {
        builder.singlepart(text)
    } else {
        // A line of the text can't be taken for the border: it would have to hold the id.
        let mut parts = MultiPart::mixed().boundary(format!("=_{}", checksum(&id))).singlepart(text);
        if !letter.calls.is_empty() {
            let kind = ContentType::parse("text/csv; charset=utf-8").ok()?;
            let list = Attachment::new(format!("{id}-calls.csv")).body(call_list::csv(letter), kind);
            parts = parts.singlepart(list);
        }
        for file in &letter.files {
            let kind = ContentType::parse(kind_of(&file.name)).ok()?;
            parts = parts.singlepart(Attachment::new(in_one_line(&file.name)).body(file.bytes.clone(), kind));
        }
        builder.multipart(parts)
    };
    message.ok().map(|message| message.formatted())
}

/// By the ending of its name.
fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("csv") => "text/csv; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/json",
        Some("pdf") => "application/pdf",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// The letter's text; before it, whom it is for where the head can't say it.
fn text(letter: &Letter, unaddressed: &[&Recipient]) -> String {
    let mut text = String::new();
    if !unaddressed.is_empty() {
        let named = |to: &&Recipient| match in_one_line(&to.address) {
            address if address.is_empty() => in_one_line(&to.name),
            address => format!("{} ({address})", in_one_line(&to.name)),
        };
        let names = unaddressed.iter().map(named).collect::<Vec<_>>().join(", ");
        text = Words::new(letter.language).fill("call-for", &[("names", Arg::Text(names))]);
        text.push_str("\n\n");
    }
    // The message ends its last line itself.
    text.push_str(letter.text.trim_end());
    text
}

fn name(text: &str) -> Option<String> {
    let text = in_one_line(text);
    (!text.is_empty()).then_some(text)
}

/// A head has a line for each field: what would begin another is a space.
fn in_one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn moment(letter: &Letter, offset_minutes: i32) -> SystemTime {
    /// 9999-12-31T23:59:59, the last a head can tell.
    const LAST: i64 = 253_402_300_799;
    let seconds = letter.at.0.and_utc().timestamp() - i64::from(offset_minutes) * 60;
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.clamp(0, LAST).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_or_is_none() {
        for good in ["a@b.cn", " wang.li+desk@mail.example.com ", "张@example.cn"] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@",
            "@b.cn",
            "a b@c.cn",
            "a@b.cn, c@d.cn",
            "a@b.cn\r\nBcc: x@y.cn",
            "A <a@b.cn>",
            "a@@b.cn",
        ] {
            assert!(address(bad).is_none(), "{bad}");
        }
    }
}
