//! The settings about notices: how each is shown, read from what was typed, and what is refused. Switches, robots and
//! addresses have drafts of their own. Secrets are not among them. No drawing here.

use super::dials::Dial;
use crate::domain::ids::DepartmentCode;
use crate::domain::network::Network;
use crate::domain::settings::{
    MailSecurity, MailSettings, NoticeFault, NoticeSettings, RobotPlatform, RobotSettings, Settings,
    is_mail_address,
};
use crate::words::{Arg, Message, Tell, Words, channel, department};
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, BTreeSet};

/// One setting about notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeDial {
    Folder,
    From,
    Host,
    Port,
    User,
    Authority,
    /// Switches and choices: they have no field, and stand here to be told of.
    ToFolder,
    Language,
    Mail,
    Security,
    Overheard,
    /// Lists, as above.
    Robots,
    Addresses,
}

impl NoticeDial {
    pub const FIELDS: [Self; 6] =
        [Self::Folder, Self::From, Self::Host, Self::Port, Self::User, Self::Authority];
    const SWITCHES: [Self; 5] = [Self::ToFolder, Self::Language, Self::Mail, Self::Security, Self::Overheard];

    /// Those that are told of by their value; lists are told line by line.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::SWITCHES.into_iter().chain(Self::FIELDS)
    }

    /// Keys of its name, its meaning and its unit.
    #[must_use]
    pub const fn texts(self) -> [&'static str; 3] {
        let [name, means] = match self {
            Self::Folder => ["data-channel-folder", "data-channel-folder-means"],
            Self::From => ["data-channel-from", "data-channel-from-means"],
            Self::Host => ["data-channel-host", "data-channel-host-means"],
            Self::Port => ["data-channel-port", "data-channel-port-means"],
            Self::User => ["data-channel-user", "data-channel-user-means"],
            Self::Authority => ["data-channel-authority", "data-channel-authority-means"],
            Self::ToFolder => ["data-channel-to-folder", "data-channel-folder-means"],
            Self::Language => ["data-channel-language", "data-channel-from-means"],
            Self::Mail => ["data-channel-mail", "data-channel-host-means"],
            Self::Security => ["data-channel-security", "data-channel-overheard-means"],
            Self::Overheard => ["data-channel-overheard", "data-channel-overheard-means"],
            Self::Robots => ["data-robots", "data-robots-about"],
            Self::Addresses => ["data-addresses", "data-addresses-about"],
        };
        [name, means, "data-unit-text"]
    }

    /// What its field shows.
    #[must_use]
    pub fn shown(self, settings: &NoticeSettings) -> String {
        let of_mail =
            |told: fn(&MailSettings) -> String| settings.mail.as_ref().map(told).unwrap_or_default();
        match self {
            Self::Folder => settings.folder.to_string(),
            Self::From => settings.from.to_string(),
            Self::Host => of_mail(|mail| mail.host.to_string()),
            Self::Port => of_mail(|mail| mail.port.to_string()),
            Self::User => of_mail(|mail| mail.user.to_string()),
            Self::Authority => of_mail(|mail| mail.authority.to_string()),
            Self::Security => of_mail(|mail| mail.security.name().to_owned()),
            Self::ToFolder => settings.to_folder.to_string(),
            Self::Language => settings.in_english.to_string(),
            Self::Mail => settings.mail.is_some().to_string(),
            Self::Overheard => settings.mail.as_ref().is_some_and(|mail| mail.may_be_overheard).to_string(),
            Self::Robots | Self::Addresses => String::new(),
        }
    }

    /// The same in the reader's words.
    #[must_use]
    pub fn told(self, settings: &NoticeSettings) -> Arg {
        let key = match (self, self.shown(settings).as_str()) {
            (Self::Language, "true") => "data-channel-english",
            (Self::Language, _) => "data-channel-chinese",
            (Self::Security, "plain") => "data-channel-plain",
            (Self::ToFolder | Self::Mail | Self::Overheard, "true") => "data-channel-on",
            (Self::ToFolder | Self::Mail | Self::Overheard, _) => "data-channel-off",
            (Self::Security, secured) => return secured.to_uppercase().into(),
            (_, text) => return text.into(),
        };
        Message::new(key).into()
    }

    /// Takes over what was typed; the message says what would be accepted. What is about a mail server says nothing
    /// where there is none.
    pub fn turn(self, settings: &mut NoticeSettings, text: &str) -> Result<(), Message> {
        let text = text.trim();
        match (self, &mut settings.mail) {
            (Self::Folder, _) => settings.folder = text.into(),
            (Self::From, _) if !text.is_empty() && !is_mail_address(text) => {
                return Err(NoticeFault::Sender(text.into()).message());
            }
            (Self::From, _) => settings.from = text.into(),
            (Self::Host, Some(mail)) => mail.host = text.into(),
            (Self::Port, Some(mail)) => {
                let port = text.parse().ok().filter(|port| *port > 0);
                mail.port = port.ok_or_else(|| NoticeFault::PortZero.message())?;
            }
            (Self::User, Some(mail)) => mail.user = text.into(),
            (Self::Authority, Some(mail)) => mail.authority = text.into(),
            _ => {}
        }
        Ok(())
    }
}

/// The setting a fault is about.
#[must_use]
pub const fn dial_of(fault: &NoticeFault) -> NoticeDial {
    match fault {
        NoticeFault::Sender(_) => NoticeDial::From,
        NoticeFault::Host(_) => NoticeDial::Host,
        NoticeFault::PortZero => NoticeDial::Port,
        NoticeFault::RobotWithoutName | NoticeFault::RobotTwice(_) | NoticeFault::RobotsAlike(..) => {
            NoticeDial::Robots
        }
        NoticeFault::AddressOfNobody | NoticeFault::Address { .. } => NoticeDial::Addresses,
    }
}

/// A robot as typed and chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RobotDraft {
    pub name: String,
    pub platform: RobotPlatform,
    pub departments: BTreeSet<DepartmentCode>,
}

/// Whose addresses, and what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressDraft {
    pub whom: SmolStr,
    pub text: String,
}

impl AddressDraft {
    fn read(&self) -> Vec<SmolStr> {
        let parts = self.text.split([',', ';', '，', '；', '、', '\n']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(SmolStr::new).collect()
    }

    /// What of it is no address.
    #[must_use]
    pub fn refused(&self, told: &str) -> Option<Message> {
        let addresses = BTreeMap::from([(SmolStr::new(told), self.read())]);
        let alone = NoticeSettings { addresses, ..NoticeSettings::default() };
        alone.check().err().map(|fault| fault.message())
    }
}

/// What was switched, chosen and listed; `None` where it was not touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeDraft {
    pub to_folder: Option<bool>,
    pub in_english: Option<bool>,
    pub mail: Option<bool>,
    pub security: Option<MailSecurity>,
    pub may_be_overheard: Option<bool>,
    pub robots: Option<Vec<RobotDraft>>,
    pub addresses: Option<Vec<AddressDraft>>,
}

impl NoticeDraft {
    /// Takes the switches over; fields are read after them, since some are there only where mail is on.
    pub fn switch(&self, settings: &mut NoticeSettings) {
        settings.to_folder = self.to_folder.unwrap_or(settings.to_folder);
        settings.in_english = self.in_english.unwrap_or(settings.in_english);
        match self.mail {
            Some(true) if settings.mail.is_none() => settings.mail = Some(new_server()),
            Some(false) => settings.mail = None,
            _ => {}
        }
        let Some(mail) = &mut settings.mail else { return };
        if let Some(security) = self.security.filter(|security| *security != mail.security) {
            if mail.port == mail.security.usual_port() {
                mail.port = security.usual_port();
            }
            mail.security = security;
        }
        mail.may_be_overheard = self.may_be_overheard.unwrap_or(mail.may_be_overheard);
    }

    /// Takes the lists over, and looks at the whole; what is refused is told by its setting.
    pub fn turn(&self, base: &Settings, settings: &mut Settings, refused: &mut BTreeMap<Dial, Message>) {
        let notices = &mut settings.notices;
        if let Some(robots) = &self.robots {
            notices.robots = robots.iter().map(robot).collect();
        }
        if let Some(addresses) = &self.addresses {
            let read = addresses.iter().map(|draft| (draft.whom.clone(), draft.read()));
            notices.addresses = read.filter(|(_, addresses)| !addresses.is_empty()).collect();
        }
        if *notices != base.notices
            && let Err(fault) = notices.check()
        {
            refused.entry(Dial::Notice(dial_of(&fault))).or_insert_with(|| fault.message());
        }
    }

    #[must_use]
    pub fn robots(&self, base: &NoticeSettings) -> Vec<RobotDraft> {
        let draft = |robot: &RobotSettings| RobotDraft {
            name: robot.name.to_string(),
            platform: robot.platform,
            departments: robot.departments.clone(),
        };
        self.robots.clone().unwrap_or_else(|| base.robots.iter().map(draft).collect())
    }

    #[must_use]
    pub fn addresses(&self, base: &NoticeSettings) -> Vec<AddressDraft> {
        let draft = |(whom, addresses): (&SmolStr, &Vec<SmolStr>)| AddressDraft {
            whom: whom.clone(),
            text: addresses.join(", "),
        };
        self.addresses.clone().unwrap_or_else(|| base.addresses.iter().map(draft).collect())
    }
}

fn robot(draft: &RobotDraft) -> RobotSettings {
    RobotSettings {
        name: draft.name.trim().into(),
        platform: draft.platform,
        departments: draft.departments.clone(),
    }
}

/// A server before anything is said of it.
fn new_server() -> MailSettings {
    MailSettings {
        host: SmolStr::default(),
        port: MailSecurity::Tls.usual_port(),
        security: MailSecurity::Tls,
        may_be_overheard: false,
        user: SmolStr::default(),
        authority: SmolStr::default(),
    }
}

/// What a platform calls itself.
#[must_use]
pub const fn platform_name(platform: RobotPlatform) -> &'static str {
    match platform {
        RobotPlatform::WeCom => "data-robot-wecom",
        RobotPlatform::DingTalk => "data-robot-dingtalk",
        RobotPlatform::Feishu => "data-robot-feishu",
    }
}

/// Robots and addresses that differ, a line each.
#[must_use]
pub fn list_differences(
    before: &NoticeSettings,
    after: &NoticeSettings,
    words: &Words,
    network: &Network,
) -> Vec<Message> {
    let line = |what: Message, before: Arg, after: Arg| {
        Message::new("data-settings-change").with("what", what).with("before", before).with("after", after)
    };
    let robots = |settings: &NoticeSettings| -> BTreeMap<SmolStr, RobotSettings> {
        settings.robots.iter().map(|robot| (robot.name.clone(), robot.clone())).collect()
    };
    let told = |robot: Option<&RobotSettings>| -> Arg {
        let Some(robot) = robot else { return Arg::from("–") };
        let departments: Vec<_> =
            robot.departments.iter().map(|code| department(words, network, code)).collect();
        let departments = departments.join(&words.say("board-list-separator"));
        let key = if departments.is_empty() { "data-robot-told" } else { "data-robot-told-some" };
        let platform = Message::new(platform_name(robot.platform));
        Message::new(key).with("platform", platform).with("departments", departments).into()
    };
    let (old, new) = (robots(before), robots(after));
    let names: BTreeSet<&SmolStr> = old.keys().chain(new.keys()).collect();
    let mut lines = Vec::new();
    for name in names.into_iter().filter(|name| old.get(*name) != new.get(*name)) {
        let what = channel(&format_smolstr!("robot:{name}"));
        lines.push(line(what, told(old.get(name)), told(new.get(name))));
    }
    let whom: BTreeSet<&SmolStr> = before.addresses.keys().chain(after.addresses.keys()).collect();
    for whom in whom.into_iter().filter(|whom| before.addresses_of(whom) != after.addresses_of(whom)) {
        let what = Message::new("data-addresses-of")
            .with("whom", department(words, network, &DepartmentCode::new(whom)));
        let list = |settings: &NoticeSettings| match settings.addresses_of(whom) {
            [] => Arg::from("–"),
            addresses => addresses.join(", ").into(),
        };
        lines.push(line(what, list(before), list(after)));
    }
    lines
}
