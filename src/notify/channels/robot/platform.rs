//! The three platforms whose groups have robots: how each wants its messages, and what its codes mean.

use super::parts::{Width, bytes, bytes_in_json};
use crate::domain::settings::RobotPlatform;
use crate::notify::channels::fault::Meaning;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Map, Value, json};
use sha2::Sha256;
use std::time::Duration;

impl RobotPlatform {
    /// Messages a robot may send in a minute.
    #[must_use]
    pub const fn most_a_minute(self) -> u32 {
        match self {
            Self::WeCom | Self::DingTalk => 20,
            Self::Feishu => 100,
        }
    }

    /// How long a text may be, and how that is counted. `WeCom` counts the text; the others the whole request, in
    /// which there must be room for the rest.
    pub(super) const fn most_text(self) -> (usize, Width) {
        match self {
            Self::WeCom => (2_048, bytes),
            Self::DingTalk => (18_000, bytes_in_json),
            Self::Feishu => (28_000, bytes_in_json),
        }
    }

    /// How long it shuts a robot out that was too fast.
    pub(super) const fn pause(self) -> Duration {
        match self {
            Self::WeCom | Self::Feishu => Duration::from_mins(1),
            Self::DingTalk => Duration::from_mins(10),
        }
    }

    /// The address and the body of a message, signed where there is a key. `phones` are called attention to.
    pub(super) fn request(
        self,
        url: &str,
        text: &str,
        phones: &[String],
        key: Option<&str>,
        unix_millis: i64,
    ) -> (String, String) {
        match self {
            Self::WeCom => {
                let body =
                    json!({"msgtype": "text", "text": {"content": text, "mentioned_mobile_list": phones}});
                (url.to_owned(), body.to_string())
            }
            Self::DingTalk => {
                let body = json!({
                    "msgtype": "text",
                    "text": {"content": text},
                    "at": {"atMobiles": phones, "isAtAll": false},
                });
                let Some(key) = key else { return (url.to_owned(), body.to_string()) };
                let sign = signature(key.as_bytes(), format!("{unix_millis}\n{key}").as_bytes());
                let sign = sign.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
                let joint = if url.contains('?') { '&' } else { '?' };
                (format!("{url}{joint}timestamp={unix_millis}&sign={sign}"), body.to_string())
            }
            Self::Feishu => {
                let mut body = Map::new();
                if let Some(key) = key {
                    let seconds = unix_millis.div_euclid(1_000);
                    // The text to sign is the key here, and what is signed is empty.
                    let sign = signature(format!("{seconds}\n{key}").as_bytes(), b"");
                    body.insert("timestamp".to_owned(), seconds.to_string().into());
                    body.insert("sign".to_owned(), sign.into());
                }
                body.insert("msg_type".to_owned(), "text".into());
                body.insert("content".to_owned(), json!({"text": text}));
                (url.to_owned(), Value::Object(body).to_string())
            }
        }
    }

    /// The code in an answer, and what is said of it; `None` where it is no answer of the platform.
    pub(super) fn answer(self, body: &[u8]) -> Option<(i64, String)> {
        let answer: Value = serde_json::from_slice(body).ok()?;
        let names: &[(&str, &str)] = match self {
            Self::WeCom | Self::DingTalk => &[("errcode", "errmsg")],
            // Of old it answered otherwise, and some of its servers still do.
            Self::Feishu => &[("code", "msg"), ("StatusCode", "StatusMessage")],
        };
        names.iter().find_map(|(code, says)| {
            let code = answer.get(code)?.as_i64()?;
            Some((code, answer.get(says).and_then(Value::as_str).unwrap_or_default().to_owned()))
        })
    }

    /// What a code other than zero stands for.
    pub(super) fn meaning(self, code: i64, says: &str) -> Meaning {
        match (self, code) {
            (_, -1)
            // A platform may name its trouble; that it is too fast it says by number alone.
            | (Self::Feishu, 11_247 | 11_246) => Meaning::Busy,
            (Self::WeCom, 45_009 | 45_033)
            | (Self::DingTalk, 130_101 | 410_100)
            | (Self::Feishu, 11_232 | 99_991_400) => Meaning::TooFast,
            // One number for two things.
            (Self::Feishu, 9_499) if says.to_ascii_lowercase().contains("too many") => Meaning::TooFast,
            (Self::WeCom, 93_000 | 93_004 | 93_008 | 40_001 | 40_014)
            | (Self::DingTalk, 300_001 | 300_005 | 400_013 | 400_101 | 400_102 | 400_106)
            | (Self::Feishu, 19_001 | 19_025) => Meaning::NoSuchRobot,
            (Self::WeCom, 93_017 | 60_020 | 48_002)
            | (Self::DingTalk, 310_000)
            | (Self::Feishu, 19_021 | 19_022 | 19_024) => Meaning::NotAllowed,
            (Self::WeCom, 40_008 | 40_035 | 40_058 | 44_004 | 45_002)
            | (Self::DingTalk, 40_035 | 400_105 | 430_101..=430_104 | 460_101)
            | (Self::Feishu, 9_499 | 19_002) => Meaning::BadContent,
            _ => Meaning::Unknown,
        }
    }
}

/// HMAC-SHA256 in base64.
fn signature(key: &[u8], text: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        // A key of any length will do; only its type could say otherwise.
        return String::new();
    };
    mac.update(text);
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_one_everybody_reckons() {
        // RFC 4231, test case 2.
        let signed = signature(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(signed, "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    }
}
