//! Mail by a server of the settings' choice: one message to a letter's recipients, secured unless the server is on this
//! computer or somebody has said that it need not be.

use super::fault::{SendFault, Why, short};
use super::smtp::{self, Login, Mailing, Outcome};
use super::wire::{self, Wire};
use super::{Limits, Moment, Refused, Sent};
use crate::domain::settings::MailSecurity;
use crate::exchange::fetch::Trouble;
use crate::notify::eml;
use crate::notify::letter::Letter;
use crate::notify::secrets::{self, Secret, Secrets};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use std::path::PathBuf;
use std::time::Instant;

/// A mail server, and how to speak with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub host: String,
    pub port: u16,
    pub security: MailSecurity,
    /// Lets [`MailSecurity::Plain`] speak with a server that is not on this computer.
    pub may_be_overheard: bool,
    /// Logs in under this name, with the password of the environment; not at all where it is empty.
    pub user: String,
    /// The address letters come from.
    pub from: String,
    /// A file of certificates (PEM) that are trusted beside those every browser trusts.
    pub authority: Option<PathBuf>,
}

pub fn send(
    mail: &Mail,
    letter: &Letter,
    before: &Sent,
    moment: Moment,
    secrets: &dyn Secrets,
    limits: &Limits,
) -> Result<Sent, SendFault> {
    let server = format!("{}:{}", mail.host, mail.port);
    let mut sent = before.clone();
    let open = still_open(letter, &mut sent);
    let fault = |why, sent: &Sent| SendFault::new(&server, why, sent);
    if open.is_empty() {
        // Whoever is left has no address; it may be that everybody has it.
        return if sent.to.is_empty() { Err(fault(Why::NoRecipient, &sent)) } else { Ok(sent) };
    }
    let password = match mail.user.trim() {
        "" => None,
        _ => Some(
            secrets
                .get(secrets::SMTP_PASSWORD)
                .ok_or_else(|| fault(Why::NoSecret(secrets::SMTP_PASSWORD.to_owned()), &sent))?,
        ),
    };
    let dialogue = || -> Result<Vec<Outcome>, Why> {
        let bad_sender = || Why::BadSender(mail.from.clone());
        let from = eml::address(&mail.from).ok_or_else(bad_sender)?;
        let message = eml::message(letter, &mail.from, moment.offset_minutes).ok_or_else(bad_sender)?;
        let trusted = wire::trusting(mail.authority.as_deref()).map_err(Why::BadAuthority)?;
        let host = mail.host.trim();
        let is_name = |c: char| c.is_alphanumeric() || "-._:".contains(c);
        if host.is_empty() || !host.chars().all(is_name) || mail.port == 0 {
            return Err(Why::Network(Trouble::BadAddress));
        }
        let deadline = Instant::now() + limits.overall;
        let wire = Wire::connect(host, mail.port, limits.connect, deadline).map_err(Why::Network)?;
        if mail.security == MailSecurity::Plain && !mail.may_be_overheard && !wire.is_near() {
            return Err(Why::InTheClear);
        }
        let login = password.as_ref().map(|password| Login { user: mail.user.trim(), password });
        let mailing = Mailing { from: &from, to: &open, message: &message };
        smtp::mail(wire, mail.security, host, trusted, login.as_ref(), &mailing)
    };
    let clean = |text: String| short(&cleaned(text, password.as_ref(), &mail.user));
    let outcomes = dialogue().map_err(|why| fault(without_secrets(why, clean), &sent))?;
    let (mut refused, mut later) = (None, None);
    for (address, outcome) in open.iter().zip(outcomes) {
        match outcome {
            Outcome::Taken => sent.to.push(address.to_string()),
            Outcome::Refused(answer) => {
                let says = clean(answer.says);
                refused.get_or_insert_with(|| says.clone());
                sent.refused.push(Refused { address: address.to_string(), says });
            }
            Outcome::Later(answer) => {
                later.get_or_insert(Why::Mail { code: answer.code, says: clean(answer.says) });
            }
        }
    }
    match (later, refused) {
        (Some(why), _) => Err(fault(why, &sent)),
        (None, Some(says)) if sent.to.is_empty() => Err(fault(Why::AllRefused(says), &sent)),
        _ => Ok(sent),
    }
}

/// The addresses it has not gone to yet; those that are none are noted as such.
fn still_open(letter: &Letter, sent: &mut Sent) -> Vec<Address> {
    let mut open: Vec<Address> = Vec::new();
    for to in &letter.to {
        let Some(address) = eml::address(&to.address) else {
            let refused = Refused { address: to.address.clone(), says: String::new() };
            if !sent.refused.contains(&refused) {
                sent.refused.push(refused);
            }
            continue;
        };
        let text = address.to_string();
        let is_done = sent.to.contains(&text) || sent.refused.iter().any(|refused| refused.address == text);
        if !is_done && !open.contains(&address) {
            open.push(address);
        }
    }
    open
}

/// `text` without the password, in any form it goes over the line in.
fn cleaned(text: String, password: Option<&Secret>, user: &str) -> String {
    let Some(password) = password.map(Secret::reveal) else { return text };
    let both = STANDARD.encode(format!("\0{}\0{password}", user.trim()));
    secrets::without(text, [password, &STANDARD.encode(password), &both])
}

fn without_secrets(why: Why, clean: impl Fn(String) -> String) -> Why {
    match why {
        Why::Mail { code, says } => Why::Mail { code, says: clean(says) },
        Why::WrongPassword(says) => Why::WrongPassword(clean(says)),
        Why::NotUnderstood(says) => Why::NotUnderstood(clean(says)),
        other => other,
    }
}
