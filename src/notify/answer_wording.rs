//! What is told of supply, in words: the letter a department gets, and what each retailer is told, whole or within a text
//! message. Messages come from the playbook the notice was composed by, as far as it has one.

use super::letter::Call;
use super::text_message::Length;
use super::wording::{Telling, clock, date, filled};
use crate::domain::notice::Whom;
use crate::domain::playbook::{Playbook, Template};
use crate::domain::supply::word::{Comes, Concerned, Goods, Says, Subject, SupplyWord};
use crate::domain::time::ServiceDay;
use crate::words::{Arg, Words};
use std::sync::LazyLock;

/// What a word says, in a line: `approved: 20 cartons, with you at 14:20`. `day` is the day it is said on.
#[must_use]
pub fn says(words: &Words, day: ServiceDay, word: &SupplyWord) -> String {
    let cartons: u32 = word.goods.iter().map(|goods| goods.cartons.0).sum();
    let both = |brand, instead| {
        [
            ("brand", Arg::from(words.name(brand).to_owned())),
            ("instead", words.name(instead).to_owned().into()),
        ]
    };
    match &word.says {
        Says::Granted { comes: None } => words.fill("says-granted", &[("n", cartons.into())]),
        Says::Granted { comes: Some(comes) } => {
            let time = when(words, day, *comes);
            words.fill("says-comes", &[("n", cartons.into()), ("time", time.into())])
        }
        Says::Refused { why } => words.fill("says-refused", &[("why", why.as_str().into())]),
        Says::OpenAgain => words.say("says-open-again"),
        Says::Scarce { brand, instead } => words.fill("says-scarce", &both(brand, instead)),
        Says::Withdrawn { brand, instead } => words.fill("says-withdrawn", &both(brand, instead)),
    }
}

/// What it is about, as people name it: the number of a request or of a measure.
#[must_use]
pub fn about(subject: &Subject) -> &str {
    match subject {
        Subject::Request(id) => id.as_str(),
        Subject::Measure(id) => id.as_str(),
    }
}

/// `14:20`, or with its date where that is not `day`.
fn when(words: &Words, day: ServiceDay, comes: Comes) -> String {
    let date = date(words, comes.day);
    match comes.at.map(|at| clock(words, comes.day, at)) {
        None => date,
        Some(time) if comes.day == day => time,
        Some(time) => format!("{date} {time}"),
    }
}

fn goods(words: &Words, goods: &[Goods]) -> String {
    let one = |goods: &Goods| format!("{} {}", words.name(&goods.brand), goods.cartons.0);
    goods.iter().map(one).collect::<Vec<_>>().join(&words.say("notice-joint"))
}

/// The playbook's, or the one the program is shipped with where an edited one is older than it.
fn template<'p>(playbook: &'p Playbook, name: &str) -> Option<&'p Template> {
    static STANDARD: LazyLock<Playbook> = LazyLock::new(Playbook::standard);
    playbook.messages.get(name).or_else(|| STANDARD.messages.get(name))
}

impl Telling<'_> {
    /// What a retailer is told of supply, in full.
    #[must_use]
    pub fn supply_message(&self, word: &SupplyWord, shop: &Concerned) -> String {
        let words = Words::new(self.language);
        let name = match &word.says {
            Says::Granted { comes: Some(_) } => Some("M4"),
            Says::Granted { comes: None } => Some("M4a"),
            Says::Refused { .. } => Some("M4b"),
            Says::Scarce { .. } => Some("M6"),
            Says::OpenAgain | Says::Withdrawn { .. } => None,
        };
        let gaps = self.supply_gaps(&words, word, shop);
        if let Some(template) = name.and_then(|name| template(self.playbook, name)) {
            return filled(words.name(&template.text), &gaps);
        }
        let key = match &word.says {
            Says::Scarce { .. } | Says::Withdrawn { .. } => "notice-withdrawn",
            _ => "notice-open-again",
        };
        words.fill(key, &gaps.map(|(name, text)| (name, Arg::Text(text))))
    }

    /// The same within a text message, as far as that goes.
    #[must_use]
    pub fn short_supply_message(&self, word: &SupplyWord, shop: &Concerned) -> String {
        let whole = self.supply_message(word, shop);
        if Length::of(&whole).fits() {
            return whole;
        }
        let words = Words::new(self.language);
        let key = match &word.says {
            Says::Granted { comes: Some(_) } => "notice-short-comes",
            Says::Granted { comes: None } => "notice-short-granted",
            Says::Refused { .. } => "notice-short-refused",
            Says::OpenAgain => "notice-short-open-again",
            Says::Scarce { .. } => "notice-short-scarce",
            Says::Withdrawn { .. } => "notice-short-withdrawn",
        };
        words.fill(key, &self.supply_gaps(&words, word, shop).map(|(name, text)| (name, Arg::Text(text))))
    }

    fn supply_gaps(
        &self,
        words: &Words,
        word: &SupplyWord,
        shop: &Concerned,
    ) -> [(&'static str, String); 10] {
        let (mut time, mut reason, mut named) =
            (String::new(), String::new(), [String::new(), String::new()]);
        match &word.says {
            Says::Granted { comes } => {
                time = comes.map(|comes| when(words, self.notice.day, comes)).unwrap_or_default();
            }
            Says::Refused { why } => reason = why.to_string(),
            Says::OpenAgain => {}
            Says::Scarce { brand, instead } | Says::Withdrawn { brand, instead } => {
                named = [brand, instead].map(|name| words.name(name).to_owned());
            }
        }
        let refused = matches!(word.says, Says::Refused { .. });
        let [brand, substitute] = named;
        [
            ("company", self.company(words)),
            ("date", date(words, self.notice.day)),
            ("request", words.say("notice-request")),
            ("answer", words.say(if refused { "notice-not-granted" } else { "notice-granted" })),
            ("cartons", shop.cartons.0.to_string()),
            ("time", time),
            ("reason", reason),
            ("brand", brand),
            ("substitute", substitute),
            ("phone", self.notice.to.phone.to_string()),
        ]
    }

    pub(super) fn supply_subject(&self, words: &Words, word: &SupplyWord) -> String {
        let gaps = [
            ("company", self.company(words).into()),
            ("about", about(&word.about).into()),
            ("shop", shop_name(words, word).into()),
            ("says", says(words, self.notice.day, word).into()),
            ("n", word.shops.len().into()),
        ];
        let key = match word.about {
            Subject::Request(_) => "notice-answer-subject",
            Subject::Measure(_) => "notice-scarce-subject",
        };
        words.fill(key, &gaps)
    }

    pub(super) fn supply_text(&self, words: &Words, word: &SupplyWord) -> String {
        let name = match &self.notice.to.whom {
            Whom::Department(_) => words.name(&self.notice.to.name).to_owned(),
            Whom::Manager { name, .. } => name.to_string(),
        };
        let gaps = [
            ("name", name.into()),
            ("about", about(&word.about).into()),
            ("shop", shop_name(words, word).into()),
            ("says", says(words, self.notice.day, word).into()),
            ("goods", goods(words, &word.goods).into()),
            ("n", word.shops.len().into()),
        ];
        let taken_back = matches!(word.says, Says::OpenAgain | Says::Withdrawn { .. });
        let key = match word.about {
            _ if taken_back => "notice-taken-back-text",
            Subject::Request(_) => "notice-answer-text",
            Subject::Measure(_) => "notice-scarce-text",
        };
        words.fill(key, &gaps)
    }

    /// The line of a call list.
    #[must_use]
    pub fn supply_call(&self, word: &SupplyWord, shop: &Concerned) -> Call {
        let words = &Words::new(self.language);
        let new_time = match word.says {
            Says::Granted { comes: Some(comes) } => when(words, self.notice.day, comes),
            _ => String::new(),
        };
        Call {
            retailer: shop.retailer.to_string(),
            name: words.name(&shop.name).to_owned(),
            phone: shop.phone.to_string(),
            manager: shop.manager.to_string(),
            old_time: String::new(),
            new_time,
            reason: says(words, self.notice.day, word),
            incident: about(&word.about).to_owned(),
            message: self.short_supply_message(word, shop),
        }
    }
}

fn shop_name(words: &Words, word: &SupplyWord) -> String {
    word.shops.first().map(|shop| words.name(&shop.name).to_owned()).unwrap_or_default()
}
