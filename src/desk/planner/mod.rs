//! The thread that looks for recovery plans, so that the window never searches. It is given a state and a
//! question and answers with better and better sets of plans; the newest question wins. Edits by hand are
//! judged here as well, because weighing a plan of many routes takes longer than a frame may.

mod pace;
mod planning;

use crate::desk::snapshot::Snapshot;
use crate::domain::Refusal;
use crate::domain::command::Command;
use crate::domain::ids::{Plate, Revision};
use crate::domain::proposal::{Proposal, Scope};
use crate::domain::state::State;
use crate::recovery::{self, About, Answer, Ask, NothingToPlan, Patience};
pub use pace::Pace;
pub use planning::{End, Planning, Search};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// The search of a day begins with this number, so that the same day gives the same plans.
pub const SEED: u64 = 1;

/// What is to be planned, on what.
#[derive(Clone, Debug)]
pub struct Question {
    pub state: State,
    pub revision: Revision,
    pub ask: Ask,
}

impl Question {
    /// The day on the board, as it stands.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        let ask = Ask {
            day: snapshot.date,
            now: snapshot.now,
            seed: SEED,
            threads: 1,
            about: About::default(),
            relieved: BTreeSet::new(),
        };
        Self { state: snapshot.state.clone(), revision: snapshot.revision, ask }
    }

    /// The same about something else than what is most urgent.
    #[must_use]
    pub fn about(mut self, about: About) -> Self {
        self.ask.about = about;
        self
    }

    /// The same, with these sound vehicles ready to hand over their goods on the road.
    #[must_use]
    pub fn relieving(mut self, relieved: &BTreeSet<Plate>) -> Self {
        self.ask.relieved.clone_from(relieved);
        self
    }
}

/// An edit of a plan by hand, to be judged.
#[derive(Clone, Debug)]
pub struct Edit {
    pub scope: Arc<Scope>,
    pub plan: Arc<Proposal>,
    pub command: Command,
}

/// What the window asks for. `run` tells answers to this question from those to an older one.
#[derive(Debug)]
enum Request {
    Plan {
        run: u64,
        question: Box<Question>,
        /// Plans of an earlier search on the same question.
        known: Vec<Arc<Proposal>>,
        pace: Arc<Pace>,
    },
    Judge {
        run: u64,
        edit: Box<Edit>,
    },
    Close,
}

/// What the window is told.
#[derive(Clone, Debug)]
pub enum Word {
    /// Ranked plans, the cheapest first, better than those before.
    Plans {
        run: u64,
        scope: Arc<Scope>,
        plans: Vec<Arc<Proposal>>,
    },
    Ended {
        run: u64,
        end: End,
    },
    Nothing {
        run: u64,
        why: NothingToPlan,
    },
    Judged {
        run: u64,
        outcome: Result<Arc<Proposal>, Refusal>,
    },
}

/// The window's end of the channel.
#[derive(Debug)]
pub struct Planner {
    requests: Sender<Request>,
    words: Receiver<Word>,
    pace: Option<Arc<Pace>>,
    thread: Option<JoinHandle<()>>,
}

impl Planner {
    /// Starts the thread. `wake` is called after each word.
    pub fn start(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (requests, inbox) = channel();
        let (outbox, words) = channel();
        let thread = std::thread::Builder::new().name("planner".into()).spawn(move || {
            serve(&inbox, &mut |word| {
                // A window that has gone needs no plans.
                if outbox.send(word).is_ok() {
                    wake();
                }
            });
        });
        Self { requests, words, pace: None, thread: thread.ok() }
    }

    /// Begins a search, and ends the one under way.
    pub fn plan(&mut self, planning: &mut Planning, question: Question, known: Vec<Arc<Proposal>>) {
        self.stop();
        let mut question = question;
        question.ask.threads = threads();
        let pace = Arc::new(Pace::usual());
        let run = planning.begin(question.clone(), Arc::clone(&pace));
        self.pace = Some(Arc::clone(&pace));
        let request = Request::Plan { run, question: Box::new(question), known, pace };
        self.ask(request, planning);
    }

    /// Has an edit judged. A search under way ends: a person has begun to decide.
    pub fn judge(&mut self, planning: &mut Planning, edit: Edit) {
        self.stop();
        let run = planning.judging();
        self.ask(Request::Judge { run, edit: Box::new(edit) }, planning);
    }

    fn ask(&self, request: Request, planning: &mut Planning) {
        if self.requests.send(request).is_err() {
            planning.abandon();
        }
    }

    /// The search under way ends with what it has found.
    pub fn stop(&mut self) {
        if let Some(pace) = self.pace.take() {
            pace.stop();
        }
    }

    /// What has come in since the last look. Never waits.
    pub fn words(&self) -> impl Iterator<Item = Word> + '_ {
        self.words.try_iter()
    }

    /// The thread has ended, though nobody asked it to.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for Planner {
    fn drop(&mut self) {
        self.stop();
        let _ = self.requests.send(Request::Close);
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported by the panic hook already.
            let _ = thread.join();
        }
    }
}

/// All but one, so that the window stays quick while they search.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |all| all.get().saturating_sub(1).max(1))
}

fn serve(inbox: &Receiver<Request>, tell: &mut (dyn FnMut(Word) + Send)) {
    while let Ok(request) = inbox.recv() {
        match request {
            Request::Plan { run, question, known, pace } => {
                pace.begin();
                let mut hear = |word| {
                    pace.found_better();
                    tell(word);
                };
                // A fault of ours in one search must not take all later ones with it.
                let attempt = AssertUnwindSafe(|| search(run, &question, &known, &*pace, &mut hear));
                let end = match catch_unwind(attempt) {
                    Ok(nothing) => nothing.unwrap_or(Word::Ended { run, end: pace.end() }),
                    Err(_) => Word::Ended { run, end: End::Abandoned },
                };
                tell(end);
            }
            Request::Judge { run, edit } => tell(judge(run, *edit)),
            Request::Close => return,
        }
    }
}

/// Searches, telling each better set of plans; what is returned ends it where there is nothing to plan.
fn search(
    run: u64,
    question: &Question,
    known: &[Arc<Proposal>],
    patience: &dyn Patience,
    tell: &mut (dyn FnMut(Word) + Send),
) -> Option<Word> {
    let mut better = |answer: &Answer| {
        let plans = together(known, &answer.proposals);
        tell(Word::Plans { run, scope: Arc::new(answer.scope.clone()), plans });
    };
    let Question { state, revision, ask } = question;
    match recovery::recover(state, *revision, ask, patience, &mut better) {
        Ok(answer) => {
            better(&answer);
            None
        }
        Err(why) => Some(Word::Nothing { run, why }),
    }
}

fn judge(run: u64, edit: Edit) -> Word {
    let outcome = edit.scope.edited(&edit.plan, edit.command).map(Arc::new);
    Word::Judged { run, outcome }
}

/// Plans of an earlier search on the same question and those just found: of each kind the cheapest, and none
/// that another is better than in every item.
fn together(known: &[Arc<Proposal>], found: &[Proposal]) -> Vec<Arc<Proposal>> {
    let found = found.iter().cloned().map(Arc::new);
    if known.is_empty() {
        return found.collect();
    }
    let mut all: Vec<Arc<Proposal>> = known.iter().cloned().chain(found).collect();
    all.sort_by_key(|plan| (plan.price(), plan.kind));
    let mut kept: Vec<Arc<Proposal>> = Vec::with_capacity(all.len());
    for plan in all {
        let beaten = |other: &Arc<Proposal>| other.kind == plan.kind || other.bill.dominates(&plan.bill);
        if !kept.iter().any(beaten) {
            kept.push(plan);
        }
    }
    kept
}

/// The same on the caller's own thread and with rounds counted, for pictures and tests: what is found
/// depends on no clock.
pub fn plan_here(planning: &mut Planning, question: &Question, rounds: u64) {
    let run = planning.begin(question.clone(), Arc::new(Pace::usual()));
    let mut words = Vec::new();
    let end = search(run, question, &[], &recovery::Rounds(rounds), &mut |word| words.push(word));
    words.push(end.unwrap_or(Word::Ended { run, end: End::Settled }));
    for word in words {
        planning.take(word);
    }
}

/// As [`plan_here`], for an edit.
pub fn judge_here(planning: &mut Planning, edit: Edit) {
    let run = planning.judging();
    planning.take(judge(run, edit));
}
