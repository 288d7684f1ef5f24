//! One letter on its way by one channel: packed from a delivery and the settings, sent by whoever has time to wait,
//! and settled by how that went.

use super::attempt::{self, Next};
use super::channels::Folder;
use super::channels::{self, Channel, Limits, Mail, Moment, Refused, Robot, SendFault, Sent};
use super::letter::Letter;
use super::secrets::Secrets;
use super::wording::Telling;
use crate::domain::notice::DeliveryState;
use crate::domain::settings::{MailSettings, NoticeSettings, RobotSettings};
use crate::domain::time::Timestamp;
use crate::journal::outbox::{Delivery, KeptFault};
use crate::words::{Language, Tell, Words};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::path::PathBuf;

/// A letter, and the channel that takes it.
#[derive(Clone, Debug)]
pub struct Consignment {
    pub delivery: Delivery,
    pub letter: Letter,
    /// `None` where the settings know the channel no more.
    pub channel: Option<Channel>,
    /// What had gone out before.
    before: Sent,
    offset_minutes: i32,
    /// The default folder is made where it is missing.
    to_make: Option<PathBuf>,
}

/// Puts a delivery together, as the settings are now. `folder` is where the folder channel puts it.
#[must_use]
pub fn pack(
    telling: &Telling<'_>,
    delivery: Delivery,
    folder: Option<PathBuf>,
    offset_minutes: i32,
) -> Consignment {
    let settings = telling.settings;
    let channel = channel(settings, &delivery.channel, folder);
    // A group's robot writes the list itself.
    let letter = telling.letter(!matches!(channel, Some(Channel::Robot(_))));
    let to_make = match &channel {
        Some(Channel::Folder(folder)) if settings.folder.trim().is_empty() => Some(folder.path.clone()),
        _ => None,
    };
    let mut before = delivery.so_far.as_deref().and_then(SoFar::read).unwrap_or_default();
    if delivery.attempts <= 1 {
        // Somebody sends it anew: an address that was refused may be right by now.
        before.refused.clear();
    }
    Consignment { delivery, letter, channel, before, offset_minutes, to_make }
}

/// Puts a report's delivery together, as the settings are now.
#[must_use]
pub fn pack_report(
    settings: &NoticeSettings,
    delivery: Delivery,
    letter: Letter,
    offset_minutes: i32,
) -> Consignment {
    let channel = channel(settings, &delivery.channel, None);
    let before = delivery.so_far.as_deref().and_then(SoFar::read).unwrap_or_default();
    Consignment { delivery, letter, channel, before, offset_minutes, to_make: None }
}

impl Consignment {
    /// Makes the attempt, and waits for the other side within the limits.
    ///
    /// # Errors
    /// [`SendFault`], in words.
    pub fn send(&self, now: Timestamp, secrets: &dyn Secrets, limits: &Limits) -> Result<Sent, SendFault> {
        let Some(channel) = &self.channel else {
            return Err(SendFault::no_channel(&self.delivery.channel, &self.before));
        };
        if let Some(folder) = &self.to_make {
            // Where that fails, the attempt says why.
            let _ = std::fs::create_dir(folder);
        }
        let moment = Moment { now, offset_minutes: self.offset_minutes };
        channels::send(channel, &self.letter, &self.before, moment, secrets, limits)
    }
}

/// Where a delivery stands after an attempt.
#[must_use]
pub fn settled(delivery: Delivery, outcome: Result<Sent, SendFault>, now: Timestamp) -> Delivery {
    let fault = match outcome {
        Ok(sent) => {
            let so_far = SoFar::written(&sent);
            return Delivery {
                state: DeliveryState::Sent,
                sent_at: Some(now),
                next_try: None,
                fault: None,
                so_far,
                ..delivery
            };
        }
        Err(fault) => fault,
    };
    let first = delivery.first_try.unwrap_or(now);
    let next = attempt::next(fault.failure(), delivery.attempts, first, now, seed(&delivery));
    let message = fault.message();
    let say = |language| Words::new(language).tell(&message);
    let (state, next_try, given_up) = match next {
        Next::TryAt(then) => (DeliveryState::Failed, Some(then), None),
        Next::GiveUp(why) => (DeliveryState::GivenUp, None, Some(SmolStr::new_static(why.name()))),
    };
    let kept = KeptFault {
        name: SmolStr::new_static(fault.why.name()),
        english: say(Language::English),
        chinese: say(Language::Chinese),
        given_up,
    };
    let so_far = SoFar::written(&fault.sent);
    Delivery { state, next_try, fault: Some(kept), so_far, ..delivery }
}

/// Of the delivery alone: letters that fail together are not all tried again at once.
fn seed(delivery: &Delivery) -> u64 {
    let bytes = delivery.notice.bytes().chain([0]).chain(delivery.channel.bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// Messages a channel takes in a minute, where it counts them.
#[must_use]
pub fn most_a_minute(settings: &NoticeSettings, channel: &str) -> Option<u32> {
    let robot = robot(settings, channel)?;
    Some(robot.platform.most_a_minute())
}

fn robot<'s>(settings: &'s NoticeSettings, channel: &str) -> Option<&'s RobotSettings> {
    let name = channel.strip_prefix("robot:")?;
    settings.robots.iter().find(|robot| robot.name == name)
}

pub(super) fn channel(settings: &NoticeSettings, name: &str, folder: Option<PathBuf>) -> Option<Channel> {
    match name {
        "folder" if settings.to_folder => {
            Some(Channel::Folder(Folder { path: folder?, from: settings.from.to_string() }))
        }
        "mail" => settings.mail.as_ref().map(|mail| Channel::Mail(mail_of(mail, &settings.from))),
        name => robot(settings, name)
            .map(|robot| Channel::Robot(Robot { name: robot.name.to_string(), platform: robot.platform })),
    }
}

fn mail_of(mail: &MailSettings, from: &str) -> Mail {
    Mail {
        host: mail.host.to_string(),
        port: mail.port,
        security: mail.security,
        may_be_overheard: mail.may_be_overheard,
        user: mail.user.to_string(),
        from: from.to_owned(),
        authority: Some(mail.authority.trim()).filter(|path| !path.is_empty()).map(PathBuf::from),
    }
}

/// The kept shape of what has gone out.
#[derive(Serialize, Deserialize)]
struct SoFar {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    to: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    refused: Vec<(String, String)>,
    #[serde(default)]
    parts: usize,
}

impl SoFar {
    fn written(sent: &Sent) -> Option<String> {
        if *sent == Sent::default() {
            return None;
        }
        let refused = sent.refused.iter().map(|refused| (refused.address.clone(), refused.says.clone()));
        let so_far = Self { to: sent.to.clone(), refused: refused.collect(), parts: sent.parts };
        serde_json::to_string(&so_far).ok()
    }

    /// What can't be read counts as nothing: better twice than never.
    fn read(text: &str) -> Option<Sent> {
        let Self { to, refused, parts } = serde_json::from_str(text).ok()?;
        let refused = refused.into_iter().map(|(address, says)| Refused { address, says }).collect();
        Some(Sent { to, refused, parts })
    }
}

/// The addresses a sent notice did not go to, in the words of the server.
#[must_use]
pub fn refused(delivery: &Delivery) -> Vec<Refused> {
    delivery.so_far.as_deref().and_then(SoFar::read).map(|sent| sent.refused).unwrap_or_default()
}
