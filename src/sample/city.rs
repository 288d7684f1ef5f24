//! The city itself: the reference data of a sample, and where its goods are loaded.

use super::dice::{Dice, Stream};
use super::land::{self, Point, Site};
use super::names::{self, CITY, CITY_CODE, PLATE_PREFIX};
use super::outlines;
use super::rounds::{self, Round};
use super::scale::{ORDER_DAYS, Scale, apportion};
use super::{Recipe, Size};
use crate::domain::Command;
use crate::domain::day::{Dock, Priority};
use crate::domain::ids::{CrewId, DepartmentCode, DistrictCode, Plate, RetailerCode, StationCode};
use crate::domain::network::{
    self, Centre, Crew, Department, Name, Retailer, TransferStation, Vehicle, VehicleStatus,
};
use crate::domain::place::{Place, Spot};
use crate::domain::units::Cartons;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};
use std::collections::BTreeSet;

pub(super) const CAPACITY: u32 = 5_500;

/// All that stays the same from day to day.
pub(super) struct City {
    pub(super) departments: Vec<Branch>,
    pub(super) shops: Vec<Shop>,
    /// Of each shop.
    pub(super) licences: Vec<SmolStr>,
    pub(super) stations: Vec<TransferStation>,
    pub(super) vehicles: Vec<Vehicle>,
    pub(super) crews: Vec<Crew>,
    pub(super) spares: Vec<Plate>,
    /// Each order day's rounds, by department.
    pub(super) rounds: [Vec<Round>; ORDER_DAYS],
    retailers: Vec<Retailer>,
    districts: Vec<network::District>,
}

/// A department with its district and dock.
pub(super) struct Branch {
    pub(super) code: DepartmentCode,
    pub(super) district: DistrictCode,
    pub(super) name: Name,
    pub(super) urban: bool,
    pub(super) dock: Dock,
    pub(super) dock_point: Point,
    pub(super) dock_spot: Spot,
}

/// What a round needs to know of a retailer.
pub(super) struct Shop {
    pub(super) code: RetailerCode,
    pub(super) point: Point,
    pub(super) spot: Spot,
    pub(super) department: usize,
    pub(super) effort: u32,
    /// Cartons in an ordinary week.
    pub(super) basket: u32,
    /// Fen for a carton of what it usually sells.
    pub(super) price: i64,
    /// Its own share of the time at the door, in seconds.
    pub(super) door: u32,
    pub(super) priority: Priority,
    pub(super) manager: SmolStr,
}

impl City {
    pub(super) fn build(recipe: &Recipe) -> Self {
        let scale = Scale::of(recipe.size);
        let routes = share_routes(&scale);
        let stations = stations(&scale);
        let departments = departments(&scale, &stations);
        let mut city = Self {
            departments,
            shops: Vec::new(),
            licences: Vec::new(),
            stations,
            vehicles: Vec::new(),
            crews: Vec::new(),
            spares: Vec::new(),
            rounds: Default::default(),
            retailers: Vec::new(),
            districts: Vec::new(),
        };
        city.districts = outlines::of(&scale, &city.departments);
        city.settle(recipe.seed, &scale, &routes);
        let fleet = city.equip(recipe, &scale, &routes);
        city.rounds = rounds::lay_out(recipe.seed, &scale, &city, &routes, &fleet);
        city
    }

    /// Puts the city into an empty database.
    pub(super) fn commands(&mut self) -> Vec<Command> {
        let centre_name = format!("{}卷烟配送中心", CITY.0);
        let centre = Centre {
            name: Name::with_english(centre_name, format!("{} Distribution Centre", CITY.1)),
            place: Point { x: 0, y: 0 }.place(),
        };
        let department = |(number, branch): (usize, &Branch)| Department {
            code: branch.code.clone(),
            name: branch.name.clone(),
            phone: format_smolstr!("0000-80000{:02}", number + 1),
        };
        vec![
            Command::PutCentre(centre),
            Command::PutStations(self.stations.clone()),
            Command::PutDepartments(self.departments.iter().enumerate().map(department).collect()),
            Command::PutCrews(self.crews.clone()),
            Command::PutVehicles(self.vehicles.clone()),
            Command::PutRetailers(std::mem::take(&mut self.retailers)),
            Command::PutDistricts(std::mem::take(&mut self.districts)),
        ]
    }

    fn settle(&mut self, seed: u64, scale: &Scale, routes: &[Vec<u32>]) {
        // A department has shops in proportion to the routes it can fill over the week.
        let weight = |routes: &Vec<u32>| routes.iter().zip(scale.fullness).map(|(n, full)| n * full).sum();
        let counts = apportion(scale.retailers, &routes.iter().map(weight).collect::<Vec<u32>>());
        for (at, (district, &count)) in scale.districts.iter().zip(&counts).enumerate() {
            let mut dice = Dice::new(seed, Stream::Land, at as u64);
            let managers: Vec<SmolStr> =
                (0..count.div_ceil(250)).map(|_| names::person(&mut dice).into()).collect();
            let mut sites = land::settle(&mut dice, district, count);
            // An account manager looks after neighbours.
            sites.sort_by_key(|site| (site.point.x.div_euclid(2_500), site.point.y, site.point.x));
            for (number, site) in sites.into_iter().enumerate() {
                let manager = managers[number / 250].clone();
                self.open_shop(&mut dice, scale, at, number, site, manager);
            }
        }
    }

    fn open_shop(
        &mut self,
        dice: &mut Dice,
        scale: &Scale,
        department: usize,
        number: usize,
        site: Site,
        manager: SmolStr,
    ) {
        let branch = &self.departments[department];
        let code = RetailerCode::new(format!("{}{:06}", branch.district, number + 1));
        let licence = format_smolstr!("{CITY_CODE}99{:02}{:04}", department + 1, number + 1);
        let place = site.point.place();
        let basket = basket(dice);
        let priority = priority(basket);
        let basket = basket * scale.order_permille / 1000;
        let price = i64::from(dice.between(130, 380)) * 100;
        self.shops.push(Shop {
            code: code.clone(),
            point: site.point,
            spot: Spot { code: SmolStr::new(code.as_str()), place },
            department,
            effort: site.effort,
            basket: basket.max(4),
            price,
            door: dice.below(scale.slowest_door),
            priority,
            manager: manager.clone(),
        });
        self.licences.push(licence.clone());
        self.retailers.push(Retailer {
            code,
            name: names::shop(dice, site.village),
            licence,
            address: site.address.into(),
            place,
            district: branch.district.clone(),
            department: branch.code.clone(),
            manager,
            phone: names::phone(dice).into(),
        });
    }

    /// A vehicle and a crew for each route of the busiest day, and the spares. Gives the vehicles of each
    /// department.
    fn equip(&mut self, recipe: &Recipe, scale: &Scale, routes: &[Vec<u32>]) -> Vec<Vec<usize>> {
        let mut dice = Dice::new(recipe.seed, Stream::Fleet, 0);
        let mut plates = BTreeSet::new();
        let mut plate = |dice: &mut Dice| loop {
            let number = dice.seconds_between(10_000, 99_999);
            if plates.insert(number) {
                return Plate::new(format!("{PLATE_PREFIX}{number}"));
            }
        };
        let mut fleet = Vec::new();
        for routes in routes {
            let busiest = routes.iter().copied().max().unwrap_or(0);
            let first = self.vehicles.len();
            for _ in 0..busiest {
                let crew = CrewId::new(format!("C{:03}", self.crews.len() + 1));
                self.crews.push(Crew {
                    id: crew.clone(),
                    driver: names::person(&mut dice).into(),
                    delivery_man: names::person(&mut dice).into(),
                    phone: names::phone(&mut dice).into(),
                });
                self.vehicles.push(Vehicle {
                    plate: plate(&mut dice),
                    capacity: Cartons(dice.pick(&[CAPACITY, CAPACITY, CAPACITY, 5_300, 5_800])),
                    status: VehicleStatus::Available,
                    spare: false,
                    crew: Some(crew),
                });
            }
            fleet.push((first..self.vehicles.len()).collect());
        }
        for _ in 0..scale.spares {
            let plate = plate(&mut dice);
            self.spares.push(plate.clone());
            self.vehicles.push(Vehicle {
                plate,
                capacity: Cartons(CAPACITY),
                status: VehicleStatus::Available,
                spare: true,
                crew: None,
            });
        }
        fleet
    }
}

/// Routes of each department on each order day.
fn share_routes(scale: &Scale) -> Vec<Vec<u32>> {
    let shares: Vec<u32> = scale.districts.iter().map(|district| district.share).collect();
    let by_day: Vec<Vec<u32>> = scale.routes.iter().map(|&total| apportion(total, &shares)).collect();
    (0..shares.len()).map(|at| by_day.iter().map(|day| day[at]).collect()).collect()
}

fn stations(scale: &Scale) -> Vec<TransferStation> {
    let far = scale.districts.iter().filter(|district| district.station);
    far.enumerate()
        .map(|(number, district)| TransferStation {
            code: StationCode::new(format!("ZZ{:02}", number + 1)),
            name: Name::with_english(
                format!("{}中转站", district.name.trim_end_matches('县')),
                format!("{} Transfer Station", district.english),
            ),
            place: station_point(district.seat).place(),
        })
        .collect()
}

/// At the edge of the county town.
fn station_point(seat: Point) -> Point {
    seat.plus(1_900, -1_300)
}

fn departments(scale: &Scale, stations: &[TransferStation]) -> Vec<Branch> {
    let points: Vec<Point> =
        scale.districts.iter().filter(|d| d.station).map(|d| station_point(d.seat)).collect();
    let centre = Point { x: 0, y: 0 };
    let branch = |(at, district): (usize, &super::scale::District)| {
        let nearest = (0..points.len()).min_by_key(|&n| points[n].metres_to(district.seat));
        let nearest =
            nearest.filter(|&n| points[n].metres_to(district.seat) < centre.metres_to(district.seat));
        let (dock, dock_point, code) = match nearest {
            Some(n) => (Dock::Station(stations[n].code.clone()), points[n], stations[n].code.as_str()),
            None => (Dock::Centre, centre, Centre::CODE),
        };
        // Districts of the city count from 02, counties from 21, as the national standard has it.
        let number = if district.urban { at + 2 } else { at + 21 };
        let place: Place = dock_point.place();
        Branch {
            code: DepartmentCode::new(format!("{:02}", at + 1)),
            district: DistrictCode::new(format!("{CITY_CODE}{number:02}")),
            name: Name::with_english(
                format!("{}营销部", district.name),
                format!("{} Department", district.english),
            ),
            urban: district.urban,
            dock,
            dock_point,
            dock_spot: Spot { code: code.to_smolstr(), place },
        }
    };
    scale.districts.iter().enumerate().map(branch).collect()
}

/// Cartons in a week: many small shops, few large ones.
fn basket(dice: &mut Dice) -> u32 {
    let (low, high) = match dice.below(100) {
        0..22 => (5, 15),
        22..60 => (15, 40),
        60..87 => (42, 84),
        _ => (84, 118),
    };
    dice.seconds_between(low, high)
}

/// The very largest shops are waited for least gladly.
fn priority(basket: u32) -> Priority {
    let weight = match basket {
        0..108 => 1,
        108..115 => 2,
        _ => 3,
    };
    Priority::new(weight).unwrap_or_default()
}

impl Size {
    /// The name in paths.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Province => "province",
        }
    }
}
