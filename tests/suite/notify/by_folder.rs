//! The folder that needs nothing: whole files, the same for the same letter, and never outside it.

use super::{Known, letter, patient, recipient, send, told};
use expect_test::expect;
use mainstay::notify::channels::{Folder, FolderTrouble, SendFault, Sent, Why};
use mainstay::notify::{Call, Channel, Letter};
use mainstay::words::Language;
use std::fs;
use std::path::Path;

fn put(folder: &Path, letter: &Letter) -> Result<Sent, SendFault> {
    let channel = Channel::Folder(Folder { path: folder.to_owned(), from: String::new() });
    send(&channel, letter, &Known::default(), &patient())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A call list after its mark.
fn list_of(folder: &Path, id: &str) -> String {
    let list = fs::read_to_string(folder.join(format!("{id}-calls.csv"))).expect("UTF-8");
    list.strip_prefix('\u{feff}').expect("a mark").to_owned()
}

#[test]
fn a_letter_is_a_message_and_a_call_list() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &letter()).expect("put");
    assert_eq!(names(folder.path()), ["n-0007.1-calls.csv", "n-0007.1.eml"]);
    let list = list_of(folder.path(), "n-0007.1");
    expect![[r#"
        通知编号,客户编码,客户名称,电话,客户经理,原时间,新时间,原因,事件,短信,告知时间,告知人,答复
        n-0007.1,420101000017,平安烟酒店,13800000017,王丽,10:40,12:15,车辆故障,I-3,您的卷烟预计12:15送达,,,
        n-0007.1,420101000018,"'=HYPERLINK(""http://x"")
        Bcc: x",'+86 27 88880000,,10:55,改于明天,,,,,,
    "#]]
    .assert_eq(&list.replace('\r', ""));
    let english = Letter { language: Language::English, id: "n2".into(), ..letter() };
    put(folder.path(), &english).expect("put");
    let list = list_of(folder.path(), "n2");
    expect!["Notice,Retailer code,Retailer,Phone,Account manager,Old time,New time,Reason,Incident,Text message,Told at,Told by,Answer"].assert_eq(list.lines().next().expect("headings"));
}

#[test]
fn a_message_says_for_whom_it_is_where_nobody_has_an_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = vec![recipient("王丽", "138 0000 0017"), recipient("Marketing", "")];
    let unaddressed =
        Letter { to, calls: Vec::new(), language: Language::English, text: "Late.".to_owned(), ..letter() };
    put(folder.path(), &unaddressed).expect("put");
    assert_eq!(names(folder.path()), ["n-0007.1.eml"]);
    let message = fs::read_to_string(folder.path().join("n-0007.1.eml")).expect("text");
    assert!(
        message.contains("From: ") && message.contains("Message-ID: <n-0007.1@mainstay.invalid>"),
        "{message}"
    );
    assert!(
        message.ends_with("For: =E7=8E=8B=E4=B8=BD (138 0000 0017), Marketing\r\n\r\nLate.\r\n"),
        "{message}"
    );
}

#[test]
fn the_same_letter_twice_is_the_same_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let read = || {
        names(folder.path())
            .iter()
            .map(|name| fs::read(folder.path().join(name)).expect("read"))
            .collect::<Vec<_>>()
    };
    put(folder.path(), &letter()).expect("put");
    let first = read();
    put(folder.path(), &letter()).expect("put");
    assert_eq!((first.len(), first), (2, read()));
}

#[test]
fn no_id_leads_out_of_the_folder() {
    let outer = tempfile::tempdir().expect("a folder");
    let inner = outer.path().join("out");
    fs::create_dir(&inner).expect("made");
    for id in ["../../x", "/etc/x", "..", "a/../../x", "C:\\x", "nul", "", "x\0y", "雨"] {
        put(&inner, &Letter { id: id.into(), ..letter() }).expect("put");
    }
    assert_eq!(names(outer.path()), ["out"]);
    assert_eq!(names(&inner).len(), 18);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder_either() {
    let outer = tempfile::tempdir().expect("a folder");
    let inner = outer.path().join("out");
    fs::create_dir(&inner).expect("made");
    fs::write(outer.path().join("mine.txt"), "mine").expect("written");
    std::os::unix::fs::symlink(outer.path().join("mine.txt"), inner.join("n-0007.1.eml")).expect("made");
    let fault = put(&inner, &letter()).expect_err("a link");
    assert_eq!(fault.why, Why::Folder(FolderTrouble::Denied));
    assert_eq!(fs::read_to_string(outer.path().join("mine.txt")).expect("there"), "mine");
}

#[test]
fn a_folder_that_is_gone_is_told_and_tried_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = folder.path().join("gone");
    let fault = put(&gone, &letter()).expect_err("no folder");
    assert_eq!((&fault.why, fault.failure().is_final), (&Why::Folder(FolderTrouble::NoFolder), false));
    assert!(told(&fault, &Known::default()).contains("gone"));
    fs::create_dir(&gone).expect("made");
    put(&gone, &letter()).expect("put");
    // What stands there and is no file is not replaced.
    fs::create_dir(gone.join("n2.eml")).expect("made");
    let fault = put(&gone, &Letter { id: "n2".into(), calls: Vec::new(), ..letter() }).expect_err("a folder");
    assert_eq!(fault.why, Why::Folder(FolderTrouble::Denied));
}

#[test]
fn a_call_list_of_a_whole_city_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let calls =
        (0..4_000).map(|shop| Call { retailer: format!("4201{shop:08}"), ..Call::default() }).collect();
    put(folder.path(), &Letter { calls, ..letter() }).expect("put");
    let list = fs::read_to_string(folder.path().join("n-0007.1-calls.csv")).expect("UTF-8");
    assert_eq!(list.lines().count(), 4_001);
}
