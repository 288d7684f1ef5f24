//! Turns a wish into facts, or says why it cannot be. A file per family of command.

mod records;

use super::command::Command;
use super::operation::Operation;
use super::refusal::Refusal;
use super::state::State;

/// Reads only its arguments. An empty list means that all is already as asked.
///
/// # Errors
/// A [`Refusal`] with the reason where the rules say no; nothing has then happened.
pub fn decide(state: &State, command: Command) -> Result<Vec<Operation>, Refusal> {
    match command {
        Command::RecordDay { day, routes } => records::record_day(state, day, routes),
        _ => todo!(),
    }
}
