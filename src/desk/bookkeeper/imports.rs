//! Files that have been read and not kept yet. The commands stay here, on the bookkeeper's thread; the window
//! gets a [`Preview`] without them. Nothing is kept before [`Held::commit`], and then it is one change.

use crate::domain::command::{Command, Happening};
use crate::domain::ids::{Author, Revision};
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::{Cancelled, Watch};
use crate::exchange::intake::{self, FileReading, ReadOptions, Unreadable, Why};
use crate::session::{NotDone, Session};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// How much an import adds or replaces, by what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub centres: usize,
    pub stations: usize,
    pub departments: usize,
    pub retailers: usize,
    pub vehicles: usize,
    pub crews: usize,
    /// Places of a travel-time matrix.
    pub matrix: usize,
    pub days: usize,
    pub routes: usize,
    pub stops: usize,
    pub progress: usize,
    /// Outlines of districts.
    pub districts: usize,
    /// Vehicles seen somewhere.
    pub positions: usize,
    pub brands: usize,
    pub stocks: usize,
    /// Lines, or sums where nobody says by whom.
    pub orders: usize,
    pub shipments: usize,
    pub enterprises: usize,
    pub contacts: usize,
}

impl Tally {
    /// Counts what `commands` bring.
    #[must_use]
    pub fn of(commands: &[Command]) -> Self {
        let mut tally = Self::default();
        let mut days = BTreeSet::new();
        for command in commands {
            match command {
                Command::PutCentre(_) => tally.centres += 1,
                Command::PutStations(stations) => tally.stations += stations.len(),
                Command::PutDepartments(departments) => tally.departments += departments.len(),
                Command::PutRetailers(retailers) => tally.retailers += retailers.len(),
                Command::PutVehicles(vehicles) => tally.vehicles += vehicles.len(),
                Command::PutCrews(crews) => tally.crews += crews.len(),
                Command::PutDistricts(districts) => tally.districts += districts.len(),
                Command::NotePositions { fixes, .. } => {
                    let seen: BTreeSet<_> = fixes.iter().map(|fix| &fix.plate).collect();
                    tally.positions += seen.len();
                }
                Command::PutTravelTimes(matrix) => tally.matrix += matrix.codes().len(),
                Command::PlanDay { day, routes } => {
                    days.insert(*day);
                    tally.routes += routes.len();
                    tally.stops += routes.iter().map(|route| route.stops.len()).sum::<usize>();
                }
                Command::RecordDay { day, routes } => {
                    days.insert(*day);
                    tally.routes += routes.len();
                    tally.stops += routes.iter().map(|route| route.stops.len()).sum::<usize>();
                }
                Command::NoteProgress { notes, .. } => {
                    let at_stop = |note: &&crate::domain::command::ProgressNote| {
                        matches!(note.what, Happening::AtStop { .. })
                    };
                    tally.progress += notes.iter().filter(at_stop).count();
                }
                Command::Supply(asked) => tally.add_supply(asked),
                Command::PutSettings(_)
                | Command::PutHolds(_)
                | Command::PutBreakdowns(_)
                | Command::PutStays(_)
                | Command::SendToWorkshop { .. }
                | Command::BringBack { .. }
                | Command::TakeAlerts { .. }
                | Command::TellRetailers { .. }
                | Command::PutHold(_)
                | Command::ConfirmHold(_)
                | Command::ReleaseHold { .. }
                | Command::DecideRoutes { .. }
                | Command::ReleaseRoutes { .. }
                | Command::ConfirmProgress { .. }
                | Command::OpenIncident(_)
                | Command::DealWith { .. }
                | Command::FollowUp { .. }
                | Command::PutPlaybook(_)
                | Command::PutPerson(_)
                | Command::Reassign { .. }
                | Command::MoveStops { .. }
                | Command::ShiftWindows { .. }
                | Command::PutOffStops { .. }
                | Command::LockStops { .. }
                | Command::ReportBreakdown(_)
                | Command::ReportRepair { .. }
                | Command::NoteLoaded { .. }
                | Command::ApplyProposal { .. } => {}
            }
        }
        tally.days = days.len();
        tally
    }

    fn add_supply(&mut self, asked: &SupplyCommand) {
        match asked {
            SupplyCommand::PutBrands(brands) => self.brands += brands.len(),
            SupplyCommand::PutStocks(stocks) => self.stocks += stocks.len(),
            SupplyCommand::PutOrders { lines, .. } => self.orders += lines.len(),
            SupplyCommand::PutDemand(demand) => self.orders += demand.len(),
            SupplyCommand::PutInbounds { inbounds, .. } => self.shipments += inbounds.len(),
            SupplyCommand::PutEnterprises(enterprises) => self.enterprises += enterprises.len(),
            SupplyCommand::PutContacts(contacts) => self.contacts += contacts.len(),
            // No file brings these.
            _ => {}
        }
    }
}

/// A file to read, and what a person says about it.
pub type ReadFile = (PathBuf, ReadOptions);

/// One file of the preview.
#[derive(Clone, Debug)]
pub struct PreviewFile {
    pub path: PathBuf,
    /// As it was read, what a person said included.
    pub options: ReadOptions,
    /// Without its commands.
    pub outcome: Result<FileReading, Unreadable>,
}

impl PreviewFile {
    /// The file's name, without its folders.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.outcome {
            Ok(reading) => &reading.file,
            Err(unreadable) => &unreadable.file,
        }
    }
}

/// What the files hold, for the window.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// In the order they were named.
    pub files: Vec<PreviewFile>,
    /// What *Import* would bring.
    pub tally: Tally,
    /// The first service day the files plan or tell of.
    pub first_day: Option<ServiceDay>,
}

impl Preview {
    /// The files something of can be kept.
    #[must_use]
    pub fn usable(&self) -> usize {
        self.files.iter().filter(|file| file.outcome.as_ref().is_ok_and(|r| r.accepted > 0)).count()
    }

    /// Every file as it is to be read again, `change` applied to the options of the file at `at`.
    #[must_use]
    pub fn changed(&self, at: usize, change: impl FnOnce(&mut ReadOptions)) -> Vec<ReadFile> {
        let mut files: Vec<_> =
            self.files.iter().map(|file| (file.path.clone(), file.options.clone())).collect();
        if let Some((_, options)) = files.get_mut(at) {
            change(options);
        }
        files
    }
}

/// What *Import* has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// `None` where all was known already.
    pub revision: Option<Revision>,
    pub files: usize,
    pub tally: Tally,
    pub first_day: Option<ServiceDay>,
}

/// Files that have been read, and the commands they make.
#[derive(Debug)]
pub struct Held {
    pub preview: Arc<Preview>,
    commands: Vec<Command>,
}

impl Held {
    /// Reads `files`, keeping nothing.
    ///
    /// # Errors
    /// [`Cancelled`] where the watcher said so.
    pub fn read(
        files: &[ReadFile],
        session: &Session,
        now: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Self, Cancelled> {
        let mut readings = intake::read_each(files, session, now, watch);
        if readings.iter().any(|(_, reading)| matches!(reading, Err(Unreadable { why: Why::Cancelled, .. })))
        {
            return Err(Cancelled);
        }
        // The answers come in the order they are to be carried out; people look for the order they named.
        let mut commands = Vec::new();
        for reading in readings.iter_mut().filter_map(|(_, reading)| reading.as_mut().ok()) {
            commands.append(&mut reading.commands);
        }
        readings.sort_by_key(|(at, _)| *at);
        for (_, read) in &readings {
            intake::note(read.as_ref());
        }
        let previews = readings.into_iter().filter_map(|(at, outcome)| {
            let (path, options) = files.get(at)?.clone();
            Some(PreviewFile { path, options, outcome })
        });
        let preview = Preview {
            files: previews.collect(),
            tally: Tally::of(&commands),
            first_day: commands.iter().filter_map(Command::day).min(),
        };
        Ok(Self { preview: Arc::new(preview), commands })
    }

    /// Keeps everything as one change, and with it how a person corrected the columns.
    ///
    /// # Errors
    /// [`NotDone`] says why; nothing has then changed, and the files are to be read again.
    pub fn commit(
        self,
        session: &mut Session,
        by: &Author,
        at: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Kept, NotDone> {
        let Self { preview, mut commands } = self;
        if let Some(settings) = remembering(session.state(), &preview) {
            commands.push(Command::PutSettings(Box::new(settings)));
        }
        let receipt = session.submit_all(commands, by, at, watch)?;
        Ok(Kept {
            revision: receipt.change.map(|change| change.revision),
            files: preview.usable(),
            tally: preview.tally,
            first_day: preview.first_day,
        })
    }
}

/// The settings with every correction of columns in them; `None` where there is nothing new to remember.
fn remembering(state: &State, preview: &Preview) -> Option<Settings> {
    let mut settings = (*state.settings).clone();
    for file in &preview.files {
        if let (Ok(reading), Some(columns)) = (&file.outcome, &file.options.columns) {
            settings.columns.insert(reading.fingerprint.clone(), columns.clone());
        }
    }
    (settings != *state.settings).then_some(settings)
}

/// `options` with the column `header` read as `field` (its key, or empty to leave it aside), on top of what
/// is remembered for such a file.
pub fn correct_column(
    options: &mut ReadOptions,
    remembered: Option<&BTreeMap<SmolStr, SmolStr>>,
    header: &SmolStr,
    field: &'static str,
) {
    let columns = options.columns.get_or_insert_with(|| remembered.cloned().unwrap_or_default());
    if !field.is_empty() {
        // A meaning stands once: the column that had it by hand before gives it up.
        columns.retain(|_, other| other != field);
    }
    columns.insert(header.clone(), SmolStr::new_static(field));
}
