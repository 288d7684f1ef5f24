//! Rows of enterprises, and of the people there.

use super::super::complaint::Fault;
use super::super::field::Field;
use super::super::index::Index;
use super::super::row::{Log, Off, Reader, Row};
use super::super::unreadable::Why;
use super::super::value;
use super::{MOST_NAME, MOST_TEXT, command, enterprise, words};
use crate::domain::command::Command;
use crate::domain::ids::EnterpriseCode;
use crate::domain::network::Name;
use crate::domain::supply::archive::{Contact, ContactKey, Enterprise, Role};
use crate::domain::supply::asking::SupplyCommand;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Default)]
pub struct Enterprises {
    seen: BTreeMap<EnterpriseCode, u64>,
    enterprises: Vec<Enterprise>,
}

impl Enterprises {
    /// What the row leaves open stays as it is known. One without a code goes by its name.
    fn take(&mut self, row: &Row<'_>, index: &mut Index<'_>) -> Result<bool, Off> {
        let named = [Field::Enterprise, Field::EnterpriseName, Field::Name];
        let field = named.into_iter().find(|field| !row.cell(*field).is_empty()).unwrap_or(Field::Enterprise);
        let code = row.need(field, value::code)?;
        let code = match enterprise(row, index) {
            Ok(Some(known)) => known,
            Ok(None) | Err(_) => EnterpriseCode::new(code),
        };
        if let Some(first) = self.seen.get(&code) {
            return Err(Off::at(field, Fault::Repeated { first: *first }));
        }
        let known = index.supply.enterprises.get(&code);
        let local = match words(row, Field::EnterpriseName, MOST_NAME)? {
            Some(name) => Some(name),
            None => words(row, Field::Name, MOST_NAME)?,
        };
        let was = known.map_or_else(|| Name::new(code.as_str()), |known| known.name.clone());
        let english = words(row, Field::EnglishName, MOST_NAME)?.unwrap_or(was.english);
        let text = |field, known: Option<&SmolStr>| -> Result<SmolStr, Off> {
            Ok(words(row, field, MOST_TEXT)?.or_else(|| known.cloned()).unwrap_or_default())
        };
        let enterprise = Enterprise {
            name: Name { local: local.unwrap_or(was.local), english },
            address: text(Field::Address, known.map(|one| &one.address))?,
            scale: text(Field::Scale, known.map(|one| &one.scale))?,
            brands: text(Field::BrandsText, known.map(|one| &one.brands))?,
            prices: text(Field::Prices, known.map(|one| &one.prices))?,
            prospects: text(Field::Prospects, known.map(|one| &one.prospects))?,
            code: code.clone(),
        };
        let same = known == Some(&enterprise);
        self.seen.insert(code.clone(), row.number);
        if same {
            return Ok(false);
        }
        Arc::make_mut(&mut index.supply.enterprises).insert(code, enterprise.clone());
        self.enterprises.push(enterprise);
        Ok(true)
    }
}

impl Reader for Enterprises {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, _: &mut Index<'_>, _: &mut Log) -> Vec<Command> {
        if self.enterprises.is_empty() {
            return Vec::new();
        }
        vec![command(SupplyCommand::PutEnterprises(self.enterprises))]
    }
}

#[derive(Default)]
pub struct Contacts {
    seen: BTreeMap<ContactKey, u64>,
    contacts: Vec<Contact>,
}

impl Contacts {
    fn take(&mut self, row: &Row<'_>, index: &Index<'_>) -> Result<bool, Off> {
        let missing = || Off::at(Field::Enterprise, Fault::Missing(Field::Enterprise));
        let enterprise = enterprise(row, index)?.ok_or_else(missing)?;
        let name = row.need(Field::ContactName, |cell| value::text(cell, MOST_NAME))?;
        let key = ContactKey { enterprise, name };
        if let Some(first) = self.seen.get(&key) {
            return Err(Off::at(Field::ContactName, Fault::Repeated { first: *first }));
        }
        let known = index.supply.contacts.get(&key);
        let role = words(row, Field::Role, MOST_NAME)?.map(|said| role(&said));
        let phone = words(row, Field::Phone, MOST_NAME)?;
        let contact = Contact {
            enterprise: key.enterprise.clone(),
            name: key.name.clone(),
            role: role.or(known.map(|known| known.role)).unwrap_or(Role::Other),
            phone: phone.or_else(|| known.map(|known| known.phone.clone())).unwrap_or_default(),
        };
        self.seen.insert(key, row.number);
        if known == Some(&contact) {
            return Ok(false);
        }
        self.contacts.push(contact);
        Ok(true)
    }
}

/// Every word for a post but these few is another one.
fn role(said: &str) -> Role {
    let lower = value::fold(said).to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["总监", "director"]) {
        Role::MarketingDirector
    } else if says(&["大区", "区域", "regional", "region"]) {
        Role::RegionalHead
    } else if says(&["业务", "驻", "代表", "销售", "sales", "representative"]) {
        Role::Salesman
    } else {
        Role::parse(&lower.replace(' ', "_")).unwrap_or(Role::Other)
    }
}

impl Reader for Contacts {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, _: &mut Index<'_>, _: &mut Log) -> Vec<Command> {
        if self.contacts.is_empty() {
            return Vec::new();
        }
        vec![command(SupplyCommand::PutContacts(self.contacts))]
    }
}
