//! What can have happened to the supply; see [`crate::domain::operation`].

use super::archive::{Contact, Enterprise, Talk};
use super::brand::Brand;
use super::inbound::Inbound;
use super::measures::Measure;
use super::request::Request;
use super::stock::{Demand, OrderLine, Stock};
use crate::domain::operation::Change;
use std::sync::Arc;

/// Each thing before and after, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupplyChange {
    Brands(Vec<Change<Brand>>),
    Stocks(Vec<Change<Stock>>),
    Demand(Vec<Change<Demand>>),
    Lines(Vec<Change<OrderLine>>),
    Inbounds(Vec<Change<Inbound>>),
    Requests(Vec<Change<Arc<Request>>>),
    Measures(Vec<Change<Arc<Measure>>>),
    Enterprises(Vec<Change<Enterprise>>),
    Contacts(Vec<Change<Contact>>),
    Talks(Vec<Change<Talk>>),
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    Brands,
    Stocks,
    Orders,
    Inbounds,
    Requests,
    Measures,
    Enterprises,
    Contacts,
    Talks,
}

impl Matter {
    pub const ALL: [Self; 9] = [
        Self::Brands,
        Self::Stocks,
        Self::Orders,
        Self::Inbounds,
        Self::Requests,
        Self::Measures,
        Self::Enterprises,
        Self::Contacts,
        Self::Talks,
    ];

    /// The name in files; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brands => "brands",
            Self::Stocks => "stocks",
            Self::Orders => "orders",
            Self::Inbounds => "inbounds",
            Self::Requests => "requests",
            Self::Measures => "measures",
            Self::Enterprises => "enterprises",
            Self::Contacts => "contacts",
            Self::Talks => "talks",
        }
    }

    /// Reads what [`Matter::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|matter| matter.name() == name)
    }
}

impl SupplyChange {
    #[must_use]
    pub fn inverse(self) -> Self {
        fn all<T>(changes: Vec<Change<T>>) -> Vec<Change<T>> {
            changes.into_iter().rev().map(Change::inverse).collect()
        }
        match self {
            Self::Brands(changes) => Self::Brands(all(changes)),
            Self::Stocks(changes) => Self::Stocks(all(changes)),
            Self::Demand(changes) => Self::Demand(all(changes)),
            Self::Lines(changes) => Self::Lines(all(changes)),
            Self::Inbounds(changes) => Self::Inbounds(all(changes)),
            Self::Requests(changes) => Self::Requests(all(changes)),
            Self::Measures(changes) => Self::Measures(all(changes)),
            Self::Enterprises(changes) => Self::Enterprises(all(changes)),
            Self::Contacts(changes) => Self::Contacts(all(changes)),
            Self::Talks(changes) => Self::Talks(all(changes)),
        }
    }

    /// What it is about, and how many of them.
    #[must_use]
    pub const fn matter(&self) -> (Matter, usize) {
        match self {
            Self::Brands(changes) => (Matter::Brands, changes.len()),
            Self::Stocks(changes) => (Matter::Stocks, changes.len()),
            Self::Demand(changes) => (Matter::Orders, changes.len()),
            Self::Lines(changes) => (Matter::Orders, changes.len()),
            Self::Inbounds(changes) => (Matter::Inbounds, changes.len()),
            Self::Requests(changes) => (Matter::Requests, changes.len()),
            Self::Measures(changes) => (Matter::Measures, changes.len()),
            Self::Enterprises(changes) => (Matter::Enterprises, changes.len()),
            Self::Contacts(changes) => (Matter::Contacts, changes.len()),
            Self::Talks(changes) => (Matter::Talks, changes.len()),
        }
    }
}
