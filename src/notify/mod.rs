//! Notices leave the house here: a letter goes by e-mail, to a group's robot or into a folder. Each attempt is made
//! when it is asked for and blocks; what is due, and what is kept of it, is the outbox's business. This room decides
//! nothing about who is told.

pub mod answer_wording;
pub mod answering;
pub mod answers;
pub mod attempt;
pub mod call_list;
pub mod channels;
pub mod compose;
pub mod consignment;
mod eml;
pub mod ledger;
mod letter;
pub mod parcel;
pub mod secrets;
pub mod standing;
pub mod text_message;
pub mod trial;
pub mod wording;

pub use channels::{Channel, send};
pub use letter::{Call, Enclosure, Letter, Recipient, plain_id};
