//! A notice in words: the letter a department gets, and what each retailer is told, whole or within a text message.
//! Messages come from the playbook the notice was composed by.

use super::call_list;
use super::letter::{Call, Letter, Recipient};
use super::text_message::Length;
use crate::domain::day::Cause;
use crate::domain::network::Name;
use crate::domain::notice::{Line, Notice, Prospect, Whom};
use crate::domain::playbook::Playbook;
use crate::domain::settings::NoticeSettings;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::words::{Arg, Language, Tell, Words};
use std::collections::BTreeSet;

/// Everything a notice is told with.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub notice: &'a Notice,
    pub settings: &'a NoticeSettings,
    /// The distribution centre, where its name is known.
    pub centre: Option<&'a Name>,
    /// The version the notice was composed by.
    pub playbook: &'a Playbook,
    pub language: Language,
}

/// The language notices are written in.
#[must_use]
pub const fn language(settings: &NoticeSettings) -> Language {
    if settings.in_english { Language::English } else { Language::Chinese }
}

impl Telling<'_> {
    /// The letter; with the list of its retailers in the text where `listed`, for readers who open no table.
    #[must_use]
    pub fn letter(&self, listed: bool) -> Letter {
        let words = Words::new(self.language);
        let notice = self.notice;
        let count = |wanted: fn(&Line) -> bool| notice.lines.iter().filter(|line| wanted(line)).count();
        let put_off = count(|line| matches!(line.now, Prospect::PutOff(_)));
        let date = date(&words, notice.day);
        let gaps = [
            ("company", self.company(&words).into()),
            ("n", notice.lines.len().into()),
            ("put-off", put_off.into()),
            ("date", date.into()),
        ];
        let mut letter = Letter {
            id: notice.id.clone(),
            from: self.company(&words),
            to: self.recipients(&words),
            subject: match &notice.supply {
                Some(word) => self.supply_subject(&words, word),
                None => words.fill("notice-subject", &gaps),
            },
            text: self.text(&words, put_off),
            calls: self.calls(),
            files: Vec::new(),
            at: notice.at,
            language: self.language,
        };
        if listed {
            let lines = call_list::lines(&letter);
            letter.text.push_str("\n\n");
            letter.text.push_str(&lines.join("\n"));
        }
        letter
    }

    /// A line for each of its retailers.
    fn calls(&self) -> Vec<Call> {
        match &self.notice.supply {
            Some(word) => word.shops.iter().map(|shop| self.supply_call(word, shop)).collect(),
            None => self.notice.lines.iter().map(|line| self.call(line)).collect(),
        }
    }

    /// What a retailer is told of its time, in full.
    #[must_use]
    pub fn message(&self, line: &Line) -> String {
        let words = Words::new(self.language);
        let template = match line.now {
            Prospect::PutOff(_) => Some("M2"),
            Prospect::Today { .. } if is_later(line) && meets_newly(line).is_none() => Some("M1"),
            Prospect::Today { .. } => None,
        };
        if let Some(template) = template.and_then(|name| self.playbook.messages.get(name)) {
            return filled(words.name(&template.text), &self.gaps(&words, line));
        }
        let key = match (line.now, meets_newly(line)) {
            (Prospect::PutOff(_), _) => "notice-put-off",
            (_, Some(_)) => "notice-meets",
            (_, None) => "notice-now",
        };
        self.fill(&words, key, line)
    }

    /// The same within a text message, as far as that goes.
    #[must_use]
    pub fn short_message(&self, line: &Line) -> String {
        let whole = self.message(line);
        if Length::of(&whole).fits() {
            return whole;
        }
        let words = Words::new(self.language);
        let key = match (line.now, meets_newly(line)) {
            (Prospect::PutOff(_), _) => "notice-short-put-off",
            (_, Some(_)) => "notice-short-meets",
            (_, None) => "notice-short-now",
        };
        self.fill(&words, key, line)
    }

    fn fill(&self, words: &Words, key: &str, line: &Line) -> String {
        let gaps = self.gaps(words, line).map(|(name, text)| (name, Arg::Text(text)));
        words.fill(key, &gaps)
    }

    fn gaps(&self, words: &Words, line: &Line) -> [(&'static str, String); 7] {
        let (time, newdate) = match line.now {
            Prospect::Today { arrival, .. } => (clock(words, self.notice.day, arrival), String::new()),
            Prospect::PutOff(day) => (String::new(), date(words, day)),
        };
        [
            ("company", self.company(words)),
            ("date", date(words, self.notice.day)),
            ("reason", reason(words, line)),
            ("time", time),
            ("newdate", newdate),
            ("phone", self.notice.to.phone.to_string()),
            ("place", meets_newly(line).unwrap_or_default()),
        ]
    }

    pub(super) fn company(&self, words: &Words) -> String {
        self.centre.map_or_else(|| words.say("notice-centre"), |name| words.name(name).to_owned())
    }

    fn recipients(&self, words: &Words) -> Vec<Recipient> {
        let (key, name) = match &self.notice.to.whom {
            Whom::Department(code) => (code.as_str(), words.name(&self.notice.to.name).to_owned()),
            Whom::Manager { name, .. } => (name.as_str(), name.to_string()),
        };
        let to = |address: &str| Recipient { name: name.clone(), address: address.to_owned() };
        match self.settings.addresses_of(key) {
            [] => vec![to("")],
            addresses => addresses.iter().map(|address| to(address)).collect(),
        }
    }

    fn text(&self, words: &Words, put_off: usize) -> String {
        let mut text = match &self.notice.supply {
            Some(word) => self.supply_text(words, word),
            None => self.times_text(words, put_off),
        };
        if !self.notice.to.phone.is_empty() {
            text.push('\n');
            text.push_str(&words.fill("notice-call", &[("phone", self.notice.to.phone.as_str().into())]));
        }
        text.push('\n');
        text.push_str(&words.fill("notice-id", &[("id", self.notice.id.as_str().into())]));
        text
    }

    fn times_text(&self, words: &Words, put_off: usize) -> String {
        let notice = self.notice;
        let name = match &notice.to.whom {
            Whom::Department(_) => words.name(&notice.to.name).to_owned(),
            Whom::Manager { name, .. } => name.to_string(),
        };
        let reasons: BTreeSet<String> = notice.lines.iter().map(|line| reason(words, line)).collect();
        let incidents: BTreeSet<&str> = notice.lines.iter().map(|line| line.incident.as_str()).collect();
        let mut why = reasons.into_iter().collect::<Vec<_>>().join(&words.say("notice-joint"));
        let incidents: Vec<&str> = incidents.into_iter().filter(|id| !id.is_empty()).collect();
        if !incidents.is_empty() {
            why = words
                .fill("notice-why", &[("reason", why.into()), ("incidents", incidents.join(", ").into())]);
        }
        let gaps = [
            ("name", name.into()),
            ("date", date(words, notice.day).into()),
            ("reason", why.into()),
            ("moved", (notice.lines.len() - put_off).into()),
            ("put-off", put_off.into()),
        ];
        words.fill("notice-text", &gaps)
    }

    /// The line of a call list.
    #[must_use]
    pub fn call(&self, line: &Line) -> Call {
        let words = &Words::new(self.language);
        let [mut old, mut new] =
            [line.known, line.now].map(|prospect| in_short(words, self.notice.day, prospect));
        // Where only the window moves, the window is the news.
        if let (Prospect::Today { window: was, .. }, Prospect::Today { window, .. }) = (line.known, line.now)
            && old == new
        {
            old = format!("{old} ({was})");
            new = format!("{new} ({window})");
        }
        Call {
            retailer: line.retailer.to_string(),
            name: words.name(&line.name).to_owned(),
            phone: line.phone.to_string(),
            manager: line.manager.to_string(),
            old_time: old,
            new_time: new,
            reason: reason(words, line),
            incident: line.incident.to_string(),
            message: self.short_message(line),
        }
    }
}

/// A template filled with what is usual, so that whoever edits it sees what comes of it and how long that is. Gaps only a
/// person can fill stay open.
#[must_use]
pub fn for_example(template: &str, words: &Words, centre: Option<&Name>, day: ServiceDay) -> String {
    let company = centre.map_or_else(|| words.say("notice-centre"), |name| words.name(name).to_owned());
    let cause = Cause::Breakdown(None);
    let gaps = [
        ("company", company),
        ("date", date(words, day)),
        ("reason", words.tell(&cause.message())),
        ("time", clock(words, day, TimeOfDay::hm(14, 20))),
        ("newdate", date(words, day.plus(1))),
        ("phone", "0719-8600100".to_owned()),
        ("cartons", "120".to_owned()),
        ("request", words.say("notice-request")),
        ("answer", words.say("notice-granted")),
    ];
    let open = ["system", "brand", "substitute", "place"];
    let open = open.map(|name| (name, "____".to_owned()));
    filled(template, &[&gaps[..], &open[..]].concat())
}

/// When it comes, in a cell: `14:20`, `14:20 at 32.6231, 110.7894`, `24 Nov`.
#[must_use]
pub fn in_short(words: &Words, day: ServiceDay, prospect: Prospect) -> String {
    match prospect {
        Prospect::PutOff(to) => date(words, to),
        Prospect::Today { arrival, meets: None, .. } => clock(words, day, arrival),
        Prospect::Today { arrival, meets: Some(place), .. } => {
            let place = format!("{:.4}, {:.4}", place.lat(), place.lon());
            words.fill(
                "notice-time-at",
                &[("time", clock(words, day, arrival).into()), ("place", place.into())],
            )
        }
    }
}

#[must_use]
pub fn reason(words: &Words, line: &Line) -> String {
    line.cause.as_ref().map_or_else(|| words.say("notice-reason"), |cause| words.tell(&cause.message()))
}

fn is_later(line: &Line) -> bool {
    match (line.known, line.now) {
        (Prospect::Today { arrival: known, .. }, Prospect::Today { arrival, .. }) => arrival > known,
        _ => false,
    }
}

/// Where the retailer collects its goods, where it has not heard of that place.
fn meets_newly(line: &Line) -> Option<String> {
    let place = |prospect| match prospect {
        Prospect::Today { meets, .. } => meets,
        Prospect::PutOff(_) => None,
    };
    let now = place(line.now)?;
    (place(line.known) != Some(now)).then(|| format!("{:.4}, {:.4}", now.lat(), now.lon()))
}

pub(super) fn date(words: &Words, day: ServiceDay) -> String {
    match words.language() {
        Language::English => day.0.format("%-d %b").to_string(),
        Language::Chinese => day.0.format("%-m月%-d日").to_string(),
    }
}

/// A round that runs over midnight comes on the next day.
pub(super) fn clock(words: &Words, day: ServiceDay, time: TimeOfDay) -> String {
    const MIDNIGHT: TimeOfDay = TimeOfDay::hm(24, 0);
    if time < MIDNIGHT {
        return time.to_string();
    }
    let early = TimeOfDay::from_seconds(time.since(MIDNIGHT).0);
    format!("{} {early}", date(words, day.plus(1)))
}

/// A template's gaps filled; one that nobody knows is left empty. A sentence that would say nothing but such a gap, as
/// "Call ." where there is no telephone, is left out.
pub(super) fn filled(template: &str, gaps: &[(&'static str, String)]) -> String {
    let is_known = |gap: &str| gaps.iter().any(|(known, value)| *known == gap && !value.is_empty());
    let says_something = |sentence: &&str| {
        let mut named =
            sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).peekable();
        named.peek().is_none() || named.any(is_known)
    };
    let sentences = template.split_inclusive('。').flat_map(|part| part.split_inclusive(". "));
    let told: String = sentences.filter(says_something).map(|sentence| with_gaps(sentence, gaps)).collect();
    told.trim_end().to_owned()
}

fn with_gaps(sentence: &str, gaps: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            // A brace that is never closed is a brace.
            text.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = gaps.iter().find(|(known, _)| *known == name) {
            text.push_str(value);
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_with_nothing_to_say_is_left_out_and_the_others_stand() {
        let fill = |template, phone: &str| {
            filled(template, &[("time", "14:20".to_owned()), ("phone", phone.to_owned())])
        };
        let (chinese, english) =
            ("预计{time}送达，敬请谅解。电话{phone}", "We come at {time}. Call {phone}.");
        assert_eq!(fill(chinese, "0719"), "预计14:20送达，敬请谅解。电话0719");
        assert_eq!(fill(chinese, ""), "预计14:20送达，敬请谅解。");
        assert_eq!(fill(english, "0719"), "We come at 14:20. Call 0719.");
        assert_eq!(fill(english, ""), "We come at 14:20.");
        assert_eq!(fill("At {time}, {phone} {odd. {never}", ""), "At 14:20,  {odd.");
    }
}
