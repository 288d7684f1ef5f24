//! What is wrong with channels as somebody would set them, as data; `words` says it. Whether a server is there, and takes
//! what it is given, only trying tells.

use super::{NoticeSettings, RobotSettings};
use smol_str::SmolStr;

/// Why channels cannot be set like this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeFault {
    /// Notices cannot come from it.
    Sender(SmolStr),
    /// No server has such a name; empty where none was given.
    Host(SmolStr),
    PortZero,
    RobotWithoutName,
    RobotTwice(SmolStr),
    /// The secrets of both would stand under one name.
    RobotsAlike(SmolStr, SmolStr),
    /// Addresses, and nobody whose they are.
    AddressOfNobody,
    Address {
        whom: SmolStr,
        found: SmolStr,
    },
}

impl NoticeFault {
    /// The name in tests; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sender(_) => "sender",
            Self::Host(_) => "host",
            Self::PortZero => "port_zero",
            Self::RobotWithoutName => "robot_without_name",
            Self::RobotTwice(_) => "robot_twice",
            Self::RobotsAlike(..) => "robots_alike",
            Self::AddressOfNobody => "address_of_nobody",
            Self::Address { .. } => "address",
        }
    }
}

impl NoticeSettings {
    /// # Errors
    /// The first thing that cannot be meant.
    pub fn check(&self) -> Result<(), NoticeFault> {
        if !self.from.is_empty() && !is_mail_address(&self.from) {
            return Err(NoticeFault::Sender(self.from.clone()));
        }
        if let Some(mail) = &self.mail {
            let is_name = |c: char| c.is_alphanumeric() || "-._:".contains(c);
            if mail.host.is_empty() || !mail.host.chars().all(is_name) {
                return Err(NoticeFault::Host(mail.host.clone()));
            }
            if mail.port == 0 {
                return Err(NoticeFault::PortZero);
            }
        }
        self.check_robots()?;
        for (whom, addresses) in &self.addresses {
            if whom.trim().is_empty() {
                return Err(NoticeFault::AddressOfNobody);
            }
            if let Some(found) = addresses.iter().find(|text| !is_mail_address(text) && !is_phone(text)) {
                return Err(NoticeFault::Address { whom: whom.clone(), found: found.clone() });
            }
        }
        Ok(())
    }

    fn check_robots(&self) -> Result<(), NoticeFault> {
        for (nth, robot) in self.robots.iter().enumerate() {
            if robot.name.trim().is_empty() {
                return Err(NoticeFault::RobotWithoutName);
            }
            let mut before = self.robots.iter().take(nth);
            if let Some(other) = before.find(|other| other.mark() == robot.mark()) {
                return Err(if other.name == robot.name {
                    NoticeFault::RobotTwice(robot.name.clone())
                } else {
                    NoticeFault::RobotsAlike(other.name.clone(), robot.name.clone())
                });
            }
        }
        Ok(())
    }
}

impl RobotSettings {
    /// The name as a part of its secrets' names: in capitals, with `_` for what is neither a Latin letter nor a digit.
    #[must_use]
    pub fn mark(&self) -> String {
        mark(&self.name)
    }
}

/// As [`RobotSettings::mark`], of any name.
#[must_use]
pub fn mark(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// `name@company.cn`: what every mail server takes, and nothing that only some do.
#[must_use]
pub fn is_mail_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let parts = |text: &str, most: usize, fits: fn(char) -> bool| {
        text.len() <= most && text.split('.').all(|part| !part.is_empty() && part.chars().all(fits))
    };
    let in_name = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let in_domain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let whole = |label: &str| label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    parts(name, 64, in_name)
        && parts(domain, 189, in_domain)
        && domain.split('.').all(whole)
        && (domain.contains('.') || domain == "localhost")
}

/// A number somebody is called attention with in a group.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !" -".contains(*c)).collect();
    let bare = digits.strip_prefix('+').unwrap_or(&digits);
    (6..=15).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::{MailSecurity, MailSettings, RobotPlatform};

    fn fault(change: impl FnOnce(&mut NoticeSettings)) -> Option<&'static str> {
        let mut settings = NoticeSettings::default();
        change(&mut settings);
        settings.check().err().map(|fault| fault.name())
    }

    fn mail(host: &str, port: u16) -> MailSettings {
        let (host, security) = (host.into(), MailSecurity::Tls);
        let none = SmolStr::default();
        MailSettings { host, port, security, may_be_overheard: false, user: none.clone(), authority: none }
    }

    fn robots(names: &[&str]) -> Vec<RobotSettings> {
        let robot = |name: &&str| RobotSettings {
            name: SmolStr::new(name),
            platform: RobotPlatform::WeCom,
            departments: std::collections::BTreeSet::new(),
        };
        names.iter().map(robot).collect()
    }

    #[test]
    fn a_server_needs_a_name_and_a_port() {
        assert_eq!(fault(|s| s.mail = Some(mail("mail.example.cn", 465))), None);
        assert_eq!(fault(|s| s.mail = Some(mail("", 465))), Some("host"));
        assert_eq!(fault(|s| s.mail = Some(mail("mail server", 465))), Some("host"));
        assert_eq!(fault(|s| s.mail = Some(mail("mail.example.cn", 0))), Some("port_zero"));
    }

    #[test]
    fn two_robots_never_share_a_name_nor_the_name_of_their_secrets() {
        assert_eq!(fault(|s| s.robots = robots(&["night", "day"])), None);
        assert_eq!(fault(|s| s.robots = robots(&["night", "day", "night"])), Some("robot_twice"));
        assert_eq!(fault(|s| s.robots = robots(&["night 1", "Night-1"])), Some("robots_alike"));
        assert_eq!(fault(|s| s.robots = robots(&["夜班", "早班"])), Some("robots_alike"));
        assert_eq!(fault(|s| s.robots = robots(&[" "])), Some("robot_without_name"));
    }

    #[test]
    fn an_address_is_a_mailbox_or_a_number_to_call_and_belongs_to_somebody() {
        let with = |whom: &str, text: &str| {
            fault(|s| drop(s.addresses.insert(whom.into(), vec!["a@example.cn".into(), text.into()])))
        };
        for good in
            ["li.min@mail.example.cn", "a+b@x-y.cn", "root@localhost", "138 0000-0001", "+8613800000001"]
        {
            assert_eq!(with("D1", good), None, "{good}");
        }
        for bad in [
            "li.min",
            "@example.cn",
            "li@",
            "li@@example.cn",
            "li min@example.cn",
            "li@example",
            "li@.cn",
            "li@a..cn",
            "li.@example.cn",
            "李敏@example.cn",
            "li@例子.cn",
            "li@-a.cn",
            "li@a.cn,b@a.cn",
            "<li@a.cn>",
            "12345",
            "",
        ] {
            assert_eq!(with("D1", bad), Some("address"), "{bad}");
        }
        assert_eq!(with("", "a@example.cn"), Some("address_of_nobody"));
        assert_eq!(fault(|s| s.from = "the desk".into()), Some("sender"));
        assert_eq!(fault(|s| s.from = "desk@example.cn".into()), None);
    }
}
