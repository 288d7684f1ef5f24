//! Calls into crates that panic where a stranger's file or a full disk breaks their assumptions. The panic
//! is caught and handed back as a text, and none of it reaches the terminal. Only such calls belong in here:
//! a panic of our own code is a fault to be seen.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

static QUIET: Once = Once::new();

/// What the call gives, or what it said when it panicked.
pub fn caught<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    QUIET.call_once(|| {
        let told = take_hook();
        set_hook(Box::new(move |panic| {
            if !INSIDE.try_with(Cell::get).unwrap_or(false) {
                told(panic);
            }
        }));
    });
    let before = INSIDE.replace(true);
    let done = catch_unwind(AssertUnwindSafe(call));
    INSIDE.set(before);
    done.map_err(|panic| {
        let owned = panic.downcast_ref::<String>().cloned();
        owned.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_inside_comes_back_as_what_it_said() {
        assert_eq!(caught(|| 7), Ok(7));
        assert_eq!(caught(|| -> u8 { panic!("no {}", "room") }), Err("no room".to_owned()));
        assert_eq!(caught(|| -> u8 { panic!("plain") }), Err("plain".to_owned()));
        assert!(!INSIDE.get());
    }
}
