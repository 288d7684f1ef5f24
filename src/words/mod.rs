//! Every sentence a person reads, in English and Simplified Chinese. The texts are Fluent files under
//! `assets/locales`, a file per room and language; this room finds and fills them. It knows the domain's
//! refusals and recovery's plans, so that desk and command line say them alike, and nothing of screens or files.

mod deeds;
mod emergency;
mod fleet;
pub mod incidents;
mod insertion;
pub mod kpi;
mod notices;
pub mod orders;
pub mod people;
mod plan;
mod plans;
mod refusals;
pub mod supply;
mod weather;

pub use notices::{caveat, channel, department, unreached};
pub use plans::{amount_of, meaning_of, price_of, unit_of};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt;
use std::sync::{Arc, LazyLock};

/// The language a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    #[default]
    English,
    Chinese,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The language's tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// From a tag or a system locale such as `zh_CN.UTF-8`; `None` where it is neither language.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Self::Chinese)
        } else if tag.starts_with("en") {
            Some(Self::English)
        } else {
            None
        }
    }

    /// As the environment's variables say, in the order POSIX gives; `None` where they name neither language.
    #[must_use]
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let mut said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
        Self::from_tag(&said.find(|value| !value.is_empty())?)
    }
}

/// A text for people that does not yet know the reader's language: a key of the locale files and what
/// fills its gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    #[must_use]
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }
}

/// What fills a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    /// Chooses between singular and plural.
    Count(u64),
    /// A message of its own, such as the name of a status.
    Inner(Box<Message>),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u16> for Arg {
    fn from(count: u16) -> Self {
        Self::Count(count.into())
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Inner(Box::new(message))
    }
}

impl Arg {
    /// Anything that prints, as text.
    pub fn shown(value: impl fmt::Display) -> Self {
        Self::Text(value.to_string())
    }
}

/// A count as both languages write it: `15,000`. Four digits stay together.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Something that can be told to a person: refusals, troubles, complaints.
pub trait Tell {
    fn message(&self) -> Message;
}

/// What cannot go wrong has nothing to say.
impl Tell for std::convert::Infallible {
    fn message(&self) -> Message {
        match *self {}
    }
}

/// The words of one language. A copy costs a counter.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

macro_rules! locale_files {
    ($($file:literal),+ $(,)?) => {
        const FILES: &[(&str, [&str; 2])] = &[$((
            $file,
            [
                include_str!(concat!("../../assets/locales/en/", $file)),
                include_str!(concat!("../../assets/locales/zh-CN/", $file)),
            ],
        )),+];
    };
}

locale_files![
    "common.ftl",
    "refusals.ftl",
    "people.ftl",
    "supply.ftl",
    "desk-supply.ftl",
    "safekeeping.ftl",
    "support.ftl",
    "weather.ftl",
    "plans.ftl",
    "journal.ftl",
    "exchange.ftl",
    "alerts.ftl",
    "notices.ftl",
    "report.ftl",
    "kpi.ftl",
    "fleet.ftl",
    "accounts.ftl",
    "case.ftl",
    "cli.ftl",
    "desk.ftl",
    "incidents.ftl",
    "playbook.ftl",
    "desk-weather.ftl",
    "board.ftl",
    "map.ftl",
    "tiles.ftl",
    "breakdown.ftl",
    "data.ftl",
    "reports.ftl",
];

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::load(Language::English));
static CHINESE: LazyLock<Words> = LazyLock::new(|| Words::load(Language::Chinese));

impl Words {
    #[must_use]
    pub fn new(language: Language) -> Self {
        match language {
            Language::English => ENGLISH.clone(),
            Language::Chinese => CHINESE.clone(),
        }
    }

    fn load(language: Language) -> Self {
        let tag = language.tag().parse().expect("both tags are well formed");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks that isolate right-to-left text would show as boxes in the desk's fonts.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: a count")]
            FluentValue::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0 => {
                Some(grouped(number.value as u64))
            }
            _ => None,
        }));
        for (file, texts) in FILES {
            let text = texts[language as usize].to_owned();
            let resource = FluentResource::try_new(text)
                .unwrap_or_else(|(_, errors)| panic!("{} {file}: {errors:?}", language.tag()));
            bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{file}: {errors:?}"));
        }
        Self { language, bundle: Arc::new(bundle) }
    }

    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text under `key`. An unknown key shows as itself; a test sees to it that there is none.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text under `key` with its gaps filled.
    #[must_use]
    pub fn fill(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                #[expect(clippy::cast_precision_loss, reason = "counts of a desk are far below 2^53")]
                Arg::Count(count) => FluentValue::from(*count as f64),
                Arg::Inner(message) => FluentValue::from(self.tell(message)),
            };
            filled.set(*name, value);
        }
        self.format(key, Some(&filled))
    }

    #[must_use]
    pub fn tell(&self, message: &Message) -> String {
        self.fill(message.key, &message.args)
    }

    /// The name in the reader's language where it has one.
    #[must_use]
    pub fn name<'n>(&self, name: &'n crate::domain::network::Name) -> &'n str {
        match self.language {
            Language::English => name.in_english(),
            Language::Chinese => &name.local,
        }
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "no text under {key:?}");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        text
    }

    /// The keys of every text, for the test that holds the languages against each other.
    #[must_use]
    pub fn keys(language: Language) -> Vec<String> {
        let entries = FILES.iter().flat_map(|(_, texts)| texts[language as usize].lines());
        entries
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_counts_are_grouped_by_thousands() {
        let shown = [7, 1_450, 15_000, 1_000_000].map(grouped);
        assert_eq!(shown, ["7", "1450", "15,000", "1,000,000"]);
    }
}
