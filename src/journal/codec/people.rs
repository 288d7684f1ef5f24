//! Stored shape of somebody who signs in. What they sign in with is no part of history: see [`crate::journal::credentials`].

use super::{Shape, Unsound};
use crate::domain::ids::Author;
use crate::domain::people::{Person, Role};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredPerson {
    name: SmolStr,
    role: SmolStr,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    left: bool,
}

impl Shape for StoredPerson {
    type Of = Person;
    fn of(value: &Person) -> Self {
        Self {
            name: SmolStr::new(value.name.as_str()),
            role: SmolStr::new_static(value.role.name()),
            left: !value.active,
        }
    }
    fn back(self) -> Result<Person, Unsound> {
        let role = Role::parse(&self.role).ok_or(Unsound::Garbled)?;
        Ok(Person { name: Author::new(self.name), role, active: !self.left })
    }
}
