//! Which retailer is meant: found by code, name, licence or telephone as one types.

use crate::domain::ids::RetailerCode;
use crate::domain::network::Retailer;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many are offered.
const MOST: usize = 6;

/// What was found for the letters that were looked for last.
#[derive(Clone, Debug, Default)]
pub struct Found {
    letters: String,
    codes: Vec<RetailerCode>,
}

impl Found {
    /// Who is meant by `text`; looked for only when it has changed, as retailers are many.
    pub fn follow(&mut self, text: &str, all: &BTreeMap<RetailerCode, Arc<Retailer>>) -> &[RetailerCode] {
        let letters = text.trim().to_lowercase();
        if letters != self.letters {
            let holds = |part: &str| part.to_lowercase().contains(&letters);
            let is_meant = |one: &&Arc<Retailer>| {
                let Retailer { code, name, licence, phone, .. } = &***one;
                [code.as_str(), &name.local, &name.english, licence, phone].into_iter().any(holds)
            };
            let found = all.values().filter(is_meant).take(MOST);
            self.codes =
                if letters.is_empty() { Vec::new() } else { found.map(|one| one.code.clone()).collect() };
            self.letters = letters;
        }
        &self.codes
    }
}
