//! Fetching over HTTP and HTTPS: with limits to everything, in words where it fails, and never again what has
//! not changed. It blocks; whoever calls it has a thread for that.

mod fault;
mod poll;
mod post;

pub use fault::{FetchFault, Trouble};
pub use poll::{PollFault, Poller, Round};
pub use post::{Posted, is_this_computer};

use super::feed::resolved;
pub(crate) use fault::excerpt;
use smol_str::SmolStr;
use std::io::Read as _;
use std::time::{Duration, Instant};
use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body};

/// How long and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// From the first look-up of the name to the last byte, redirects included.
    pub overall: Duration,
    /// After unpacking.
    pub most_bytes: u64,
    pub most_redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            overall: Duration::from_secs(30),
            most_bytes: super::feed::MOST_BYTES,
            most_redirects: 5,
        }
    }
}

/// What the server said of the version it gave, to be asked with next time. Empty where it said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    pub etag: String,
    pub last_modified: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// What it was when it was asked for last.
    Unchanged,
    Body {
        bytes: Vec<u8>,
        version: Version,
        /// The media type the server gives it, empty where it gives none.
        kind: String,
    },
}

/// Fetches, one address after another.
#[derive(Clone, Debug)]
pub struct Fetcher {
    limits: Limits,
    /// By the proxy the environment names, if any.
    agent: Agent,
    /// For this computer's own servers, which no proxy can reach.
    near: Agent,
}

impl Fetcher {
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let config = || {
            Agent::config_builder()
                .user_agent(concat!("mainstay/", env!("CARGO_PKG_VERSION")))
                .http_status_as_error(false)
                // Followed here, so that none leads anywhere but to another web address.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .timeout_connect(Some(limits.connect))
                .max_idle_age(Duration::from_secs(5))
        };
        Self { limits, agent: config().build().new_agent(), near: config().proxy(None).build().new_agent() }
    }

    /// Fetches what is there, unless it is still the `known` version.
    ///
    /// # Errors
    /// [`FetchFault`], in words.
    pub fn get(&self, address: &str, known: &Version) -> Result<Fetched, FetchFault> {
        let fault = |trouble| FetchFault { address: address.to_owned(), trouble };
        let deadline = Instant::now() + self.limits.overall;
        let mut at = SmolStr::new(address);
        let mut redirects = 0;
        let mut response = loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(fault(Trouble::TimedOut));
            }
            let response = self.ask(&at, known, left).map_err(fault)?;
            if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
                break response;
            }
            redirects += 1;
            if redirects > self.limits.most_redirects {
                return Err(fault(Trouble::TooManyRedirects));
            }
            let onward = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
            at = onward.and_then(|link| resolved(link, &at)).ok_or_else(|| fault(Trouble::BadRedirect))?;
        };
        let status = response.status();
        if status == StatusCode::NOT_MODIFIED {
            return Ok(Fetched::Unchanged);
        }
        let said = |name: header::HeaderName| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let version = Version { etag: said(header::ETAG), last_modified: said(header::LAST_MODIFIED) };
        let kind = said(header::CONTENT_TYPE);
        if !status.is_success() {
            /// Enough to find the page's title.
            const MOST_PAGE: u64 = 16 << 10;
            // What the page says is a courtesy; that it can't be read is not the trouble.
            let page = read(&mut response, MOST_PAGE).unwrap_or_else(|(bytes, _)| bytes);
            return Err(fault(Trouble::Status { code: status.as_u16(), says: excerpt(&page) }));
        }
        let most = self.limits.most_bytes;
        match read(&mut response, most + 1) {
            Ok(bytes) if bytes.len() as u64 > most => Err(fault(Trouble::TooLarge { most })),
            Ok(bytes) => Ok(Fetched::Body { bytes, version, kind }),
            Err((_, error)) => Err(fault(Trouble::of_io(error))),
        }
    }
}

impl Fetcher {
    /// Whoever asks this address; none asks what is no web address.
    fn agent_for(&self, address: &str) -> Result<&Agent, Trouble> {
        let lower = address.to_ascii_lowercase();
        if !lower.starts_with("http://") && !lower.starts_with("https://") {
            return Err(Trouble::BadAddress);
        }
        Ok(if is_this_computer(address) { &self.near } else { &self.agent })
    }

    /// Asks one address, and follows nothing.
    fn ask(&self, address: &str, known: &Version, within: Duration) -> Result<Response<Body>, Trouble> {
        let mut request = self.agent_for(address)?.get(address).config().timeout_global(Some(within)).build();
        let versions =
            [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)];
        for (name, value) in versions.into_iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(name, value);
        }
        request.call().map_err(Trouble::of)
    }
}

/// The first `most` bytes; what came until then where it fails.
fn read(response: &mut Response<Body>, most: u64) -> Result<Vec<u8>, (Vec<u8>, std::io::Error)> {
    let mut bytes = Vec::new();
    match response.body_mut().as_reader().take(most).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err((bytes, error)),
    }
}
