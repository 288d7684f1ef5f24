//! What is known while files are read: the network as it stands, and what the files read so far bring.

use super::Known;
use crate::domain::ids::CrewId;
use crate::domain::ids::{DepartmentCode, Plate, RetailerCode, RouteId, StationCode};
use crate::domain::network::{Centre, Crew, Department, Name, Network, Retailer, Vehicle};
use crate::domain::supply::Supply;
use crate::domain::time::{ServiceDay, Window};
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A stop an earlier file of the same reading plans.
#[derive(Clone, Debug)]
pub struct Expected {
    pub route: RouteId,
    pub window: Window,
}

/// The network with the new entries folded in as they are read.
pub struct Index<'k> {
    pub known: &'k dyn Known,
    pub network: Network,
    pub supply: Supply,
    /// Retailers by number, so that a row of a plan keeps four bytes.
    retailers: Vec<Arc<Retailer>>,
    codes: HashMap<SmolStr, u32>,
    licences: HashMap<SmolStr, u32>,
    /// Codes of digits less their leading zeros; `None` where two retailers share what is left.
    without_zeros: HashMap<SmolStr, Option<u32>>,
    /// The file keeps numbers, so that a code in it may have lost its leading zeros.
    pub zeros_may_lack: bool,
    department_names: BTreeMap<SmolStr, DepartmentCode>,
    station_names: BTreeMap<SmolStr, StationCode>,
    crews_by_people: BTreeMap<(SmolStr, SmolStr), CrewId>,
    /// New since the last [`Index::take_new`].
    new: New,
    /// What the plans read before say, kept while a file of progress is still to come.
    pub expected: Option<BTreeMap<ServiceDay, Planned>>,
}

/// One day as plans read in the same go state it.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    pub routes: std::collections::BTreeSet<RouteId>,
    pub stops: HashMap<RetailerCode, Expected>,
}

/// Entries that were made on the way.
#[derive(Debug, Default)]
pub struct New {
    pub departments: Vec<Department>,
    pub crews: Vec<Crew>,
    pub vehicles: Vec<Vehicle>,
    pub retailers: Vec<Retailer>,
}

impl<'k> Index<'k> {
    /// Code of the department of those of whom no file has said one.
    pub const UNASSIGNED: &'static str = "-";

    #[must_use]
    pub fn new(known: &'k dyn Known) -> Self {
        let network = known.state().network.clone();
        let mut index = Self {
            known,
            retailers: Vec::with_capacity(network.retailers.len()),
            codes: HashMap::with_capacity(network.retailers.len()),
            licences: HashMap::new(),
            without_zeros: HashMap::new(),
            zeros_may_lack: false,
            department_names: BTreeMap::new(),
            station_names: BTreeMap::new(),
            crews_by_people: BTreeMap::new(),
            new: New::default(),
            expected: None,
            network: Network::default(),
            supply: known.state().supply.clone(),
        };
        for retailer in network.retailers.values() {
            index.number_retailer(Arc::clone(retailer));
        }
        // Where two share a name the first code has it.
        for department in network.departments.values() {
            let name = department.name.local.clone();
            index.department_names.entry(name).or_insert_with(|| department.code.clone());
        }
        for station in network.stations.values() {
            let name = station.name.local.clone();
            index.station_names.entry(name).or_insert_with(|| station.code.clone());
        }
        for crew in network.crews.values() {
            let people = (crew.driver.clone(), crew.delivery_man.clone());
            index.crews_by_people.entry(people).or_insert_with(|| crew.id.clone());
        }
        index.network = network;
        index
    }

    fn number_retailer(&mut self, retailer: Arc<Retailer>) -> u32 {
        let code = SmolStr::new(retailer.code.as_str());
        let next = u32::try_from(self.retailers.len()).unwrap_or(u32::MAX);
        if code.starts_with('0') && code.bytes().all(|b| b.is_ascii_digit()) {
            let left = SmolStr::new(code.trim_start_matches('0'));
            let only = self.codes.get(&code).copied().unwrap_or(next);
            let shared = self.without_zeros.entry(left).or_insert(Some(only));
            if *shared != Some(only) {
                *shared = None;
            }
        }
        let number = *self.codes.entry(code).or_insert(next);
        if !retailer.licence.is_empty() {
            self.licences.insert(retailer.licence.clone(), number);
        }
        match self.retailers.get_mut(number as usize) {
            Some(place) => *place = retailer,
            None => self.retailers.push(retailer),
        }
        number
    }

    /// In a workbook, a code that was kept as a number is known without its leading zeros too, as long as
    /// only one retailer can be meant.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<u32> {
        let exact = self.codes.get(code).copied();
        if exact.is_some() || !self.zeros_may_lack {
            return exact;
        }
        self.without_zeros.get(code).copied().flatten()
    }

    /// Whether a matrix may speak of it.
    #[must_use]
    pub fn is_place(&self, code: &str) -> bool {
        code == Centre::CODE
            || self.codes.contains_key(code)
            || self.network.stations.contains_key(&StationCode::new(code))
    }

    #[must_use]
    pub fn by_licence(&self, licence: &str) -> Option<u32> {
        self.licences.get(licence).copied()
    }

    #[must_use]
    pub fn retailer(&self, number: u32) -> &Arc<Retailer> {
        &self.retailers[number as usize]
    }

    #[must_use]
    pub fn retailer_count(&self) -> usize {
        self.retailers.len()
    }

    /// Takes a retailer in, in place of the one with its code.
    pub fn put_retailer(&mut self, retailer: Arc<Retailer>) -> u32 {
        let all = Arc::make_mut(&mut self.network.retailers);
        all.insert(retailer.code.clone(), Arc::clone(&retailer));
        self.number_retailer(retailer)
    }

    /// A retailer a plan's row has brought along.
    pub fn make_retailer(&mut self, retailer: Retailer) -> u32 {
        self.new.retailers.push(retailer.clone());
        self.put_retailer(Arc::new(retailer))
    }

    pub fn make_vehicle(&mut self, vehicle: Vehicle) {
        self.new.vehicles.push(vehicle.clone());
        self.put_vehicle(vehicle);
    }

    pub fn put_vehicle(&mut self, vehicle: Vehicle) {
        Arc::make_mut(&mut self.network.vehicles).insert(vehicle.plate.clone(), vehicle);
    }

    #[must_use]
    pub fn vehicle(&self, plate: &Plate) -> Option<&Vehicle> {
        self.network.vehicles.get(plate)
    }

    /// The department of that code or name; made from them where it is new. An empty code is told from the
    /// name; where both are empty, it is the only department there is, or a place for the unassigned.
    pub fn department(&mut self, code: &str, name: &str) -> DepartmentCode {
        if code.is_empty() && name.is_empty() {
            let mut all = self.network.departments.keys();
            if let (Some(only), None) = (all.next(), all.next()) {
                return only.clone();
            }
            let name = Name::with_english("未分配", "Unassigned");
            return self.make_department(DepartmentCode::new(Self::UNASSIGNED), name);
        }
        let key = if code.is_empty() { name } else { code };
        let wanted = DepartmentCode::new(key);
        if self.network.departments.contains_key(&wanted) {
            return wanted;
        }
        if let Some(known) = self.department_names.get(key) {
            return known.clone();
        }
        self.make_department(wanted, Name::new(if name.is_empty() { code } else { name }))
    }

    fn make_department(&mut self, code: DepartmentCode, name: Name) -> DepartmentCode {
        if !self.network.departments.contains_key(&code) {
            self.department_names.entry(name.local.clone()).or_insert_with(|| code.clone());
            let department = Department { code: code.clone(), name, phone: SmolStr::default() };
            self.new.departments.push(department.clone());
            Arc::make_mut(&mut self.network.departments).insert(code.clone(), department);
        }
        code
    }

    /// A transfer station by code or name.
    #[must_use]
    pub fn station(&self, text: &str) -> Option<StationCode> {
        let code = StationCode::new(text);
        let known = self.network.stations.contains_key(&code);
        if known { Some(code) } else { self.station_names.get(text).cloned() }
    }

    pub fn put_station(&mut self, station: crate::domain::network::TransferStation) {
        self.station_names.insert(station.name.local.clone(), station.code.clone());
        Arc::make_mut(&mut self.network.stations).insert(station.code.clone(), station);
    }

    /// The crew of that name or, where it has none, of those people; made where it is new, kept up where
    /// the people have changed. `None` where the file says nothing.
    pub fn crew(&mut self, id: &str, driver: &SmolStr, man: &SmolStr, phone: &SmolStr) -> Option<CrewId> {
        let people = (driver.clone(), man.clone());
        let id = match (id.is_empty(), driver.is_empty() && man.is_empty()) {
            (false, _) => CrewId::new(id),
            (true, true) => return None,
            (true, false) => match self.crews_by_people.get(&people) {
                Some(known) => known.clone(),
                None if man.is_empty() => CrewId::new(driver),
                None if driver.is_empty() => CrewId::new(man),
                None => CrewId::new(format_smolstr!("{driver}/{man}")),
            },
        };
        let known = self.network.crews.get(&id);
        let keep = |new: &SmolStr, old: Option<&SmolStr>| match old {
            Some(old) if new.is_empty() => old.clone(),
            _ => new.clone(),
        };
        let crew = Crew {
            id: id.clone(),
            driver: keep(driver, known.map(|crew| &crew.driver)),
            delivery_man: keep(man, known.map(|crew| &crew.delivery_man)),
            phone: keep(phone, known.map(|crew| &crew.phone)),
        };
        if known != Some(&crew) {
            self.crews_by_people.insert((crew.driver.clone(), crew.delivery_man.clone()), id.clone());
            self.new.crews.push(crew.clone());
            Arc::make_mut(&mut self.network.crews).insert(id.clone(), crew);
        }
        Some(id)
    }

    /// What was made since it was last asked, for the commands of the file that brought it.
    pub fn take_new(&mut self) -> New {
        std::mem::take(&mut self.new)
    }
}
