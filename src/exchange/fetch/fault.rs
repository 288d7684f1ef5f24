//! Why something could not be fetched.

use crate::words::{Arg, Message, Tell};
use std::io::{self, ErrorKind};

/// An address from which nothing could be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{address}: {}", trouble.name())]
pub struct FetchFault {
    pub address: String,
    pub trouble: Trouble,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Neither `http://` nor `https://`, or nothing that names a server.
    BadAddress,
    /// It leads to an address that can't be fetched, such as a file.
    BadRedirect,
    NoSuchHost,
    /// Nobody listens there, or nothing leads there.
    Refused,
    TimedOut,
    /// The connection can't be trusted; in the system's own words.
    Untrusted(String),
    TooManyRedirects,
    TooLarge {
        most: u64,
    },
    /// The server answers, but not with what was asked for; what its page says.
    Status {
        code: u16,
        says: String,
    },
    /// It went away in the midst of the answer.
    BrokenOff,
    /// In the system's own words.
    Other(String),
}

impl FetchFault {
    /// The server has answered that there is nothing at this address.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self.trouble, Trouble::Status { code: 404 | 410, .. })
    }

    /// The server has answered, and will not answer otherwise the next time.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(
            self.trouble,
            Trouble::BadAddress | Trouble::TooLarge { .. } | Trouble::Status { code: 400..=499, .. }
        )
    }
}

impl Trouble {
    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::BadAddress => "bad_address",
            Self::BadRedirect => "bad_redirect",
            Self::NoSuchHost => "no_such_host",
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::Untrusted(_) => "untrusted",
            Self::TooManyRedirects => "too_many_redirects",
            Self::TooLarge { .. } => "too_large",
            Self::Status { .. } => "status",
            Self::BrokenOff => "broken_off",
            Self::Other(_) => "other",
        }
    }

    pub(super) fn of(error: ureq::Error) -> Self {
        use ureq::Error as E;
        match error {
            E::BadUri(_) | E::Http(_) | E::RequireHttpsOnly(_) => Self::BadAddress,
            E::HostNotFound => Self::NoSuchHost,
            E::ConnectionFailed => Self::Refused,
            E::Timeout(_) => Self::TimedOut,
            E::Tls(text) => Self::Untrusted(text.to_owned()),
            E::Rustls(error) => Self::Untrusted(error.to_string()),
            E::Pem(error) => Self::Untrusted(error.to_string()),
            // Before there is an answer, only the handshake reads data.
            E::Io(error) if error.kind() == ErrorKind::InvalidData => Self::Untrusted(error.to_string()),
            E::Io(error) => Self::of_io(error),
            // What a server says that is no HTTP, or ends before its head does.
            E::Protocol(_) => Self::BrokenOff,
            other => Self::Other(other.to_string()),
        }
    }

    /// What went wrong on a connection.
    pub(crate) fn of_io(error: io::Error) -> Self {
        // What ureq finds while it reads a body comes wrapped.
        if matches!(error.get_ref(), Some(inner) if inner.is::<ureq::Error>()) {
            let inner = error.into_inner().and_then(|inner| inner.downcast::<ureq::Error>().ok());
            return inner.map_or(Self::BrokenOff, |inner| Self::of(*inner));
        }
        match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::TimedOut,
            ErrorKind::ConnectionRefused
            | ErrorKind::NetworkUnreachable
            | ErrorKind::HostUnreachable
            | ErrorKind::AddrNotAvailable => Self::Refused,
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            // What was packed and can't be unpacked.
            | ErrorKind::InvalidData
            | ErrorKind::InvalidInput => Self::BrokenOff,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// What a page for people says, in one line: its title, or its first words.
pub fn excerpt(page: &[u8]) -> String {
    const MOST: usize = 80;
    let text = String::from_utf8_lossy(page);
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|at| {
        let from = at + lower[at..].find('>')? + 1;
        let to = from + lower[from..].find('<')?;
        text.get(from..to)
    });
    let mut bare = String::new();
    let mut inside = false;
    for c in title.unwrap_or(&text).chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                bare.push(' ');
            }
            c if !inside => bare.push(c),
            _ => {}
        }
    }
    let line = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}

impl Tell for FetchFault {
    fn message(&self) -> Message {
        let message = match &self.trouble {
            Trouble::BadAddress => Message::new("fetch-bad-address"),
            Trouble::BadRedirect => Message::new("fetch-bad-redirect"),
            Trouble::NoSuchHost => Message::new("fetch-no-such-host"),
            Trouble::Refused => Message::new("fetch-refused"),
            Trouble::TimedOut => Message::new("fetch-timed-out"),
            Trouble::Untrusted(system) => Message::new("fetch-untrusted").with("system", system.as_str()),
            Trouble::TooManyRedirects => Message::new("fetch-too-many-redirects"),
            Trouble::TooLarge { most } => {
                Message::new("fetch-too-large").with("most", Arg::shown(most.div_ceil(1 << 20)))
            }
            Trouble::Status { code, says } if says.is_empty() => {
                Message::new("fetch-status").with("code", Arg::shown(code))
            }
            Trouble::Status { code, says } => {
                Message::new("fetch-status-says").with("code", Arg::shown(code)).with("says", says.as_str())
            }
            Trouble::BrokenOff => Message::new("fetch-broken-off"),
            Trouble::Other(system) => Message::new("fetch-other").with("system", system.as_str()),
        };
        message.with("address", self.address.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_told_by_its_title_or_first_words() {
        assert_eq!(excerpt(b"<html><head><TITLE>503\n Busy</TITLE></head><p>x"), "503 Busy");
        assert_eq!(excerpt(b"<p>Try <b>again</b> later"), "Try again later");
        assert_eq!(excerpt(b""), "");
        assert_eq!(excerpt("雨".repeat(99).as_bytes()).chars().count(), 81);
        // Lower case may have another length than its capital; the title is found all the same.
        assert_eq!(excerpt("İ<title>x</title>".as_bytes()), "x");
    }
}
