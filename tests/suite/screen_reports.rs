//! The Reports view, driven by the names people read, in both languages.

use crate::harness::{at, blank, screen, small_day, today};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Theme};
use mainstay::desk::bookkeeper::reports::{Previewed, ReportWork};
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::views::reports::{RememberedReports, ReportsView, reports_ui};
use mainstay::domain::ids::Revision;
use mainstay::domain::time::{Hours, ServiceDay};
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::report::delays::{Delays, Listed, Scope, Source};
use mainstay::exchange::report::{self, Format, Saved};
use mainstay::session::report::Subject;
use mainstay::words::{Language, Message, Words};
use std::convert::Infallible;
use std::path::PathBuf;

/// The view, what it is shown, and what it has asked for.
struct Shown {
    view: ReportsView,
    snapshot: Snapshot,
    preview: Option<Previewed>,
    work: ReportWork,
    asked: Vec<Action>,
}

impl Shown {
    fn new(snapshot: Snapshot) -> Self {
        let remembered = RememberedReports { format: "csv".into(), folder: PathBuf::from("/reports") };
        Self {
            view: ReportsView::new(remembered),
            snapshot,
            preview: None,
            work: ReportWork::Idle,
            asked: Vec::new(),
        }
    }

    /// The newest preview asked for.
    fn wanted(&self) -> Option<&Scope> {
        self.asked.iter().rev().find_map(|action| match action {
            Action::PreviewReport(Subject::Delays(scope)) => Some(scope),
            _ => None,
        })
    }

    /// Answers as the bookkeeper would.
    fn answer(&mut self, language: Language) {
        let scope = self.wanted().expect("something was asked for").clone();
        let snapshot = &self.snapshot;
        let source = Source { state: &snapshot.state, days: &snapshot.days, now: snapshot.now };
        let read = |day| Ok::<_, Infallible>(snapshot.state.day(day).map(|day| day.as_ref().clone()));
        let mut delays = Delays::new(&scope, source, read);
        let made = report::preview(&mut delays, &Words::new(language), 200, &mut Unwatched);
        let preview = made.expect("counts");
        self.preview = Some(Previewed { subject: Subject::Delays(scope.clone()), language, preview });
    }
}

fn shown(language: Language, state: Shown) -> Harness<'static, Shown> {
    let mut harness = screen(language, Theme::Light, [1200.0, 800.0], state, |ui, look, shown| {
        let mut actions = Actions::default();
        let made = (shown.preview.as_ref(), &shown.work);
        reports_ui(ui, &mut shown.view, &shown.snapshot, made, look, &mut actions);
        shown.asked.extend(actions.drain());
    });
    harness.run();
    harness
}

fn click(harness: &mut Harness<'_, Shown>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn type_into(harness: &mut Harness<'_, Shown>, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, label).type_text(text);
    harness.run();
}

fn day(text: &str) -> ServiceDay {
    ServiceDay::parse(text).expect("a date")
}

#[test]
fn it_opens_on_the_day_of_the_board_and_shows_its_figures() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = shown(language, Shown::new(small_day()));
        assert_eq!(harness.state().wanted(), Some(&Scope::every_stop(today(), today())));
        harness.state_mut().answer(language);
        harness.run();
        for key in ["report-title", "report-by-route", "reports-rows", "reports-export"] {
            assert!(harness.query_by_label(&words.say(key)).is_some(), "{key} in {language:?}");
        }
        for key in ["report-stops-due", "report-otif", "report-minutes-late"] {
            assert!(harness.query_all_by_label(&words.say(key)).count() > 0, "{key} in {language:?}");
        }
        let east = if language == Language::English { "East department" } else { "城东营销部" };
        assert!(harness.query_by_label(east).is_some(), "{east}");
        click(&mut harness, &words.say("reports-rows"));
        assert!(harness.query_all_by_label("鄂C·10001").count() >= 4, "the rows of R01");
        assert_eq!(harness.state().asked.len(), 1, "looking asks for nothing more");
    }
}

#[test]
fn it_shows_the_pages_as_they_will_be_printed() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = shown(language, Shown::new(small_day()));
        harness.state_mut().answer(language);
        harness.run();
        click(&mut harness, &words.say("reports-paper"));
        let pages = harness.state().preview.as_ref().expect("made").preview.pages.len();
        assert!(pages >= 2, "a summary and rows");
        for page in 1..=pages {
            let name = words.fill("reports-page", &[("page", page.into()), ("pages", pages.into())]);
            assert!(harness.query_by_role_and_label(Role::Image, &name).is_some(), "{name}");
        }
        assert_eq!(harness.state().asked.len(), 1, "looking asks for nothing more");
    }
}

#[test]
fn a_preview_in_another_language_is_not_shown_but_made_again() {
    let mut harness = shown(Language::English, Shown::new(small_day()));
    harness.state_mut().answer(Language::English);
    harness.run();
    let mut state = Shown::new(small_day());
    state.view = std::mem::take(&mut harness.state_mut().view);
    state.preview = harness.state_mut().preview.take();
    let harness = shown(Language::Chinese, state);
    assert_eq!(harness.state().asked.len(), 1);
    assert!(harness.query_by_label("By department").is_none(), "the English one is gone");
}

#[test]
fn a_chosen_period_and_filters_are_asked_for_at_once() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = shown(language, Shown::new(small_day()));
        click(&mut harness, &words.say("reports-this-month"));
        let month = Scope::every_stop(day("2026-11-01"), day("2026-11-30"));
        assert_eq!(harness.state().wanted(), Some(&month));
        click(&mut harness, &words.say("reports-only-late"));
        assert_eq!(harness.state().wanted(), Some(&Scope { listed: Listed::OnlyLate, ..month.clone() }));
        harness.get_by_role_and_label(Role::ComboBox, &words.say("reports-department")).click();
        harness.run();
        click(&mut harness, if language == Language::English { "West department" } else { "城西营销部" });
        let wanted = harness.state().wanted().expect("asked");
        assert_eq!(wanted.department, Some("D2".into()));
    }
}

#[test]
fn typed_days_are_read_and_what_is_no_day_is_told() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = shown(language, Shown::new(small_day()));
        type_into(&mut harness, &words.say("reports-from"), "2026/10/1");
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(harness.state().wanted(), Some(&Scope::every_stop(day("2026-10-01"), today())));

        type_into(&mut harness, &words.say("reports-to"), "soon");
        let told = words.fill("reports-no-date", &[("text", "soon".into())]);
        assert!(harness.query_by_label(&told).is_some(), "{told}");

        type_into(&mut harness, &words.say("reports-to"), "2026-09-30");
        let days = [("from", "2026/10/1".into()), ("to", "2026-09-30".into())];
        let told = words.fill("report-trouble-backwards", &days);
        assert!(harness.query_by_label(&told).is_some(), "{told}");
        let asked = harness.state().asked.len();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(harness.state().asked.len(), asked, "a period that is none is not asked for");
    }
}

#[test]
fn export_offers_the_remembered_form_and_folder_and_saves_where_told() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = shown(language, Shown::new(small_day()));
        click(&mut harness, &words.say("reports-export"));
        click(&mut harness, &words.say("reports-save"));
        let name = format!("{}_2026-11-23.csv", words.say("reports-file-name"));
        let Some(Action::SaveReport { subject, format, path, ask: false }) = harness.state().asked.last()
        else {
            panic!("saves: {:?}", harness.state().asked)
        };
        assert_eq!(*subject, Subject::Delays(Scope::every_stop(today(), today())));
        assert_eq!((*format, path), (Format::Csv, &PathBuf::from("/reports").join(name)));

        click(&mut harness, &words.say("reports-export"));
        type_into(&mut harness, &words.say("reports-path"), "/elsewhere/r.csv");
        click(&mut harness, &words.say("reports-format-xlsx"));
        click(&mut harness, &words.say("reports-choose-place"));
        let Some(Action::SaveReport { format, path, ask: true, .. }) = harness.state().asked.last() else {
            panic!("asks: {:?}", harness.state().asked)
        };
        assert_eq!((*format, path), (Format::Xlsx, &PathBuf::from("/elsewhere/r.xlsx")));
        let remembered = RememberedReports { format: "xlsx".into(), folder: "/elsewhere".into() };
        assert_eq!(harness.state().view.remembered(), remembered);
    }
}

#[test]
fn saving_shows_how_far_it_is_and_can_be_cancelled() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut state = Shown::new(small_day());
        state.work = ReportWork::Saving { done: 3, total: 90 };
        let mut harness = shown(language, state);
        let progress = words.fill("reports-saving", &[("done", 3u64.into()), ("total", 90u64.into())]);
        assert!(harness.query_by_label(&progress).is_some() || harness.query_by_value(&progress).is_some());
        click(&mut harness, &words.say("reports-cancel"));
        assert!(matches!(harness.state().asked.last(), Some(Action::CancelWork)));
    }
}

#[test]
fn what_became_of_the_file_is_said() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut state = Shown::new(small_day());
        let path = PathBuf::from("/reports/november.xlsx");
        state.work = ReportWork::Saved(Saved { path, listed: 92_000 });
        let mut harness = shown(language, state);
        assert!(harness.query_by_label_contains("/reports/november.xlsx").is_some());

        let trouble = Message::new("report-trouble-full").with("path", "/reports/november.xlsx");
        harness.state_mut().work = ReportWork::Failed(trouble.clone());
        harness.run();
        assert!(harness.query_by_label(&words.tell(&trouble)).is_some());
    }
}

#[test]
fn figures_of_an_older_day_say_so_and_can_be_counted_again() {
    let words = Words::new(Language::English);
    let mut harness = shown(Language::English, Shown::new(small_day()));
    harness.state_mut().answer(Language::English);
    harness.state_mut().snapshot.revision = Revision(8);
    harness.state_mut().snapshot.now = at("10:25");
    harness.run();
    assert_eq!(harness.state().asked.len(), 1, "nothing is asked for behind one's back");
    click(&mut harness, &words.say("reports-refresh"));
    assert_eq!(harness.state().asked.len(), 2);
    assert!(harness.query_by_label(&words.say("reports-moved-on")).is_none());
}

#[test]
fn an_empty_database_and_an_empty_period_say_what_to_do() {
    for language in Language::ALL {
        let words = Words::new(language);
        let harness = shown(language, Shown::new(blank()));
        assert!(harness.query_by_label(&words.say("reports-no-days")).is_some());
        assert!(harness.state().asked.is_empty());

        let mut harness = shown(language, Shown::new(small_day()));
        click(&mut harness, &words.say("reports-last-month"));
        harness.state_mut().answer(language);
        harness.run();
        assert!(harness.query_by_label(&words.say("report-empty")).is_some());
    }
}

#[test]
fn counting_that_was_cancelled_can_be_asked_for_again() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = shown(language, Shown::new(small_day()));
        assert_eq!(harness.state().asked.len(), 1);
        click(&mut harness, &words.say("reports-count"));
        assert_eq!(harness.state().asked.len(), 2);
        assert_eq!(harness.state().wanted(), Some(&Scope::every_stop(today(), today())));
        harness.state_mut().work = ReportWork::Previewing { done: 0, total: 1 };
        harness.run();
        assert!(harness.query_by_label(&words.say("reports-count")).is_none());
    }
}

#[test]
fn a_shift_is_typed_and_put_away_again() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = shown(language, Shown::new(small_day()));
        let [from, until, unread, whole] =
            ["reports-shift-from", "reports-shift-until", "reports-no-hours", "reports-whole-days"]
                .map(|key| words.say(key));
        type_into(&mut harness, &from, "6：00");
        assert!(harness.query_by_label(&unread).is_some(), "half a shift");
        assert_eq!(harness.state().asked.len(), 1);
        type_into(&mut harness, &until, "14:00");
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert!(harness.query_by_label(&unread).is_none());
        let day = Scope::every_stop(today(), today());
        let shift = Scope { hours: Hours::parse("06:00-14:00"), ..day.clone() };
        assert_eq!(harness.state().wanted(), Some(&shift));
        click(&mut harness, &whole);
        assert_eq!(harness.state().wanted(), Some(&day));
        assert!(harness.query_by_label(&whole).is_none());
    }
}
