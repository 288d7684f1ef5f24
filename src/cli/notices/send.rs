//! `mainstay notices send`.

use super::list::delivery_json;
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::notice::DeliveryState;
use crate::notify::channels::Limits;
use crate::notify::secrets::OfTheSystem;
use crate::notify::standing::delivery_in_words;
use clap::Args;
use serde_json::json;
use std::fmt::Write as _;

#[derive(Debug, Args)]
pub(super) struct Send {
    /// Try given-up notices anew first: this one, or all.
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "")]
    again: Option<String>,
}

pub(super) fn run(setting: &Setting, asked: &Send) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let words = &setting.words;
    let Some(lock) = session.take_sending()? else {
        let text = format!("{}\n", words.say("notices-sent-elsewhere"));
        return Ok(Answer::new(text, json!({ "busy": true, "sent": 0, "failed": 0, "deliveries": [] })));
    };
    if let Some(which) = &asked.again {
        session.send_again(Some(which.as_str()).filter(|id| !id.is_empty()))?;
    }
    let mut settled = Vec::new();
    loop {
        // The clock goes on while servers keep one waiting.
        let now = setting.now(&session.state().settings);
        let Some(consignment) = session.next_sending(now, &lock)? else { break };
        let outcome = consignment.send(now, &OfTheSystem, &Limits::default());
        let now = setting.now(&session.state().settings);
        settled.push(session.settle_sending(consignment, outcome, now)?);
    }
    let sent = settled.iter().filter(|delivery| delivery.state == DeliveryState::Sent).count();
    let failed = settled.len() - sent;
    let mut text = words.fill("notices-sent", &[("sent", sent.into()), ("failed", failed.into())]);
    text.push('\n');
    for delivery in settled.iter().filter(|delivery| delivery.state != DeliveryState::Sent) {
        // Writing to memory cannot fail.
        let _ = writeln!(text, "{}: {}", delivery.notice, delivery_in_words(words, delivery));
    }
    let json = json!({
        "busy": false,
        "sent": sent,
        "failed": failed,
        "deliveries": settled.iter().map(|delivery| delivery_json(words, delivery)).collect::<Vec<_>>(),
    });
    let answer = Answer::new(text, json);
    Ok(if failed > 0 { answer.exiting(3) } else { answer })
}
