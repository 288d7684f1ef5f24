//! One `alert` element, read into the domain's alert.

use super::areas::{self, Budget};
use super::fault::Why;
use super::references::{even, references};
use super::signal::{self, Evidence};
use super::{MOST_AREAS, MOST_CHARACTERS, MOST_INFOS, shortened};
use crate::domain::alert::{Alert, Info, MessageKind, Status};
use crate::domain::ids::AlertKey;
use crate::domain::time::Timestamp;
use crate::exchange::moments::moment;
use crate::exchange::xml::Element;
use chrono::TimeDelta;
use smol_str::SmolStr;

/// Where a message gives no end, it ends so long after it begins.
const ASSUMED_HOURS: i64 = 24;

/// A moment of the message, by the names it goes by.
struct Moments {
    utc_offset_minutes: i32,
}

impl Moments {
    /// `None` where no such element holds anything.
    fn read(&self, within: &Element, names: &[&'static str]) -> Result<Option<Timestamp>, Why> {
        let Some((name, text)) = names.iter().find_map(|name| Some((*name, within.said(name)?))) else {
            return Ok(None);
        };
        moment(text, self.utc_offset_minutes).map(Some).ok_or_else(|| Why::bad_time(name, text))
    }
}

/// # Errors
/// [`Why`] nothing of it can be used.
pub fn read(alert: &Element, origin: &str, utc_offset_minutes: i32) -> Result<Alert, Why> {
    let moments = Moments { utc_offset_minutes };
    let need = |names: &[&'static str]| {
        let found = names.iter().find_map(|name| alert.said(name));
        found.ok_or(Why::Missing { element: names[0] })
    };
    let identifier = even(need(&["identifier"])?);
    let sender = even(need(&["sender", "sendercode"])?);
    let key = AlertKey::of(&clipped(&sender), &clipped(&identifier));
    let sent = moments.read(alert, &["sent", "sendtime"])?.ok_or(Why::Missing { element: "sent" })?;
    let status = status(need(&["status"])?)?;
    let kind = need(&["msgtype"]).map_err(|_| Why::Missing { element: "msgType" })?;
    let message = message_kind(kind)?;
    let refers_to = references(alert.said("references").unwrap_or_default(), &sender, &key);
    let blocks: Vec<&Element> = alert.all("info").collect();
    if blocks.len() > MOST_INFOS {
        return Err(Why::TooMany { element: "info", most: MOST_INFOS });
    }
    if blocks.iter().map(|info| info.all("area").count()).sum::<usize>() > MOST_AREAS {
        return Err(Why::TooMany { element: "area", most: MOST_AREAS });
    }
    let mut budget = Budget::default();
    let about = About { sent, message, sender: &sender };
    let infos = blocks.into_iter().map(|block| info(block, &about, &moments, &mut budget));
    let infos = infos.collect::<Result<_, _>>()?;
    Ok(Alert { key, sent, status, message, refers_to, infos, origin: SmolStr::new(origin) })
}

/// What the head of the message says that its infos need.
struct About<'m> {
    sent: Timestamp,
    message: MessageKind,
    sender: &'m str,
}

fn info(block: &Element, about: &About<'_>, moments: &Moments, budget: &mut Budget) -> Result<Info, Why> {
    let text = |name: &str| SmolStr::new(clipped(block.said(name).unwrap_or_default()));
    let headline = text("headline");
    let codes: Vec<_> = areas::pairs(block, &["eventcode", "eventtype"]);
    let event = match (text("event"), headline.is_empty()) {
        (event, _) if !event.is_empty() => event,
        (_, false) => headline.clone(),
        (..) => codes.first().map(|(_, code)| SmolStr::new(clipped(code))).unwrap_or_default(),
    };
    let evidence = Evidence {
        event: &event,
        headline: &headline,
        codes: &codes,
        parameters: &areas::pairs(block, &["parameter"]),
        severity: block.said("severity").unwrap_or_default(),
    };
    let all_clear = block.all("responsetype").any(|word| word.text().eq_ignore_ascii_case("AllClear"))
        || signal::is_lifted(&headline)
        || signal::is_lifted(&event);
    let onset = moments.read(block, &["onset"])?;
    let effective = moments.read(block, &["effective"])?;
    let from = onset.or(effective).unwrap_or(about.sent);
    let expires = moments.read(block, &["expires"])?;
    // What takes a warning back often ends with the moment it is sent, or before.
    let takes_back = all_clear || about.message == MessageKind::Cancel;
    let until = match expires {
        Some(expires) if expires < from && !takes_back => {
            return Err(Why::EndsBeforeItBegins { begins: from.to_string(), ends: expires.to_string() });
        }
        Some(expires) => expires.max(from),
        None => from.plus(TimeDelta::hours(ASSUMED_HOURS)),
    };
    let language = text("language");
    let sender_name = text("sendername");
    Ok(Info {
        language: if language.is_empty() { SmolStr::new_static("en-US") } else { language },
        signal: signal::signal(&evidence),
        event,
        headline,
        description: text("description"),
        instruction: text("instruction"),
        sender_name: if sender_name.is_empty() { SmolStr::new(clipped(about.sender)) } else { sender_name },
        all_clear,
        from,
        until,
        until_assumed: expires.is_none(),
        areas: block.all("area").map(|area| areas::read(area, budget)).collect::<Result<_, _>>()?,
    })
}

fn status(word: &str) -> Result<Status, Why> {
    Ok(match word.to_ascii_lowercase().as_str() {
        "actual" | "实际" => Status::Actual,
        "exercise" | "演练" | "演习" => Status::Exercise,
        "system" | "系统" => Status::System,
        "test" | "测试" => Status::Test,
        "draft" | "草稿" => Status::Draft,
        _ => return Err(Why::UnknownWord { element: "status", found: shortened(word) }),
    })
}

fn message_kind(word: &str) -> Result<MessageKind, Why> {
    Ok(match word.to_ascii_lowercase().as_str() {
        "alert" | "发布" | "首次" => MessageKind::Alert,
        "update" | "更新" | "变更" => MessageKind::Update,
        "cancel" | "解除" | "取消" => MessageKind::Cancel,
        "ack" => MessageKind::Ack,
        "error" => MessageKind::Error,
        _ => return Err(Why::UnknownWord { element: "msgType", found: shortened(word) }),
    })
}

/// The text, or its first part.
pub fn clipped(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
