//! By which ways notices leave, and to whom. Passwords and robots' addresses are not here: they are secrets, and the
//! journal is none's hiding place.

use super::is_phone;
use crate::domain::ids::DepartmentCode;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// Where notices go. The folder needs nothing; everything else is off until somebody names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeSettings {
    /// Every notice is put into a folder as a message and a call list.
    pub to_folder: bool,
    /// That folder; one beside the database where it is empty.
    pub folder: SmolStr,
    /// The address notices come from; nobody's where it is empty.
    pub from: SmolStr,
    /// Notices are written in English rather than Chinese.
    pub in_english: bool,
    pub mail: Option<MailSettings>,
    pub robots: Vec<RobotSettings>,
    /// E-mail addresses, by a department's code or an account manager's name.
    pub addresses: BTreeMap<SmolStr, Vec<SmolStr>>,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    pub host: SmolStr,
    pub port: u16,
    pub security: MailSecurity,
    /// Mail may go to another computer unsecured.
    pub may_be_overheard: bool,
    /// Empty where the server wants no name.
    pub user: SmolStr,
    /// A file of certificates that are trusted too; empty where there is none.
    pub authority: SmolStr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailSecurity {
    /// From the first byte, usually at port 465.
    Tls,
    /// Before anything is said that matters, usually at port 587. A server that can't is not spoken with.
    StartTls,
    Plain,
}

impl MailSecurity {
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::Plain];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::Plain => "plain",
        }
    }

    /// The port servers usually have for it.
    #[must_use]
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::Plain => 25,
        }
    }

    /// Reads what [`MailSecurity::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|security| security.name() == name)
    }
}

/// A group's robot; its address and key are in the environment under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RobotSettings {
    pub name: SmolStr,
    pub platform: RobotPlatform,
    /// The departments whose group it is in; all of them where none is named.
    pub departments: BTreeSet<DepartmentCode>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RobotPlatform {
    WeCom,
    DingTalk,
    Feishu,
}

impl RobotPlatform {
    pub const ALL: [Self; 3] = [Self::WeCom, Self::DingTalk, Self::Feishu];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WeCom => "wecom",
            Self::DingTalk => "dingtalk",
            Self::Feishu => "feishu",
        }
    }

    /// Reads what [`RobotPlatform::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|platform| platform.name() == name)
    }
}

/// How a department is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// By a channel of its own.
    Direct,
    /// Its notices lie in the folder until somebody looks.
    Folder,
    Nowhere,
}

impl Reach {
    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Folder => "folder",
            Self::Nowhere => "nowhere",
        }
    }
}

impl NoticeSettings {
    /// How a department is reached.
    #[must_use]
    pub fn reach(&self, department: &DepartmentCode) -> Reach {
        if self.mails_to(department.as_str()) || self.robots.iter().any(|robot| robot.serves(department)) {
            Reach::Direct
        } else if self.to_folder {
            Reach::Folder
        } else {
            Reach::Nowhere
        }
    }

    /// The addresses of a department or an account manager.
    #[must_use]
    pub fn addresses_of(&self, whom: &str) -> &[SmolStr] {
        self.addresses.get(whom).map_or(&[], Vec::as_slice)
    }

    /// Mail leaves: there is a server, and an address it comes from.
    #[must_use]
    pub fn mails(&self) -> bool {
        self.mail.is_some() && !self.from.trim().is_empty()
    }

    /// Mail goes to a department or an account manager: there is a server, and an address that is no mere phone number.
    #[must_use]
    pub fn mails_to(&self, whom: &str) -> bool {
        self.mail.is_some() && self.addresses_of(whom).iter().any(|address| !is_phone(address))
    }

    /// Notices leave by more than the folder, so that whoever is only reached by it is worth a word.
    #[must_use]
    pub fn reaches_out(&self) -> bool {
        self.mail.is_some() || !self.robots.is_empty()
    }
}

impl RobotSettings {
    #[must_use]
    pub fn serves(&self, department: &DepartmentCode) -> bool {
        self.departments.is_empty() || self.departments.contains(department)
    }
}

impl Default for NoticeSettings {
    fn default() -> Self {
        Self {
            to_folder: true,
            folder: SmolStr::default(),
            from: SmolStr::default(),
            in_english: false,
            mail: None,
            robots: Vec::new(),
            addresses: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_is_reached_by_mail_only_where_it_has_an_address() {
        let mail = MailSettings {
            host: "mail.example.cn".into(),
            port: 465,
            security: MailSecurity::Tls,
            may_be_overheard: false,
            user: "".into(),
            authority: "".into(),
        };
        let mut settings = NoticeSettings { mail: Some(mail), ..NoticeSettings::default() };
        settings.addresses.insert("D1".into(), vec!["d1@example.cn".into()]);
        assert_eq!(settings.reach(&"D1".into()), Reach::Direct);
        assert_eq!(settings.reach(&"D2".into()), Reach::Folder);
        settings.addresses.insert("D2".into(), vec!["13800000001".into()]);
        assert_eq!(settings.reach(&"D2".into()), Reach::Folder, "nobody can be mailed at a phone number");
        settings.to_folder = false;
        assert_eq!(settings.reach(&"D2".into()), Reach::Nowhere);
        settings.robots.push(RobotSettings {
            name: "desk".into(),
            platform: RobotPlatform::WeCom,
            departments: BTreeSet::new(),
        });
        assert_eq!(settings.reach(&"D2".into()), Reach::Direct);
    }
}
