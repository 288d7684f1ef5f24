//! Why something did not leave, as it is kept: to be read later, by readers of either language.

use crate::words::Language;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Why the last attempt failed, in both languages: settings may have changed when it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFault {
    pub name: SmolStr,
    pub english: String,
    pub chinese: String,
    /// Why it is not tried again, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_up: Option<SmolStr>,
}

impl KeptFault {
    /// Why, to a reader of this language.
    #[must_use]
    pub fn said(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}
