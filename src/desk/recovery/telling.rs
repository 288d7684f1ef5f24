//! Plans in words: names, figures, what applying one would do.

use super::figures::Figures;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::command::Command;
use crate::domain::day::Route;
use crate::domain::proposal::{PlanKind, Proposal};
use crate::domain::units::Fen;
use crate::words::{Arg, Tell, grouped};

/// Some names in a row.
#[must_use]
pub fn list<'n>(look: &Look, names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(&look.words.say("board-list-separator"))
}

/// Money: `¥1,234`, or with its fen where `exact`.
#[must_use]
pub fn yuan(fen: Fen, exact: bool) -> String {
    let sign = if fen.0 < 0 { "−" } else { "" };
    let all = fen.0.unsigned_abs();
    if exact {
        format!("{sign}¥{}.{:02}", grouped(all / 100), all % 100)
    } else {
        format!("{sign}¥{}", grouped((all + 50) / 100))
    }
}

/// `Plan 2 · the spare takes over`; a plan edited by hand has no rank.
#[must_use]
pub fn plan_name(look: &Look, plan: &Proposal, rank: Option<usize>) -> String {
    let kind = look.words.tell(&plan.kind.message());
    match rank.filter(|_| plan.kind != PlanKind::ByHand) {
        Some(rank) => look.words.fill("plans-name", &[("rank", (rank + 1).into()), ("kind", kind.into())]),
        None => kind,
    }
}

/// `Apply: 61 stops change vehicle, 2 put off, tell 14 retailers, 2 transfers`.
#[must_use]
pub fn applying(look: &Look, plan: &Proposal) -> String {
    let words = &look.words;
    let mut parts = Vec::new();
    for (key, n) in [
        ("plans-do-moved", plan.moved),
        ("plans-do-put-off", plan.put_off.len()),
        ("plans-do-tell", plan.retold.len()),
        ("plans-do-transfers", plan.transfers.len()),
    ] {
        if n > 0 {
            parts.push(words.fill(key, &[("n", n.into())]));
        }
    }
    if parts.is_empty() {
        parts.push(words.fill("plans-do-routes", &[("n", plan.routes.len().into())]));
    }
    let what = parts.join(&words.say("plans-do-separator"));
    words.fill("plans-applying", &[("what", what.into())])
}

/// What matters most of a plan, in a line.
#[must_use]
pub fn in_short(look: &Look, plan: &Proposal) -> String {
    let words = &look.words;
    let figures = Figures::of(plan);
    let mut parts = vec![yuan(plan.price(), false)];
    if figures.late > 0 {
        let worst = Arg::from(figures.worst_minutes);
        parts.push(words.fill("plans-short-late", &[("n", figures.late.into()), ("worst", worst)]));
    }
    for (key, n) in [
        ("plans-do-moved", plan.moved),
        ("plans-do-put-off", plan.put_off.len()),
        ("plans-do-tell", plan.retold.len()),
    ] {
        if n > 0 {
            parts.push(words.fill(key, &[("n", n.into())]));
        }
    }
    parts.join(" · ")
}

/// Why the plan cannot be applied.
#[must_use]
pub fn blocked(look: &Look, plan: &Proposal, snapshot: &Snapshot, of_case: bool) -> Option<String> {
    let words = &look.words;
    if of_case {
        return Some(words.say("plans-of-case"));
    }
    if let Some(first) = plan.hard_breaches.first() {
        let parts = [
            ("n", Arg::from(plan.hard_breaches.len())),
            ("what", Arg::from(words.tell(&first.kind.message()))),
        ];
        return Some(words.fill("plans-breaks", &parts));
    }
    if plan.is_stale(&snapshot.state) {
        return Some(words.say("plans-stale"));
    }
    plan.routes.is_empty().then(|| words.say("plans-changes-nothing"))
}

/// The command that carries the plan out.
#[must_use]
pub fn command(plan: &Proposal, snapshot: &Snapshot) -> Command {
    Command::ApplyProposal {
        day: plan.day,
        routes: plan.routes.iter().map(|route| Route::clone(route)).collect(),
        base: plan.based_on,
        now: snapshot.now,
    }
}
