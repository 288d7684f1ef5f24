//! What asks for a word more than a click: a reason, a level, a time, a name. One small sheet for all of them.

use super::{deal, expected_at, sheet_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{capital, main_button_ui};
use crate::domain;
use crate::domain::command::Act;
use crate::domain::emergency::level::Level;
use crate::domain::emergency::{Casualties, Incident};
use crate::domain::ids::IncidentId;
use crate::domain::playbook::StepId;
use crate::words::{Arg, Tell};
use egui::{Key, Label, Modifiers, RichText, TextEdit, Ui};

/// What is wanted of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Skip(StepId),
    Level,
    Casualties,
    Expect,
    Lead,
    Note,
    Close,
}

/// As typed and chosen so far.
#[derive(Clone, Debug)]
pub struct ActSheet {
    incident: IncidentId,
    wanted: Wanted,
    /// A reason, a note, a time, or the chief's name.
    text: String,
    deputy: String,
    authorised_by: String,
    level: Level,
    injured: String,
    dead: String,
    opened: bool,
}

impl ActSheet {
    #[must_use]
    pub fn new(incident: &Incident, wanted: Wanted, snapshot: &Snapshot) -> Self {
        let commander = incident.commander();
        let people = |number: u16| if number == 0 { String::new() } else { number.to_string() };
        let text = match wanted {
            Wanted::Expect => incident
                .expected
                .map_or_else(String::new, |at| crate::desk::weather::telling::moment(at, snapshot.date)),
            _ => String::new(),
        };
        Self {
            incident: incident.id.clone(),
            wanted,
            text,
            deputy: commander.map_or_else(String::new, |now| now.deputy.to_string()),
            authorised_by: String::new(),
            level: incident.level,
            injured: people(incident.casualties.injured),
            dead: people(incident.casualties.dead),
            opened: true,
        }
    }

    /// What would be done, or the key of why it is nothing yet.
    fn act(&self, snapshot: &Snapshot) -> Result<Act, &'static str> {
        let text = self.text.trim();
        let given = |missing| if text.is_empty() { Err(missing) } else { Ok(text.into()) };
        Ok(match self.wanted {
            Wanted::Skip(step) => Act::Skip(step, given("incident-missing-reason")?),
            Wanted::Close => Act::Close(given("incident-missing-reason")?),
            Wanted::Note => Act::Note(given("incident-missing-note")?),
            Wanted::Level => Act::SetLevel(self.level),
            Wanted::Casualties => Act::Casualties(casualties(&self.injured, &self.dead)?),
            Wanted::Expect if text.is_empty() => Act::Expect(None),
            Wanted::Expect => Act::Expect(Some(expected_at(text, snapshot).ok_or("incident-missing-time")?)),
            Wanted::Lead => Act::Lead {
                chief: given("incident-missing-chief")?,
                deputy: self.deputy.trim().into(),
                authorised_by: Some(self.authorised_by.trim().into())
                    .filter(|name: &smol_str::SmolStr| !name.is_empty()),
            },
        })
    }

    const fn title(&self) -> &'static str {
        match self.wanted {
            Wanted::Skip(_) => "incident-skip-title",
            Wanted::Level => "incident-level-title",
            Wanted::Casualties => "incident-casualties-title",
            Wanted::Expect => "incident-expect-title",
            Wanted::Lead => "incident-lead-title",
            Wanted::Note => "incident-note-title",
            Wanted::Close => "incident-close-title",
        }
    }
}

/// As typed; nobody where nothing is.
pub(super) fn casualties(injured: &str, dead: &str) -> Result<Casualties, &'static str> {
    let number = |text: &str| match text.trim() {
        "" => Ok(0),
        text => text.parse().map_err(|_| "incident-missing-number"),
    };
    Ok(Casualties { injured: number(injured)?, dead: number(dead)? })
}

#[must_use]
pub(super) fn act_sheet_ui(
    ui: &mut Ui,
    sheet: &mut ActSheet,
    (snapshot, person): (&Snapshot, &str),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    let Some(incident) = snapshot.state.incidents.get(&sheet.incident) else { return false };
    let step = match sheet.wanted {
        Wanted::Skip(step) => step.to_string(),
        _ => String::new(),
    };
    let title =
        words.fill(sheet.title(), &[("incident", Arg::shown(&sheet.incident)), ("step", step.into())]);
    sheet_ui(ui, "act-sheet", &title, 460.0, |ui| {
        fields_ui(ui, sheet, incident, snapshot, look);
        ui.add_space(space::NEAR);
        // The rules are asked before anybody clicks.
        let tried = sheet.act(snapshot).map_err(|key| words.say(key)).and_then(|act| {
            let command = deal(&sheet.incident, act, snapshot.now, person);
            let refused = |refusal: domain::Refusal| words.tell(&refusal.message());
            domain::weigh(&snapshot.state, command.clone()).map_err(refused).map(|_| command)
        });
        if let Err(why) = &tried {
            let begun = !sheet.text.is_empty() || sheet.wanted == Wanted::Casualties;
            let ink = if begun { look.palette.danger } else { look.palette.weak };
            ui.add(Label::new(RichText::new(why).color(ink)).wrap());
        }
        ui.horizontal(|ui| {
            let clicked = main_button_ui(ui, look, &words.say("incident-do"), tried.is_ok()).clicked();
            let by_keys = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            let cancelled = ui.button(words.say("change-cancel")).clicked();
            match tried {
                Ok(command) if clicked || by_keys => {
                    actions.push(Action::Submit(Box::new(command)));
                    false
                }
                _ => !cancelled,
            }
        })
        .inner
    })
}

fn fields_ui(ui: &mut Ui, sheet: &mut ActSheet, incident: &Incident, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let opened = std::mem::take(&mut sheet.opened);
    let field = |ui: &mut Ui, key: &str, text: &mut String, hint: &str| {
        let label = ui.label(RichText::new(words.say(key)).size(size::SMALL));
        let hint = RichText::new(hint).color(look.palette.weak);
        let field = TextEdit::singleline(text).desired_width(f32::INFINITY).char_limit(300).hint_text(hint);
        ui.add(field).labelled_by(label.id)
    };
    match sheet.wanted {
        Wanted::Skip(_) | Wanted::Close | Wanted::Note => {
            let key = if sheet.wanted == Wanted::Note { "incident-note-text" } else { "incident-reason" };
            let response = field(ui, key, &mut sheet.text, "");
            if opened {
                response.request_focus();
            }
        }
        Wanted::Expect => {
            let response = field(ui, "incident-expected-field", &mut sheet.text, "HH:MM");
            if opened {
                response.request_focus();
            }
            let about = match expected_at(&sheet.text, snapshot) {
                Some(at) => {
                    format!("{} {}", crate::desk::frame::day_shown(at.day(), words), at.0.format("%H:%M"))
                }
                None => words.say("incident-expected-about"),
            };
            ui.label(RichText::new(about).size(size::SMALL).color(look.palette.weak));
        }
        Wanted::Level => {
            for level in Level::ALL {
                let name = capital(&words.tell(&level.message()));
                if ui.radio(sheet.level == level, name).clicked() {
                    sheet.level = level;
                }
            }
            if let Some(rule) = incident.rule {
                let parts = [("level", rule.level().message().into()), ("rule", rule.message().into())];
                let text = RichText::new(words.fill("incident-suggested", &parts)).color(look.palette.weak);
                ui.add(Label::new(text).wrap());
            }
        }
        Wanted::Casualties => {
            let response = field(ui, "incident-injured", &mut sheet.injured, "0");
            if opened {
                response.request_focus();
            }
            field(ui, "incident-dead", &mut sheet.dead, "0");
        }
        Wanted::Lead => {
            let response = field(ui, "incident-chief", &mut sheet.text, "");
            if opened {
                response.request_focus();
            }
            field(ui, "incident-deputy", &mut sheet.deputy, "");
            field(ui, "incident-authorised-by", &mut sheet.authorised_by, "");
            let about = RichText::new(words.say("incident-authorised-about")).size(size::SMALL);
            ui.add(Label::new(about.color(look.palette.weak)).wrap());
        }
    }
}
