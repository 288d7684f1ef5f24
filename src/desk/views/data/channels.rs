//! The settings' card about notices: the folder, the mail server, robots and addresses. Of secrets it says under which
//! names they are looked for and whether they are there; nothing secret is typed or shown here.

use super::channel_lists::{addresses_ui, robots_ui};
use super::dials::Dial;
use super::notice_dials::NoticeDial;
use super::parts::{capital, card_ui, heading_ui};
use super::settings::SettingsSection;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::findings::{ChannelsFound, Tested};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::settings::{MailSecurity, NoticeSettings};
use crate::notify::trial;
use crate::words::{Message, channel};
use egui::{Button, Label, Response, RichText, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// What the card remembers beside the draft.
#[derive(Clone, Debug, Default)]
pub struct ChannelCard {
    /// Secrets that have been asked for.
    asked: BTreeSet<String>,
    /// Account managers, of the retailers they were read from.
    pub(super) managers: Option<super::channel_lists::Managers>,
}

/// All the parts of the card are drawn from.
pub(super) struct Facts<'a> {
    pub snapshot: &'a Snapshot,
    pub found: &'a ChannelsFound,
    /// The settings with what was switched, so that new fields have their first values.
    pub switched: NoticeSettings,
    /// The settings with the draft on top, where all of it can be used.
    pub after: Option<NoticeSettings>,
    pub refused: BTreeMap<Dial, Message>,
}

pub fn channels_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    (snapshot, found): (&Snapshot, &ChannelsFound),
    look: &Look,
    actions: &mut Actions,
) {
    let base = &*snapshot.state.settings;
    let mut switched = base.notices.clone();
    section.draft.notices.switch(&mut switched);
    let (after, refused) = match section.draft.on(base) {
        Ok(settings) => (Some(settings.notices), BTreeMap::new()),
        Err(refused) => (None, refused),
    };
    let facts = Facts { snapshot, found, switched, after, refused };
    card_ui(ui, look, |ui| {
        let words = &look.words;
        heading_ui(ui, look, &words.say("data-channels"), &words.say("data-channels-about"));
        folder_ui(ui, section, &facts, look, actions);
        mail_ui(ui, section, &facts, look, actions);
        robots_ui(ui, section, &facts, look, actions);
        addresses_ui(ui, section, &facts, look);
        // At the end: what appears above a field while it is typed into would move it away.
        look_again_ui(ui, section, &facts, look, actions);
    });
    ui.add_space(space::NEAR);
}

pub(super) fn title_ui(ui: &mut Ui, look: &Look, name: &str, about: &str) {
    ui.add_space(space::APART);
    ui.label(RichText::new(look.words.say(name)).strong());
    weak_ui(ui, look, &look.words.say(about));
}

pub(super) fn weak_ui(ui: &mut Ui, look: &Look, text: &str) {
    let text = RichText::new(text).size(size::SMALL).color(look.palette.weak);
    ui.add(Label::new(text).wrap());
}

pub(super) fn danger_ui(ui: &mut Ui, look: &Look, text: &str) {
    ui.add(Label::new(RichText::new(text).color(look.palette.danger)).wrap());
}

pub(super) fn named(response: Response, role: egui::Role, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
    response
}

/// Asks for secrets nobody has asked for yet, though not for every letter of a name that is being typed.
fn look_again_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    facts: &Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let Some(after) = &facts.after else { return };
    let channels = trial::channels(after);
    let secrets = channels.iter().flat_map(|channel| trial::secrets_of(after, channel));
    let names: BTreeSet<String> = secrets.map(|asked| asked.name).collect();
    let asked = &mut section.channels.asked;
    if !names.is_subset(asked) && !ui.ctx().text_edit_focused() {
        asked.extend(names.iter().cloned());
        actions.push(Action::LookForSecrets(names.clone()));
    }
    if !names.is_empty() {
        ui.add_space(space::APART);
        // In a row of its own, so that it is as wide as its words.
        if ui.horizontal(|ui| ui.button(look.words.say("data-secrets-again")).clicked()).inner {
            actions.push(Action::LookForSecrets(names));
        }
    }
}

fn folder_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    facts: &Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    ui.add_space(space::NEAR);
    ui.horizontal(|ui| {
        ui.label(words.say(NoticeDial::Language.texts()[0]));
        for (in_english, key) in [(false, "data-channel-chinese"), (true, "data-channel-english")] {
            let chosen = facts.switched.in_english == in_english;
            if ui.selectable_label(chosen, words.say(key)).clicked() {
                section.draft.notices.in_english = Some(in_english);
            }
        }
    });
    ui.add_space(space::TIGHT);
    field_ui(ui, section, facts, look, NoticeDial::From);
    ui.add_space(space::APART);
    let mut to_folder = facts.switched.to_folder;
    if ui
        .checkbox(&mut to_folder, RichText::new(words.say(NoticeDial::ToFolder.texts()[0])).strong())
        .changed()
    {
        section.draft.notices.to_folder = Some(to_folder);
    }
    if facts.switched.to_folder {
        field_ui(ui, section, facts, look, NoticeDial::Folder);
        test_ui(ui, facts, "folder", look, actions);
    }
}

fn mail_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    facts: &Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    ui.add_space(space::APART);
    let mut mails = facts.switched.mail.is_some();
    if ui.checkbox(&mut mails, RichText::new(words.say(NoticeDial::Mail.texts()[0])).strong()).changed() {
        section.draft.notices.mail = Some(mails);
    }
    let Some(mail) = &facts.switched.mail else { return };
    field_ui(ui, section, facts, look, NoticeDial::Host);
    ui.horizontal(|ui| {
        let name = words.say(NoticeDial::Security.texts()[0]);
        name_ui(ui, &name);
        for security in MailSecurity::ALL {
            let text = match security {
                MailSecurity::Plain => words.say("data-channel-plain"),
                secured => secured.name().to_uppercase(),
            };
            if ui.selectable_label(mail.security == security, text).clicked() {
                section.draft.notices.security = Some(security);
            }
        }
    });
    if mail.security == MailSecurity::Plain {
        let warning = RichText::new(words.say("data-channel-overheard-means")).color(look.palette.warning);
        ui.add(Label::new(warning).wrap());
        let mut allowed = mail.may_be_overheard;
        if ui.checkbox(&mut allowed, words.say(NoticeDial::Overheard.texts()[0])).changed() {
            section.draft.notices.may_be_overheard = Some(allowed);
        }
    }
    for dial in [NoticeDial::Port, NoticeDial::User] {
        field_ui(ui, section, facts, look, dial);
    }
    secrets_ui(ui, facts, "mail", look);
    field_ui(ui, section, facts, look, NoticeDial::Authority);
    if facts.after.as_ref().is_some_and(|after| after.mail.is_some() && after.from.is_empty()) {
        let warning = RichText::new(words.say("channel-no-sender")).color(look.palette.warning);
        ui.add(Label::new(warning).wrap());
    }
    test_ui(ui, facts, "mail", look, actions);
}

fn name_ui(ui: &mut Ui, name: &str) -> Response {
    const WIDTH: f32 = 150.0;
    ui.allocate_ui(egui::vec2(WIDTH, space::ROW), |ui| {
        ui.set_min_width(WIDTH);
        ui.add(Label::new(name).truncate())
    })
    .inner
}

/// A setting with its field, its meaning and, where what was typed is refused, why.
fn field_ui(ui: &mut Ui, section: &mut SettingsSection, facts: &Facts<'_>, look: &Look, dial: NoticeDial) {
    let key = Dial::Notice(dial);
    let [name, means, _] = dial.texts();
    let mut text = section.draft.texts.get(&key).cloned().unwrap_or_else(|| dial.shown(&facts.switched));
    ui.horizontal(|ui| {
        let label = name_ui(ui, &look.words.say(name));
        let width = if dial == NoticeDial::Port {
            64.0
        } else {
            (ui.available_width() - space::NEAR).clamp(120.0, 340.0)
        };
        // What is found out meanwhile adds lines above, and must not take the focus away.
        let field = TextEdit::singleline(&mut text).id_salt(("channel", dial)).desired_width(width);
        if ui.add(field).labelled_by(label.id).changed() {
            section.draft.texts.insert(key, text);
        }
    });
    weak_ui(ui, look, &look.words.say(means));
    if let Some(message) = facts.refused.get(&key) {
        danger_ui(ui, look, &look.words.tell(message));
    }
    ui.add_space(space::TIGHT);
}

/// Under which names a channel's secrets are looked for, and whether they are there.
pub(super) fn secrets_ui(ui: &mut Ui, facts: &Facts<'_>, channel: &str, look: &Look) {
    let (words, palette) = (&look.words, look.palette);
    let settings = facts.after.as_ref().unwrap_or(&facts.switched);
    for asked in trial::secrets_of(settings, channel) {
        let (key, ink) = match (facts.found.secrets.get(&asked.name), asked.needed) {
            (None, _) => ("data-secret-looking", palette.weak),
            (Some(true), _) => ("data-secret-there", palette.good),
            (Some(false), true) => ("data-secret-missing", palette.danger),
            (Some(false), false) => ("data-secret-none", palette.weak),
        };
        let text = words.fill(key, &[("name", asked.name.as_str().into())]);
        ui.add(Label::new(RichText::new(text).color(ink)).wrap());
    }
}

/// *Send a test message*, and what came of the last one.
pub(super) fn test_ui(ui: &mut Ui, facts: &Facts<'_>, name: &str, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let tested = facts.found.tests.get(name);
    let under_way = tested == Some(&Tested::UnderWay);
    ui.horizontal(|ui| {
        let can = facts.after.is_some() && !under_way;
        let response = ui.add_enabled(can, Button::new(words.say("data-channel-test")));
        let called = words.fill("data-channel-test-of", &[("channel", channel(name).into())]);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, can, &called));
        if response.clicked()
            && let Some(after) = &facts.after
        {
            let settings = Box::new(after.clone());
            actions.push(Action::TestChannel { settings, channel: SmolStr::new(name) });
        }
        if under_way {
            ui.spinner();
            ui.label(words.say("data-channel-testing"));
        }
    });
    if let Some(Tested::Over { went, message }) = tested {
        let ink = if *went { look.palette.good } else { look.palette.danger };
        ui.add(Label::new(RichText::new(capital(&words.tell(message))).color(ink)).wrap());
    }
}
