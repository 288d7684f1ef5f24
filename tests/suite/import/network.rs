//! Retailers, vehicles, the centre and its stations, and where they are.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

use super::*;

#[test]
fn places_that_cannot_be_are_told_apart() {
    let shops = "code,name,lat,lon\n\
        A,Swapped,110.8,32.6\n\
        B,Nowhere,0,0\n\
        C,Beyond,95,200\n\
        D,Half,32.6,\n\
        E,None,,\n\
        F,Good,32.6,110.8\n\
        F,Twice,32.6,110.8\n\
        G,Text,thirty-two,110.8\n\
        H,Degrees,32°36′N,110°48′E\n";
    check(
        &files(&[("shops.csv", shops.as_bytes())]),
        &State::default(),
        expect![[r#"
        shops.csv: retailers, UTF-8, 9 rows, 2 new, 0 known
          note: The distribution centre's place isn't known, so the middle of the retailers stands in for it (32.60000, 110.80000). Import a row of the kind “centre” to set it.
          shops.csv, row 2, column lat: found “110.8”. Latitude and longitude look swapped. Swap the two columns.
          shops.csv, row 3, column lat: found “0”. Latitude 0, longitude 0 is no place. Fill in the real coordinates.
          shops.csv, row 4, column lat: found “95”. This place isn't on the earth. Latitude is at most 90, longitude at most 180.
          shops.csv, row 5, column lon: One of latitude and longitude is missing. Fill in both.
          shops.csv, row 6, column lat: There is no value for “Latitude”. Fill it in.
          shops.csv, row 8, column code: found “F”. This stands in row 7 already. Keep one of the two rows.
          shops.csv, row 9, column lat: found “thirty-two”. This isn't a number. Write digits only, such as 120.
          > departments 未分配
          > centre (326000000, 1108000000)
          > retailers F Good (326000000, 1108000000); H Degrees (326000000, 1108000000)
    "#]],
    );
}

#[test]
fn a_place_far_from_the_centre_that_would_be_near_it_the_other_way_round_looks_swapped() {
    // Both are possible latitudes, so that only the rest of the network tells.
    let first = "code,name,lat,lon\nA,Paris,48.85,2.35\n";
    let known = files(&[("a.csv", first.as_bytes())]).import(&State::default());
    let second = "code,name,lat,lon\nB,Versailles,2.13,48.80\n";
    check(
        &files(&[("b.csv", second.as_bytes())]),
        &known,
        expect![[r#"
        b.csv: retailers, UTF-8, 1 rows, 0 new, 0 known
          b.csv, row 2, column lat: found “2.13”. Latitude and longitude look swapped. Swap the two columns.
    "#]],
    );
}

#[test]
fn coordinates_of_another_datum_are_brought_home() {
    let (lat, lon) = Datum::Bd09.from_wgs84(32.65, 110.8);
    let shops = format!("code,name,lat,lon\nA,Shop,{lat},{lon}\n");
    let files = files(&[("bd09.csv", shops.as_bytes())]).with(|options| options.datum = Datum::Bd09);
    let state = files.import(&State::default());
    let place = state.network.retailer(&RetailerCode::from("A")).expect("there").place;
    let there = Place::from_degrees(32.65, 110.8).expect("on the earth");
    assert!(place.metres_to(there) < 0.5, "{place:?}");
}

#[test]
fn a_retailer_file_updates_what_it_names_and_leaves_the_rest() {
    let known = a_network();
    let phones = "客户编码,联系电话\n420301000001,0719-8888888\n420301000002,\n420301000003,\n";
    check(
        &files(&[("phones.csv", phones.as_bytes())]),
        &known,
        expect![[r#"
        phones.csv: retailers, UTF-8, 3 rows, 1 new, 2 known
          > retailers 420301000001 城东烟酒店 (326500000, 1108000000)
    "#]],
    );
    let state = files(&[("phones.csv", phones.as_bytes())]).import(&known);
    let shop = state.network.retailer(&RetailerCode::from("420301000001")).expect("there");
    assert_eq!((shop.name.clone(), shop.phone.as_str()), (Name::new("城东烟酒店"), "0719-8888888"));
}

#[test]
fn the_centre_and_stations_are_rows_of_their_own_kind() {
    let places = "编码,名称,纬度,经度,类型\n\
        0,十堰配送中心,32.64,110.79,配送中心\n\
        S1,房县中转站,32.05,110.73,中转站\n\
        A,店,32.6,110.8,零售户\n\
        B,店,32.6,110.8,公园\n";
    let plan = "日期,线路,客户编码,条数,中转站\n2026-11-23,1,A,10,房县中转站\n2026-11-23,2,A,10,S9\n";
    let files = files(&[("plan.csv", plan.as_bytes()), ("places.csv", places.as_bytes())]);
    check(
        &files,
        &State::default(),
        expect![[r#"
        places.csv: retailers, UTF-8, 4 rows, 3 new, 0 known
          places.csv, row 5, column 类型: found “公园”. This isn't a kind of place. Write retailer, station or centre.
          > departments 未分配
          > 1 stations
          > centre (326400000, 1107900000)
          > retailers A 店 (326000000, 1108000000)
        plan.csv: plan, UTF-8, 2 rows, 1 new, 0 known
          note: Routes without a departure were taken to leave at 07:30.
          note: 1 row has no window and was given one of the whole delivery day, such as 07:30-18:00.
          note: 1 route has no vehicle yet. Assign one on the board.
          plan.csv, row 3, column 中转站: found “S9”. No transfer station has this code or name. Import it first, as a row of the kind “station”.
          > plan 2026-11-23 | 1 - 07:30: A×10 07:30-18:00
    "#]],
    );
}

#[test]
fn a_station_row_that_is_refused_does_not_stand_in_the_way_of_its_correction() {
    let places = "类型,编码,名称,纬度,经度\n\
        中转站,T1,房县中转站,,\n\
        中转站,T1,房县中转站,32.06,110.74\n";
    check(
        &files(&[("places.csv", places.as_bytes())]),
        &State::default(),
        expect![[r#"
        places.csv: retailers, UTF-8, 2 rows, 1 new, 0 known
          places.csv, row 2, column 纬度: There is no value for “Latitude”. Fill it in.
          > 1 stations
    "#]],
    );
}

#[test]
fn an_imported_broken_vehicle_is_not_mended_by_an_older_list() {
    use mainstay::domain::ids::{BreakdownId, Plate};
    use mainstay::domain::incident::{Breakdown, Fault};
    let mut known = a_network();
    let breakdown = Breakdown {
        id: BreakdownId::from("1"),
        plate: Plate::from("鄂C·12345"),
        at: now(),
        place: None,
        fault: Fault::Clutch,
        estimate: None,
        repaired: None,
    };
    carry_out(&mut known, vec![Command::PutBreakdowns(vec![breakdown])]);
    let vans = "车牌号,载量,状态\n鄂C12345,5000,可用\n";
    check(
        &files(&[("vans.csv", vans.as_bytes())]),
        &known,
        expect![[r#"
        vans.csv: vehicles, UTF-8, 1 rows, 0 new, 1 known
    "#]],
    );
}

/// Keeps the fold honest: what `carry_out` applies is what `decide` said.

#[test]
fn an_import_undone_is_the_network_of_before() {
    let before = State::default();
    let shops = "客户编码,客户名称,经度,纬度\nA,店,110.8,32.6\n";
    let mut state = before.clone();
    let mut done: Vec<Operation> = Vec::new();
    for reading in files(&[("shops.csv", shops.as_bytes())]).read(&before) {
        for command in reading.expect("readable").commands {
            let operations = weigh(&state, command).expect("allowed");
            for operation in &operations {
                state.apply(Revision(1), operation);
            }
            done.extend(operations);
        }
    }
    let made = |change: &Change<Arc<Retailer>>| change.before.is_none();
    assert!(done.iter().any(|it| matches!(it, Operation::RetailersChanged(all) if all.iter().all(made))));
    for operation in done.into_iter().rev() {
        state.apply(Revision(2), &operation.inverse());
    }
    assert_eq!(state, before);
}

#[test]
fn a_vehicle_listed_as_standing_by_is_a_spare_that_is_available() {
    let vans = "车牌号,核载(条),状态\n鄂C77777,5500,备用\n鄂C77778,5500,在用\n鄂C77779,5500,报废\n";
    check(
        &files(&[("vans.csv", vans.as_bytes())]),
        &State::default(),
        expect![[r#"
        vans.csv: vehicles, UTF-8, 3 rows, 2 new, 0 known
          vans.csv, row 4, column 状态: found “报废”. This isn't a vehicle status. Write available, spare, broken down or workshop.
          > vehicles 鄂C·77777 5500 spare; 鄂C·77778 5500
    "#]],
    );
}
