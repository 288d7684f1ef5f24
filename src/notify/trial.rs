//! A letter that only tries a channel out: it goes to nobody who would act on it, and says so. Nothing is kept of it; the
//! desk and the command line send it alike.

use super::channels::{self, Channel, Limits, Moment, SendFault, Sent};
use super::consignment;
use super::letter::{Letter, Recipient};
use super::secrets::{self, Secrets, robot_secret, robot_url};
use super::wording::language;
use crate::domain::network::Name;
use crate::domain::settings::NoticeSettings;
use crate::domain::time::Timestamp;
use crate::words::{self, Arg, Message, Tell as _, Words};
use smol_str::{SmolStr, format_smolstr};
use std::path::PathBuf;

/// A channel and the letter that tries it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The channel by its name in the outbox.
    pub name: SmolStr,
    channel: Channel,
    letter: Letter,
    offset_minutes: i32,
    to_make: Option<PathBuf>,
}

/// Where a trial is made: what the settings do not say.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    pub centre: Option<&'a Name>,
    /// Where the folder channel puts its files.
    pub folder: Option<PathBuf>,
    /// The centre's clock ahead of UTC.
    pub offset_minutes: i32,
    pub now: Timestamp,
}

/// The channels that are set, by their names in the outbox.
#[must_use]
pub fn channels(settings: &NoticeSettings) -> Vec<SmolStr> {
    let folder = settings.to_folder.then(|| SmolStr::new_static("folder"));
    let mail = settings.mail.as_ref().map(|_| SmolStr::new_static("mail"));
    let robots = settings.robots.iter().map(|robot| format_smolstr!("robot:{}", robot.name));
    folder.into_iter().chain(mail).chain(robots).collect()
}

/// The folder notices go to by these settings; `usual` where they name none.
#[must_use]
pub fn folder(settings: &NoticeSettings, usual: Option<PathBuf>) -> Option<PathBuf> {
    match settings.folder.trim() {
        "" => usual,
        folder => Some(PathBuf::from(folder)),
    }
}

/// A secret that a channel asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// The environment's variable, and the user in the keyring.
    pub name: String,
    /// The channel does not work without it.
    pub needed: bool,
}

/// The secrets a channel asks for, as the settings are.
#[must_use]
pub fn secrets_of(settings: &NoticeSettings, channel: &str) -> Vec<Asked> {
    if channel == "mail" {
        let logs_in = settings.mail.as_ref().is_some_and(|mail| !mail.user.trim().is_empty());
        let password = Asked { name: secrets::SMTP_PASSWORD.to_owned(), needed: true };
        return if logs_in { vec![password] } else { Vec::new() };
    }
    let Some(robot) = channel.strip_prefix("robot:") else { return Vec::new() };
    let (url, key) = (robot_url(robot), robot_secret(robot));
    vec![Asked { name: url, needed: true }, Asked { name: key, needed: false }]
}

impl Trial {
    /// `None` where the settings know no such channel. Mail goes to the address it comes from, unless `to` says another.
    #[must_use]
    pub fn of(settings: &NoticeSettings, channel: &str, to: Option<&str>, place: &Place<'_>) -> Option<Self> {
        let words = Words::new(language(settings));
        let known = consignment::channel(settings, channel, place.folder.clone())?;
        let company =
            place.centre.map_or_else(|| words.say("notice-centre"), |name| words.name(name).to_owned());
        let address = match &known {
            Channel::Mail(mail) => to.unwrap_or(&mail.from).to_owned(),
            Channel::Robot(_) | Channel::Folder(_) => String::new(),
        };
        let at = place.now.0.format("%Y-%m-%d %H:%M").to_string();
        let gaps = [("company", Arg::from(company.as_str())), ("at", at.into())];
        let letter = Letter {
            id: format_smolstr!("test-{}", place.now.0.format("%Y%m%d-%H%M%S")),
            to: vec![Recipient { name: company.clone(), address }],
            subject: words.fill("test-subject", &gaps),
            text: words.fill("test-text", &gaps),
            from: company,
            calls: Vec::new(),
            files: Vec::new(),
            at: place.now,
            language: words.language(),
        };
        let to_make = match &known {
            Channel::Folder(folder) if settings.folder.trim().is_empty() => Some(folder.path.clone()),
            _ => None,
        };
        let (name, offset_minutes) = (SmolStr::new(channel), place.offset_minutes);
        Some(Self { name, channel: known, letter, offset_minutes, to_make })
    }

    /// Makes the attempt, and waits for the other side within the limits.
    ///
    /// # Errors
    /// [`SendFault`], in words.
    pub fn send(&self, now: Timestamp, secrets: &dyn Secrets, limits: &Limits) -> Result<Sent, SendFault> {
        if let Some(folder) = &self.to_make {
            // Where that fails, the attempt says why.
            let _ = std::fs::create_dir(folder);
        }
        let moment = Moment { now, offset_minutes: self.offset_minutes };
        channels::send(&self.channel, &self.letter, &Sent::default(), moment, secrets, limits)
    }

    /// What came of it.
    #[must_use]
    pub fn outcome(&self, outcome: &Result<Sent, SendFault>) -> Message {
        let channel = || words::channel(&self.name);
        let key = match (outcome, &self.channel) {
            (Err(fault), _) => {
                return Message::new("test-failed").with("channel", channel()).with("fault", fault.message());
            }
            (Ok(_), Channel::Folder(_)) => "test-went-file",
            (Ok(_), _) => "test-went",
        };
        Message::new(key).with("channel", channel()).with("to", self.went_to())
    }

    /// Where it went, as people call it: an address, a robot, a file.
    #[must_use]
    pub fn went_to(&self) -> String {
        match &self.channel {
            Channel::Mail(_) => {
                self.letter.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>().join(", ")
            }
            Channel::Robot(robot) => robot.name.clone(),
            Channel::Folder(folder) => {
                folder.path.join(format!("{}.eml", self.letter.id)).display().to_string()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::settings::is_mail_address;
    use crate::notify::eml;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_the_settings_take_for_an_address_can_be_mailed_to(
            text in "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,12}@[a-zA-Z0-9.-]{1,20}",
        ) {
            prop_assert!(!is_mail_address(&text) || eml::address(&text).is_some(), "{text}");
        }
    }
}
