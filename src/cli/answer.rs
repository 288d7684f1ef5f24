//! What a command answers: text for people and JSON for programs, said once at the end.

use super::failure::Failure;
use super::setting::Setting;
use crate::words::{Arg, Message};
use serde_json::Value;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

pub(super) struct Answer {
    pub(super) text: String,
    pub(super) json: Value,
    /// Said on stderr, for people only.
    pub(super) hints: Vec<String>,
    code: u8,
}

impl Answer {
    pub(super) fn new(text: String, json: Value) -> Self {
        Self { text, json, hints: Vec::new(), code: 0 }
    }

    /// The answer to a command that has nothing to say, such as the desk after it was closed.
    pub(super) fn silent() -> Self {
        Self::new(String::new(), Value::Null)
    }

    /// The answer stands, and yet something is wrong with what was asked about.
    pub(super) fn exiting(self, code: u8) -> Self {
        Self { code, ..self }
    }

    pub(super) fn give(self, setting: &Setting) -> Result<ExitCode, Failure> {
        let text = if setting.json {
            if self.json.is_null() { String::new() } else { format!("{}\n", self.json) }
        } else {
            self.text
        };
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => {}
            // Whoever reads has seen enough, as with `head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Err(Failure::Unread),
            Err(error) => {
                let message = Message::new("cli-cannot-answer").with("error", Arg::shown(error));
                return Err(Failure::Trouble(message));
            }
        }
        if !setting.json {
            for hint in self.hints {
                let _ = writeln!(std::io::stderr(), "{hint}");
            }
        }
        Ok(ExitCode::from(self.code))
    }
}
