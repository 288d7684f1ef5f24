//! Names that sound right and belong to nobody: places, shops, people.

use super::dice::Dice;
use crate::domain::network::Name;

/// The invented city, under an administrative code and a plate letter that no city has.
pub(super) const CITY: (&str, &str) = ("楚宁市", "Chuning");
pub(super) const CITY_CODE: &str = "4277";
pub(super) const PLATE_PREFIX: &str = "鄂X·";

/// First and second syllables of a shop's name, with their sound.
#[rustfmt::skip]
const FIRST: [(&str, &str); 30] = [
    ("鑫", "Xin"), ("福", "Fu"), ("家", "Jia"), ("顺", "Shun"), ("宏", "Hong"), ("万", "Wan"),
    ("惠", "Hui"), ("兴", "Xing"), ("佳", "Jia"), ("永", "Yong"), ("天", "Tian"), ("金", "Jin"),
    ("德", "De"), ("恒", "Heng"), ("泰", "Tai"), ("瑞", "Rui"), ("祥", "Xiang"), ("华", "Hua"),
    ("新", "Xin"), ("富", "Fu"), ("利", "Li"), ("广", "Guang"), ("百", "Bai"), ("聚", "Ju"),
    ("盛", "Sheng"), ("安", "An"), ("康", "Kang"), ("乐", "Le"), ("春", "Chun"), ("和", "He"),
];
#[rustfmt::skip]
const SECOND: [(&str, &str); 26] = [
    ("源", "yuan"), ("满", "man"), ("和", "he"), ("发", "fa"), ("达", "da"), ("家", "jia"),
    ("民", "min"), ("隆", "long"), ("美", "mei"), ("成", "cheng"), ("桥", "qiao"), ("丰", "feng"),
    ("祥", "xiang"), ("旺", "wang"), ("来", "lai"), ("友", "you"), ("润", "run"), ("通", "tong"),
    ("昌", "chang"), ("宁", "ning"), ("生", "sheng"), ("洋", "yang"), ("园", "yuan"), ("龙", "long"),
    ("缘", "yuan"), ("林", "lin"),
];
#[rustfmt::skip]
const TOWN_SHOPS: [(&str, &str); 6] = [
    ("便利店", "Convenience"), ("超市", "Supermarket"), ("烟酒店", "Tobacco and Liquor"),
    ("生活超市", "Minimart"), ("副食店", "Grocery"), ("烟酒商行", "Tobacco House"),
];
#[rustfmt::skip]
const VILLAGE_SHOPS: [(&str, &str); 5] = [
    ("商店", "Store"), ("小卖部", "Corner Shop"), ("副食店", "Grocery"), ("便民店", "Village Shop"),
    ("百货", "General Store"),
];

#[rustfmt::skip]
const TOWNS: [&str; 40] = [
    "柳河", "白石", "青龙", "石桥", "双河", "沙坪", "长岭", "观音", "三里", "黄土", "龙门", "杨集",
    "马店", "大堰", "新场", "罗家", "古井", "梅林", "高坪", "清水", "太平", "枫树", "官渡", "栗溪",
    "茶店", "铁炉", "红岩", "周湾", "谭家", "七里", "松林", "瓦庙", "东冲", "李市", "桑垭", "芦湖",
    "孔店", "丁堰", "竹园", "油坊",
];
#[rustfmt::skip]
const STREETS: [&str; 20] = [
    "建设路", "人民路", "解放街", "新华路", "中山路", "和平街", "文化路", "东风路", "胜利街", "滨江路",
    "迎宾大道", "学府路", "站前路", "幸福路", "朝阳街", "环城路", "民生路", "工农路", "书院街", "桂花路",
];
#[rustfmt::skip]
const VILLAGES: [&str; 16] = [
    "三合村", "新民村", "东湾村", "大桥村", "双龙村", "红旗村", "长青村", "石门村", "金星村", "胜利村",
    "前进村", "柳林村", "高潮村", "和平村", "塘边村", "五一村",
];
#[rustfmt::skip]
const SURNAMES: [(&str, &str); 24] = [
    ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"),
    ("黄", "Huang"), ("赵", "Zhao"), ("周", "Zhou"), ("吴", "Wu"), ("徐", "Xu"), ("孙", "Sun"),
    ("胡", "Hu"), ("朱", "Zhu"), ("高", "Gao"), ("林", "Lin"), ("何", "He"), ("郭", "Guo"),
    ("罗", "Luo"), ("宋", "Song"), ("郑", "Zheng"), ("谢", "Xie"), ("韩", "Han"), ("唐", "Tang"),
];
#[rustfmt::skip]
const GIVEN: [&str; 36] = [
    "志强", "建国", "海波", "文军", "国庆", "小龙", "永刚", "立新", "德明", "俊杰", "宏伟", "振华", "春生",
    "卫东", "家宝", "成林", "秀兰", "桂英", "丽华", "晓梅", "玉珍", "红霞", "雪琴", "慧敏", "思远", "佳怡",
    "晨光", "大伟", "长青", "金山", "少华", "启明", "云飞", "学军", "东升", "静",
];

pub(super) fn shop(dice: &mut Dice, village: bool) -> Name {
    let (kind, english_kind) = if village { dice.pick(&VILLAGE_SHOPS) } else { dice.pick(&TOWN_SHOPS) };
    if dice.happens(if village { 350 } else { 80 }) {
        let (surname, sound) = dice.pick(&SURNAMES);
        return Name::with_english(format!("{surname}记{kind}"), format!("{sound} Family {english_kind}"));
    }
    let ((first, sound), (second, ending)) = (dice.pick(&FIRST), dice.pick(&SECOND));
    Name::with_english(format!("{first}{second}{kind}"), format!("{sound}{ending} {english_kind}"))
}

pub(super) fn person(dice: &mut Dice) -> String {
    let (surname, _) = dice.pick(&SURNAMES);
    format!("{surname}{}", dice.pick(&GIVEN))
}

/// `count` different town names, a different choice for each department.
pub(super) fn towns(dice: &mut Dice, count: usize) -> Vec<&'static str> {
    let start = dice.index(TOWNS.len());
    // Seven and forty share no divisor, so that no name comes twice.
    (0..count.min(TOWNS.len())).map(|n| TOWNS[(start + 7 * n) % TOWNS.len()]).collect()
}

pub(super) fn street_address(dice: &mut Dice, district: &str, town: Option<&str>) -> String {
    let street = dice.pick(&STREETS);
    let number = 1 + dice.below(398);
    let town = town.map(|name| format!("{name}镇")).unwrap_or_default();
    format!("{}{district}{town}{street}{number}号", CITY.0)
}

pub(super) fn village_address(dice: &mut Dice, district: &str, town: &str) -> String {
    let village = dice.pick(&VILLAGES);
    format!("{}{district}{town}镇{village}{}组", CITY.0, 1 + dice.below(9))
}

/// In an area code that no place has.
pub(super) fn phone(dice: &mut Dice) -> String {
    format!("0000-8{:06}", dice.below(1_000_000))
}
