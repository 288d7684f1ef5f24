//! What came with version 5: people, and the lock of a desk nobody touches.

use super::{added, of_version_4};
use crate::domain::ids::Author;
use crate::domain::operation::{Change, Operation};
use crate::domain::people::{Person, Role};
use crate::domain::settings::Settings;
use crate::domain::units::Seconds;

pub fn of_version_5() -> Vec<Operation> {
    let person = |role: Role| Person { name: Author::new(role.name()), role, active: true };
    let people: Vec<Person> = Role::ALL.into_iter().map(person).collect();
    let gone = Person { active: false, ..people[1].clone() };
    let left = Change { before: Some(people[1].clone()), after: Some(gone) };
    let settings = of_version_4().into_iter().rev().find_map(|operation| match operation {
        Operation::SettingsChanged(change) => change.after,
        _ => None,
    });
    let never = settings.clone().map(|settings| Settings { lock_after: Seconds(0), ..settings });
    vec![
        Operation::PeopleChanged(people.into_iter().map(added).collect()),
        Operation::PeopleChanged(vec![left]),
        Operation::SettingsChanged(Box::new(Change { before: settings, after: never })),
    ]
}
