//! Brands, stock, orders, shipments, enterprises and contacts.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use super::*;
use mainstay::domain::ids::BrandCode;
use mainstay::domain::supply::asking::SupplyCommand;
use mainstay::domain::supply::brand::Brand;
use mainstay::domain::supply::inbound::Inbound;
use mainstay::domain::supply::left::left;

const MAKERS: &str = "企业编码,企业名称,地址,规模,主要品牌,价格区间,发展前景\n\
    E1,云岭卷烟厂,工业路 1 号,年产 40 万箱,云岭、青峰,60–260 元,稳定\n";
const PEOPLE: &str = "工业企业,联系人,职务,联系电话\n\
    云岭卷烟厂,陈一,营销总监,0000-1\nE1,陈二,大区经理,\nE9,陈三,业务员,\nE1,陈一,业务员,\n";
const BRANDS: &str = "品规编码,品规名称,价类,规格,批发价（元/条）,工业企业,异型烟\n\
    001,云岭（硬）,一类,硬盒 84mm,260,E1,\n\
    002,云岭（细支）,1,细支,248.5,云岭卷烟厂,异型\n\
    003,青峰（红）,三类,,110,E1,否\n\
    004,山月,六类,,50,,\n\
    005,溪石,四类,,-5,,\n\
    001,云岭（软）,一类,,300,,\n";

pub fn short(asked: &SupplyCommand) -> String {
    let debug = |it: &dyn std::fmt::Debug| format!("{it:?}");
    let lines: Vec<String> = match asked {
        SupplyCommand::PutBrands(all) => {
            let each = |it: &Brand| {
                let maker = it.enterprise.as_ref().map_or("-", |code| code.as_str());
                let odd = if it.irregular { " irregular" } else { "" };
                format!("{} {} {} {} {maker}{odd}", it.code, it.name.local, it.grade.class(), it.price.0)
            };
            all.iter().map(each).collect()
        }
        SupplyCommand::PutStocks(all) => {
            all.iter().map(|it| format!("{} {} {}", it.brand, it.cartons.0, it.counted)).collect()
        }
        SupplyCommand::PutOrders { lines, .. } => {
            lines.iter().map(|it| format!("{} {}", it.key(), it.cartons.0)).collect()
        }
        SupplyCommand::PutInbounds { inbounds, .. } => {
            let each =
                |it: &Inbound| format!("{} {} {} {} {:?}", it.id, it.brand, it.cartons.0, it.due, it.state);
            inbounds.iter().map(each).collect()
        }
        SupplyCommand::PutEnterprises(all) => all.iter().map(|it| debug(it)).collect(),
        SupplyCommand::PutContacts(all) => {
            all.iter().map(|it| format!("{} {}", it.key(), it.role.name())).collect()
        }
        other => vec![debug(other)],
    };
    format!("supply {}", lines.join("; "))
}

fn known() -> State {
    files(&[("厂.csv", MAKERS.as_bytes()), ("品.csv", BRANDS.as_bytes())]).import(&a_network())
}

#[test]
fn brands_and_the_archive_come_by_chinese_headings() {
    let files =
        files(&[("品.csv", BRANDS.as_bytes()), ("人.csv", PEOPLE.as_bytes()), ("厂.csv", MAKERS.as_bytes())]);
    check(
        &files,
        &a_network(),
        expect![[r#"
        厂.csv: enterprises, UTF-8, 1 rows, 1 new, 0 known
          > supply Enterprise { code: EnterpriseCode("E1"), name: Name { local: "云岭卷烟厂", english: "" }, address: "工业路 1 号", scale: "年产 40 万箱", brands: "云岭、青峰", prices: "60–260 元", prospects: "稳定" }
        人.csv: contacts, UTF-8, 4 rows, 2 new, 0 known
          人.csv, row 4, column 工业企业: found “E9”. No enterprise has this code or name. Import the enterprises first, or correct it.
          人.csv, row 5, column 联系人: found “陈一”. This stands in row 2 already. Keep one of the two rows.
          > supply E1 陈一 marketing_director; E1 陈二 regional_head
        品.csv: brands, UTF-8, 6 rows, 3 new, 0 known
          note: 1 brand is alone in its price grade, so that nothing can stand in for it: 青峰（红）.
          品.csv, row 5, column 价类: found “六类”. This isn't a price grade. Write a class from 1 to 5.
          品.csv, row 6, column 批发价（元/条）: found “-5”. This is below zero. Write a number of zero or more.
          品.csv, row 7, column 品规编码: found “001”. This stands in row 2 already. Keep one of the two rows.
          > supply 001 云岭（硬） 1 26000 E1; 002 云岭（细支） 1 24850 E1 irregular; 003 青峰（红） 3 11000 E1
    "#]],
    );
    let after = files.import(&a_network());
    check(
        &files,
        &after,
        expect![[r#"
        厂.csv: enterprises, UTF-8, 1 rows, 0 new, 1 known
        人.csv: contacts, UTF-8, 4 rows, 0 new, 2 known
          人.csv, row 4, column 工业企业: found “E9”. No enterprise has this code or name. Import the enterprises first, or correct it.
          人.csv, row 5, column 联系人: found “陈一”. This stands in row 2 already. Keep one of the two rows.
        品.csv: brands, UTF-8, 6 rows, 0 new, 3 known
          品.csv, row 5, column 价类: found “六类”. This isn't a price grade. Write a class from 1 to 5.
          品.csv, row 6, column 批发价（元/条）: found “-5”. This is below zero. Write a number of zero or more.
          品.csv, row 7, column 品规编码: found “001”. This stands in row 2 already. Keep one of the two rows.
    "#]],
    );
}

#[test]
fn a_count_is_whole_and_never_below_zero() {
    let stock = "brand,stock,counted at\n\
        001,\"1,200\",2026-11-22 20:00\n云岭（细支）,-3,2026-11-22\n003,2.5,\n007,10,\n003,99999999999,\n003,8件,2026-11-22\n";
    let files = files(&[("stock.csv", stock.as_bytes())]);
    check(
        &files,
        &known(),
        expect![[r#"
        stock.csv: stock, UTF-8, 6 rows, 2 new, 0 known
          stock.csv, row 3, column stock: found “-3”. This is below zero. Write a number of zero or more.
          stock.csv, row 4, column stock: found “2.5”. Cartons are whole. Write a number without a fraction.
          stock.csv, row 5, column brand: found “007”. No brand has this code or name, or several have this name. Import the brands first, or give the code.
          stock.csv, row 6, column stock: found “99999999999”. This is more than 50000000, so it can't be right. Check the number.
          > supply 001 1200 2026-11-22T20:00:00; 003 400 2026-11-22T00:00:00
    "#]],
    );
    let after = files.import(&known());
    assert_eq!(left(&after.supply, &BrandCode::new("003"), now()).map(|left| left.0), Some(400));
    let older = "brand,stock,counted at\n001,900,2026-11-20\n";
    check(
        &super::files(&[("older.csv", older.as_bytes())]),
        &after,
        expect![[r#"
        older.csv: stock, UTF-8, 1 rows, 0 new, 1 known
          note: 1 count is older than the one that is known and was passed over.
    "#]],
    );
}

#[test]
fn orders_of_days_that_are_over_are_only_added_up() {
    let orders = "日期,客户编码,品规编码,订货量\n\
        2026-11-20,420301000001,001,5\n2026-11-20,420301000002,001,7\n\
        2026-11-23,420301000001,001,6\n2026-11-23,420301000001,001,6\n\
        2026-11-23,420301000009,001,6\n2026-11-23,420301000002,008,6\n\
        2026-11-23,420301000002,001,5000\n2026-11-23,420301000003,003,1.5\n";
    let files = files(&[("订单.csv", orders.as_bytes())]);
    check(
        &files,
        &known(),
        expect![[r#"
            订单.csv: orders, UTF-8, 8 rows, 3 new, 0 known
              订单.csv, row 5, column 品规编码: found “001”. This stands in row 4 already. Keep one of the two rows.
              订单.csv, row 6, column 客户编码: found “420301000009”. No retailer has this code or licence. Correct it, or import the retailer first.
              订单.csv, row 7, column 品规编码: found “008”. No brand has this code or name, or several have this name. Import the brands first, or give the code.
              订单.csv, row 8, column 订货量: found “5000”. This is more than 1000, so it can't be right. Check the number.
              订单.csv, row 9, column 订货量: found “1.5”. Cartons are whole. Write a number without a fraction.
              > supply 2026-11-20 420301000001 001 5; 2026-11-20 420301000002 001 7; 2026-11-23 420301000001 001 6
        "#]],
    );
    let after = files.import(&known());
    let text: Vec<_> = after.supply.demand.values().map(|d| format!("{} {}", d.key(), d.cartons.0)).collect();
    assert_eq!(text, ["001 2026-11-20 12", "001 2026-11-23 6"]);
    assert_eq!(after.supply.lines.len(), 1, "only what is not over is kept by retailer");
    check(
        &files,
        &after,
        expect![[r#"
            订单.csv: orders, UTF-8, 8 rows, 0 new, 3 known
              订单.csv, row 5, column 品规编码: found “001”. This stands in row 4 already. Keep one of the two rows.
              订单.csv, row 6, column 客户编码: found “420301000009”. No retailer has this code or licence. Correct it, or import the retailer first.
              订单.csv, row 7, column 品规编码: found “008”. No brand has this code or name, or several have this name. Import the brands first, or give the code.
              订单.csv, row 8, column 订货量: found “5000”. This is more than 1000, so it can't be right. Check the number.
              订单.csv, row 9, column 订货量: found “1.5”. Cartons are whole. Write a number without a fraction.
        "#]],
    );
}

#[test]
fn a_shipment_stands_once_and_comes_once() {
    let inbound = "到货单号,品规编码,数量,预计到货时间,发货单位,车牌号,实际到货时间,实到数量,取消原因\n\
        DH-1,001,5000,2026-11-24 14:00,E1,鄂A·00001,,,\n\
        DH-2,001,5000,2026-11-22 14:00,E1,,2026-11-22 15:00,4000,\n\
        DH-3,003,100,2026-11-25,E9,,,,\n\
        DH-4,003,100,2026-11-25,,,,,停产\n\
        DH-1,001,200,2026-11-25,E1,,,,\n\
        DH-5,001,10,soon,E1,,,,\n\
        DH-6,001,10,2026-11-25,E1,,,5,\n";
    let files = files(&[("到货.csv", inbound.as_bytes())]);
    check(
        &files,
        &known(),
        expect![[r#"
        到货.csv: inbound, UTF-8, 7 rows, 3 new, 0 known
          到货.csv, row 4, column 发货单位: found “E9”. No enterprise has this code or name. Import the enterprises first, or correct it.
          到货.csv, row 6, column 到货单号: found “DH-1”. This stands in row 2 already. Keep one of the two rows.
          到货.csv, row 7, column 预计到货时间: found “soon”. This isn't a moment. Write it as 2026-11-23 07:30:00, with a zone if it isn't the centre's clock.
          到货.csv, row 8, column 实际到货时间: The shipment has come without a time, or has come and was cancelled. Fill in when it came, or clear one of the two.
          > supply DH-1 001 5000 2026-11-24T14:00:00 Expected; DH-2 001 5000 2026-11-22T14:00:00 Arrived { at: Timestamp(2026-11-22T15:00:00), cartons: Cartons(4000) }; DH-4 003 100 2026-11-25T18:00:00 Cancelled { at: Timestamp(2026-11-23T06:00:00), why: "停产" }
    "#]],
    );
    let after = files.import(&known());
    let incidents: Vec<_> = after.incidents.values().map(|i| format!("{} {}", i.id, i.what)).collect();
    assert_eq!(incidents, ["DH-2 云岭（硬）", "DH-4 青峰（红）"]);
    check(
        &files,
        &after,
        expect![[r#"
        到货.csv: inbound, UTF-8, 7 rows, 0 new, 3 known
          到货.csv, row 4, column 发货单位: found “E9”. No enterprise has this code or name. Import the enterprises first, or correct it.
          到货.csv, row 6, column 到货单号: found “DH-1”. This stands in row 2 already. Keep one of the two rows.
          到货.csv, row 7, column 预计到货时间: found “soon”. This isn't a moment. Write it as 2026-11-23 07:30:00, with a zone if it isn't the centre's clock.
          到货.csv, row 8, column 实际到货时间: The shipment has come without a time, or has come and was cancelled. Fill in when it came, or clear one of the two.
    "#]],
    );
}
