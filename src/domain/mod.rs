//! The business in plain types: no I/O, no clock, no randomness, no SQL, no screen, no stored shapes.
//!
//! One word per thing: a **retailer** has a **stop** on a **route** of a service **day**; a **vehicle** with
//! a **crew** drives the route from a **dock** (the **centre** or a **transfer station**); a stop has a
//! **window**, **cartons**, and **progress**. A **command** asks; [`decide()`] answers with **operations** or
//! a **refusal**; the [`State`] folds operations; the [`outlook`] projects the rest of the day; the
//! [`rules`] name each **breach**; [`consequences`] tell what a command would do before it is done.

pub mod alert;
pub mod backlog;
pub mod batches;
pub mod closing;
pub mod command;
pub mod consequences;
pub mod day;
pub mod decide;
pub mod deed;
pub mod emergency;
pub mod fleet;
pub mod ids;
pub mod incident;
pub mod kpi;
pub mod network;
pub mod news;
pub mod notice;
pub mod operation;
pub mod outlook;
pub mod people;
mod pickup;
pub mod place;
pub mod playbook;
pub mod position;
pub mod prices;
pub mod proposal;
pub mod received;
pub mod refusal;
pub mod retention;
pub mod ring;
pub mod rules;
pub mod settings;
pub mod shops;
pub mod state;
pub mod supply;
pub mod time;
pub mod units;
pub mod watch;
pub mod weather;

pub use command::Command;
pub use decide::{decide, weigh};
pub use operation::Operation;
pub use refusal::Refusal;
pub use state::State;
