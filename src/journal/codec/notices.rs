//! Stored shape of the settings for notices.

use super::network::text;
use super::{Shape, Unsound};
use crate::domain::ids::DepartmentCode;
use crate::domain::settings::{MailSecurity, MailSettings, NoticeSettings, RobotPlatform, RobotSettings};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredNotices {
    to_folder: bool,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    folder: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    from: SmolStr,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    in_english: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mail: Option<StoredMail>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    robots: Vec<StoredRobot>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    addresses: BTreeMap<SmolStr, Vec<SmolStr>>,
}

impl StoredNotices {
    /// What settings of versions 1 and 2 stand for, whatever the defaults are today: written down also in
    /// `migrations/0003.sql`, so that a replay gives the tables.
    pub(super) fn of_version_2() -> Self {
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

#[derive(Serialize, Deserialize)]
struct StoredMail {
    host: SmolStr,
    port: u16,
    security: SmolStr,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    may_be_overheard: bool,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    user: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    authority: SmolStr,
}

impl Shape for StoredMail {
    type Of = MailSettings;
    fn of(value: &MailSettings) -> Self {
        Self {
            host: value.host.clone(),
            port: value.port,
            security: SmolStr::new_static(value.security.name()),
            may_be_overheard: value.may_be_overheard,
            user: value.user.clone(),
            authority: value.authority.clone(),
        }
    }
    fn back(self) -> Result<MailSettings, Unsound> {
        Ok(MailSettings {
            host: self.host,
            port: self.port,
            security: MailSecurity::parse(&self.security).ok_or(Unsound::Garbled)?,
            may_be_overheard: self.may_be_overheard,
            user: self.user,
            authority: self.authority,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredRobot {
    name: SmolStr,
    platform: SmolStr,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    departments: Vec<SmolStr>,
}

impl Shape for StoredRobot {
    type Of = RobotSettings;
    fn of(value: &RobotSettings) -> Self {
        Self {
            name: value.name.clone(),
            platform: SmolStr::new_static(value.platform.name()),
            departments: value.departments.iter().map(|code| text(code.as_str())).collect(),
        }
    }
    fn back(self) -> Result<RobotSettings, Unsound> {
        Ok(RobotSettings {
            name: self.name,
            platform: RobotPlatform::parse(&self.platform).ok_or(Unsound::Garbled)?,
            departments: self.departments.into_iter().map(DepartmentCode::new).collect(),
        })
    }
}

impl Shape for StoredNotices {
    type Of = NoticeSettings;
    fn of(value: &NoticeSettings) -> Self {
        Self {
            to_folder: value.to_folder,
            folder: value.folder.clone(),
            from: value.from.clone(),
            in_english: value.in_english,
            mail: value.mail.as_ref().map(StoredMail::of),
            robots: StoredRobot::of_all(&value.robots),
            addresses: value.addresses.clone(),
        }
    }
    fn back(self) -> Result<NoticeSettings, Unsound> {
        Ok(NoticeSettings {
            to_folder: self.to_folder,
            folder: self.folder,
            from: self.from,
            in_english: self.in_english,
            mail: self.mail.map(StoredMail::back).transpose()?,
            robots: StoredRobot::back_all(self.robots)?,
            addresses: self.addresses,
        })
    }
}
