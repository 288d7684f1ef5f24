//! Copies that are taken, tried or gone back to on a disk that fails: either of the two may be the one.

use super::disk::{Disk, Fault};
use super::{FAULTS, Place, Sight, check_seen, check_trouble, check_words, layer, trouble};
use crate::city;
use mainstay::domain::watch::Unwatched;
use mainstay::journal::Trouble;
use mainstay::session::{NotDone, Session, safekeeping};
use std::fs;
use std::path::Path;

fn back_up(session: &Session, to: &Path) -> Result<(), NotDone> {
    session.back_up(to, city::at("08:00"), &mut Unwatched).map(drop)
}

fn restore(place: &Place, from: &Path) -> Result<(), NotDone> {
    let done = safekeeping::restore(&place.database(), from, city::at("09:00"), &mut Unwatched);
    done.map(drop)
}

/// How many operations the work asks of the disk that `fault` could hit.
fn count(disk: &Disk, fault: Fault, work: impl FnOnce()) -> usize {
    disk.arm(fault, usize::MAX, false);
    work();
    disk.heal().0
}

/// Which operations of so many fail: the first, some, and the last, with which journals and logs go.
fn moments(count: usize, lasts: bool) -> impl Iterator<Item = usize> {
    let (every, at_the_ends) = if lasts { (97, 2) } else { (31, 4) };
    (1..=count).filter(move |n| n % every == 0 || *n <= at_the_ends || n + at_the_ends > count)
}

#[test]
fn a_copy_whose_disk_fails_is_not_made_and_the_one_before_it_stands() {
    let mut times = 0;
    for fault in FAULTS {
        let (place, stick) = (Place::laid(), Place::new());
        let session = place.open();
        fs::write(stick.path("a copy.db"), "the one before").unwrap();
        let all = count(&stick.disk, fault, || back_up(&session, &stick.path("a copy.db")).unwrap());
        for lasts in [false, true] {
            // Who holds a lock for good is waited for outside SQLite, at full length.
            for n in moments(all, lasts).take_while(|_| !lasts || fault != Fault::LockHeld) {
                let context = format!("{fault:?} at operation {n}, {lasts}");
                let (place, stick) = (Place::laid(), Place::new());
                let session = place.open();
                let (seen, copy) = (Sight::of(&session), stick.path("a copy.db"));
                fs::write(&copy, "the one before").unwrap();
                stick.disk.arm(fault, n, lasts);
                let done = layer::hurried(|| back_up(&session, &copy));
                if stick.disk.heal().1 == 0 {
                    break;
                }
                times += 1;
                if let Err(wrong) = done {
                    let wrong = trouble(wrong);
                    // Why a copy could not be closed SQLite keeps to itself; that it could not is all there is to say.
                    let closes = n + 4 > all && matches!(wrong, Trouble::Disk { .. });
                    if !closes {
                        check_trouble(&wrong, fault, &context);
                    }
                    // Nobody can say which of the two could not be read.
                    let either = [copy.clone(), place.database()];
                    let reads = matches!(fault, Fault::ReadFails | Fault::LockHeld);
                    let named = either
                        .iter()
                        .find(|file| reads && wrong.to_string().contains(&*file.to_string_lossy()));
                    check_words(&wrong, named.unwrap_or(&copy), &context);
                    assert_eq!(fs::read_to_string(&copy).unwrap(), "the one before", "{context}");
                    assert_eq!(stick.names(), ["a copy.db"], "{context}: something is left behind");
                    back_up(&session, &copy).unwrap_or_else(|wrong| panic!("{context}: {wrong}"));
                }
                safekeeping::try_out(&copy, &mut Unwatched).unwrap();
                check_seen(&place, &seen, &context);
            }
        }
    }
    assert!(times > 30, "{times}");
}

#[test]
fn a_database_whose_disk_fails_while_it_is_copied_is_as_it_was_and_says_so() {
    let mut times = 0;
    for fault in FAULTS {
        let (place, stick) = (Place::laid(), Place::new());
        let session = place.open();
        let all = count(&place.disk, fault, || back_up(&session, &stick.path("a copy.db")).unwrap());
        for n in moments(all, false) {
            let context = format!("{fault:?} at operation {n}");
            let (place, stick) = (Place::laid(), Place::new());
            let session = place.open();
            let (seen, copy) = (Sight::of(&session), stick.path("a copy.db"));
            place.disk.arm(fault, n, false);
            let done = layer::hurried(|| back_up(&session, &copy));
            if place.disk.heal().1 == 0 {
                break;
            }
            times += 1;
            if let Err(wrong) = done {
                let wrong = trouble(wrong);
                check_trouble(&wrong, fault, &context);
                check_words(&wrong, &place.database(), &context);
                back_up(&session, &copy).unwrap_or_else(|wrong| panic!("{context}: {wrong}"));
            }
            safekeeping::try_out(&copy, &mut Unwatched).unwrap();
            check_seen(&place, &seen, &context);
        }
    }
    assert!(times > 10, "{times}");
}

#[test]
fn a_restore_during_which_the_disk_fails_leaves_the_one_database_or_the_other() {
    let stick = Place::new();
    let (older, copied) = {
        let place = Place::laid();
        let session = place.open();
        back_up(&session, &stick.path("a copy.db")).unwrap();
        (session.revision(), session.bring_days())
    };
    let mut times = 0;
    for fault in FAULTS {
        let place = Place::laid();
        let all = count(&place.disk, fault, || restore(&place, &stick.path("a copy.db")).unwrap());
        for lasts in [false, true] {
            // Who holds a lock for good is waited for outside SQLite, at full length.
            for n in moments(all, lasts).take_while(|_| !lasts || fault != Fault::LockHeld) {
                let context = format!("{fault:?} at operation {n}, {lasts}");
                let place = Place::laid();
                let mut session = place.open();
                for minutes in 1..4 {
                    session
                        .submit(city::shift("R0", minutes), &city::dispatcher(), city::at("08:30"))
                        .unwrap();
                }
                let seen = Sight::of(&session);
                drop(session);
                place.disk.arm(fault, n, lasts);
                let done = layer::hurried(|| restore(&place, &stick.path("a copy.db")));
                if place.disk.heal().1 == 0 {
                    break;
                }
                times += 1;
                if let Err(wrong) = done {
                    let wrong = trouble(wrong);
                    check_trouble(&wrong, fault, &context);
                    check_words(&wrong, &place.database(), &context);
                    check_seen(&place, &seen, &context);
                    assert_eq!(place.names(), ["desk.db"], "{context}: something is left behind");
                    restore(&place, &stick.path("a copy.db"))
                        .unwrap_or_else(|wrong| panic!("{context}: the next try: {wrong}"));
                }
                let restored = place.open();
                assert_eq!(
                    (restored.revision(), restored.bring_days()),
                    (older, copied.clone()),
                    "{context}"
                );
                assert_eq!(restored.verify(&mut Unwatched).unwrap().problems, [], "{context}");
            }
        }
    }
    assert!(times > 30, "{times}");
}

/// What a day looks like, without the numbers a restored desk counts anew.
trait Days {
    fn bring_days(&self) -> String;
}

impl Days for Session {
    fn bring_days(&self) -> String {
        format!("{:?}", self.read_day(city::day()).unwrap())
    }
}
