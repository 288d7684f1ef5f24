//! Robots of groups: `WeCom`, `DingTalk` and Feishu. A robot is an address that is a secret, and perhaps a key to sign
//! with. All three answer 200 to almost everything and say in the body what became of it.

mod parts;
mod platform;

use super::fault::{Meaning, SendFault, Why, short};
use super::{Limits, Moment, Sent};
use crate::domain::settings::{RobotPlatform, is_phone};
use crate::exchange::fetch::{self, Fetcher, Posted, Trouble, excerpt, is_this_computer};
use crate::notify::call_list;
use crate::notify::letter::{Letter, plain_id};
use crate::notify::secrets::{self, Secret, Secrets, robot_secret, robot_url};
use std::time::{Duration, Instant};

/// A group's robot. Its address, and its key where it has one, are in the environment under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robot {
    pub name: String,
    pub platform: RobotPlatform,
}

pub fn send(
    robot: &Robot,
    letter: &Letter,
    before: &Sent,
    moment: Moment,
    secrets: &dyn Secrets,
    limits: &Limits,
) -> Result<Sent, SendFault> {
    let mut sent = before.clone();
    let fault = |why, sent: &Sent| SendFault::new(&robot.name, why, sent);
    let variable = robot_url(&robot.name);
    let url = secrets.get(&variable).ok_or_else(|| fault(Why::NoSecret(variable), &sent))?;
    let is_secure = url.reveal().get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
    if !is_secure && !is_this_computer(url.reveal()) {
        return Err(fault(Why::NotSecure, &sent));
    }
    let key = secrets.get(&robot_secret(&robot.name));
    let phones = phones(letter);
    let deadline = Instant::now() + limits.overall;
    let (most, width) = robot.platform.most_text();
    let parts = parts::parted(&text(letter), &plain_id(&letter.id), letter.language, most, width);
    for (at, part) in parts.iter().enumerate().skip(before.parts) {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(fault(Why::Network(Trouble::TimedOut), &sent));
        }
        // Once is enough to call somebody.
        let phones = if at == 0 { phones.as_slice() } else { &[] };
        let key = key.as_ref().map(Secret::reveal);
        let (address, body) = robot.platform.request(url.reveal(), part, phones, key, moment.unix_millis());
        let clean = |text: String| cleaned(text, &address, key);
        match post(robot.platform, &address, &body, limits.connect, left) {
            Ok(()) => sent.parts = at + 1,
            Err(refusal) => {
                let why = without_secrets(refusal.why, clean);
                return Err(SendFault { retry_after: refusal.retry_after, ..fault(why, &sent) });
            }
        }
    }
    sent.to = letter.to.iter().map(|to| to.address.clone()).collect();
    Ok(sent)
}

/// Why one message did not go.
struct Refusal {
    why: Why,
    retry_after: Option<Duration>,
}

fn post(
    platform: RobotPlatform,
    address: &str,
    body: &str,
    connect: Duration,
    overall: Duration,
) -> Result<(), Refusal> {
    let limits = fetch::Limits { connect, overall, most_bytes: 64 << 10, most_redirects: 0 };
    let posted = Fetcher::new(limits).post(address, "application/json; charset=utf-8", body.as_bytes());
    let Posted { status, retry_after, body } =
        posted.map_err(|trouble| Refusal { why: Why::Network(trouble), retry_after: None })?;
    if (300..400).contains(&status) {
        return Err(Refusal { why: Why::Redirected, retry_after: None });
    }
    let good = (200..300).contains(&status);
    match platform.answer(&body) {
        Some((0, _)) if good => Ok(()),
        Some((code, says)) if code != 0 => {
            let meaning = platform.meaning(code, &says);
            // A status that says as much counts where the code is unknown.
            let meaning =
                if meaning == Meaning::Unknown && status == 429 { Meaning::TooFast } else { meaning };
            let pause = (meaning == Meaning::TooFast).then(|| platform.pause());
            let retry_after = retry_after.into_iter().chain(pause).max();
            Err(Refusal { why: Why::Robot { code, says, meaning }, retry_after })
        }
        _ if good => Err(Refusal { why: Why::NotUnderstood(page(&body)), retry_after }),
        _ => {
            let pause = (status == 429).then(|| platform.pause());
            let why = Why::Status { code: status, says: page(&body) };
            Err(Refusal { why, retry_after: retry_after.or(pause) })
        }
    }
}

/// What the group reads.
fn text(letter: &Letter) -> String {
    let mut lines = vec![letter.subject.trim().to_owned(), letter.text.trim_end().to_owned()];
    lines.extend(call_list::lines(letter));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Those of the recipients that are called by phone number.
fn phones(letter: &Letter) -> Vec<String> {
    const MOST: usize = 50;
    let phone = |address: &str| {
        is_phone(address).then(|| address.chars().filter(|c| !" -".contains(*c)).collect::<String>())
    };
    letter.to.iter().filter_map(|to| phone(&to.address)).take(MOST).collect()
}

/// `text` without the robot's address, any telling part of it, and its key.
fn cleaned(text: String, address: &str, key: Option<&str>) -> String {
    /// Shorter parts of an address are words such as `send`.
    const FEWEST: usize = 12;
    let host = address.split('/').nth(2).unwrap_or_default();
    let parts = address.split(['/', '?', '&', '=', '%']).filter(|part| part.len() >= FEWEST && *part != host);
    secrets::without(text, parts.chain(key).chain([address]))
}

fn page(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}

/// Cleaned first and shortened then: half a secret is one still.
fn without_secrets(why: Why, clean: impl Fn(String) -> String) -> Why {
    match why {
        Why::Status { code, says } => Why::Status { code, says: excerpt(clean(says).as_bytes()) },
        Why::NotUnderstood(says) => Why::NotUnderstood(excerpt(clean(says).as_bytes())),
        Why::Robot { code, says, meaning } => Why::Robot { code, says: short(&clean(says)), meaning },
        Why::Network(Trouble::Other(system)) => Why::Network(Trouble::Other(clean(system))),
        Why::Network(Trouble::Untrusted(system)) => Why::Network(Trouble::Untrusted(clean(system))),
        other => other,
    }
}
