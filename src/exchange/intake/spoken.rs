//! Cells that hold a word for one of a few things: yes or no, a status, a reason, a cause.

use super::complaint::Fault;
use super::value::{fold, text};
use crate::domain::day::{Cause, FailReason};
use crate::domain::incident::Fault as VehicleFault;
use crate::domain::network::VehicleStatus;

pub fn yes_or_no(cell: &str) -> Result<bool, Fault> {
    match fold(cell).to_lowercase().as_str() {
        "是" | "有" | "yes" | "y" | "true" | "1" | "√" | "✓" | "备用" | "备用车" | "应急" | "spare" => {
            Ok(true)
        }
        "否" | "无" | "no" | "n" | "false" | "0" | "×" | "-" | "正常" | "在用" => Ok(false),
        _ => Err(Fault::NotYesOrNo),
    }
}

/// Many lists of vehicles say under "status" which of them stand by.
pub fn is_spare(cell: &str) -> bool {
    matches!(
        fold(cell).to_lowercase().as_str(),
        "备用" | "备用车" | "备车" | "应急" | "spare" | "standby" | "reserve"
    )
}

pub fn vehicle_status(cell: &str) -> Result<VehicleStatus, Fault> {
    match fold(cell).to_lowercase().as_str() {
        "可用" | "正常" | "在用" | "完好" | "available" | "ok" | "active" | "ready" => {
            Ok(VehicleStatus::Available)
        }
        _ if is_spare(cell) => Ok(VehicleStatus::Available),
        "故障" | "抛锚" | "broken down" | "broken" | "breakdown" => Ok(VehicleStatus::BrokenDown),
        "维修" | "维修中" | "在修" | "保养" | "停用" | "检修" | "in the workshop" | "workshop" | "repair"
        | "maintenance" | "in repair" => Ok(VehicleStatus::InWorkshop),
        _ => Err(Fault::UnknownStatus),
    }
}

/// Is the distribution centre meant, by one of the names people give it?
pub fn is_the_centre(cell: &str) -> bool {
    let names = [
        "配送中心",
        "物流中心",
        "中心",
        "仓库",
        "centre",
        "center",
        "depot",
        "distribution centre",
        "distribution center",
    ];
    names.contains(&fold(cell).to_lowercase().as_str())
}

/// What failed on a vehicle, by its name in files or by the words that people use; `None` where it is neither.
#[must_use]
pub fn spoken_fault(word: &str) -> Option<VehicleFault> {
    let lower = fold(word).to_lowercase();
    let says = |words: &[&str]| has_any(&lower, words);
    let by_name = VehicleFault::parse(&lower.replace([' ', '-'], "_"));
    by_name.or_else(|| {
        Some(match () {
            () if says(&["离合", "clutch"]) => VehicleFault::Clutch,
            () if says(&["制动", "刹车", "brake"]) => VehicleFault::Brakes,
            () if says(&["电气", "电路", "电瓶", "蓄电池", "electric", "battery"]) => {
                VehicleFault::Electrics
            }
            () if says(&["轮胎", "爆胎", "tyre", "tire", "puncture", "flat"]) => VehicleFault::Tyre,
            () if says(&["冷却", "水温", "水箱", "过热", "cooling", "radiator", "overheat"]) => {
                VehicleFault::Cooling
            }
            () if says(&["事故", "碰撞", "追尾", "accident", "crash", "collision"]) => {
                VehicleFault::Accident
            }
            () if says(&["驾驶员", "司机", "driver"]) => VehicleFault::DriverAbsent,
            () if says(&["发动机", "引擎", "engine", "motor"]) => VehicleFault::Engine,
            () if says(&["车身", "车厢", "车门", "body", "door"]) => VehicleFault::Body,
            () if says(&["其他", "其它", "other"]) => VehicleFault::Other,
            () => return None,
        })
    })
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The reason by the words that name it; any other is kept as written.
pub fn fail_reason(cell: &str) -> Result<FailReason, Fault> {
    let lower = fold(cell).to_lowercase();
    let says = |words: &[&str]| has_any(&lower, words);
    Ok(match () {
        () if says(&["关门", "未营业", "歇业", "停业", "closed", "shut"]) => FailReason::Closed,
        () if says(&["拒收", "refused", "rejected"]) => FailReason::Refused,
        () if says(&["付款", "扣款", "欠款", "未结算", "payment", "unpaid"]) => {
            FailReason::NoPayment
        }
        () if says(&["破损", "损坏", "damaged"]) => FailReason::Damaged,
        () if says(&["联系不上", "无人接听", "无法到达", "道路不通", "unreachable"]) => {
            FailReason::Unreachable
        }
        () => FailReason::Other(text(cell, 200)?),
    })
}

/// The cause by the words that name it; any other is kept as written.
pub fn cause(cell: &str) -> Result<Cause, Fault> {
    let lower = fold(cell).to_lowercase();
    let says = |words: &[&str]| has_any(&lower, words);
    Ok(match () {
        () if says(&["事故", "accident"]) => Cause::Accident,
        () if says(&["车辆故障", "故障", "抛锚", "breakdown", "broke down"]) => {
            Cause::Breakdown(None)
        }
        () if says(&[
            "天气", "暴雨", "大雨", "雪", "冰", "雾", "台风", "weather", "snow", "storm", "fog",
        ]) =>
        {
            Cause::Weather(None)
        }
        () if says(&["交通", "堵", "拥堵", "traffic", "congestion"]) => Cause::Traffic,
        () if says(&["不在", "absent"]) => Cause::RetailerAbsent,
        () if says(&["订货", "ordering"]) => Cause::Ordering,
        () if says(&["结算", "扣款", "settlement"]) => Cause::Settlement,
        () if says(&["分拣", "sorting"]) => Cause::Sorting,
        () => Cause::Other(text(cell, 200)?),
    })
}
