//! The form of a standing order. What cannot be meant is said before anything is asked for.

use super::super::period::{read_hours, read_time, shift_ui, typed_hours};
use super::list::weak_ui;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::reports::format_key;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::main_button_ui;
use crate::domain::command::Command;
use crate::domain::ids::DepartmentCode;
use crate::domain::settings::{OrderSpan, ReportKind, Settings, StandingOrder, orders};
use crate::domain::time::{TimeOfDay, Timestamp};
use crate::exchange::report::Format;
use crate::words::orders::weekday;
use crate::words::{Language, Message, Tell, Words};
use egui::{ComboBox, Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use smol_str::SmolStr;

/// An order as far as it has been written.
#[derive(Clone, Debug)]
pub struct OrderForm {
    /// The name of the order that is changed; `None` for a new one.
    edits: Option<SmolStr>,
    pub name: String,
    report: ReportKind,
    pub span: OrderSpan,
    weekdays: [bool; 7],
    at: String,
    pub format: Format,
    pub department: Option<DepartmentCode>,
    /// Of each day only these hours, as typed; both empty for whole days.
    pub shift: [String; 2],
    pub folder: String,
    to: String,
    pub in_english: bool,
    on: bool,
    opened: bool,
}

impl OrderForm {
    /// Every weekday at half past six in the evening.
    pub fn new(report: ReportKind, look: &Look) -> Self {
        Self {
            edits: None,
            name: look.words.tell(&report.message()),
            report,
            span: OrderSpan::default(),
            weekdays: [true, true, true, true, true, false, false],
            at: TimeOfDay::hm(18, 30).to_string(),
            format: Format::default(),
            department: None,
            shift: <[String; 2]>::default(),
            folder: String::new(),
            to: String::new(),
            in_english: look.words.language() == Language::English,
            on: true,
            opened: true,
        }
    }

    pub fn of(order: &StandingOrder) -> Self {
        let format = Format::ALL.into_iter().find(|format| format.extension() == order.format);
        Self {
            edits: Some(order.name.clone()),
            name: order.name.to_string(),
            report: order.report,
            span: order.span,
            weekdays: order.weekdays,
            at: order.at.to_string(),
            format: format.unwrap_or_default(),
            department: order.department.clone(),
            shift: order.hours.map(typed_hours).unwrap_or_default(),
            folder: order.folder.to_string(),
            to: order.recipients.join(", "),
            in_english: order.in_english,
            on: order.on,
            opened: true,
        }
    }

    pub fn title(&self, look: &Look) -> String {
        match &self.edits {
            None => look.words.say("orders-new-title"),
            Some(name) => look.words.fill("orders-change-title", &[("order", name.as_str().into())]),
        }
    }

    fn is_about_retailers(&self) -> bool {
        matches!(self.report, ReportKind::Delays | ReportKind::Breakdowns)
    }

    /// The order as it is written, or what cannot be read of it.
    fn order(&self, before: Option<&StandingOrder>, now: Timestamp) -> Result<StandingOrder, Message> {
        let unread = || Message::new("orders-no-time").with("text", self.at.trim());
        let order = StandingOrder {
            name: SmolStr::new(self.name.trim()),
            on: self.on,
            report: self.report,
            span: self.span,
            weekdays: self.weekdays,
            at: read_time(&self.at).ok_or_else(unread)?,
            format: SmolStr::new_static(self.format.extension()),
            department: self.department.clone().filter(|_| self.is_about_retailers()),
            hours: read_hours(&self.shift).ok_or(Message::new("reports-no-hours"))?,
            folder: SmolStr::new(self.folder.trim()),
            recipients: addresses(&self.to),
            in_english: self.in_english,
            since: now,
        };
        let when = |order: &StandingOrder| (order.name.clone(), order.on, order.weekdays, order.at);
        // Only another time makes it another order: one that failed is still owed after its folder is put right.
        Ok(match before.filter(|before| when(before) == when(&order)) {
            Some(before) => StandingOrder { since: before.since, ..order },
            None => order,
        })
    }

    /// The settings with the order, or why they cannot be meant.
    pub fn settings(&self, snapshot: &Snapshot) -> Result<Settings, Message> {
        let mut settings = Settings::clone(&snapshot.state.settings);
        let known =
            self.edits.as_ref().and_then(|name| settings.orders.iter().position(|order| order.name == *name));
        let order = self.order(known.map(|at| &settings.orders[at]), snapshot.now)?;
        match known {
            Some(at) => settings.orders[at] = order,
            // Where somebody has removed it meanwhile, it is given anew.
            None => settings.orders.push(order),
        }
        orders::check(&settings.orders).map_err(|fault| fault.message())?;
        Ok(settings)
    }

    /// What does not stand in its way, and yet will keep it from arriving.
    fn warnings(&self, snapshot: &Snapshot) -> Vec<&'static str> {
        let mut warnings = Vec::new();
        if !addresses(&self.to).is_empty() && !snapshot.state.settings.notices.mails() {
            warnings.push("orders-no-mail");
        }
        let folder = self.folder.trim();
        if !folder.is_empty() && !std::path::Path::new(folder).is_absolute() {
            warnings.push("orders-folder-not-whole");
        }
        warnings
    }
}

/// Addresses as people separate them, each once.
fn addresses(text: &str) -> Vec<SmolStr> {
    let mut found = Vec::new();
    for address in text.split([',', ';', '，', '；', '、', '\n']).map(str::trim) {
        if !address.is_empty() && !found.contains(&SmolStr::new(address)) {
            found.push(SmolStr::new(address));
        }
    }
    found
}

/// Draws the form; false once it is to be left.
#[must_use]
pub fn form_ui(
    ui: &mut Ui,
    form: &mut OrderForm,
    high: f32,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    ScrollArea::vertical().id_salt("order form").min_scrolled_height(high).max_height(high).show(ui, |ui| {
        what_ui(ui, form, snapshot, look);
        ui.add_space(space::NEAR);
        when_ui(ui, form, look);
        ui.add_space(space::NEAR);
        whither_ui(ui, form, look);
    });
    ui.add_space(space::NEAR);
    for warning in form.warnings(snapshot) {
        let told = RichText::new(words.say(warning)).color(look.palette.warning);
        ui.add(Label::new(told).wrap());
    }
    let settings = form.settings(snapshot);
    if let Err(why) = &settings {
        ui.add(Label::new(RichText::new(words.tell(why)).color(look.palette.danger)).wrap());
    }
    ui.horizontal(|ui| {
        let clicked = main_button_ui(ui, look, &words.say("orders-keep"), settings.is_ok()).clicked();
        let by_keys = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let left = ui.button(words.say("reports-cancel")).clicked();
        match settings {
            Ok(settings) if clicked || by_keys => {
                actions.push(Action::Submit(Box::new(Command::PutSettings(Box::new(settings)))));
                false
            }
            _ => !left,
        }
    })
    .inner
}

/// A line of the form, its name at the left.
fn line_ui<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui, egui::Id) -> R) -> R {
    const WIDTH: f32 = 110.0;
    ui.horizontal(|ui| {
        let named = ui.allocate_ui(egui::vec2(WIDTH, space::ROW), |ui| {
            ui.set_min_width(WIDTH);
            ui.add(Label::new(name).truncate())
        });
        add(ui, named.inner.id)
    })
    .inner
}

fn text_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str, look: &Look) -> egui::Response {
    line_ui(ui, name, |ui, label| {
        let width = (ui.available_width() - space::NEAR).max(160.0);
        let hint = RichText::new(hint).color(look.palette.weak);
        ui.add(TextEdit::singleline(text).desired_width(width).hint_text(hint)).labelled_by(label)
    })
}

/// A choice among a few, named at the left.
fn choice_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    all: &[T],
    told: impl Fn(&T) -> String,
) {
    line_ui(ui, name, |ui, label| {
        let combo = ComboBox::from_id_salt(name).selected_text(told(chosen)).width(260.0);
        let shown = combo.show_ui(ui, |ui| {
            for one in all {
                ui.selectable_value(chosen, one.clone(), told(one));
            }
        });
        shown.response.labelled_by(label);
    });
}

fn what_ui(ui: &mut Ui, form: &mut OrderForm, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let named = text_ui(ui, &words.say("orders-name"), &mut form.name, "", look);
    if std::mem::take(&mut form.opened) {
        named.request_focus();
    }
    let name = words.say("orders-report");
    choice_ui(ui, &name, &mut form.report, &ReportKind::ALL, |kind| words.tell(&kind.message()));
    let name = words.say("orders-span");
    choice_ui(ui, &name, &mut form.span, &OrderSpan::ALL, |span| words.tell(&span.message()));
    if form.is_about_retailers() {
        let departments = &snapshot.state.network.departments;
        let all: Vec<_> = std::iter::once(None).chain(departments.keys().cloned().map(Some)).collect();
        let told = |code: &Option<DepartmentCode>| match code {
            None => words.say("reports-all-departments"),
            Some(code) => match departments.get(code).map(|known| words.name(&known.name)) {
                Some(name) if !name.is_empty() => name.to_owned(),
                _ => code.to_string(),
            },
        };
        choice_ui(ui, &words.say("reports-department"), &mut form.department, &all, told);
    }
    line_ui(ui, &words.say("orders-shift"), |ui, _| shift_ui(ui, &mut form.shift, look));
    let name = words.say("reports-format");
    choice_ui(ui, &name, &mut form.format, &Format::ALL, |format| words.say(format_key(*format)));
    line_ui(ui, &words.say("orders-language"), |ui, _| {
        for (in_english, key) in [(false, "data-channel-chinese"), (true, "data-channel-english")] {
            ui.selectable_value(&mut form.in_english, in_english, words.say(key));
        }
    });
}

fn when_ui(ui: &mut Ui, form: &mut OrderForm, look: &Look) {
    let words: &Words = &look.words;
    line_ui(ui, &words.say("orders-days"), |ui, _| {
        for (day, on) in form.weekdays.iter_mut().enumerate() {
            ui.toggle_value(on, weekday(words, day));
        }
    });
    line_ui(ui, &words.say("orders-at"), |ui, label| {
        ui.add(TextEdit::singleline(&mut form.at).desired_width(64.0)).labelled_by(label);
        ui.add_space(space::NEAR);
        ui.checkbox(&mut form.on, words.say("orders-on"));
    });
}

fn whither_ui(ui: &mut Ui, form: &mut OrderForm, look: &Look) {
    let words = &look.words;
    text_ui(ui, &words.say("orders-folder"), &mut form.folder, "", look);
    text_ui(ui, &words.say("orders-to"), &mut form.to, "li@company.cn, wang@company.cn", look);
    weak_ui(ui, look, &words.say("orders-to-about"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_separate_them() {
        let found = addresses("li@company.cn, wang@company.cn； zhao@company.cn、li@company.cn,");
        assert_eq!(found, ["li@company.cn", "wang@company.cn", "zhao@company.cn"]);
        assert!(addresses(" ， ").is_empty());
    }
}
