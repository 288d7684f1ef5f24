//! Who is to hear something of supply: a line for each retailer whose request is decided, and for each whose orders a
//! scarce brand touches. A tick answers the request, or spreads the measure.

use super::Facts;
use super::ticking::{How, by};
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::{capital, cell_ui, empty_ui, headings_ui, main_button_ui, table};
use crate::desk::views::mark::Mark;
use crate::desk::weather::telling::moment;
use crate::domain::command::Command;
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::notify::answer_wording::{about, says};
use crate::notify::answers::{ToAnswer, ticked};
use crate::notify::ledger::Standing;
use crate::words::Tell;
use egui::{ComboBox, Label, RichText, Role, TextEdit, Ui, WidgetInfo};
use std::sync::Arc;

#[derive(Clone, Debug, Default)]
pub struct AnswersView {
    /// A few letters of those that are shown.
    find: String,
    /// Those, in their order, and what they were found by.
    rows: Vec<usize>,
    made_of: Option<(Arc<[ToAnswer]>, String)>,
}

impl AnswersView {
    fn follow(&mut self, answers: &Arc<[ToAnswer]>) {
        let same = |(of, find): &(Arc<[ToAnswer]>, String)| Arc::ptr_eq(of, answers) && *find == self.find;
        if self.made_of.as_ref().is_some_and(same) {
            return;
        }
        let letters = self.find.trim().to_lowercase();
        let fits = |one: &ToAnswer| letters.is_empty() || is_called(one, &letters);
        self.rows = (0..answers.len()).filter(|at| fits(&answers[*at])).collect();
        self.made_of = Some((Arc::clone(answers), self.find.clone()));
    }
}

fn is_called(one: &ToAnswer, letters: &str) -> bool {
    let ToAnswer { word, shop, .. } = one;
    let texts = [
        shop.retailer.as_str(),
        &shop.name.local,
        &shop.name.english,
        &shop.phone,
        &shop.manager,
        about(&word.about),
    ];
    texts.iter().any(|text| text.to_lowercase().contains(letters))
}

pub fn answers_ui(
    ui: &mut Ui,
    view: &mut AnswersView,
    how: &mut How,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let answers = &facts.outbox.answers;
    if answers.is_empty() {
        empty_ui(ui, look, &words.say("told-no-answers"), &words.say("told-no-answers-next"));
        return;
    }
    view.follow(answers);
    bar_ui(ui, view, how, facts, look, actions);
    view.follow(answers);
    if view.rows.is_empty() {
        empty_ui(ui, look, &words.say("told-none-fits"), &words.say("told-none-fits-answers"));
        return;
    }
    let wide = ui.available_width() > 1180.0;
    let columns: &[Column] = if wide { &Column::WIDE } else { &Column::NARROW };
    let widths: Vec<f32> = columns.iter().map(|column| column.width(wide)).collect();
    let keys: Vec<&str> = columns.iter().map(|column| column.key()).collect();
    let table = table(ui, "answers", &widths);
    table.header(space::ROW, |row| headings_ui(look, row, &keys)).body(|body| {
        body.rows(26.0, view.rows.len(), |mut row| {
            let one = &answers[view.rows[row.index()]];
            for column in columns {
                row.col(|ui| column.cell_ui(ui, one, how.way, facts, look, actions));
            }
        });
    });
}

/// By which way they are told, and the button that ticks all that are shown and wait.
fn bar_ui(
    ui: &mut Ui,
    view: &mut AnswersView,
    how: &mut How,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        let shown = || view.rows.iter().map(|at| &facts.outbox.answers[*at]);
        let waiting = shown().filter(|one| one.standing.is_to_tell()).count();
        let text = words.fill("told-tick-answers", &[("n", waiting.into())]);
        if main_button_ui(ui, look, &text, waiting > 0).clicked() {
            tick(shown(), how.way, facts, actions);
        }
        let name = words.say("told-way");
        let way = |way: Way| capital(&words.tell(&way.message()));
        let choice = ComboBox::from_id_salt("answers way").selected_text(way(how.way)).width(96.0);
        let shown = choice.show_ui(ui, |ui| {
            for one in Way::ALL {
                ui.selectable_value(&mut how.way, one, way(one));
            }
        });
        shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
        let name = words.say("told-find-answers");
        let field = ui.add(TextEdit::singleline(&mut view.find).hint_text(&name).desired_width(220.0));
        field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, &name));
        let text = RichText::new(words.say("told-answers-about")).color(look.palette.weak);
        ui.add(Label::new(text).truncate());
    });
}

/// Those of them that are still to be told.
fn tick<'a>(answers: impl Iterator<Item = &'a ToAnswer>, way: Way, facts: Facts<'_>, actions: &mut Actions) {
    let signed = Signed { at: facts.snapshot.now, by: by(facts) };
    let told = answers.filter(|one| one.standing.is_to_tell());
    let told = told.map(|one| (&one.word.about, &one.shop.retailer));
    for command in ticked(&facts.snapshot.state, told, Some(way), &signed) {
        actions.push(Action::Submit(Box::new(Command::Supply(Box::new(command)))));
    }
}

#[derive(Clone, Copy)]
enum Column {
    Tick,
    Name,
    Code,
    Phone,
    Manager,
    About,
    Says,
    Standing,
    Told,
}

impl Column {
    const WIDE: [Self; 9] = [
        Self::Tick,
        Self::Name,
        Self::Code,
        Self::Phone,
        Self::Manager,
        Self::About,
        Self::Standing,
        Self::Told,
        Self::Says,
    ];
    const NARROW: [Self; 7] =
        [Self::Tick, Self::Name, Self::Phone, Self::Manager, Self::Standing, Self::Told, Self::Says];

    const fn key(self) -> &'static str {
        match self {
            Self::Tick => "told-column-tick",
            Self::Name => "call-name",
            Self::Code => "call-retailer",
            Self::Phone => "call-phone",
            Self::Manager => "call-manager",
            Self::About => "notices-head-about",
            Self::Says => "told-column-says",
            Self::Standing => "told-column-standing",
            Self::Told => "told-column-told",
        }
    }

    const fn width(self, wide: bool) -> f32 {
        let (roomy, tight) = match self {
            Self::Tick => (44.0, 40.0),
            Self::Name => (170.0, 130.0),
            Self::Code => (108.0, 100.0),
            Self::Phone => (104.0, 98.0),
            Self::Manager => (96.0, 76.0),
            Self::About => (96.0, 90.0),
            Self::Standing => (92.0, 84.0),
            Self::Told => (170.0, 120.0),
            Self::Says => (240.0, 160.0),
        };
        if wide { roomy } else { tight }
    }

    fn cell_ui(
        self,
        ui: &mut Ui,
        one: &ToAnswer,
        way: Way,
        facts: Facts<'_>,
        look: &Look,
        actions: &mut Actions,
    ) {
        let words = &look.words;
        match self {
            Self::Tick => tick_ui(ui, one, way, facts, look, actions),
            Self::Name => drop(cell_ui(ui, words.name(&one.shop.name))),
            Self::Code => drop(cell_ui(ui, one.shop.retailer.as_str())),
            Self::Phone => drop(cell_ui(ui, one.shop.phone.as_str())),
            Self::Manager => drop(cell_ui(ui, one.shop.manager.as_str())),
            Self::About => drop(cell_ui(ui, about(&one.word.about))),
            Self::Says => {
                let text = capital(&says(words, facts.snapshot.date, &one.word));
                cell_ui(ui, text.as_str()).on_hover_text(&text);
            }
            Self::Standing => {
                let mark = Mark::of_entry(one.standing);
                mark.show(ui, look);
                let key = match one.standing {
                    Standing::Told => "told-standing-told",
                    Standing::ToTell | Standing::Outdated => "told-standing-to-tell",
                    Standing::Quiet => "told-standing-over",
                };
                cell_ui(ui, RichText::new(capital(&words.say(key))).color(mark.ink(look)));
            }
            Self::Told => drop(cell_ui(ui, told(one, facts, look))),
        }
    }
}

fn tick_ui(ui: &mut Ui, one: &ToAnswer, way: Way, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let mut ticked = one.standing == Standing::Told;
    let can = one.standing.is_to_tell();
    let response = ui.add_enabled(can, egui::Checkbox::without_text(&mut ticked));
    let name = format!("{} ({})", words.name(&one.shop.name), about(&one.word.about));
    let name = words.fill("told-tick-one", &[("name", name.into())]);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, can, ticked, &name));
    if response.on_disabled_hover_text(words.say("told-undo-hint")).changed() {
        tick(std::iter::once(one), way, facts, actions);
    }
}

/// When, by whom and by which way.
fn told(one: &ToAnswer, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let Some((signed, way)) = &one.told else { return String::new() };
    let mut parts = vec![moment(signed.at, facts.snapshot.date), signed.by.to_string()];
    parts.extend(way.map(|way| words.tell(&way.message())));
    parts.retain(|part| !part.is_empty());
    parts.join(&words.say("told-joint"))
}
