//! `mainstay notices test`: whether a channel works, found out before it matters.

use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::settings::is_mail_address;
use crate::notify::channels::Limits;
use crate::notify::secrets::OfTheSystem;
use crate::notify::trial::{self, Place, Trial};
use crate::words::Message;
use clap::Args;
use serde_json::json;
use smol_str::SmolStr;

#[derive(Debug, Args)]
pub(super) struct Test {
    /// Only this one: folder, mail, or robot: and its name; every channel that is set where not given.
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<String>,
    /// Mail goes to this address, rather than to the one it comes from.
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    to: Option<String>,
}

fn address(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if is_mail_address(text) {
        Ok(text.to_owned())
    } else {
        Err("write an e-mail address, such as name@company.cn")
    }
}

pub(super) fn run(setting: &Setting, asked: &Test) -> Result<Answer, Failure> {
    let session = setting.open_present()?;
    let (state, words) = (session.state(), &setting.words);
    let settings = &state.settings.notices;
    let set = trial::channels(settings);
    if set.is_empty() {
        return Err(Failure::No(Message::new("test-none")));
    }
    let wanted = match &asked.channel {
        None => set,
        Some(one) if set.contains(&SmolStr::new(one)) => vec![SmolStr::new(one)],
        Some(one) => {
            let message = Message::new("test-no-channel").with("channel", one.as_str());
            return Err(Failure::Bad(message.with("channels", set.join(", "))));
        }
    };
    let (mut text, mut told, mut failed) = (String::new(), Vec::new(), false);
    for channel in wanted {
        let now = setting.now(&state.settings);
        let place = Place {
            centre: state.network.centre.as_ref().map(|centre| &centre.name),
            folder: session.notice_folder(),
            offset_minutes: state.settings.weather.utc_offset_minutes,
            now,
        };
        let Some(trial) = Trial::of(settings, &channel, asked.to.as_deref(), &place) else { continue };
        let outcome = trial.send(now, &OfTheSystem, &Limits::default());
        failed |= outcome.is_err();
        let said = words.tell(&trial.outcome(&outcome));
        text.push_str(&said);
        text.push('\n');
        told.push(json!({
            "channel": channel.as_str(),
            "ok": outcome.is_ok(),
            "to": outcome.is_ok().then(|| trial.went_to()),
            "fault": outcome.err().map(|fault| fault.why.name()),
            "says": said,
        }));
    }
    let answer = Answer::new(text, told.into());
    Ok(if failed { answer.exiting(3) } else { answer })
}
