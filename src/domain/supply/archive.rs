//! Industrial enterprises (工业企业), the people there, and what was talked about with them.

use super::Supply;
use crate::domain::emergency::Signed;
use crate::domain::ids::{EnterpriseCode, TalkId};
use crate::domain::network::Name;
use crate::domain::time::ServiceDay;
use smol_str::SmolStr;
use std::fmt;

/// One enterprise. What is not known is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enterprise {
    pub code: EnterpriseCode,
    pub name: Name,
    pub address: SmolStr,
    /// How much it makes, in its own words.
    pub scale: SmolStr,
    /// Brands and specifications.
    pub brands: SmolStr,
    pub prices: SmolStr,
    pub prospects: SmolStr,
}

/// Somebody there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub enterprise: EnterpriseCode,
    pub name: SmolStr,
    pub role: Role,
    /// Empty where unknown.
    pub phone: SmolStr,
}

/// A person of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactKey {
    pub enterprise: EnterpriseCode,
    pub name: SmolStr,
}

impl Contact {
    #[must_use]
    pub fn key(&self) -> ContactKey {
        ContactKey { enterprise: self.enterprise.clone(), name: self.name.clone() }
    }
}

impl fmt::Display for ContactKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.enterprise, self.name)
    }
}

/// What somebody does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Marketing director (营销总监).
    MarketingDirector,
    /// Regional head (大区经理).
    RegionalHead,
    /// Salesman, or resident representative (业务员、驻点代表).
    Salesman,
    Other,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::MarketingDirector, Self::RegionalHead, Self::Salesman, Self::Other];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MarketingDirector => "marketing_director",
            Self::RegionalHead => "regional_head",
            Self::Salesman => "salesman",
            Self::Other => "other",
        }
    }

    /// Reads what [`Role::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// One entry of the log of daily communication (日常沟通).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    pub id: TalkId,
    pub enterprise: EnterpriseCode,
    /// With whom; empty where it was nobody in particular.
    pub contact: SmolStr,
    pub logged: Signed,
    pub what: SmolStr,
    /// When to come back to it.
    pub follow_up: Option<ServiceDay>,
    /// Somebody has come back to it.
    pub done: Option<Signed>,
}

impl Talk {
    /// Somebody has still to come back to it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.follow_up.is_some() && self.done.is_none()
    }
}

/// Enterprises and people that hold the text anywhere, whatever its case; all where it is empty. Whoever works at an
/// enterprise that holds it is found with it.
#[must_use]
pub fn find<'s>(supply: &'s Supply, text: &str) -> (Vec<&'s Enterprise>, Vec<&'s Contact>) {
    let wanted = text.trim().to_lowercase();
    let holds = |part: &str| part.to_lowercase().contains(&wanted);
    let in_enterprise = |one: &&Enterprise| {
        let Enterprise { code, name, address, scale, brands, prices, prospects } = one;
        [code.as_str(), &name.local, &name.english, address, scale, brands, prices, prospects]
            .into_iter()
            .any(holds)
    };
    let enterprises: Vec<&Enterprise> = supply.enterprises.values().filter(in_enterprise).collect();
    let here = |one: &Contact| enterprises.iter().any(|other| other.code == one.enterprise);
    let contacts = supply.contacts.values();
    let contacts = contacts.filter(|one| here(one) || holds(&one.name) || holds(&one.phone)).collect();
    (enterprises, contacts)
}
