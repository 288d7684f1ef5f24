//! Where a notice stands, in words: whom it is for, how far it has come on each channel, and why it has come no
//! further. Desk and command line say it alike.

use crate::domain::notice::{Addressee, DeliveryState, Notice, Prospect, Whom};
use crate::journal::outbox::{Delivery, KeptFault};
use crate::words::{Language, Tell, Words};

/// The worst of the channels; `None` where there is no channel.
#[must_use]
pub fn standing(deliveries: &[Delivery]) -> Option<DeliveryState> {
    let worst = |state: &DeliveryState| match state {
        DeliveryState::GivenUp => 5,
        DeliveryState::Failed => 4,
        DeliveryState::Sending => 3,
        DeliveryState::Queued => 2,
        DeliveryState::Sent => 1,
        DeliveryState::Merged => 0,
    };
    deliveries.iter().map(|delivery| delivery.state).max_by_key(worst)
}

#[must_use]
pub fn state_in_words(words: &Words, standing: Option<DeliveryState>) -> String {
    match standing {
        Some(state) => words.tell(&state.message()),
        None => words.say("notices-no-channel"),
    }
}

/// The department, or the account manager and the department.
#[must_use]
pub fn whom(words: &Words, to: &Addressee) -> String {
    let department = words.name(&to.name).to_owned();
    match &to.whom {
        Whom::Department(_) => department,
        Whom::Manager { name, .. } => words
            .fill("notices-manager", &[("name", name.as_str().into()), ("department", department.into())]),
    }
}

#[must_use]
pub fn put_off(notice: &Notice) -> usize {
    notice.lines.iter().filter(|line| matches!(line.now, Prospect::PutOff(_))).count()
}

/// Why the last attempt failed, in the reader's language.
#[must_use]
pub fn why<'f>(words: &Words, fault: &'f KeptFault) -> &'f str {
    if words.language() == Language::Chinese { &fault.chinese } else { &fault.english }
}

#[must_use]
pub fn delivery_in_words(words: &Words, delivery: &Delivery) -> String {
    let mut text = words.fill(
        "notices-delivery",
        &[
            ("channel", delivery.channel.as_str().into()),
            ("state", words.tell(&delivery.state.message()).into()),
            ("n", delivery.attempts.into()),
        ],
    );
    if let Some(next) = delivery.next_try {
        text.push(' ');
        text.push_str(&words.fill("notices-next", &[("at", next.to_string().into())]));
    }
    if let Some(fault) = &delivery.fault {
        text.push(' ');
        text.push_str(why(words, fault));
    }
    text
}
