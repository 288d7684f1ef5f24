//! Files nobody should have sent, and reading that is broken off.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use super::*;

#[test]
fn files_that_are_no_tables_are_told_with_the_way_out() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "客户编码").expect("written");
    let whole = book.save_to_buffer().expect("saved");
    let mut broken = "客户编码,客户名称,经度,纬度\n".repeat(3).into_bytes();
    broken.extend(b"\xe5\xba\x97,\xff\xfe\x80\n");
    let named: [(&str, &[u8]); 11] = [
        ("empty.csv", b""),
        ("blank.csv", b"\n  \n\n"),
        ("cut.xlsx", &whole[..whole.len() / 2]),
        ("nothing.xlsx", &whole),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("program.csv", &[0, 1, 2, 3, 0, 9, 8, 7, 0, 0, 0, 1]),
        ("export.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("broken.csv", &broken),
        ("other.csv", b"red,green,blue\n1,2,3\n"),
        ("headings.csv", "客户编码,客户名称,经度,纬度\n".as_bytes()),
        ("lacking.csv", "客户编码,客户名称,地址\n1,a,b\n".as_bytes()),
    ];
    let mut text = String::new();
    for (name, bytes) in named {
        text.push_str(&told(&files(&[(name, bytes)]).read(&State::default())));
    }
    let folder = files(&[]);
    std::fs::create_dir(folder.folder.path().join("records")).expect("made");
    for name in ["gone.csv", "records"] {
        let path = folder.folder.path().join(name);
        text.push_str(&told(&[read_file(
            &path,
            &ReadOptions::default(),
            &State::default(),
            now(),
            &mut Unwatched,
        )]));
    }
    expect![[r#"
        empty.csv is empty. Export it again.
        blank.csv is empty. Export it again.
        cut.xlsx is damaged or cut off. Export or copy it again.
        nothing.xlsx: the headings don't tell what it holds. Found: 客户编码. Name the kind, or give the columns headings such as retailer code, plate, route, cartons.
        picture.csv is no table (PNG). Choose a CSV, XLSX, XLS or ODS file.
        program.csv is no table (binary). Choose a CSV, XLSX, XLS or ODS file.
        export.xls is a web page, whatever its name says. Open it in a spreadsheet, save it as XLSX or CSV, and import that.
        broken.csv can't be read as text from row 4 on: it is neither UTF-8, UTF-16 nor GB18030. Save it as CSV UTF-8 and import that.
        other.csv: the headings don't tell what it holds. Found: red, green, blue. Name the kind, or give the columns headings such as retailer code, plate, route, cartons.
        headings.csv has headings, but no rows under them. Export it again with its data.
        lacking.csv was taken for retailers, but has no columns “Latitude” and “Longitude”. Found: 客户编码, 客户名称, 地址. Add the columns, or say which columns hold them.
        gone.csv: there is no such file. Check the name and the folder.
        records is a folder. Choose the files in it.
    "#]].assert_eq(&text);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let folder = files(&[("huge.csv", b"a,b\n")]);
    let file = std::fs::OpenOptions::new().write(true).open(&folder.paths[0]).expect("opened");
    // A hole: it takes no room on the disk.
    file.set_len(600 << 20).expect("grown");
    check(
        &folder,
        &State::default(),
        expect![[r#"
        huge.csv has 600 MB; at most 512 MB can be read. Split it, by month for example.
    "#]],
    );
}

#[test]
fn a_person_may_cancel_and_nothing_is_left() {
    struct Impatient;
    impl Watch for Impatient {
        fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
            Err(Cancelled)
        }
    }
    let files = files(&[("vans.csv", "车牌,核载\n鄂C12345,5000\n".as_bytes())]);
    let options = ReadOptions::default();
    let reading = read_file(&files.paths[0], &options, &State::default(), now(), &mut Impatient);
    expect!["vans.csv was not read to the end, because the work was cancelled. Nothing was kept.\n"]
        .assert_eq(&told(&[reading]));
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told_before_it_fills_memory() {
    let mut shops = b"code,name,lat,lon\nA,a,32.6,110.8\nB,\"b,32.6,110.8\n".to_vec();
    shops.resize(40 << 20, b'x');
    check(
        &files(&[("shops.csv", &shops)]),
        &State::default(),
        expect![[r#"
        shops.csv: row 3 never ends. Look there for a quotation mark that is not closed, or export the file again.
    "#]],
    );
}
