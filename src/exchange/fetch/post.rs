//! Handing something to a web address. Nothing is followed: what is meant for one server is not told another.

use super::{Fetcher, Trouble, read};
use std::net::IpAddr;
use std::time::Duration;
use ureq::http::{Uri, header};

/// What the server answers, whether it is content or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    pub status: u16,
    /// It asks to be left alone for so long.
    pub retry_after: Option<Duration>,
    /// As much of it as the limits allow.
    pub body: Vec<u8>,
}

impl Fetcher {
    /// Hands `body`, of the media type `kind`, to an address.
    ///
    /// # Errors
    /// [`Trouble`] where there is no whole answer. It never holds the address, which may be a secret.
    pub fn post(&self, address: &str, kind: &str, body: &[u8]) -> Result<Posted, Trouble> {
        let request = self.agent_for(address)?.post(address).header(header::CONTENT_TYPE, kind);
        let request = request.config().timeout_global(Some(self.limits.overall)).build();
        let mut response = request.send(body).map_err(Trouble::of)?;
        let seconds = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = seconds.and_then(|value| value.trim().parse().ok()).map(Duration::from_secs);
        let status = response.status().as_u16();
        let body = match read(&mut response, self.limits.most_bytes) {
            Ok(body) => body,
            // The status says enough where it is bad.
            Err((body, _)) if status >= 300 => body,
            Err((_, error)) => return Err(Trouble::of_io(error)),
        };
        Ok(Posted { status, retry_after, body })
    }
}

/// Whether an address names a server of this computer, by number or as `localhost`.
#[must_use]
pub fn is_this_computer(address: &str) -> bool {
    let uri = address.parse::<Uri>();
    let Some(host) = uri.as_ref().ok().and_then(Uri::host) else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_computer_is_known_by_its_numbers_and_not_by_what_looks_like_them() {
        for near in [
            "http://127.0.0.1:80/",
            "http://127.9.9.9",
            "http://[::1]:8/x",
            "https://LocalHost/",
            "http://a@localhost",
        ] {
            assert!(is_this_computer(near), "{near}");
        }
        for far in [
            "http://127.0.0.1.example/",
            "http://127.example/",
            "http://localhost.example/",
            "http://localhost@x/",
            "x",
            "",
        ] {
            assert!(!is_this_computer(far), "{far}");
        }
    }
}
