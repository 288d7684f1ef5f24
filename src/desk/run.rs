//! Opens the desk's window on a database, or says in a sentence why there can be none.

use super::app::{App, author};
use super::bookkeeper::{self, Opening};
use super::world::World;
use crate::clock;
use crate::domain::people::pin::Pin;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::journal::Trouble;
use crate::session::Session;
use crate::words::{Arg, Language, Message, Tell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;

/// How the desk is opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub database: PathBuf,
    /// The last one used, or the system's, where `None`.
    pub language: Option<Language>,
    /// The clock starts here instead of at the wall's time.
    pub now: Option<Timestamp>,
    pub day: Option<ServiceDay>,
    /// Who is on duty; the user's name of the system where `None`.
    pub person: Option<String>,
    /// That person's PIN, to be let in with.
    pub pin: Option<Pin>,
}

/// Why there is no desk.
#[derive(Debug, thiserror::Error)]
pub enum DeskTrouble {
    #[error("this machine has no display")]
    NoDisplay,
    /// The window library panics where this one is missing.
    #[error("the library {0} is missing")]
    LibraryMissing(&'static str),
    #[error("the display could not be used: {0}")]
    Display(String),
    #[error(transparent)]
    Database(#[from] Trouble),
}

impl Tell for DeskTrouble {
    fn message(&self) -> Message {
        match self {
            Self::NoDisplay => Message::new("desk-trouble-no-display"),
            Self::LibraryMissing(library) => Message::new("desk-trouble-library").with("library", *library),
            Self::Display(why) => Message::new("desk-trouble-display").with("why", Arg::shown(why)),
            Self::Database(trouble) => trouble.message(),
        }
    }
}

/// Opens the desk and stays until its window is closed.
///
/// # Errors
/// Where there is no display or the database cannot be opened.
pub fn run(options: Options) -> Result<(), DeskTrouble> {
    if cfg!(all(unix, not(target_os = "macos")))
        && !has_display(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
    {
        return Err(DeskTrouble::NoDisplay);
    }
    let person = options.person.or_else(|| std::env::var("USER").ok()).unwrap_or_default();
    let mut session = Session::open(&options.database)?;
    let name = author(&person);
    if let Some(pin) = &options.pin {
        // A PIN that is not right is asked for again, on the page one signs in on.
        let _ = session.sign_in(&name, pin, clock::now());
    }
    let mut opening = Opening { session, author: name, now: options.now, day: options.day };
    let mut world = World::new(bookkeeper::first_snapshot(&mut opening)?);
    world.presence.who = opening.session.at_the_desk().cloned();
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Mainstay")
            .with_app_id("mainstay")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([800.0, 520.0])
            .with_drag_and_drop(true),
        system_font_fallback: true,
        ..Default::default()
    };
    let language = options.language;
    let start = AssertUnwindSafe(move || {
        let make: eframe::AppCreator<'_> =
            Box::new(move |creation| Ok(Box::new(App::new(creation, opening, world, language))));
        eframe::run_native("mainstay", native, make)
    });
    silence_missing_libraries();
    match catch_unwind(start) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(told(&error)),
        Err(panic) => match panic_text(panic.as_ref()).and_then(missing_library) {
            Some(library) => Err(DeskTrouble::LibraryMissing(library)),
            None => resume_unwind(panic),
        },
    }
}

fn has_display(is_set: impl Fn(&str) -> bool) -> bool {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().any(is_set)
}

/// The window library answers a display that is not there with a page of its insides; one line is enough.
fn told(error: &eframe::Error) -> DeskTrouble {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    match error {
        eframe::Error::WinitEventLoop(_) => DeskTrouble::NoDisplay,
        _ => DeskTrouble::Display(first.chars().take(200).collect()),
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> Option<&str> {
    panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied())
}

fn missing_library(panic: &str) -> Option<&'static str> {
    ["libxkbcommon-x11", "libxkbcommon", "libXcursor", "libXi", "libX11", "libGL", "libEGL"]
        .into_iter()
        .find(|library| panic.to_lowercase().contains(&library.to_lowercase()))
}

/// A missing library is said in a sentence by whoever called; the panic's own words would only frighten.
fn silence_missing_libraries() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if panic_text(info.payload()).and_then(missing_library).is_none() {
            usual(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn either_display_system_will_do() {
        assert!(has_display(|name| name == "DISPLAY"));
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"));
        assert!(!has_display(|name| name == "TERM"));
    }

    #[test]
    fn the_panic_of_a_missing_library_is_known_by_its_words() {
        let said = "Library libxkbcommon-x11.so could not be loaded.";
        assert_eq!(missing_library(said), Some("libxkbcommon-x11"));
        assert_eq!(missing_library("index out of bounds"), None);
    }

    #[test]
    fn every_trouble_is_one_plain_sentence_or_two() {
        for language in Language::ALL {
            for trouble in [
                DeskTrouble::NoDisplay,
                DeskTrouble::LibraryMissing("libxkbcommon-x11"),
                DeskTrouble::Display("no OpenGL".into()),
            ] {
                let told = Words::new(language).tell(&trouble.message());
                assert!(!told.contains('\n') && told.len() > 20, "{told}");
            }
        }
    }
}
