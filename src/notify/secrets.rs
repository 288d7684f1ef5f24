//! Passwords and keys. They come from the environment or the system's keyring when they are needed, and go nowhere else:
//! a secret can't be printed, and what a server says is cleaned of it before anybody reads or keeps it.

use crate::domain::settings::mark;
use std::fmt;

/// The name of the mail server's password: the environment's variable, and the user in the keyring.
pub const SMTP_PASSWORD: &str = "MAINSTAY_SMTP_PASSWORD";

/// A text nobody may see.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one who needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Knows secrets by their names.
pub trait Secrets {
    /// `None` where there is none, or an empty one.
    fn get(&self, name: &str) -> Option<Secret>;
}

/// The environment's variables, and where one is not set the system's keyring: macOS Keychain, Windows Credential
/// Manager, or the desktop's Secret Service. Whoever asks may have to wait while the keyring asks its owner.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfTheSystem;

impl Secrets for OfTheSystem {
    fn get(&self, name: &str) -> Option<Secret> {
        let found = std::env::var(name).ok().and_then(|text| trimmed(&text));
        found.or_else(|| trimmed(&in_keyring(name)?))
    }
}

/// What was pasted may end in a line break.
fn trimmed(text: &str) -> Option<Secret> {
    let text = text.trim();
    (!text.is_empty()).then(|| Secret::new(text))
}

#[cfg(feature = "keyring")]
fn in_keyring(name: &str) -> Option<String> {
    /// The service secrets stand under.
    const SERVICE: &str = "mainstay";
    // No keyring, a locked one and an unknown name are all one: there is no secret.
    keyring::Entry::new(SERVICE, name).ok()?.get_password().ok()
}

#[cfg(not(feature = "keyring"))]
fn in_keyring(_: &str) -> Option<String> {
    None
}

/// The variable that holds a robot's address.
#[must_use]
pub fn robot_url(robot: &str) -> String {
    format!("MAINSTAY_ROBOT_{}_URL", mark(robot))
}

/// The variable that holds the key a robot's messages are signed with.
#[must_use]
pub fn robot_secret(robot: &str) -> String {
    format!("MAINSTAY_ROBOT_{}_SECRET", mark(robot))
}

/// `text` with `…` where it holds one of the secrets.
#[must_use]
pub fn without<'t>(text: String, secrets: impl IntoIterator<Item = &'t str>) -> String {
    // A shorter one is no secret, and would leave nothing to read.
    const FEWEST: usize = 4;
    let mut secrets: Vec<_> = secrets.into_iter().filter(|secret| secret.len() >= FEWEST).collect();
    // The longest first: one may hold another.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.into_iter().fold(text, |text, secret| text.replace(secret, "…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::new("correct horse");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "Secret Some(Secret)");
    }

    #[test]
    fn what_a_server_repeats_is_cleaned() {
        let said = "no such key: abcd-efgh (abcd)".to_owned();
        assert_eq!(without(said, ["abcd", "abcd-efgh", "o"]), "no such key: … (…)");
    }

    #[test]
    fn a_secret_that_is_nowhere_is_none() {
        assert_eq!(OfTheSystem.get("MAINSTAY_ROBOT_NOBODY_HAS_URL"), None);
        assert_eq!((trimmed(" \n"), trimmed("a b\n")), (None, Some(Secret::new("a b"))));
    }

    #[test]
    fn a_robot_of_any_name_has_its_variables() {
        assert_eq!(robot_url("night-shift 2"), "MAINSTAY_ROBOT_NIGHT_SHIFT_2_URL");
        assert_eq!(robot_secret("wecom"), "MAINSTAY_ROBOT_WECOM_SECRET");
    }
}
