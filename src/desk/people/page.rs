//! The page one signs in on. Nothing of the day is drawn behind it; how many steps are late is said all the same, so that
//! a locked desk does not keep quiet.

use super::pin_field_ui;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::people::PeopleRequest;
use crate::desk::shortcuts::{other_language, other_theme};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::main_button_ui;
use crate::desk::world::World;
use crate::domain::ids::Author;
use crate::domain::people::Person;
use crate::domain::people::pin::Pin;
use crate::sample::people::stated;
use crate::words::Tell;
use egui::{Align, CentralPanel, Frame, Label, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo};

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct SignInPage {
    chosen: Option<Author>,
    pin: String,
    /// The field has been given the keyboard for this person.
    ready: Option<Author>,
}

impl SignInPage {
    /// Somebody has signed in: nothing of it is to be there the next time.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Draws the page; `person` is who was here last, `late` how many steps are.
pub fn sign_in_ui(
    ui: &mut Ui,
    page: &mut SignInPage,
    world: &World,
    (person, late): (&str, usize),
    look: &Look,
    actions: &mut Actions,
) {
    let ground = Frame::new().fill(look.palette.background).inner_margin(space::SECTION);
    CentralPanel::default().frame(ground).show(ui, |ui| {
        top_ui(ui, world, look, actions);
        let people: Vec<&Person> =
            world.snapshot.state.people.values().filter(|person| person.active).collect();
        let is_here = |name: &Author| people.iter().any(|person| person.name == *name);
        if !page.chosen.as_ref().is_some_and(is_here) {
            let last = Author::new(person);
            let first = people.first().map(|person| person.name.clone());
            page.chosen = Some(last).filter(is_here).or(first);
        }
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            let height = 190.0 + ROW * shown(people.len());
            ui.add_space(((ui.available_height() - height) * 0.38).max(space::NEAR));
            ui.label(RichText::new(look.words.say("sign-in-title")).size(size::TITLE));
            ui.add_space(space::NEAR);
            people_ui(ui, page, &people, look);
            ui.add_space(space::NEAR);
            enter_ui(ui, page, world, look, actions);
            if late > 0 {
                ui.add_space(space::SECTION);
                let text = look.words.fill("sign-in-late", &[("n", late.into())]);
                ui.label(RichText::new(text).color(look.palette.danger).strong());
            }
        });
    });
}

/// The clock, the centre's name, and what a reader needs to read on.
fn top_ui(ui: &mut Ui, world: &World, look: &Look, actions: &mut Actions) {
    let snapshot = &world.snapshot;
    ui.horizontal(|ui| {
        ui.label(RichText::new(snapshot.now.time().to_string()).size(size::HEADING + 1.0).strong());
        if let Some(centre) = &snapshot.state.network.centre {
            ui.label(RichText::new(look.words.name(&centre.name)).color(look.palette.weak));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let theme = other_theme(look.theme);
            if ui.button("◐").on_hover_text(look.words.say("desk-do-theme")).clicked() {
                actions.push(Action::SetTheme(theme));
            }
            let language = other_language(look.words.language());
            if ui.button(language.own_name()).clicked() {
                actions.push(Action::SetLanguage(language));
            }
        });
    });
}

/// A person's row, and how many of them show at once.
const ROW: f32 = 34.0;

fn shown(people: usize) -> f32 {
    u8::try_from(people.min(8)).map_or(8.0, f32::from)
}

fn people_ui(ui: &mut Ui, page: &mut SignInPage, people: &[&Person], look: &Look) {
    const WIDTH: f32 = 320.0;
    let height = ROW * shown(people.len());
    ui.allocate_ui(egui::vec2(WIDTH, height), |ui| {
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for person in people {
                let role = look.words.tell(&person.role.message());
                let name = format!("{} · {role}", person.name);
                let is_chosen = page.chosen.as_ref() == Some(&person.name);
                let button = egui::Button::selectable(is_chosen, RichText::new(&name).size(15.0));
                let response = ui.add_sized([WIDTH - 12.0, 30.0], button);
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &name));
                if response.clicked() {
                    page.chosen = Some(person.name.clone());
                    page.pin.clear();
                    page.ready = None;
                }
            }
        });
    });
}

fn enter_ui(ui: &mut Ui, page: &mut SignInPage, world: &World, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let Some(name) = page.chosen.clone() else { return };
    let entered = ui
        .allocate_ui_with_layout(egui::vec2(320.0, 32.0), Layout::left_to_right(Align::Center), |ui| {
            let (field, entered) = pin_field_ui(ui, &mut page.pin, "PIN");
            if page.ready.as_ref() != Some(&name) {
                field.request_focus();
                page.ready = Some(name.clone());
            }
            let ready = !page.pin.is_empty();
            main_button_ui(ui, look, &words.say("sign-in-do"), ready).clicked() || (entered && ready)
        })
        .inner;
    if entered {
        let pin = Pin::typed(std::mem::take(&mut page.pin));
        actions.push(Action::People(PeopleRequest::SignIn { name: name.clone(), pin }));
        page.ready = None;
    }
    if let Some(refused) = &world.presence.refused {
        ui.add_space(space::TIGHT);
        ui.add(Label::new(RichText::new(words.tell(refused)).color(look.palette.danger)).wrap());
    }
    let is_sample = world.snapshot.state.settings.sample_clock.is_some();
    if let Some(known) = stated(&name).filter(|_| is_sample) {
        ui.add_space(space::TIGHT);
        let text = words.fill("sign-in-sample", &[("name", known.name.into()), ("pin", known.pin.into())]);
        ui.add(Label::new(RichText::new(text).color(look.palette.weak)).wrap());
    }
}
