//! The database file: making it, knowing it for ours, bringing it up to date. Knows nothing of what the
//! tables mean.

use super::trouble::{Fault, Outcome, Trouble, of_file};
use rusqlite::backup::Progress;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `MSty`, so that a file found anywhere is known for ours.
const APPLICATION_ID: i32 = 0x4d53_7479;
/// Longer than any single change takes, so that only a stuck process is reported as busy.
const WAIT_FOR_WRITER: Duration = Duration::from_secs(20);

/// Statements that take a database from the version before to the next; the first makes an empty one.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
];

/// Opens the file, making or migrating it where needed.
pub(super) fn open(path: &Path, migrations: &[&str]) -> Result<Connection, Trouble> {
    look_at(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn =
        Connection::open_with_flags(path, flags).map_err(|error| Fault::from(error).in_file(path))?;
    prepare(&mut conn, Some(path), migrations).map_err(|wrong| wrong.in_file(path))?;
    Ok(conn)
}

/// A private database that is gone with the connection: in memory, or (`spacious`) in an unnamed file of
/// the system's temporary folder once it has outgrown memory.
pub(super) fn open_private(spacious: bool) -> Outcome<Connection> {
    let mut conn = if spacious { Connection::open("")? } else { Connection::open_in_memory()? };
    match prepare(&mut conn, None, MIGRATIONS) {
        Ok(()) => Ok(conn),
        Err(Wrong::Fault(fault)) => Err(fault),
        Err(Wrong::Trouble(trouble)) => Err(Fault::unsound(trouble.to_string())),
    }
}

/// Opens a database of this program, whole and of a version it knows, to read from it alone.
pub(super) fn open_to_read(path: &Path) -> Result<Connection, Trouble> {
    look_into(path)?;
    let open = || -> Outcome<(Connection, Found)> {
        let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        conn.busy_timeout(WAIT_FOR_WRITER)?;
        let found = version(&conn)?;
        Ok((conn, found))
    };
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    match open().map_err(|fault| fault.in_file(path))? {
        (_, Found::Foreign) => Err(Trouble::NotOurs { path: path.to_owned() }),
        (_, Found::Empty) => Err(Trouble::NotADatabase { path: path.to_owned() }),
        (_, Found::Ours(found)) if found > known => {
            Err(Trouble::Newer { path: path.to_owned(), found, known })
        }
        (conn, Found::Ours(_)) => Ok(conn),
    }
}

/// A private copy of the database at `path`, brought to the present version.
pub(super) fn bring_up_to_date(mut conn: Connection, path: &Path) -> Result<Connection, Trouble> {
    prepare(&mut conn, None, MIGRATIONS).map_err(|wrong| wrong.in_file(path))?;
    Ok(conn)
}

/// A fault that still needs its file's name, or a trouble that has it.
enum Wrong {
    Fault(Fault),
    Trouble(Trouble),
}

impl Wrong {
    fn in_file(self, path: &Path) -> Trouble {
        match self {
            Self::Fault(fault) => fault.in_file(path),
            Self::Trouble(trouble) => trouble,
        }
    }
}

impl From<rusqlite::Error> for Wrong {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Makes an empty file only its owner may read where there is none, and refuses what SQLite would answer
/// with a riddle.
fn look_at(path: &Path) -> Result<(), Trouble> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| of_file(&error, folder))?;
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(of_file(&error, path)),
    }
    look_into(path)?;
    if OpenOptions::new().write(true).open(path).is_err() {
        return Err(Trouble::ReadOnly { path: path.to_owned() });
    }
    Ok(())
}

/// Refuses what cannot be a database; an empty file may become one.
fn look_into(path: &Path) -> Result<(), Trouble> {
    if path.is_dir() {
        return Err(Trouble::IsFolder { path: path.to_owned() });
    }
    let mut file = fs::File::open(path).map_err(|error| of_file(&error, path))?;
    let length = file.metadata().map_err(|error| of_file(&error, path))?.len();
    let mut head = [0; 100];
    if length == 0 {
        return Ok(());
    }
    if file.read_exact(&mut head).is_err() || !head.starts_with(b"SQLite format 3\0") {
        return Err(Trouble::NotADatabase { path: path.to_owned() });
    }
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let pages = u32::from_be_bytes([head[28], head[29], head[30], head[31]]);
    // While a write-ahead log stands beside it, the file may rightly be behind its own header.
    let log_is_empty = fs::metadata(beside(path, "-wal")).map_or(true, |log| log.len() == 0);
    if log_is_empty && length < page * u64::from(pages) {
        let detail = format!("{length} bytes of {} are left", page * u64::from(pages));
        return Err(Trouble::Damaged { path: path.to_owned(), detail });
    }
    Ok(())
}

pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn prepare(conn: &mut Connection, path: Option<&Path>, migrations: &[&str]) -> Result<(), Wrong> {
    conn.busy_timeout(WAIT_FOR_WRITER)?;
    conn.set_prepared_statement_cache_capacity(128);
    let named = || path.unwrap_or(Path::new(":memory:")).to_owned();
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    // Asked before anything is written, so that a file that is not ours stays untouched.
    let found = version(conn)?;
    match found {
        Found::Foreign => return Err(Wrong::Trouble(Trouble::NotOurs { path: named() })),
        Found::Ours(found) if found > known => {
            return Err(Wrong::Trouble(Trouble::Newer { path: named(), found, known }));
        }
        Found::Ours(_) | Found::Empty => {}
    }
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "cache_size", -32_000)?;
    if let Some(path) = path {
        if conn.is_readonly("main")? {
            return Err(Wrong::Trouble(Trouble::ReadOnly { path: path.to_owned() }));
        }
        if let Found::Ours(found) = found
            && found < known
        {
            back_up(conn, path, found).map_err(Wrong::Trouble)?;
        }
    }
    if found != Found::Ours(known) {
        super::tables::packing::add_to(conn)?;
        migrate(conn, migrations)?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Empty,
    Ours(u32),
    Foreign,
}

fn version(conn: &Connection) -> rusqlite::Result<Found> {
    let number = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let (application, version) = (number("application_id")?, number("user_version")?);
    Ok(match (application, u32::try_from(version)) {
        (APPLICATION_ID, Ok(version)) if version > 0 => Found::Ours(version),
        (0, Ok(0)) if tables == 0 => Found::Empty,
        _ => Found::Foreign,
    })
}

/// A copy beside the file, named by the version it is of; an earlier copy is never overwritten.
fn back_up(conn: &Connection, path: &Path, version: u32) -> Result<(), Trouble> {
    let names = (0..).map(|n: u32| match n {
        0 => beside(path, &format!(".version-{version}.backup")),
        n => beside(path, &format!(".version-{version}.{n}.backup")),
    });
    for copy in names {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&copy) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Trouble::NoBackup { path: copy, detail: error.to_string() }),
            Ok(_) => {
                let done = conn.backup("main", &copy, None::<fn(Progress)>);
                return done.map_err(|error| {
                    // Half a copy would be taken for a whole one.
                    let _ = fs::remove_file(&copy);
                    Trouble::NoBackup { path: copy, detail: error.to_string() }
                });
            }
        }
    }
    Ok(())
}

/// Runs what is missing, in one transaction. Two processes may come here at once: the version is asked again
/// inside.
fn migrate(conn: &mut Connection, migrations: &[&str]) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = match version(&tx)? {
        Found::Ours(version) => usize::try_from(version).unwrap_or(usize::MAX),
        Found::Empty | Found::Foreign => 0,
    };
    for statements in migrations.iter().skip(done) {
        tx.execute_batch(statements)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", i64::try_from(migrations.len()).unwrap_or(i64::MAX))?;
    tx.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As if version 1 were the newest there is.
    const FIRST: &[&str] = &[MIGRATIONS[0]];
    const SECOND: &str = "CREATE TABLE moods (mood TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;";

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder is there");
        let mut names: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    fn desk(conn: &Connection) -> String {
        conn.query_row("SELECT value FROM about", [], |row| row.get(0)).expect("it has a name")
    }

    #[test]
    fn an_older_database_is_copied_and_then_brought_up_to_date() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        let name = desk(&open(&path, FIRST).expect("made"));
        let newer = [FIRST, &[SECOND]].concat();

        let conn = open(&path, &newer).expect("migrated");
        assert!(version(&conn).expect("read") == Found::Ours(2));
        assert_eq!(desk(&conn), name);
        conn.execute("INSERT INTO moods VALUES ('good')", []).expect("the new table is there");
        assert_eq!(names(folder.path()), ["desk.db", "desk.db.version-1.backup"]);
        let copy = open(&folder.path().join("desk.db.version-1.backup"), FIRST).expect("it opens");
        assert_eq!(desk(&copy), name);

        let refused = open(&path, FIRST);
        assert!(matches!(refused, Err(Trouble::Newer { found: 2, known: 1, .. })), "{refused:?}");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_old_version_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        let name = desk(&open(&path, FIRST).expect("made"));
        let broken = [FIRST, &[SECOND, "INSERT INTO nowhere VALUES (1);"]].concat();
        assert!(open(&path, &broken).is_err());
        assert!(open(&path, &broken).is_err());

        let conn = open(&path, FIRST).expect("still of version 1");
        assert_eq!(desk(&conn), name);
        assert!(conn.prepare("SELECT * FROM moods").is_err(), "half a migration stayed");
        let copies = ["desk.db", "desk.db.version-1.1.backup", "desk.db.version-1.backup"];
        assert_eq!(names(folder.path()), copies, "no copy is overwritten");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_the_database_and_its_copies() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        drop(open(&path, FIRST).expect("made"));
        let _open = open(&path, &[FIRST, &[SECOND]].concat()).expect("migrated");
        for entry in fs::read_dir(folder.path()).expect("the folder is there") {
            let entry = entry.expect("an entry");
            let mode = entry.metadata().expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{:?}", entry.file_name());
        }
    }
}
