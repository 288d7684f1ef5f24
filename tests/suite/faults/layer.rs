//! A layer between SQLite and the files of the system, as SQLite lets one be registered. It hands everything on to the layer
//! below; only what lies in a watched folder is counted, recorded, and made to fail as `disk` says. That filter is what lets
//! it be the process's own layer while other tests run beside it.

#![allow(unsafe_code)]

use super::disk::{Disk, Operation};
use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs};
use std::cell::Cell;
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::ptr;
use std::slice;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};

/// The folders that are watched.
static WATCHED: Mutex<Vec<(PathBuf, Arc<Disk>)>> = Mutex::new(Vec::new());

thread_local! {
    /// Waiting for a lock takes no time on this thread; it is reckoned as if it did.
    static HURRIED: Cell<bool> = const { Cell::new(false) };
}

/// Puts the layer in and watches `folder` from now on: files opened in it later pass through `disk`.
pub fn watch(folder: &Path, disk: &Arc<Disk>) {
    static ONCE: Once = Once::new();
    ONCE.call_once(register);
    let folder = folder.canonicalize().expect("the folder is there");
    WATCHED.lock().unwrap_or_else(PoisonError::into_inner).push((folder, Arc::clone(disk)));
}

/// Files that are open stay with their disk; none that is opened later does.
pub fn forget(disk: &Arc<Disk>) {
    WATCHED.lock().unwrap_or_else(PoisonError::into_inner).retain(|(_, other)| !Arc::ptr_eq(other, disk));
}

/// Runs `work` with no time lost to waiting.
pub fn hurried<T>(work: impl FnOnce() -> T) -> T {
    HURRIED.set(true);
    let done = work();
    HURRIED.set(false);
    done
}

/// The disk of a file in a watched folder, and the file's name.
fn disk_of(path: *const c_char) -> Option<(Arc<Disk>, String)> {
    if path.is_null() {
        return None;
    }
    // SAFETY: SQLite hands over names that end in a zero and live as long as the call.
    let path = Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes()));
    let (folder, name) = (path.parent()?, path.file_name()?);
    let watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    let (_, disk) = watched.iter().find(|(watched, _)| watched == folder)?;
    Some((Arc::clone(disk), name.to_string_lossy().into_owned()))
}

/// What SQLite takes for its file: our methods, whose it is, and behind it the file of the layer below.
#[repr(C)]
struct File {
    base: sqlite3_file,
    watched: *mut Watched,
}

struct Watched {
    disk: Arc<Disk>,
    name: String,
    /// A log or journal that was created: with its first sync its name is on the disk, too.
    unnamed: AtomicBool,
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // The second version: what is read is never mapped, so that every read is seen.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn register() {
    // SAFETY: looking for the default layer has no conditions; SQLite always has one.
    let below = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
    // SAFETY: a registered layer is never taken away, and its fields do not change.
    let mut layer = unsafe { ptr::read(below) };
    layer.szOsFile += c_int::try_from(size_of::<File>()).expect("small");
    layer.pNext = ptr::null_mut();
    layer.zName = c"mainstay-faults".as_ptr();
    layer.pAppData = below.cast();
    layer.xOpen = Some(open);
    layer.xDelete = Some(delete);
    layer.xAccess = Some(access);
    layer.xFullPathname = Some(full_pathname);
    layer.xSleep = Some(sleep);
    layer.xGetLastError = Some(last_error);
    // SAFETY: the layer is leaked, so that it lives as long as the process.
    let code = unsafe { ffi::sqlite3_vfs_register(Box::leak(Box::new(layer)), 1) };
    assert_eq!(code, ffi::SQLITE_OK, "the layer was not taken");
}

/// The layer below.
unsafe fn below(layer: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    // SAFETY: `register` put it there.
    unsafe { (*layer).pAppData.cast() }
}

/// The file of the layer below.
unsafe fn inner(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: SQLite made room for both, as `szOsFile` asked.
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

unsafe fn watched<'f>(file: *mut sqlite3_file) -> &'f Watched {
    // SAFETY: only files that `open` has made ours come here, until `close`.
    unsafe { &*(*file.cast::<File>()).watched }
}

/// One method of the file below, with its arguments.
macro_rules! pass_on {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        // SAFETY: the file below is open, and has the methods of its layer; the arguments are SQLite's own.
        unsafe {
            let file = inner($file);
            (*(*file).pMethods).$method.expect("the layer below has it")(file $(, $argument)*)
        }
    }};
}

unsafe extern "C" fn open(
    layer: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: as SQLite promises to every layer; the one below gets its own pointer and room for its file.
    unsafe {
        let below = below(layer);
        let open = (*below).xOpen.expect("it opens files");
        let Some((disk, own_name)) = disk_of(name) else { return open(below, name, file, flags, out) };
        (*file).pMethods = ptr::null();
        if let Some(code) = disk.refuses(Operation::Open) {
            return code;
        }
        let is_new = !Path::new(OsStr::from_bytes(CStr::from_ptr(name).to_bytes())).exists();
        let inner = inner(file);
        let code = open(below, name, inner, flags, out);
        if code != ffi::SQLITE_OK {
            if let Some(methods) = (*inner).pMethods.as_ref() {
                methods.xClose.expect("it closes files")(inner);
            }
            return code;
        }
        if is_new {
            disk.created(&own_name);
        }
        let is_log = flags & (ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_WAL) != 0;
        let unnamed = AtomicBool::new(is_log && flags & ffi::SQLITE_OPEN_CREATE != 0);
        let watched = Box::into_raw(Box::new(Watched { disk, name: own_name, unnamed }));
        ptr::write(file.cast(), File { base: sqlite3_file { pMethods: &raw const METHODS }, watched });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let code = pass_on!(file, xClose);
    // SAFETY: `open` made it, and SQLite closes a file once.
    drop(unsafe { Box::from_raw((*file.cast::<File>()).watched) });
    code
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    to: *mut c_void,
    count: c_int,
    offset: sqlite3_int64,
) -> c_int {
    // SAFETY: the file is ours.
    match unsafe { watched(file) }.disk.refuses(Operation::Read) {
        Some(code) => code,
        None => pass_on!(file, xRead, to, count, offset),
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    count: c_int,
    offset: sqlite3_int64,
) -> c_int {
    // SAFETY: the file is ours.
    let Watched { disk, name, .. } = unsafe { watched(file) };
    let refusal = disk.refuses(Operation::Write);
    let some = if refusal.is_none() { count } else { disk.comes_through(count) };
    if some > 0 {
        let code = pass_on!(file, xWrite, from, some, offset);
        if code != ffi::SQLITE_OK {
            return code;
        }
        // SAFETY: SQLite hands over `count` bytes, and `some` are no more.
        let bytes = unsafe { slice::from_raw_parts(from.cast::<u8>(), usize::try_from(some).unwrap_or(0)) };
        disk.wrote(name, usize::try_from(offset).unwrap_or(0), bytes);
    }
    refusal.unwrap_or(ffi::SQLITE_OK)
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: the file is ours.
    let Watched { disk, name, .. } = unsafe { watched(file) };
    if let Some(code) = disk.refuses(Operation::Truncate) {
        return code;
    }
    let code = pass_on!(file, xTruncate, size);
    if code == ffi::SQLITE_OK {
        disk.truncated(name, usize::try_from(size).unwrap_or(0));
    }
    code
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: the file is ours.
    let Watched { disk, name, unnamed } = unsafe { watched(file) };
    if let Some(code) = disk.refuses(Operation::Sync) {
        return code;
    }
    let code = pass_on!(file, xSync, flags);
    if code == ffi::SQLITE_OK {
        disk.synced(name);
        if unnamed.swap(false, Ordering::Relaxed) {
            disk.synced_folder();
        }
    }
    code
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut sqlite3_int64) -> c_int {
    pass_on!(file, xFileSize, size)
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, kind: c_int) -> c_int {
    // SAFETY: the file is ours.
    match unsafe { watched(file) }.disk.refuses(Operation::Lock) {
        Some(code) => code,
        None => pass_on!(file, xLock, kind),
    }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, kind: c_int) -> c_int {
    pass_on!(file, xUnlock, kind)
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    pass_on!(file, xCheckReservedLock, out)
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    pass_on!(file, xFileControl, what, argument)
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    pass_on!(file, xSectorSize)
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    pass_on!(file, xDeviceCharacteristics)
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    to: *mut *mut c_void,
) -> c_int {
    // SAFETY: the file is ours.
    match unsafe { watched(file) }.disk.refuses(Operation::Map) {
        Some(code) => code,
        None => pass_on!(file, xShmMap, page, size, extend, to),
    }
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, offset: c_int, count: c_int, flags: c_int) -> c_int {
    // Nobody is refused letting go.
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        return pass_on!(file, xShmLock, offset, count, flags);
    }
    // SAFETY: the file is ours.
    match unsafe { watched(file) }.disk.refuses(Operation::Lock) {
        Some(code) => code,
        None => pass_on!(file, xShmLock, offset, count, flags),
    }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    pass_on!(file, xShmBarrier);
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    pass_on!(file, xShmUnmap, delete)
}

unsafe extern "C" fn delete(layer: *mut sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    let disk = disk_of(name);
    if let Some(code) = disk.as_ref().and_then(|(disk, _)| disk.refuses(Operation::Delete)) {
        return code;
    }
    // SAFETY: as SQLite promises to every layer.
    let code = unsafe {
        let below = below(layer);
        (*below).xDelete.expect("it deletes files")(below, name, sync)
    };
    if let (Some((disk, name)), ffi::SQLITE_OK) = (disk, code) {
        disk.deleted(&name);
        if sync != 0 {
            disk.synced_folder();
        }
    }
    code
}

unsafe extern "C" fn access(
    layer: *mut sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: as SQLite promises to every layer.
    unsafe {
        let below = below(layer);
        (*below).xAccess.expect("it looks at files")(below, name, flags, out)
    }
}

unsafe extern "C" fn full_pathname(
    layer: *mut sqlite3_vfs,
    name: *const c_char,
    count: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: as SQLite promises to every layer.
    unsafe {
        let below = below(layer);
        (*below).xFullPathname.expect("it names files in full")(below, name, count, out)
    }
}

unsafe extern "C" fn sleep(layer: *mut sqlite3_vfs, microseconds: c_int) -> c_int {
    if HURRIED.get() {
        return microseconds;
    }
    // SAFETY: as SQLite promises to every layer.
    unsafe {
        let below = below(layer);
        (*below).xSleep.expect("it sleeps")(below, microseconds)
    }
}

unsafe extern "C" fn last_error(layer: *mut sqlite3_vfs, count: c_int, out: *mut c_char) -> c_int {
    // SAFETY: as SQLite promises to every layer.
    unsafe {
        let below = below(layer);
        (*below).xGetLastError.expect("it knows its last error")(below, count, out)
    }
}
