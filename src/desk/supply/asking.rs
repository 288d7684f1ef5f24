//! *Take down a request…*: which retailer, by which licence, what for, how much of which brand, until when, whom to
//! call. What stands in its way is said as it is typed.

use super::finding::Found;
use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::{sheet_ui, signer};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{capital, main_button_ui, named_field_ui};
use crate::desk::views::supply::brand_name;
use crate::desk::weather::moment_of;
use crate::domain;
use crate::domain::command::Command;
use crate::domain::ids::{BrandCode, RequestId, RetailerCode};
use crate::domain::operation::Operation;
use crate::domain::supply::asking::{Asking, SupplyCommand};
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::left::free;
use crate::domain::supply::request::{Line, Occasion};
use crate::domain::units::Cartons;
use crate::words::{Message, Tell, grouped};
use egui::{
    Align, ComboBox, DragValue, Grid, Key, Label, Layout, Modifiers, PopupCloseBehavior, RichText, Role,
    TextEdit, Ui, WidgetInfo, vec2,
};
use smol_str::SmolStr;

/// A request is of a few brands.
const MOST_LINES: usize = 8;

/// As typed and chosen so far.
#[derive(Clone, Debug)]
pub struct RequestSheet {
    retailer: Option<RetailerCode>,
    text: String,
    found: Found,
    licence: String,
    occasion: Occasion,
    own_words: String,
    lines: Vec<(Option<BrandCode>, u32)>,
    /// Of the brand that is being chosen.
    letters: String,
    needed: String,
    contact: String,
    opened: bool,
}

impl Default for RequestSheet {
    fn default() -> Self {
        Self {
            retailer: None,
            text: String::new(),
            found: Found::default(),
            licence: String::new(),
            occasion: Occasion::Wedding,
            own_words: String::new(),
            lines: vec![(None, 0)],
            letters: String::new(),
            needed: String::new(),
            contact: String::new(),
            opened: true,
        }
    }
}

impl RequestSheet {
    fn asking(&self, snapshot: &Snapshot, person: &str) -> Result<Asking, Message> {
        let missing = |key| Message::new(key);
        let retailer = self.retailer.clone().ok_or_else(|| missing("supply-missing-retailer"))?;
        let whole = self.lines.iter().filter_map(|(brand, cartons)| {
            let brand = brand.clone()?;
            (*cartons > 0).then_some(Line { brand, cartons: Cartons(*cartons) })
        });
        let lines: Vec<Line> = whole.collect();
        if lines.is_empty() {
            return Err(missing("supply-missing-lines"));
        }
        let needed = moment_of(&self.needed, snapshot.now.day());
        let (needed_by, _) = needed.ok_or_else(|| missing("supply-missing-needed"))?;
        let occasion = match &self.occasion {
            Occasion::Other(_) if self.own_words.trim().is_empty() => {
                return Err(missing("supply-missing-words"));
            }
            Occasion::Other(_) => Occasion::Other(SmolStr::new(self.own_words.trim())),
            other => other.clone(),
        };
        Ok(Asking {
            retailer,
            licence: SmolStr::new(self.licence.trim()),
            occasion,
            lines,
            needed_by,
            contact: SmolStr::new(self.contact.trim()),
            signed: domain::emergency::Signed { at: snapshot.now, by: signer(person) },
        })
    }
}

/// The number it would have, or what stands in its way.
fn foreseen(asking: Asking, snapshot: &Snapshot) -> Result<(Command, RequestId), Message> {
    let command = Command::Supply(Box::new(SupplyCommand::Ask(asking)));
    let operations = domain::weigh(&snapshot.state, command.clone()).map_err(|refusal| refusal.message())?;
    let found = operations.iter().find_map(|operation| match operation {
        Operation::SupplyChanged(SupplyChange::Requests(changes)) => {
            Some(changes.first()?.after.as_ref()?.id.clone())
        }
        _ => None,
    });
    Ok((command, found.unwrap_or_else(|| RequestId::new(""))))
}

/// False once it is to be closed.
#[must_use]
pub fn request_sheet_ui(
    ui: &mut Ui,
    sheet: &mut RequestSheet,
    (snapshot, person): (&Snapshot, &str),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    sheet_ui(ui, "request", &words.say("supply-request-title"), 620.0, |ui| {
        let room = ui.ctx().content_rect().height() - 190.0;
        egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            retailer_ui(ui, sheet, snapshot, look);
            ui.add_space(space::TIGHT);
            occasion_ui(ui, sheet, look);
            ui.add_space(space::TIGHT);
            lines_ui(ui, sheet, snapshot, look);
            ui.add_space(space::TIGHT);
            ui.horizontal(|ui| {
                let hint = format!("{} 17:00", snapshot.now.day().plus(1).0.format("%m-%d"));
                named_field_ui(ui, look, ("supply-head-needed", &hint), &mut sheet.needed, 140.0);
                named_field_ui(
                    ui,
                    look,
                    ("supply-fact-contact", &words.say("supply-contact-hint")),
                    &mut sheet.contact,
                    300.0,
                );
            });
        });
        ui.add_space(space::NEAR);
        let ready = sheet.asking(snapshot, person).and_then(|asking| foreseen(asking, snapshot));
        if let Err(missing) = &ready {
            // Nothing typed yet is nothing wrong yet.
            let ink = if sheet.retailer.is_none() { look.palette.weak } else { look.palette.danger };
            ui.add(Label::new(RichText::new(words.tell(missing)).color(ink)).wrap());
        } else {
            who_decides_ui(ui, sheet, snapshot, look);
        }
        // Of its own height, so that the sheet is no higher than what is in it.
        let row = vec2(ui.available_width(), 30.0);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let clicked = main_button_ui(ui, look, &words.say("supply-request-do"), ready.is_ok()).clicked();
            let by_keys = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            let cancelled = ui.button(words.say("change-cancel")).clicked();
            match ready {
                Ok((command, id)) if clicked || by_keys => {
                    actions.push(Action::Submit(Box::new(command)));
                    actions.push(Action::ShowRequest(id));
                    false
                }
                _ => !cancelled,
            }
        })
        .inner
    })
}

/// The retailer, looked for or chosen, and the licence it gives.
fn retailer_ui(ui: &mut Ui, sheet: &mut RequestSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let retailers = &snapshot.state.network.retailers;
    let chosen = sheet.retailer.as_ref().and_then(|code| retailers.get(code));
    // Enter takes what was found first.
    let mut first = false;
    ui.horizontal(|ui| {
        let field = named_field_ui(
            ui,
            look,
            ("supply-head-retailer", &words.say("supply-find-retailer")),
            &mut sheet.text,
            300.0,
        );
        if std::mem::take(&mut sheet.opened) {
            field.request_focus();
        }
        if field.changed() {
            sheet.retailer = None;
        }
        first = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        named_field_ui(
            ui,
            look,
            ("supply-fact-licence", &words.say("supply-licence-hint")),
            &mut sheet.licence,
            200.0,
        );
    });
    if let Some(shop) = chosen.filter(|_| sheet.retailer.is_some()) {
        let served = snapshot.day().and_then(|day| day.find(&shop.code));
        let text = match served {
            Some((route, at)) => words.fill(
                "supply-served-today",
                &[
                    ("code", shop.code.as_str().into()),
                    ("route", route.id.as_str().into()),
                    ("at", route.stops[at].planned.to_string().into()),
                ],
            ),
            None => words.fill("supply-not-served-today", &[("code", shop.code.as_str().into())]),
        };
        ui.label(RichText::new(text).color(look.palette.weak));
        return;
    }
    let mut meant = None;
    for (nth, code) in sheet.found.follow(&sheet.text, retailers).iter().enumerate() {
        let Some(shop) = retailers.get(code) else { continue };
        let name = words.name(&shop.name);
        let text = format!("{name}  {code}");
        let found = ui.selectable_label(false, &text);
        if found.on_hover_text(shop.address.as_str()).clicked() || (first && nth == 0) {
            meant = Some((code.clone(), name.to_owned()));
        }
    }
    if let Some((code, name)) = meant {
        sheet.retailer = Some(code);
        sheet.text = name;
    }
}

fn occasion_ui(ui: &mut Ui, sheet: &mut RequestSheet, look: &Look) {
    let words = &look.words;
    ui.label(RichText::new(words.say("supply-head-occasion")).size(size::SMALL));
    ui.horizontal_wrapped(|ui| {
        for occasion in [Occasion::Wedding, Occasion::Funeral, Occasion::Group] {
            let name = capital(&words.tell(&occasion.message()));
            if ui.selectable_label(sheet.occasion == occasion, name).clicked() {
                sheet.occasion = occasion;
            }
        }
        let other = matches!(sheet.occasion, Occasion::Other(_));
        if ui.selectable_label(other, words.say("supply-occasion-own")).clicked() {
            sheet.occasion = Occasion::Other(SmolStr::default());
        }
        if other {
            let hint = words.say("supply-occasion-hint");
            let field = TextEdit::singleline(&mut sheet.own_words).desired_width(200.0).hint_text(&hint);
            ui.add(field.char_limit(60)).widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
        }
    });
}

/// How much of which brand, with what is free of it.
fn lines_ui(ui: &mut Ui, sheet: &mut RequestSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let most = snapshot.state.settings.supply.most_cartons.0;
    Grid::new("supply asked lines").num_columns(3).spacing([space::NEAR, 4.0]).show(ui, |ui| {
        for head in ["supply-head-brand", "supply-head-cartons", "supply-head-free"] {
            ui.label(RichText::new(words.say(head)).size(size::SMALL).color(look.palette.weak));
        }
        ui.end_row();
        for (nth, (brand, cartons)) in sheet.lines.iter_mut().enumerate() {
            let name = words.fill("supply-line-brand", &[("n", (nth + 1).into())]);
            let none = words.say("supply-no-brand-yet");
            let shown = brand.as_ref().map_or(none, |code| brand_name(snapshot, code, look));
            let combo = ComboBox::from_id_salt(("supply asked", nth)).width(260.0).selected_text(&shown);
            let combo = combo.close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            let response = combo.show_ui(ui, |ui| brands_ui(ui, brand, &mut sheet.letters, snapshot, look));
            response
                .response
                .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {shown}")));
            let name = words.fill("supply-line-cartons", &[("n", (nth + 1).into())]);
            let amount = ui.add(DragValue::new(cartons).range(0..=most));
            amount.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
            let left = brand.as_ref().and_then(|code| free(&snapshot.state.supply, code, snapshot.now, None));
            let scarce = left.is_some_and(|left| left.0 < *cartons);
            let ink = if scarce { look.palette.danger } else { look.palette.text };
            ui.colored_label(ink, left.map(|left| grouped(left.0.into())).unwrap_or_default());
            ui.end_row();
        }
    });
    let full = sheet.lines.iter().all(|(brand, cartons)| brand.is_some() && *cartons > 0);
    if full && sheet.lines.len() < MOST_LINES && ui.small_button(words.say("supply-another-brand")).clicked()
    {
        sheet.lines.push((None, 0));
    }
}

/// The brands that hold the letters, to choose one of.
fn brands_ui(
    ui: &mut Ui,
    chosen: &mut Option<BrandCode>,
    letters: &mut String,
    snapshot: &Snapshot,
    look: &Look,
) {
    let words = &look.words;
    let hint = words.say("supply-brand-letters");
    let field = ui.add(TextEdit::singleline(letters).hint_text(&hint));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
    let wanted = letters.trim().to_lowercase();
    let holds = |part: &str| part.to_lowercase().contains(&wanted);
    for one in snapshot.state.supply.brands.values() {
        if ![one.code.as_str(), &one.name.local, &one.name.english].into_iter().any(holds) {
            continue;
        }
        let text = format!("{}  {}", words.name(&one.name), words.tell(&one.grade.message()));
        if ui.selectable_label(chosen.as_ref() == Some(&one.code), text).clicked() {
            *chosen = Some(one.code.clone());
            letters.clear();
            ui.close();
        }
    }
}

/// Whose approval it needs, and what there is too little of.
fn who_decides_ui(ui: &mut Ui, sheet: &RequestSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let limit = snapshot.state.settings.supply.request_limit;
    let cartons: u32 = sheet.lines.iter().map(|(_, cartons)| *cartons).sum();
    let key = if cartons > limit.0 { "supply-above-limit" } else { "supply-within-limit" };
    let parts = [("cartons", cartons.into()), ("limit", limit.0.into())];
    ui.add(Label::new(RichText::new(words.fill(key, &parts)).color(look.palette.weak)).wrap());
    for (brand, cartons) in &sheet.lines {
        let Some(brand) = brand else { continue };
        let left = free(&snapshot.state.supply, brand, snapshot.now, None);
        if let Some(left) = left.filter(|left| left.0 < *cartons) {
            let parts = [
                ("brand", brand_name(snapshot, brand, look).into()),
                ("left", grouped(left.0.into()).into()),
            ];
            let text = words.fill("supply-too-little", &parts);
            ui.add(Label::new(RichText::new(text).color(look.palette.warning)).wrap());
        }
    }
}
