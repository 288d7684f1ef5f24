//! Everything that is built in, and under which licence: the list is whole, and nothing in it is under terms that the
//! program's own do not go with. `cargo test licences::write_the_list -- --ignored` makes the list anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Terms under which a part may be built in; MPL-2.0 as long as its own files stay as they are.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];
/// Of fonts that are built in.
const ALLOWED_FONTS: [&str; 2] = ["OFL-1.1", "Ubuntu-font-1.0"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Name, version and licence of each line of the list.
fn listed() -> Vec<(String, String, String)> {
    let text = fs::read_to_string(root().join("docs/licences.md")).unwrap();
    let row = |line: &str| {
        let cells: Vec<_> =
            line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").map(str::to_owned).collect();
        let [name, version, licence] = <[String; 3]>::try_from(cells).ok()?;
        version.starts_with(|c: char| c.is_ascii_digit()).then_some((name, version, licence))
    };
    text.lines().filter_map(row).collect()
}

/// What the lock file holds, this program left out.
fn locked() -> BTreeSet<(String, String)> {
    let text = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut found = BTreeSet::new();
    for package in text.split("[[package]]").skip(1).filter(|package| package.contains("\nsource = ")) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.unwrap_or_default().trim_matches('"').to_owned()
        };
        found.insert((value("name"), value("version")));
    }
    found
}

/// Whether one of the choices a licence leaves is allowed throughout.
fn is_allowed(licence: &str) -> bool {
    let spaced =
        licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "\u{1}");
    let words: Vec<_> = spaced.split_whitespace().map(|word| word.replace('\u{1}', " WITH ")).collect();
    let mut rest = words.as_slice();
    any_of(&mut rest) && rest.is_empty()
}

fn any_of(rest: &mut &[String]) -> bool {
    let mut allowed = all_of(rest);
    while rest.first().is_some_and(|word| word == "OR") {
        *rest = &rest[1..];
        allowed |= all_of(rest);
    }
    allowed
}

fn all_of(rest: &mut &[String]) -> bool {
    let mut allowed = one(rest);
    while rest.first().is_some_and(|word| word == "AND") {
        *rest = &rest[1..];
        allowed &= one(rest);
    }
    allowed
}

fn one(rest: &mut &[String]) -> bool {
    let Some((word, after)) = rest.split_first() else { return false };
    *rest = after;
    if word == "(" {
        let allowed = any_of(rest);
        let closed = rest.first().is_some_and(|word| word == ")");
        *rest = rest.get(1..).unwrap_or_default();
        return allowed && closed;
    }
    ALLOWED.contains(&word.as_str()) || ALLOWED_FONTS.contains(&word.as_str())
}

#[test]
fn a_licence_is_allowed_where_one_of_its_choices_is() {
    for allowed in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-2.0-only OR MIT",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in ["", "GPL-3.0-only", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND AGPL-3.0", "SSPL-1.0"] {
        assert!(!is_allowed(refused), "{refused}");
    }
}

#[test]
fn everything_that_is_built_in_is_listed_with_a_licence_that_is_allowed() {
    let listed = listed();
    let names: BTreeSet<_> =
        listed.iter().map(|(name, version, _)| (name.clone(), version.clone())).collect();
    let locked = locked();
    assert!(locked.len() > 300, "the lock file is read: {}", locked.len());
    let lacking: Vec<_> = locked.difference(&names).collect();
    let gone: Vec<_> = names.difference(&locked).collect();
    assert!(
        lacking.is_empty() && gone.is_empty(),
        "docs/licences.md lacks {lacking:?} and still has {gone:?}"
    );
    let refused: Vec<_> = listed.iter().filter(|(.., licence)| !is_allowed(licence)).collect();
    assert!(refused.is_empty(), "under terms that do not go with ours: {refused:?}");
}

/// Needs all sources to be there, which `cargo fetch` sees to.
#[test]
#[ignore = "writes docs/licences.md"]
fn write_the_list() {
    let done = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    let found: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let mut list = BTreeMap::new();
    for package in found["packages"].as_array().unwrap().iter().filter(|package| !package["source"].is_null())
    {
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        list.insert((text("name"), text("version")), text("license"));
    }
    let mut text = "# Licences of what is built in\n\n\
        The program itself is under MIT or Apache-2.0, at your choice. It is built from the packages below, for whatever\n\
        system; those that only one system or only the tests need are among them. The texts of their licences come with\n\
        their sources. Noto Sans SC, built in as a font, is under the SIL Open Font License (`assets/fonts/OFL.txt`); SQLite\n\
        is in the public domain.\n\n\
        `cargo test licences::write_the_list -- --ignored` makes this list anew.\n\n\
        | Package | Version | Licence |\n|---|---|---|\n"
        .to_owned();
    for ((name, version), licence) in &list {
        writeln!(text, "| {name} | {version} | {licence} |").unwrap();
    }
    fs::write(root().join("docs/licences.md"), text).unwrap();
}
