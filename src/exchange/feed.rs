//! Lists of alerts: RSS and Atom pages with links to alerts, or with alerts inside their entries; or an alert
//! itself. A page's bytes in, links and alerts out; fetching is [`super::fetch`]'s.

use super::alert::{self, AlertFault, AlertReading, Why};
use super::xml::{Element, text_of};
use smol_str::SmolStr;
use std::borrow::Cow;

/// A page of more bytes is not read.
pub const MOST_BYTES: u64 = 8 << 20;
/// Entries of one page, in its order, which is the newest first.
pub const MOST_ENTRIES: usize = 1_000;
/// A longer address is no address.
const MOST_ADDRESS: usize = 2_048;

/// Where an alert is to be fetched from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    pub address: SmolStr,
    /// When the entry says it was last changed, as it is written: the same address may get new content.
    pub updated: SmolStr,
}

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Each once, in the order of the page.
    pub links: Vec<Link>,
    /// Alerts that stand on the page itself.
    pub reading: AlertReading,
    /// Entries that are passed over because there are too many.
    pub left_out: usize,
}

/// Reads a page that was fetched from `address`.
///
/// # Errors
/// [`AlertFault`] where it is neither a list nor an alert.
pub fn read(bytes: &[u8], address: &str, utc_offset_minutes: i32) -> Result<Page, AlertFault> {
    let fault = |why| AlertFault { origin: SmolStr::new(address), why };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(fault(Why::TooLarge { bytes: bytes.len() as u64, most: MOST_BYTES }));
    }
    let root = text_of(bytes).and_then(|text| Element::parse(&text));
    let root = root.map_err(|unsound| fault(Why::Unsound(unsound)))?;
    let mut page = Page::default();
    if !matches!(root.name.as_str(), "rss" | "rdf" | "feed") {
        alert::read_within(&root, address, utc_offset_minutes, &mut page.reading);
        if page == Page::default() {
            return Err(fault(Why::NotAnAlert { root: root.name.to_string() }));
        }
        return Ok(page);
    }
    let base = root.attribute("base").and_then(|base| resolved(base, address));
    let base = base.as_deref().unwrap_or(address);
    let (mut entries, name) = (Vec::new(), if root.name == "feed" { "entry" } else { "item" });
    root.find(name, &mut entries);
    page.left_out = entries.len().saturating_sub(MOST_ENTRIES);
    for entry in entries.into_iter().take(MOST_ENTRIES) {
        if inline(entry, address, utc_offset_minutes, &mut page.reading) {
            continue;
        }
        let Some(address) = link(entry).and_then(|link| resolved(&link, base)) else { continue };
        let said = ["updated", "pubdate", "published", "date"].iter().find_map(|name| entry.said(name));
        let updated = SmolStr::new(said.unwrap_or_default().chars().take(64).collect::<String>());
        let link = Link { address, updated };
        if !page.links.contains(&link) {
            page.links.push(link);
        }
    }
    Ok(page)
}

/// Reads the alerts an entry holds, as elements or as text. False where it holds none.
fn inline(entry: &Element, address: &str, utc_offset_minutes: i32, reading: &mut AlertReading) -> bool {
    let mut found = Vec::new();
    entry.find("alert", &mut found);
    if !found.is_empty() {
        alert::read_within(entry, address, utc_offset_minutes, reading);
        return true;
    }
    for part in ["content", "summary", "description", "encoded"] {
        let Some(text) = entry.said(part).filter(|text| text.starts_with('<')) else { continue };
        // A page for people stands there far more often.
        if !text.contains("<alert") && !text.contains(":alert") {
            continue;
        }
        let read = alert::read(text.as_bytes(), address, utc_offset_minutes);
        reading.alerts.extend(read.alerts);
        reading.faults.extend(read.faults);
        return true;
    }
    false
}

/// The address of an entry's alert: the likeliest of its links.
fn link(entry: &Element) -> Option<String> {
    let mut best: Option<(u8, String)> = None;
    let mut offer = |kind: &str, address: &str| {
        let address = address.trim();
        let likely = likelihood(&kind.to_ascii_lowercase(), address);
        if likely > best.as_ref().map_or(0, |(likely, _)| *likely) {
            best = Some((likely, address.to_owned()));
        }
    };
    for element in &entry.children {
        let said = |name| element.attribute(name).unwrap_or_default();
        match element.name.as_str() {
            // Atom's, and RSS's with the address as its text.
            "link" if !matches!(said("rel"), "self" | "edit" | "next" | "related") => {
                let address = element.attribute("href").unwrap_or(element.text());
                offer(said("type"), address);
            }
            "enclosure" => offer(said("type"), said("url")),
            "guid" if !said("ispermalink").eq_ignore_ascii_case("false") => offer("", element.text()),
            "id" if element.text().starts_with("http") => offer("", element.text()),
            _ => {}
        }
    }
    best.map(|(_, address)| address)
}

/// How likely an alert is to be there; 0 where it is not.
fn likelihood(kind: &str, address: &str) -> u8 {
    if address.is_empty() || address.len() > MOST_ADDRESS {
        return 0;
    }
    let lower = address.to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or_default();
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    match () {
        () if kind.contains("cap+xml") => 5,
        () if kind.contains("html") || kind.starts_with("image") || kind.starts_with("audio") => 0,
        () if ends(&[".html", ".htm", ".php", ".pdf", ".png", ".jpg"]) => 0,
        () if ends(&[".cap"]) => 4,
        () if kind.contains("xml") || ends(&[".xml"]) => 3,
        () if kind.is_empty() => 1,
        () => 0,
    }
}

/// The whole address of a link on a page, if it is one that may be fetched (`http`, `https`).
#[must_use]
pub fn resolved(link: &str, page: &str) -> Option<SmolStr> {
    let link: Cow<'_, str> = match link.split_once('#') {
        Some((before, _)) => before.trim().into(),
        None => link.trim().into(),
    };
    let lower = link.to_ascii_lowercase();
    let unusable = link.is_empty()
        || link.len() > MOST_ADDRESS
        || link.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'));
    if unusable {
        return None;
    }
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(SmolStr::new(link));
    }
    let (scheme, rest) = page.split_once("://")?;
    // A scheme of its own that is none of the two.
    if link.split(['/', '?']).next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    if let Some(other) = link.strip_prefix("//") {
        return Some(SmolStr::new(format!("{scheme}://{other}")));
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
    if link.starts_with('?') {
        return Some(SmolStr::new(format!("{scheme}://{host}/{path}{link}")));
    }
    let (way, query) = link.split_once('?').map_or((&*link, None), |(way, query)| (way, Some(query)));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if way.starts_with('/') { way.to_owned() } else { format!("{folder}/{way}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/').filter(|part| !part.is_empty()) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Some(SmolStr::new(format!("{scheme}://{host}/{}{query}", parts.join("/"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_made_whole() {
        let page = "https://x.example:8443/a/b/feed.xml?since=1#top";
        for (link, wanted) in [
            ("http://y.example/1.cap", Some("http://y.example/1.cap")),
            ("1.cap", Some("https://x.example:8443/a/b/1.cap")),
            ("./1.cap?v=2#x", Some("https://x.example:8443/a/b/1.cap?v=2")),
            ("../1.cap", Some("https://x.example:8443/a/1.cap")),
            ("../../../1.cap", Some("https://x.example:8443/1.cap")),
            ("/1.cap", Some("https://x.example:8443/1.cap")),
            ("//y.example/1.cap", Some("https://y.example/1.cap")),
            ("?id=7", Some("https://x.example:8443/a/b/feed.xml?id=7")),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("urn:oid:2.49.0", None),
            ("", None),
            ("a b", None),
        ] {
            assert_eq!(resolved(link, page).as_deref(), wanted, "{link}");
        }
    }
}
