//! People entered, given another role, gone and come back.

use crate::domain::operation::{Change, Operation};
use crate::domain::people::refusing::PeopleRefusal;
use crate::domain::people::{Person, Role, is_name};
use crate::domain::state::State;

/// Whoever is entered first looks after the others, and somebody always does.
pub(super) fn put(state: &State, person: Person) -> Result<Vec<Operation>, PeopleRefusal> {
    let before = state.people.get(&person.name).cloned();
    if before.as_ref() == Some(&person) {
        return Ok(Vec::new());
    }
    if !is_name(person.name.as_str()) {
        return Err(PeopleRefusal::NoName(person.name));
    }
    if !looks_after(&person) {
        if state.people.is_empty() {
            return Err(PeopleRefusal::FirstLooksAfter);
        }
        let others = state.people.values().filter(|other| other.name != person.name);
        if !others.into_iter().any(looks_after) {
            return Err(PeopleRefusal::LastAdministrator(person.name));
        }
    }
    Ok(vec![Operation::PeopleChanged(vec![Change { before, after: Some(person) }])])
}

fn looks_after(person: &Person) -> bool {
    person.active && person.role == Role::Administrator
}
