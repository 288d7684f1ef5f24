//! `mainstay undo`.

use super::answer::Answer;
use super::changes;
use super::failure::Failure;
use super::setting::Setting;
use crate::domain::refusal::Refusal;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Undo {
    /// Say what would come of it, and keep nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(setting: &Setting, asked: &Undo) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let undone = session.undoable()?.ok_or(Refusal::NothingToUndo)?;
    let words = &setting.words;
    let hand = setting.hand(&mut session)?;
    if asked.dry_run {
        let consequences = session.preview_undo(hand, now)?;
        let told = (words, &session.state().network);
        return Ok(changes::answer(told, session.revision(), Some(&undone.deed), &consequences, true));
    }
    let receipt = session.undo(hand, now)?;
    let deed = receipt.change.map(|change| change.deed);
    Ok(changes::answer(
        (words, &session.state().network),
        receipt.revision,
        deed.as_ref(),
        &receipt.consequences,
        false,
    ))
}
