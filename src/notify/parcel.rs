//! A report that goes out by mail: a letter with a file, to the addresses of its order.

use super::letter::{Enclosure, Letter, Recipient};
use crate::domain::network::Name;
use crate::journal::parcels::Parcel;
use crate::words::{Language, Words};

/// The letter of a parcel. `centre` is whose it is.
#[must_use]
pub fn letter(parcel: &Parcel, centre: Option<&Name>) -> Letter {
    let cover = &parcel.cover;
    let language = if cover.in_english { Language::English } else { Language::Chinese };
    let words = Words::new(language);
    let from = centre.map_or_else(|| words.say("notice-centre"), |name| words.name(name).to_owned());
    let recipient =
        |address: &smol_str::SmolStr| Recipient { name: String::new(), address: address.to_string() };
    Letter {
        id: parcel.id.clone(),
        from,
        to: cover.to.iter().map(recipient).collect(),
        subject: cover.subject.clone(),
        text: cover.text.clone(),
        calls: Vec::new(),
        files: vec![Enclosure { name: cover.file_name.clone(), bytes: parcel.file.clone() }],
        at: parcel.at,
        language,
    }
}
