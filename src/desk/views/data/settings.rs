//! The settings section: every agreed value with its meaning, unit and default, and the centre itself.
//! What would change is listed before *Apply*. The column memory is not here: it is kept by importing.

use super::centre_draft::{CentreDraft, CentreField};
use super::channels::{ChannelCard, channels_ui};
use super::dials::{Dial, SettingsDraft, differences};
use super::notice_dials::list_differences;
use super::parts::{Tone, card_ui, heading_ui, main_button_ui, notice_ui};
use super::speeds::speeds_ui;
use super::supply_dials::SupplyDial;
use super::weather::weather_ui;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::findings::ChannelsFound;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::command::Command;
use crate::domain::settings::Settings;
use egui::{Frame, Label, Margin, Panel, RichText, ScrollArea, TextEdit, Ui};

/// What was typed and not applied.
#[derive(Clone, Debug, Default)]
pub struct SettingsSection {
    pub draft: SettingsDraft,
    pub centre: CentreDraft,
    pub channels: ChannelCard,
}

pub fn settings_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    (snapshot, found): (&Snapshot, &ChannelsFound),
    look: &Look,
    actions: &mut Actions,
) {
    changes_ui(ui, section, snapshot, look, actions);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let base = &*snapshot.state.settings;
        let agreed = |ui: &mut Ui, section: &mut SettingsSection| {
            dials_ui(ui, section, base, look, "data-settings-agreed", &Dial::DAILY);
            dials_ui(ui, section, base, look, "data-settings-recovery", &Dial::RECOVERY);
        };
        if ui.available_width() < 900.0 {
            agreed(ui, section);
            weather_ui(ui, section, base, look);
            channels_ui(ui, section, (snapshot, found), look, actions);
            supply_ui(ui, section, base, look);
            prices_ui(ui, section, base, look);
            travel_ui(ui, section, base, look, &Dial::TRAVEL);
            centre_ui(ui, section, snapshot, look, actions);
        } else {
            ui.columns_const(|[left, right]| {
                agreed(left, section);
                supply_ui(left, section, base, look);
                centre_ui(left, section, snapshot, look, actions);
                weather_ui(right, section, base, look);
                channels_ui(left, section, (snapshot, found), look, actions);
                travel_ui(right, section, base, look, &Dial::TRAVEL);
                prices_ui(right, section, base, look);
            });
        }
        ui.add_space(space::APART);
    });
}

fn dials_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    base: &Settings,
    look: &Look,
    title: &str,
    dials: &[Dial],
) {
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &look.words.say(title), "");
        for dial in dials {
            ui.add_space(space::TIGHT);
            dial_ui(ui, section, base, look, *dial);
        }
    });
    ui.add_space(space::NEAR);
}

/// One setting with its field, its meaning and, where what was typed is refused, why.
pub(super) fn dial_ui(ui: &mut Ui, section: &mut SettingsSection, base: &Settings, look: &Look, dial: Dial) {
    let words = &look.words;
    let [name, means, unit] = dial.texts();
    let mut text = section.draft.texts.get(&dial).cloned().unwrap_or_else(|| dial.shown(base));
    ui.horizontal(|ui| {
        // The units of prices are half a sentence.
        let wide = matches!(dial, Dial::Weather(dial) if dial.is_wide());
        let beside = match dial {
            Dial::Price(_) => 250.0,
            _ if wide => 320.0,
            _ => 160.0,
        };
        let width = (ui.available_width() - beside).max(120.0);
        let label = ui
            .allocate_ui(egui::vec2(width, space::ROW), |ui| {
                ui.set_min_width(width);
                ui.add(Label::new(words.say(name)).truncate())
            })
            .inner;
        let field = if wide {
            TextEdit::singleline(&mut text).desired_width(230.0)
        } else {
            TextEdit::singleline(&mut text).desired_width(64.0).align(egui::Align2::RIGHT_CENTER)
        };
        if ui.add(field).labelled_by(label.id).changed() {
            section.draft.texts.insert(dial, text.clone());
        }
        let unit = match dial {
            Dial::Price(_) => words.fill("data-unit-yuan", &[("per", words.say(unit).into())]),
            _ => words.say(unit),
        };
        ui.add(Label::new(RichText::new(unit).color(look.palette.weak)).truncate());
    });
    let mut meaning = words.say(means);
    let default = dial.shown(&Settings::default());
    if !default.is_empty() {
        meaning = format!("{meaning} {}", words.fill("data-settings-default", &[("value", default.into())]));
    }
    ui.add(Label::new(RichText::new(meaning).size(size::SMALL).color(look.palette.weak)).wrap());
    if text != dial.shown(base)
        && let Err(refusal) = dial.turn(&mut base.clone(), &text)
    {
        ui.add(Label::new(RichText::new(words.tell(&refusal)).color(look.palette.danger)).wrap());
    }
}

/// When a brand runs short, what a department may grant, and how soon goods can leave.
fn supply_ui(ui: &mut Ui, section: &mut SettingsSection, base: &Settings, look: &Look) {
    let words = &look.words;
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &words.say("data-settings-supply"), &words.say("data-settings-supply-about"));
        for dial in SupplyDial::ALL {
            ui.add_space(space::TIGHT);
            dial_ui(ui, section, base, look, Dial::Supply(dial));
        }
        // Each may be right by itself and yet not go with the others.
        let levels = Dial::Supply(SupplyDial::Yellow);
        let refused = section.draft.on(base).err().and_then(|refused| refused.get(&levels).cloned());
        if let Some(message) = refused {
            ui.add_space(space::TIGHT);
            ui.add(Label::new(RichText::new(words.tell(&message)).color(look.palette.danger)).wrap());
        }
    });
    ui.add_space(space::NEAR);
}

/// What a recovery plan is charged for: each price with its unit and what it stands for.
fn prices_ui(ui: &mut Ui, section: &mut SettingsSection, base: &Settings, look: &Look) {
    let words = &look.words;
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &words.say("data-settings-prices"), &words.say("data-settings-prices-about"));
        for dial in Dial::prices() {
            ui.add_space(space::TIGHT);
            dial_ui(ui, section, base, look, dial);
        }
    });
    ui.add_space(space::NEAR);
}

fn travel_ui(ui: &mut Ui, section: &mut SettingsSection, base: &Settings, look: &Look, dials: &[Dial]) {
    card_ui(ui, look, |ui| {
        let words = &look.words;
        heading_ui(ui, look, &words.say("data-settings-travel"), &words.say("data-settings-travel-about"));
        for dial in dials {
            dial_ui(ui, section, base, look, *dial);
        }
        ui.add_space(space::NEAR);
        ui.label(words.say("data-settings-speeds"));
        speeds_ui(ui, look, &mut section.draft, base);
        let about = RichText::new(words.say("data-settings-speeds-about")).size(size::SMALL);
        ui.add(Label::new(about.color(look.palette.weak)).wrap());
    });
    ui.add_space(space::NEAR);
}

fn centre_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let network = &snapshot.state.network;
    let base = network.centre.as_deref();
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &words.say("data-centre"), &words.say("data-centre-about"));
        egui::Grid::new("data-centre").num_columns(2).spacing([space::APART, 6.0]).show(ui, |ui| {
            for field in CentreField::ALL {
                let label = ui.label(words.say(field.label()));
                let mut text = section.centre.text(field, base);
                let wide = matches!(field, CentreField::Local | CentreField::English);
                let edit = TextEdit::singleline(&mut text).desired_width(if wide { 280.0 } else { 140.0 });
                if ui.add(edit).labelled_by(label.id).changed() {
                    section.centre.set(field, text);
                }
                ui.end_row();
            }
        });
        if section.centre == CentreDraft::default() {
            return;
        }
        let near = network.retailers.values().next().map(|retailer| retailer.place);
        match section.centre.read(base, near) {
            Ok(centre) if Some(&centre) == base => {}
            Ok(centre) => {
                ui.horizontal(|ui| {
                    if main_button_ui(ui, look, &words.say("data-centre-save"), true).clicked() {
                        actions.push(Action::Submit(Box::new(Command::PutCentre(centre))));
                        section.centre = CentreDraft::default();
                    }
                    if ui.button(words.say("data-centre-back")).clicked() {
                        section.centre = CentreDraft::default();
                    }
                });
            }
            Err(refusal) => {
                ui.add_space(space::TIGHT);
                notice_ui(ui, look, Tone::Danger, |ui| {
                    ui.add(Label::new(words.tell(&refusal)).wrap());
                });
            }
        }
    });
}

/// The bar under the settings: what would change, and *Apply*.
fn changes_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let base = &*snapshot.state.settings;
    let result = section.draft.on(base);
    if section.draft == SettingsDraft::default() || result.as_ref().is_ok_and(|after| after == base) {
        return;
    }
    let frame = Frame::new().fill(look.palette.raised).inner_margin(Margin::symmetric(14, 10));
    Panel::bottom("data-settings-changes").frame(frame).show(ui, |ui| {
        ui.label(RichText::new(words.say("data-settings-changes")).strong());
        let told = |after: &Settings| {
            let lists = list_differences(&base.notices, &after.notices, words, &snapshot.state.network);
            [differences(base, after), lists].concat()
        };
        let lines = result.as_ref().map(told).unwrap_or_default();
        ScrollArea::vertical().max_height(96.0).show(ui, |ui| {
            ui.take_available_width();
            ui.horizontal_wrapped(|ui| {
                for line in &lines {
                    ui.add(Label::new(words.tell(line)).extend());
                    ui.add_space(space::APART);
                }
            });
        });
        if result.is_err() {
            let text = RichText::new(words.say("data-settings-refused")).color(look.palette.danger);
            ui.add(Label::new(text).wrap());
        }
        ui.horizontal(|ui| {
            if main_button_ui(ui, look, &words.say("data-settings-apply"), result.is_ok()).clicked()
                && let Ok(after) = &result
            {
                actions.push(Action::Submit(Box::new(Command::PutSettings(Box::new(after.clone())))));
                section.draft = SettingsDraft::default();
            }
            if ui.button(words.say("data-settings-back")).clicked() {
                section.draft = SettingsDraft::default();
            }
        });
    });
}
