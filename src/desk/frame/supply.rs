//! The frame's part about supply: what of it waits, and where it leads.

use super::Desk;
use super::rail::Waiting;
use crate::desk::actions::{Action, View};
use crate::desk::supply::RequestSheet;
use crate::desk::theme::Look;
use crate::desk::views::supply::known::Known;

/// Requests that wait and shipments with something wrong: a number on the rail until there is none.
pub fn waiting(known: &Known, look: &Look) -> Waiting {
    let requests = known.waiting().count();
    let told = [
        ("supply-waiting-requests", requests),
        ("supply-waiting-shipments", known.wrong),
        ("supply-waiting-short", known.short()),
    ];
    let told = told.into_iter().filter(|(_, n)| *n > 0);
    let told: Vec<String> = told.map(|(key, n)| look.words.fill(key, &[("n", n.into())])).collect();
    Waiting {
        view: View::Supply,
        count: requests + known.wrong,
        is_loud: known.is_pressing(),
        told: told.join("\n"),
    }
}

impl Desk {
    /// Does what is about the Supply view and its sheet.
    pub(super) fn obey_supply(&mut self, action: &Action) {
        self.view = View::Supply;
        match action {
            Action::ShowBrand(brand) => self.supply.show_brand(brand),
            Action::ShowRequest(request) => self.supply.show_request(request),
            Action::ShowShipment(shipment) => self.supply.show_shipment(shipment),
            Action::ShowEnterprise(enterprise) => self.supply.show_enterprise(enterprise),
            _ => {}
        }
    }

    pub(super) fn open_request(&mut self) {
        self.request_sheet = Some(RequestSheet::default());
    }
}
