//! Who may do what, and how one shows who one is.

mod rights;
mod signing_in;

use mainstay::domain::ids::Author;
use mainstay::domain::people::pin::Pin;
use mainstay::domain::people::{Person, Role};

/// One of each role, named after it.
pub fn everybody() -> Vec<Person> {
    Role::ALL.into_iter().rev().map(|role| person(role.name(), role)).collect()
}

pub fn person(name: &str, role: Role) -> Person {
    Person { name: Author::new(name), role, active: true }
}

pub fn name(role: Role) -> Author {
    Author::new(role.name())
}

pub fn pin(text: &str) -> Pin {
    Pin::typed(text)
}
