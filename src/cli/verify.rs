//! `mainstay verify`.

use super::answer::Answer;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::words::Message;
use serde_json::json;

pub(super) fn run(setting: &Setting) -> Result<Answer, Failure> {
    let session = setting.open_present()?;
    let words = &setting.words;
    let verdict = session.verify(&mut Progress::of(words, Message::new("cli-verifying")))?;
    let ok = verdict.problems.is_empty();
    let problems: Vec<_> = verdict
        .problems
        .iter()
        .map(|problem| {
            json!({
                "what": words.tell(&problem.what),
                "where": problem.place,
                "advice": words.tell(&problem.advice),
            })
        })
        .collect();
    // Programs read the same names in either language; people read sentences.
    let checked: Vec<_> =
        verdict.checked.iter().map(|key| key.strip_prefix("verify-checked-").unwrap_or(key)).collect();
    let mut text = if ok {
        words.fill("cli-verified", &[("n", verdict.entries.into())])
    } else {
        words.fill("cli-not-verified", &[("n", problems.len().into())])
    };
    text.push('\n');
    for check in &verdict.checked {
        text.extend(["  ", words.say(check).as_str(), "\n"]);
    }
    for problem in &verdict.problems {
        let (what, advice) = (words.tell(&problem.what), words.tell(&problem.advice));
        text.extend([problem.place.as_str(), ": ", &what, "\n  ", &advice, "\n"]);
    }
    let json = json!({"ok": ok, "entries": verdict.entries, "checked": checked, "problems": problems});
    Ok(Answer::new(text, json).exiting(if ok { 0 } else { 3 }))
}
