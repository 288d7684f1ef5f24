//! What a column can mean, and the headings people give it in English and Chinese. A heading is compared
//! by its letters and digits only, so that case, spaces, brackets and full width never matter.

pub use super::kind::Kind;

use super::value::fold;
use std::borrow::Cow;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $key:literal [$($alias:literal)*])+) => {
        /// A column's meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $name,)+ }

        impl Field {
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its stable name, as kept in the settings and as a heading that always fits.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// The key of its name in the locale files.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => concat!("intake-field-", $key),)+ }
            }

            /// Headings it is known by, already reduced to letters and digits.
            #[must_use]
            pub const fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($alias,)*],)+ }
            }
        }
    };
}

fields! {
    /// Customer code of a retailer.
    Retailer "retailer-code" [
        "retailercode" "retailer" "retailerid" "retailerno" "code" "custcode" "custid" "custno" "customercode"
        "customer" "customerid" "customerno" "shopcode" "storecode" "clientcode" "客户编码" "客户代码" "客户编号"
        "客户号" "客户" "零售户编码" "零售户代码" "零售户编号" "零售客户编码" "零售客户代码" "零售客户编号" "零售户"
        "商户编码" "商户编号" "门店编码" "户号" "编码" "编号" "代码" "客户内码"
    ]
    Name "name" [
        "name" "retailername" "custname" "customername" "shopname" "storename" "shop" "客户名称" "客户名"
        "零售户名称" "零售客户名称" "商户名称" "店名" "店铺名称" "门店名称" "企业名称" "企业字号" "名称" "字号"
        "客户简称"
    ]
    EnglishName "english-name" ["englishname" "nameen" "enname" "nameenglish" "英文名称" "英文名"]
    Licence "licence" [
        "licence" "licenceno" "license" "licenseno" "licensecode" "licencecode" "licencenumber" "licensenumber"
        "专卖证号" "许可证号" "许可证编号" "许可证号码" "专卖许可证号" "烟草专卖零售许可证号" "烟草专卖零售许可证"
        "零售许可证号" "专卖证编号" "专卖证"
    ]
    Address "address" [
        "address" "addr" "custaddress" "shopaddress" "deliveryaddress" "地址" "经营地址" "客户地址" "送货地址"
        "收货地址" "详细地址" "店铺地址" "门店地址"
    ]
    Latitude "latitude" [
        "latitude" "lat" "y" "gpslat" "custlat" "纬度" "客户纬度" "gps纬度" "坐标纬度" "北纬" "坐标y" "y坐标"
    ]
    Longitude "longitude" [
        "longitude" "lon" "lng" "long" "x" "gpslon" "gpslng" "custlng" "custlon" "经度" "客户经度" "gps经度"
        "坐标经度" "东经" "坐标x" "x坐标"
    ]
    /// Administrative code of the district.
    District "district" [
        "district" "districtcode" "adcode" "areacode" "区划代码" "行政区划代码" "行政区划" "行政区划编码" "区县代码"
        "区划" "区域代码" "行政区代码" "地区代码"
    ]
    /// Marketing department, by code or name.
    Department "department" [
        "department" "departmentcode" "dept" "deptcode" "deptid" "marketingdepartment" "营销部" "营销部编码"
        "营销部代码" "营销部编号" "部门" "部门编码" "所属部门" "所属营销部" "市场部" "市场部编码" "县级公司" "片区"
        "县局" "区县营销部"
    ]
    DepartmentName "department-name" ["departmentname" "deptname" "营销部名称" "部门名称" "市场部名称"]
    Manager "manager" [
        "manager" "accountmanager" "custmanager" "customermanager" "salesman" "客户经理" "客户经理姓名"
        "客户经理名称" "经理"
    ]
    Phone "phone" [
        "phone" "telephone" "tel" "mobile" "phonenumber" "contactphone" "电话" "联系电话" "手机" "手机号"
        "手机号码" "电话号码" "订货电话" "固定电话" "联系方式"
    ]
    /// What a row of places is: retailer, transfer station or the centre.
    PlaceKind "place-kind" ["placekind" "placetype" "type" "kind" "类型" "地点类型" "节点类型" "网点类型" "类别"]
    Plate "plate" [
        "plate" "plateno" "platenumber" "vehicle" "vehicleno" "vehicleplate" "licenseplate" "licenceplate" "van"
        "truck" "carno" "carlicense" "车牌号" "车牌" "车牌号码" "车号" "车辆" "车辆牌号" "送货车辆" "送货车牌"
        "车辆号牌" "配送车辆" "车辆编号"
    ]
    /// Cartons a vehicle holds.
    Capacity "capacity" [
        "capacity" "capacitycartons" "maxload" "maxcartons" "vehiclecapacity" "载量" "核载" "装载量" "载重"
        "载货量" "额定载量" "核定载量" "最大载量" "容量" "装载上限" "车辆载量" "满载量" "核载条数" "载量条"
    ]
    Spare "spare" ["spare" "isspare" "reserve" "standby" "备用" "备用车" "是否备用" "应急车" "是否备用车"]
    Status "status" ["status" "state" "vehiclestatus" "状态" "车辆状态"]
    Crew "crew" ["crew" "crewid" "crewcode" "team" "班组" "送货组" "车组" "班组编号" "送货班组" "班组名称" "车组编号"]
    Driver "driver" ["driver" "drivername" "驾驶员" "司机" "驾驶员姓名" "司机姓名"]
    DeliveryMan "delivery-man" [
        "deliveryman" "courier" "assistant" "helper" "送货员" "配送员" "送货人" "送货员姓名" "押运员" "跟车员"
    ]
    Day "day" [
        "day" "date" "serviceday" "servicedate" "deliverydate" "deliveryday" "plandate" "送货日期" "配送日期"
        "日期" "计划日期" "送货日" "配送日" "业务日期" "送达日期" "出车日期"
    ]
    Route "route" [
        "route" "routecode" "routeid" "routeno" "routename" "line" "lineno" "linecode" "deliveryroute" "线路"
        "线路编码" "线路代码" "线路编号" "线路号" "线路名称" "送货线路" "送货线路编码" "送货线路代码"
        "送货线路编号" "送货线路名称" "配送线路" "配送线路编码" "路线" "路线编号" "线路id"
    ]
    /// Position on the route.
    Order "order" [
        "order" "sequence" "seq" "stop" "stopno" "stoporder" "stopsequence" "position" "deliveryorder" "顺序"
        "送货顺序" "配送顺序" "站序" "顺序号" "送货次序" "送货序号" "配送序号" "线路顺序" "停靠顺序" "排序" "序号"
    ]
    /// Cartons ordered.
    Cartons "cartons" [
        "cartons" "quantity" "qty" "orderqty" "ordercartons" "amount" "demand" "load" "订货量" "订单量" "条数"
        "数量" "订货条数" "送货量" "送货条数" "配送量" "需求量" "合计条数" "总条数" "订货数量" "销量" "卷烟数量"
        "订货量条" "数量条" "总量"
    ]
    /// Money the retailer owes for it.
    Value "value" [
        "value" "money" "orderamount" "ordervalue" "totalamount" "price" "sum" "金额" "订单金额" "订货金额"
        "金额元" "货款" "总金额" "销售金额" "合计金额" "货款金额"
    ]
    /// Promised window in one cell.
    Window "window" [
        "window" "timewindow" "deliverywindow" "receivingtime" "promisedwindow" "时间窗" "收货时间" "收货时段"
        "送货时间窗" "送货时段" "约定时间" "收货时间段" "时间段" "承诺时间" "承诺时段" "时间窗口"
    ]
    Opens "opens" [
        "opens" "earliest" "windowstart" "windowopen" "timewindowstart" "readytime" "最早" "最早时间"
        "最早送达时间" "最早收货时间" "时间窗开始" "收货开始时间" "开始时间" "时间窗起" "最早到达时间" "营业开始时间"
    ]
    Closes "closes" [
        "closes" "latest" "windowend" "windowclose" "timewindowend" "duetime" "deadline" "最晚" "最晚时间"
        "最晚送达时间" "最晚收货时间" "时间窗结束" "收货结束时间" "结束时间" "时间窗止" "最晚到达时间" "营业结束时间"
        "最迟" "最迟时间"
    ]
    PlannedArrival "planned-arrival" [
        "plannedarrival" "planned" "plannedtime" "eta" "scheduledarrival" "计划到达" "计划到达时间"
        "预计到达时间" "预计到达" "计划送达时间" "预计送达时间" "计划时间" "计划送达"
    ]
    /// Minutes at the door.
    Service "service" [
        "service" "serviceminutes" "servicetime" "servicemin" "unloadminutes" "服务时间" "服务时长" "停留时间"
        "卸货时间" "卸货时长" "停留时长" "服务分钟" "服务时间分钟" "交接时长"
    ]
    /// Planned departure of the route.
    /// How much the retailer's lateness weighs: 1 to 9.
    Priority "priority" ["priority" "prio" "prioritylevel" "优先级" "优先级别" "优先等级" "送货优先级" "配送优先级"]
    Departure "departure" [
        "departure" "departs" "departuretime" "planneddeparture" "starttime" "出发时间" "计划出发时间"
        "发车时间" "出车时间" "计划发车时间" "计划出发"
    ]
    /// Transfer station the route loads at.
    Station "station" [
        "station" "transferstation" "stationcode" "depot" "dock" "中转站" "中转站编码" "中转站名称" "装货地点"
        "发货地" "始发地"
    ]
    Arrived "arrived" [
        "arrived" "arrival" "arrivaltime" "arrivedat" "actualarrival" "到达时间" "实际到达时间" "到店时间"
        "实际到达" "到户时间" "抵达时间"
    ]
    Delivered "delivered" [
        "delivered" "deliveredat" "deliverytime" "signedat" "completed" "completedat" "actual" "actualtime"
        "送达时间" "签收时间" "完成时间" "实际送达时间" "交货时间" "实际送达" "实际签收时间"
    ]
    FailReason "fail-reason" [
        "failreason" "failurereason" "failed" "reasonfailed" "failure" "失败原因" "未送达原因" "拒收原因"
        "送货失败原因" "未送原因" "退货原因" "异常原因"
    ]
    FailedAt "failed-at" ["failedat" "failedtime" "failuretime" "失败时间" "异常时间"]
    PutOffTo "put-off-to" [
        "putoffto" "postponedto" "putoff" "newdate" "deferredto" "延期至" "改送日期" "推迟至" "延后日期" "顺延至"
        "改期" "延期日期" "改期日期"
    ]
    Cause "cause" [
        "cause" "delaycause" "delayreason" "reason" "延误原因" "迟到原因" "晚点原因" "原因" "延迟原因" "超时原因"
    ]
    ToldAt "told-at" [
        "toldat" "notifiedat" "informedat" "noticetime" "通知时间" "告知时间" "电话通知时间"
    ]
    ToldBy "told-by" ["toldby" "notifiedby" "informedby" "通知人" "告知人" "通知人员"]
    /// The arrival the retailer was told.
    ToldArrival "told-arrival" [
        "toldarrival" "newarrival" "newtime" "newplannedarrival" "告知到达时间" "通知到达时间" "新到达时间"
        "新送达时间" "调整后时间"
    ]
    /// When the vehicle really left.
    Departed "departed" [
        "departed" "departedat" "actualdeparture" "actualdeparturetime" "实际出发时间" "实际出发" "实际发车时间"
        "实际出车时间" "离场时间"
    ]
    /// When a vehicle was seen somewhere.
    SeenAt "seen-at" [
        "seenat" "time" "timestamp" "gpstime" "fixtime" "positiontime" "locationtime" "reportedat" "datetime" "utc"
        "时间" "定位时间" "gps时间" "上报时间" "采集时间" "位置时间" "回传时间" "定位时刻"
    ]
    From "from" ["from" "fromcode" "origin" "start" "source" "起点" "起点编码" "出发地" "起始" "起始点" "始点"]
    To "to" ["to" "tocode" "destination" "end" "target" "终点" "终点编码" "目的地" "到达点" "止点"]
    Seconds "seconds" [
        "seconds" "durationseconds" "secs" "sec" "duration" "traveltime" "travelseconds" "durations" "秒"
        "行驶时间" "行驶秒数" "时间秒" "秒数" "行驶时间秒" "行车时间" "耗时秒"
    ]
    Minutes "minutes" [
        "minutes" "durationminutes" "mins" "min" "travelminutes" "分钟" "时间分钟" "行驶分钟" "行驶时间分钟"
        "分钟数" "行驶时间分" "耗时分钟"
    ]
    Metres "metres" [
        "metres" "meters" "distance" "distancemetres" "distancemeters" "距离" "距离米" "米" "里程米" "行驶距离"
        "行驶距离米"
    ]
    /// Brand and pack, by code or name.
    Brand "brand" [
        "brandcode" "brandid" "brandno" "sku" "skucode" "product" "productcode" "item" "itemcode" "品规" "品规编码"
        "品规代码" "品规编号" "品牌" "品牌编码" "卷烟" "卷烟编码" "卷烟代码" "商品编码" "商品代码" "规格编码" "规格代码"
    ]
    BrandName "brand-name" [
        "brandname" "productname" "itemname" "skuname" "品规名称" "卷烟名称" "品牌名称" "商品名称" "规格名称"
    ]
    /// Price grade.
    Grade "grade" ["grade" "pricegrade" "priceclass" "class" "价类" "卷烟价类" "价格类别" "档次" "烟类"]
    Spec "spec" ["spec" "specification" "pack" "packing" "规格" "包装" "包装规格" "包装类型"]
    /// For a carton, in yuan.
    Price "carton-price" [
        "cartonprice" "unitprice" "wholesaleprice" "批发价" "批发价格" "价格" "单价" "条价" "批发价元条" "每条价格"
    ]
    /// Who makes it.
    Enterprise "enterprise" [
        "enterprise" "enterprisecode" "manufacturer" "manufacturercode" "maker" "supplier" "sender" "工业企业"
        "工业企业编码" "工业企业代码" "企业编码" "企业代码" "生产企业" "厂家" "工业公司" "卷烟厂" "供应商" "供货单位"
        "发货单位"
    ]
    EnterpriseName "enterprise-name" [
        "enterprisename" "manufacturername" "makername" "suppliername" "工业企业名称" "厂家名称" "生产企业名称"
        "工业公司名称"
    ]
    /// Slim or odd packs.
    Irregular "irregular" ["irregular" "slim" "irregularpack" "异型" "异型烟" "是否异型" "是否异型烟" "异形烟"]
    /// Cartons in the store.
    Stock "stock" [
        "stock" "onhand" "inventory" "stockqty" "stockcartons" "库存" "库存量" "库存数量" "库存条数" "现存量" "期末库存"
        "可用库存" "盘点数量"
    ]
    CountedAt "counted-at" ["countedat" "counted" "asof" "stocktime" "counttime" "盘点时间" "库存时间" "统计时间"]
    /// Number of a shipment.
    Shipment "shipment" [
        "shipment" "shipmentno" "shipmentid" "inbound" "inboundno" "inboundid" "consignment" "到货单" "到货单号"
        "运单号" "发运单号" "调拨单号" "准运证号" "合同号" "批次号"
    ]
    /// When a shipment is to come.
    Due "due" [
        "due" "dueat" "expectedat" "expected" "expectedarrival" "预计到货时间" "计划到货时间" "到货时间" "预计到货"
        "预计到货日期" "计划到货日期" "到货日期"
    ]
    /// When a shipment has come, and how much of it.
    CameAt "came-at" ["cameat" "receivedat" "received" "实际到货时间" "实到时间" "入库时间"]
    CameCartons "came-cartons" [
        "camecartons" "receivedcartons" "receivedqty" "实到数量" "实到条数" "到货数量" "入库数量"
    ]
    /// Why a shipment does not come.
    Cancelled "cancelled" ["cancelled" "canceled" "cancelreason" "cancelledbecause" "取消原因" "取消"]
    ContactName "contact" ["contact" "contactname" "contactperson" "person" "联系人" "联系人姓名" "姓名"]
    Role "role" ["role" "post" "jobtitle" "jobposition" "职务" "岗位" "职位" "职务岗位"]
    Scale "scale" ["scale" "size" "output" "annualoutput" "规模" "企业规模" "年产量" "产能" "生产规模"]
    BrandsText "brands" ["brands" "mainbrands" "brandsandspecifications" "主要品牌" "品牌规格" "主产品牌" "生产品牌"]
    Prices "prices" ["prices" "pricerange" "价格区间" "价位区间" "价位" "产品价格"]
    Prospects "prospects" ["prospects" "outlook" "发展前景" "前景" "品牌前景" "市场前景"]
}

impl Field {
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }

    /// The meaning of a heading, by its letters and digits; a unit or remark in brackets, and words such as
    /// `*` for a required column, are let go where the whole is not known.
    #[must_use]
    pub fn of_header(header: &str) -> Option<Self> {
        let whole = reduce(header);
        if whole.is_empty() {
            return None;
        }
        let find = |wanted: &str| {
            let known = |field: &&Self| reduce(field.key()) == wanted || field.aliases().contains(&wanted);
            Self::ALL.iter().find(known).copied()
        };
        find(&whole).or_else(|| {
            let folded = fold(header);
            let bare = reduce(folded.split(['(', '[', '【', '〔', '/']).next().unwrap_or_default());
            if bare.is_empty() || bare == whole { None } else { find(&bare) }
        })
    }
}

/// A heading's letters and digits in lower case and half width.
#[must_use]
pub fn reduce(header: &str) -> String {
    let folded: Cow<'_, str> = fold(header);
    folded.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_heading_means_two_things() {
        let mut owners = BTreeMap::new();
        for field in Field::ALL {
            for alias in field.aliases() {
                assert_eq!(reduce(alias), *alias, "{alias} is not reduced");
                let other = owners.insert(*alias, field);
                assert_eq!(other, None, "{alias} stands twice");
            }
        }
    }

    #[test]
    fn a_heading_is_known_whatever_its_dress() {
        for (header, field) in [
            ("客户编码", Field::Retailer),
            (" CUST_CODE ", Field::Retailer),
            ("Cust Code", Field::Retailer),
            ("订货量（条）", Field::Cartons),
            ("金额（元）", Field::Value),
            ("＊经度", Field::Longitude),
            ("ＬＡＴ", Field::Latitude),
            ("到达时间/arrival", Field::Arrived),
        ] {
            assert_eq!(Field::of_header(header), Some(field), "{header}");
        }
        assert_eq!(Field::of_header("天气"), None);
        assert_eq!(Field::of_header("（条）"), None);
    }
}
