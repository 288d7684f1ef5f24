//! The dialogue with a mail server (RFC 5321). It is held here, not by a library's transport, because it must end by a
//! deadline however slowly the server speaks, read no more than it may, go on past an address that is refused, and
//! forget what was said in the clear once the connection is secured.

use super::Why;
use super::wire::{SecureWire, Wire, trouble_of};
use crate::domain::settings::MailSecurity;
use crate::exchange::fetch::Trouble;
use crate::notify::secrets::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use rustls::ClientConfig;
use std::io::{ErrorKind, Read, Write};
use std::net::IpAddr;
use std::sync::Arc;

/// Answers are a few lines; a server that says more is none.
const MOST_ANSWER: usize = 16 << 10;

/// Who logs in.
pub struct Login<'l> {
    pub user: &'l str,
    pub password: &'l Secret,
}

/// What is to be sent.
pub struct Mailing<'m> {
    pub from: &'m Address,
    pub to: &'m [Address],
    pub message: &'m [u8],
}

/// What became of each address, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Taken,
    /// For good.
    Refused(Answer),
    /// For now.
    Later(Answer),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub code: u16,
    pub says: String,
}

impl Answer {
    fn is_good(&self) -> bool {
        self.code < 400
    }

    fn why(self) -> Why {
        Why::Mail { code: self.code, says: self.says }
    }
}

/// Holds the whole dialogue over a connection that stands.
pub fn mail(
    wire: Wire,
    security: MailSecurity,
    host: &str,
    trusted: Arc<ClientConfig>,
    login: Option<&Login<'_>>,
    mailing: &Mailing<'_>,
) -> Result<Vec<Outcome>, Why> {
    let own = wire.own_address();
    let secured = |wire: Wire| -> Result<Dialogue<SecureWire>, Why> {
        Ok(Dialogue::over(wire.secured(host, trusted).map_err(Why::Network)?))
    };
    match security {
        MailSecurity::Tls => {
            let mut dialogue = secured(wire)?;
            dialogue.greet()?;
            let offers = dialogue.hello(own)?;
            dialogue.finish(&offers, login, mailing)
        }
        MailSecurity::StartTls => {
            let mut dialogue = Dialogue::over(wire);
            dialogue.greet()?;
            if !dialogue.hello(own)?.start_tls {
                return Err(Why::NoStartTls);
            }
            dialogue.ask("STARTTLS")?;
            // What has come already was said in the clear, by whomever.
            if !dialogue.heard.is_empty() {
                return Err(Why::NotUnderstood("STARTTLS".to_owned()));
            }
            let mut dialogue = secured(dialogue.stream)?;
            let offers = dialogue.hello(own)?;
            dialogue.finish(&offers, login, mailing)
        }
        MailSecurity::Plain => {
            let mut dialogue = Dialogue::over(wire);
            dialogue.greet()?;
            let offers = dialogue.hello(own)?;
            dialogue.finish(&offers, login, mailing)
        }
    }
}

/// What the server says it can do.
#[derive(Default)]
struct Offers {
    start_tls: bool,
    utf8: bool,
    /// The better of those known here.
    login: Option<LoginBy>,
}

/// How a user and a password are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LoginBy {
    Plain,
    Login,
}

impl Offers {
    fn of(answer: &Answer) -> Self {
        let mut offers = Self::default();
        for line in answer.says.lines().skip(1) {
            // Some write `AUTH=LOGIN`, as before it was agreed on.
            let line = line.to_ascii_uppercase().replace('=', " ");
            let mut words = line.split_whitespace();
            match words.next() {
                Some("STARTTLS") => offers.start_tls = true,
                Some("SMTPUTF8") => offers.utf8 = true,
                Some("AUTH") => {
                    for word in words {
                        match word {
                            "PLAIN" => offers.login = Some(LoginBy::Plain),
                            "LOGIN" => offers.login = offers.login.or(Some(LoginBy::Login)),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        offers
    }
}

struct Dialogue<S> {
    stream: S,
    /// Has come and is not read yet.
    heard: Vec<u8>,
}

impl<S: Read + Write> Dialogue<S> {
    fn over(stream: S) -> Self {
        Self { stream, heard: Vec::new() }
    }

    fn greet(&mut self) -> Result<(), Why> {
        let answer = self.answer()?;
        if answer.is_good() { Ok(()) } else { Err(answer.why()) }
    }

    fn hello(&mut self, own: Option<IpAddr>) -> Result<Offers, Why> {
        // A computer at a desk has no name that others know; its address is what RFC 5321 wants then.
        let name = match own {
            Some(IpAddr::V4(address)) => format!("[{address}]"),
            Some(IpAddr::V6(address)) => format!("[IPv6:{address}]"),
            None => "[127.0.0.1]".to_owned(),
        };
        let answer = self.say_and_hear(&format!("EHLO {name}"))?;
        if answer.is_good() { Ok(Offers::of(&answer)) } else { Err(answer.why()) }
    }

    /// From the login to the end.
    fn finish(
        mut self,
        offers: &Offers,
        login: Option<&Login<'_>>,
        mailing: &Mailing<'_>,
    ) -> Result<Vec<Outcome>, Why> {
        if let Some(login) = login {
            self.log_in(offers, login)?;
        }
        let is_plain = |address: &Address| <Address as AsRef<str>>::as_ref(address).is_ascii();
        let utf8 = offers.utf8 && !(is_plain(mailing.from) && mailing.to.iter().all(is_plain));
        let parameters = if utf8 { " SMTPUTF8 BODY=8BITMIME" } else { "" };
        self.ask(&format!("MAIL FROM:<{}>{parameters}", mailing.from))?;
        let mut outcomes = Vec::with_capacity(mailing.to.len());
        for address in mailing.to {
            if !is_plain(address) && !utf8 {
                let says = "SMTPUTF8".to_owned();
                outcomes.push(Outcome::Refused(Answer { code: 553, says }));
                continue;
            }
            let answer = self.say_and_hear(&format!("RCPT TO:<{address}>"))?;
            outcomes.push(match answer.code {
                // It closes the line: nothing was taken.
                421 => return Err(answer.why()),
                ..400 => Outcome::Taken,
                400..500 => Outcome::Later(answer),
                500.. => Outcome::Refused(answer),
            });
        }
        if outcomes.contains(&Outcome::Taken) {
            self.ask("DATA")?;
            self.say(&stuffed(mailing.message))?;
            let answer = self.answer()?;
            if !answer.is_good() {
                return Err(answer.why());
            }
        }
        // It has the letter; that it is slow to say good-bye is not waited for.
        let _ = self.say(b"QUIT\r\n");
        Ok(outcomes)
    }

    fn log_in(&mut self, offers: &Offers, login: &Login<'_>) -> Result<(), Why> {
        let (user, password) = (login.user, login.password.reveal());
        let answer = match offers.login {
            Some(LoginBy::Plain) => {
                let both = STANDARD.encode(format!("\0{user}\0{password}"));
                self.say_and_hear(&format!("AUTH PLAIN {both}"))?
            }
            Some(LoginBy::Login) => {
                let mut answer = self.say_and_hear("AUTH LOGIN")?;
                for part in [user, password] {
                    if answer.code == 334 {
                        answer = self.say_and_hear(&STANDARD.encode(part))?;
                    }
                }
                answer
            }
            None => return Err(Why::NoLogin),
        };
        match answer.code {
            200..300 => Ok(()),
            500.. => Err(Why::WrongPassword(answer.says)),
            400..500 => Err(answer.why()),
            // It asks on and on.
            _ => Err(Why::NotUnderstood(answer.says)),
        }
    }

    /// Asks for what must be granted.
    fn ask(&mut self, command: &str) -> Result<(), Why> {
        let answer = self.say_and_hear(command)?;
        if answer.is_good() { Ok(()) } else { Err(answer.why()) }
    }

    fn say_and_hear(&mut self, command: &str) -> Result<Answer, Why> {
        self.say(format!("{command}\r\n").as_bytes())?;
        self.answer()
    }

    fn say(&mut self, bytes: &[u8]) -> Result<(), Why> {
        let said = self.stream.write_all(bytes).and_then(|()| self.stream.flush());
        said.map_err(|error| Why::Network(trouble_of(error)))
    }

    /// Reads an answer of one line or several.
    fn answer(&mut self) -> Result<Answer, Why> {
        let mut says = String::new();
        loop {
            let line = self.line()?;
            let parsed = line.get(..3).and_then(|code| code.parse::<u16>().ok());
            let (Some(code @ 200..600), rest) = (parsed, line.get(3..).unwrap_or_default()) else {
                return Err(Why::NotUnderstood(line));
            };
            if !says.is_empty() {
                says.push('\n');
            }
            says.push_str(rest.get(1..).unwrap_or_default().trim());
            if says.len() > MOST_ANSWER {
                return Err(Why::NotUnderstood(says));
            }
            match rest.chars().next() {
                Some('-') => {}
                None | Some(' ') => return Ok(Answer { code, says }),
                Some(_) => return Err(Why::NotUnderstood(line)),
            }
        }
    }

    fn line(&mut self) -> Result<String, Why> {
        let mut bytes = [0; 2048];
        loop {
            if let Some(end) = self.heard.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.heard.drain(..=end).collect();
                return Ok(String::from_utf8_lossy(&line).trim_end().to_owned());
            }
            if self.heard.len() > MOST_ANSWER {
                return Err(Why::NotUnderstood(String::from_utf8_lossy(&self.heard).into_owned()));
            }
            match self.stream.read(&mut bytes) {
                Ok(0) => return Err(Why::Network(Trouble::BrokenOff)),
                Ok(count) => self.heard.extend_from_slice(&bytes[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Why::Network(trouble_of(error))),
            }
        }
    }
}

/// The message as it goes over the line: a dot that begins a line is doubled, a dot alone ends it.
fn stuffed(message: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(message.len() + 64);
    let mut begins = true;
    for byte in message {
        if begins && *byte == b'.' {
            bytes.push(b'.');
        }
        begins = *byte == b'\n';
        bytes.push(*byte);
    }
    if !bytes.ends_with(b"\r\n") {
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b".\r\n");
    bytes
}
