//! What the planner has told so far: the question, the plans found for it, and a plan as edited by hand. The
//! window only reads it; everything in it is shared.

use super::{Edit, Pace, Question, Word};
use crate::domain::Refusal;
use crate::domain::command::Command;
use crate::domain::proposal::{Proposal, Scope};
use crate::recovery::NothingToPlan;
use std::sync::Arc;

/// Where the search for recovery plans stands.
#[derive(Clone, Debug, Default)]
pub struct Planning {
    /// What was asked last; a longer search on it begins from the same state.
    pub question: Option<Arc<Question>>,
    pub search: Search,
    /// What the plans were weighed against; `None` before the first have come.
    pub scope: Option<Arc<Scope>>,
    /// Ranked, the cheapest first.
    pub plans: Vec<Arc<Proposal>>,
    /// A plan as edited by hand, each edit on the one before.
    pub by_hand: Vec<Arc<Proposal>>,
    /// Why the last edit was refused.
    pub refused: Option<Refusal>,
    /// An edit is being judged.
    pub judging: bool,
    run: u64,
}

#[derive(Clone, Debug, Default)]
pub enum Search {
    #[default]
    Idle,
    Running(Arc<Pace>),
    Ended(End),
    Nothing(NothingToPlan),
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At its deadline, or with nothing better for a while.
    Settled,
    /// Because a person said so, or went on to something else.
    Stopped,
    /// By a fault of ours.
    Abandoned,
}

impl Planning {
    /// A search begins; gives the number its answers carry. What was found for another question is let go.
    pub fn begin(&mut self, question: Question, pace: Arc<Pace>) -> u64 {
        let same = self.question.as_ref().is_some_and(|asked| {
            asked.revision == question.revision
                && asked.ask.now == question.ask.now
                && asked.ask.day == question.ask.day
        });
        self.run += 1;
        if !same {
            *self = Self { run: self.run, ..Self::default() };
        }
        self.question = Some(Arc::new(question));
        self.search = Search::Running(pace);
        self.run
    }

    /// An edit is sent to be judged; gives the number its answer carries.
    pub fn judging(&mut self) -> u64 {
        self.judging = true;
        self.refused = None;
        self.run
    }

    /// Takes in what came. An answer to an older question is passed over.
    pub fn take(&mut self, word: Word) {
        match word {
            Word::Plans { run, scope, plans } if run == self.run => {
                self.scope = Some(scope);
                self.plans = plans;
            }
            Word::Ended { run, end } if run == self.run => self.search = Search::Ended(end),
            Word::Nothing { run, why } if run == self.run => self.search = Search::Nothing(why),
            Word::Judged { run, outcome } if run == self.run => {
                self.judging = false;
                match outcome {
                    Ok(plan) => self.by_hand.push(plan),
                    Err(refusal) => self.refused = Some(refusal),
                }
            }
            _ => {}
        }
    }

    /// Nobody answers any more.
    pub fn abandon(&mut self) {
        self.search = Search::Ended(End::Abandoned);
        self.judging = false;
    }

    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self.search, Search::Running(_))
    }

    /// The edit that `command` is of `plan`.
    #[must_use]
    pub fn edit(&self, plan: Arc<Proposal>, command: Command) -> Option<Edit> {
        Some(Edit { scope: Arc::clone(self.scope.as_ref()?), plan, command })
    }

    /// The plan as it was before the last edit; without any the edited plan goes.
    pub fn take_back_edit(&mut self) {
        self.by_hand.pop();
        self.refused = None;
    }

    /// The plan as it stands edited.
    #[must_use]
    pub fn edited(&self) -> Option<&Arc<Proposal>> {
        self.by_hand.last()
    }
}
