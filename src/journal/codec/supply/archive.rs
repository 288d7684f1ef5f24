//! Stored shapes of enterprises, their people, and the log of daily communication.

use super::super::incident::StoredSigned;
use super::super::network::{StoredName, stored_words, text};
use super::{Shape, Unsound};
use crate::domain::ids::{EnterpriseCode, TalkId};
use crate::domain::supply::archive::{Contact, Enterprise, Role, Talk};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

stored_words! {
    StoredRole of Role {
        MarketingDirector = "marketing_director", RegionalHead = "regional_head", Salesman = "salesman",
        Other = "other",
    }
}

#[derive(Serialize, Deserialize)]
pub(in crate::journal::codec) struct StoredEnterprise {
    code: SmolStr,
    name: StoredName,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    address: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    scale: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    brands: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    prices: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    prospects: SmolStr,
}

impl Shape for StoredEnterprise {
    type Of = Enterprise;
    fn of(value: &Enterprise) -> Self {
        Self {
            code: text(value.code.as_str()),
            name: StoredName::of(&value.name),
            address: value.address.clone(),
            scale: value.scale.clone(),
            brands: value.brands.clone(),
            prices: value.prices.clone(),
            prospects: value.prospects.clone(),
        }
    }
    fn back(self) -> Result<Enterprise, Unsound> {
        Ok(Enterprise {
            code: EnterpriseCode::new(self.code),
            name: self.name.back()?,
            address: self.address,
            scale: self.scale,
            brands: self.brands,
            prices: self.prices,
            prospects: self.prospects,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(in crate::journal::codec) struct StoredContact {
    enterprise: SmolStr,
    name: SmolStr,
    role: StoredRole,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    phone: SmolStr,
}

impl Shape for StoredContact {
    type Of = Contact;
    fn of(value: &Contact) -> Self {
        Self {
            enterprise: text(value.enterprise.as_str()),
            name: value.name.clone(),
            role: StoredRole::of(&value.role),
            phone: value.phone.clone(),
        }
    }
    fn back(self) -> Result<Contact, Unsound> {
        Ok(Contact {
            enterprise: EnterpriseCode::new(self.enterprise),
            name: self.name,
            role: self.role.back()?,
            phone: self.phone,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(in crate::journal::codec) struct StoredTalk {
    id: SmolStr,
    enterprise: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    contact: SmolStr,
    logged: StoredSigned,
    what: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    follow_up: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<StoredSigned>,
}

impl Shape for StoredTalk {
    type Of = Talk;
    fn of(value: &Talk) -> Self {
        Self {
            id: text(value.id.as_str()),
            enterprise: text(value.enterprise.as_str()),
            contact: value.contact.clone(),
            logged: StoredSigned::of(&value.logged),
            what: value.what.clone(),
            follow_up: value.follow_up.map(numbers::of_day),
            done: value.done.as_ref().map(StoredSigned::of),
        }
    }
    fn back(self) -> Result<Talk, Unsound> {
        Ok(Talk {
            id: TalkId::new(self.id),
            enterprise: EnterpriseCode::new(self.enterprise),
            contact: self.contact,
            logged: self.logged.back()?,
            what: self.what,
            follow_up: self.follow_up.map(|day| numbers::day(day).ok_or(Unsound::Garbled)).transpose()?,
            done: self.done.map(StoredSigned::back).transpose()?,
        })
    }
}
