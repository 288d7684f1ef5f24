//! Workbooks: what the cells of each form show.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use super::*;

#[test]
fn a_workbook_gives_what_its_cells_show() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let (date, time) = ("yyyy-mm-dd", "hh:mm");
    let date = rust_xlsxwriter::Format::new().set_num_format(date);
    let time = rust_xlsxwriter::Format::new().set_num_format(time);
    sheet.write(0, 0, "十堰市烟草公司送货计划").expect("written");
    let headers = ["送货日期", "线路", "客户编码", "订货量（条）", "最早时间", "最晚时间", "车牌号"];
    for (column, header) in (0..).zip(headers) {
        sheet.write(2, column, header).expect("written");
    }
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    for (row, code) in [(3, 420_301_000_001_u64), (4, 420_301_000_002)] {
        sheet.write_with_format(row, 0, &day, &date).expect("written");
        sheet.write(row, 1, "007").expect("written");
        #[expect(clippy::cast_precision_loss, reason = "twelve digits fit")]
        sheet.write(row, 2, code as f64).expect("written");
        sheet.write(row, 3, 60).expect("written");
        sheet.write_with_format(row, 4, 8.5 / 24.0, &time).expect("written");
        sheet.write_with_format(row, 5, 11.0 / 24.0, &time).expect("written");
        sheet.write(row, 6, "鄂C54321").expect("written");
    }
    sheet.write(5, 0, "合计").expect("written");
    sheet.write(5, 3, 120).expect("written");
    book.add_worksheet().set_name("备注").expect("named");
    let bytes = book.save_to_buffer().expect("saved");
    let files = files(&[("计划.xlsx", &bytes)]);
    check(
        &files,
        &a_network(),
        expect![[r#"
        计划.xlsx: plan, XLSX, 2 rows, 2 new, 0 known
          note: Routes without a departure were taken to leave at 07:30.
          note: 1 row of totals was passed over.
          > plan 2026-11-23 | 007 鄂C·54321 07:30: 420301000001×60 08:30-11:00 420301000002×60 08:30-11:00
    "#]],
    );
    check(
        &files.with(|options| options.sheet = Some("3".into())),
        &a_network(),
        expect![[r#"
        计划.xlsx has no sheet “3”. Its sheets: Sheet1, 备注.
    "#]],
    );
}

/// What a plan of two rows written by a spreadsheet program gives: a merged title, dates and times as such,
/// codes as numbers, a sum that is a formula, a second sheet.
fn is_the_plan(name: &str, bytes: &[u8]) -> Vec<String> {
    let reading = files(&[(name, bytes)]).read(&a_network()).remove(0).expect("readable");
    assert_eq!(reading.complaints.total, 0, "{:?}", reading.complaints);
    assert_eq!((reading.accepted, reading.skipped_totals), (2, 1));
    assert_eq!(reading.sheets, ["计划", "备注"]);
    vec![reading.encoding.to_owned(), reading.commands.iter().map(short).collect()]
}

const THE_PLAN: &str = "plan 2026-11-23 | 007 鄂C·54321 07:45: \
    420301000001×60 08:30-11:00 420301000002×61 08:30-11:00";

#[test]
fn an_old_excel_workbook_gives_the_same_plan() {
    assert_eq!(is_the_plan("计划.xls", include_bytes!("../../fixtures/intake/plan.xls")), ["XLS", THE_PLAN]);
}

#[test]
fn an_open_document_sheet_gives_the_same_plan() {
    assert_eq!(is_the_plan("计划.ods", include_bytes!("../../fixtures/intake/plan.ods")), ["ODS", THE_PLAN]);
}

#[test]
fn a_workbook_cut_off_anywhere_is_told_as_damaged() {
    let whole: [(&str, &[u8]); 2] = [
        ("plan.xls", include_bytes!("../../fixtures/intake/plan.xls")),
        ("plan.ods", include_bytes!("../../fixtures/intake/plan.ods")),
    ];
    for (name, bytes) in whole {
        for length in (16..bytes.len()).step_by(bytes.len() / 23) {
            let reading = files(&[(name, &bytes[..length])]).read(&a_network()).remove(0);
            // A compound file that lacks only its slack at the end is still whole.
            match reading {
                Err(unreadable) => assert_eq!(unreadable.why, Why::Damaged, "{name} at {length}"),
                Ok(reading) => assert_eq!(reading.accepted, 2, "{name} at {length}"),
            }
        }
    }
}

#[test]
fn a_code_that_lost_its_zeros_in_a_workbook_still_means_its_retailer() {
    let shops = "code,name,lat,lon\n004200000001,甲,32.6,110.8\n004200000002,乙,32.6,110.8\n\
        04200000003,丙,32.6,110.8\n004200000003,丁,32.6,110.8\n";
    let known = files(&[("shops.csv", shops.as_bytes())]).import(&State::default());
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["code", "name", "lat", "lon"]) {
        sheet.write(0, column, header).expect("written");
    }
    for (row, code) in [(1, 4_200_000_001_u32), (2, 4_200_000_003)] {
        sheet.write(row, 0, code).expect("written");
        sheet.write(row, 1, "新名").expect("written");
        sheet.write(row, 2, 32.6).expect("written");
        sheet.write(row, 3, 110.8).expect("written");
    }
    // The second may be either of two, so it is one of its own.
    check(
        &files(&[("shops.xlsx", &book.save_to_buffer().expect("saved"))]),
        &known,
        expect![[r#"
        shops.xlsx: retailers, XLSX, 2 rows, 2 new, 0 known
          > retailers 004200000001 新名 (326000000, 1108000000); 4200000003 新名 (326000000, 1108000000)
    "#]],
    );
    // As text the zeros count.
    let text = "code,name,lat,lon\n4200000001,新名,32.6,110.8\n";
    check(
        &files(&[("shops.csv", text.as_bytes())]),
        &known,
        expect![[r#"
        shops.csv: retailers, UTF-8, 1 rows, 1 new, 0 known
          > retailers 4200000001 新名 (326000000, 1108000000)
    "#]],
    );
}

#[test]
fn a_first_sheet_that_is_only_a_cover_points_to_the_others() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("说明").expect("named").write(0, 0, "由物流中心导出").expect("written");
    book.add_worksheet().set_name("送货计划").expect("named").write(0, 0, "客户编码").expect("written");
    let bytes = book.save_to_buffer().expect("saved");
    check(
        &files(&[("计划.xlsx", &bytes)]),
        &a_network(),
        expect![[r#"
        计划.xlsx: the headings of the sheet “说明” don't tell what it holds. Found: 由物流中心导出. Choose another sheet (说明, 送货计划), name the kind, or give the columns headings such as retailer code, plate, route, cartons.
    "#]],
    );
}
