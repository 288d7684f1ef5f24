//! The emergency plan row by row, told end to end: what is typed and what is answered, and what the desk's lights show.
//! Breakdowns and weather have stories of their own.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use crate::harness::screen;
use expect_test::{Expect, expect};
use mainstay::desk::actions::{Actions, Theme, View};
use mainstay::desk::bookkeeper::snapshot_at;
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::world::World;
use mainstay::domain::command::Command;
use mainstay::domain::ids::Author;
use mainstay::domain::incident::Link;
use mainstay::domain::playbook::{CardId, Limit, Playbook};
use mainstay::domain::time::Timestamp;
use mainstay::session::Session;
use mainstay::words::{Language, Tell, Words};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process;
use tempfile::TempDir;

/// Two routes of three shops, in one department, each route's shops with an account manager of their own.
struct Centre {
    folder: TempDir,
    told: String,
}

impl Centre {
    fn new() -> Self {
        let centre = Self { folder: TempDir::new().expect("a folder"), told: String::new() };
        let manager = |n: i32| if n <= 3 { "李敏" } else { "王芳" };
        let shop =
            |n: i32| format!("{n:03},店{n},112.8{n},31.3{n},东区营销部,{},1380000000{n}\n", manager(n));
        let stop = |n: i32| {
            let route = (n - 1) / 3 + 1;
            format!("2026-11-23,R{route},鄂X·0000{route},{n:03},{n},10,07:30,08:00-18:00\n")
        };
        let (shops, stops): (String, String) = ((1..=6).map(shop).collect(), (1..=6).map(stop).collect());
        for (name, text) in [
            (
                "retailers.csv",
                format!("customer code,name,longitude,latitude,department,account manager,phone\n{shops}"),
            ),
            ("vehicles.csv", "plate,capacity,spare\n鄂X·00001,300,no\n鄂X·00002,120,no\n".to_owned()),
            ("plan.csv", format!("day,route,plate,customer code,order,cartons,departure,window\n{stops}")),
        ] {
            let path = centre.folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            let (code, said) = centre.run("06:00", &format!("import {}", path.display()));
            assert_eq!(code, Some(0), "{said}");
        }
        centre
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("day.db")
    }

    fn run(&self, time: &str, line: &str) -> (Option<i32>, String) {
        let now = if time.contains('T') { time.to_owned() } else { format!("2026-11-23T{time}") };
        let mut command = process::Command::new(env!("CARGO_BIN_EXE_mainstay"));
        command
            .env_clear()
            .env(mainstay::log::FOLDER, "")
            .env("USER", "Lin")
            .env("MAINSTAY_DB", self.database());
        command.args(["--now", &now, "--lang", "en"]);
        // Spaces within quotes belong to a word.
        let words = line.split('"').enumerate().flat_map(|(n, part)| match n % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        });
        let folder = self.folder.path().to_string_lossy();
        let words = words.map(|word| word.replace("DESK", &folder));
        let done = command.args(words).output().expect("it runs");
        let said = [done.stdout, done.stderr].concat();
        (done.status.code(), String::from_utf8_lossy(&said).into_owned())
    }

    /// Does it, and tells nothing of it.
    fn quietly(self, time: &str, line: &str) -> Self {
        let (code, said) = self.run(time, line);
        assert_eq!(code, Some(0), "{line}: {said}");
        self
    }

    /// Does it, and tells what is answered: of the lines that hold one of `about`, or of all where none is given.
    fn does(mut self, time: &str, line: &str, about: &[&str]) -> Self {
        let (code, said) = self.run(time, line);
        let code = code.filter(|code| *code != 0).map_or_else(String::new, |code| format!(" (exit {code})"));
        let _ = writeln!(self.told, "{time} $ {line}{code}");
        let wanted = |line: &&str| {
            !line.trim().is_empty() && (about.is_empty() || about.iter().any(|word| line.contains(word)))
        };
        let mut lines: Vec<String> = said.lines().filter(wanted).map(nameless).collect();
        if line == "notices" {
            // Of one moment they stand in the order of their names.
            lines.sort();
        }
        for line in lines {
            let _ = writeln!(self.told, "  {}", line.trim_end());
        }
        self
    }

    fn session(&self) -> Session {
        Session::open(&self.database()).expect("it opens")
    }

    /// What the four lights at the top of the desk say.
    fn lights(mut self, time: &str) -> Self {
        let now = Timestamp::parse(&format!("2026-11-23T{time}")).expect("a moment");
        let snapshot = snapshot_at(&mut self.session(), None, now).expect("readable");
        let remembered = Remembered { view: View::Incidents, ..Remembered::default() };
        let stage = (Desk::new(Language::English, remembered), World::new(snapshot));
        let mut harness =
            screen(Language::English, Theme::Light, [1400.0, 800.0], stage, |ui, _, (desk, world)| {
                desk.ui(ui, world, &mut Actions::default());
            });
        harness.run();
        let words = Words::new(Language::English);
        let _ = writeln!(self.told, "{time} the lights");
        for link in Link::ALL {
            let name = format!("{}: ", words.tell(&link.message()));
            let light = egui_kittest::kittest::Queryable::get_all_by_label_contains(&harness, &name)
                .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
                .find(|label| label.starts_with(&name));
            let _ = writeln!(self.told, "  {}", light.expect("a light"));
        }
        self
    }

    #[expect(clippy::needless_pass_by_value, reason = "so that what is expected is the last word of a test")]
    fn ends(self, expected: Expect) {
        expected.assert_eq(&self.told.replace(&*self.folder.path().to_string_lossy(), "DESK"));
    }
}

/// A line without the part of a notice's name that differs from desk to desk, nor the next attempt, which is spread by it.
fn nameless(line: &str) -> String {
    let is_mark = |word: &str| word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let word = |word: &str| match word.trim_end_matches(':').split_once('-') {
        Some((number, mark)) if number.starts_with('n') && is_mark(mark) => word.replace(mark, "…"),
        _ if word.starts_with("2026-11-23T") => "…".to_owned(),
        _ => word.to_owned(),
    };
    line.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn row_1_each_link_has_a_state_and_what_is_downstream_of_a_broken_one_is_shown_as_affected() {
    Centre::new()
        .lights("07:00")
        .quietly("07:00", "incident open ordering ordering --what \"slow web page\"")
        .lights("07:05")
        .quietly("07:10", "incident open settlement settlement --down --expected 09:00 --what bank")
        .lights("07:45")
        .quietly("08:30", "incident restore 2")
        .quietly("08:31", "incident restore 1")
        .lights("08:32")
        .ends(expect![[r#"
            07:00 the lights
              Ordering: working. No incident reported.
              Settlement: working. No incident reported.
              Sorting: working. No incident reported.
              Distribution: working. No breakdown is open and no hold is in force today.
            07:05 the lights
              Ordering: degraded for 5 min. I261123-1: Ordering failure: slow web page, since 11-23 07:00.
              Settlement: working. No incident reported.
              Sorting: working. No incident reported.
              Distribution: working. No breakdown is open and no hold is in force today.
            07:45 the lights
              Ordering: degraded for 45 min. I261123-1: Ordering failure: slow web page, since 11-23 07:00.
              Settlement: down for 35 min. I261123-2: Settlement failure: bank, since 11-23 07:10, expected over at 11-23 09:00.
              Sorting: affected. It waits for Settlement.
              Distribution: affected. It waits for Settlement.
            08:32 the lights
              Ordering: working. No incident reported.
              Settlement: working. No incident reported.
              Sorting: working. No incident reported.
              Distribution: working. No breakdown is open and no hold is in force today.
        "#]]);
}

#[test]
fn row_2_a_network_failure_goes_to_the_information_centre_and_moves_departures_and_arrivals() {
    Centre::new()
        .does("06:30", "day", &["R1", "R2"])
        .does(
            "06:30",
            "incident open sorting network_hardware --down --expected 08:40 --what switch",
            &["I261123-1", "H1", "H2", "H3", "H4", "H5", "H6", "Information"],
        )
        .does("06:31", "day", &["R1", "R2"])
        .does("06:50", "incident expect 1 08:10", &["08:10"])
        .does("06:50", "day", &["R1", "R2"])
        .does("06:50", "notices", &[])
        .does("08:00", "incident restore 1", &["restored", "Restored"])
        .does("08:00", "day", &["R1", "R2"])
        .ends(expect![[r#"
            06:30 $ day
              R1     鄂X·00001  东区营销部  not departed  07:30     0      3     0  08:17  30/300
              R2     鄂X·00002  东区营销部  not departed  07:30     0      3     0  08:26  30/120
            06:30 $ incident open sorting network_hardware --down --expected 08:40 --what switch
              I261123-1 [I critical] network hardware: switch: open, since 11-23 06:30; 2 routes, 6 retailers, 60 cartons
              H1    distribution centre / information centre  within 3 min    11-23 06:33  in 3 min        Uninterruptible supply; safe stop
              H2    information centre                        within 10 min   11-23 06:40  in 10 min       Scope and estimate (grid, site, carrier)
              H3    distribution centre / information centre  within 20 min   11-23 06:50  in 20 min       Generator or backup line
              H4    dispatcher                                within 30 min   11-23 07:00  in 30 min       Print today's delivery and phone lists; go on paper
              H5    marketing centre                          within 60 min   11-23 07:30  in 60 min       Tell retailers only if ordering or departure slips by more than 60 minutes
              H6    information centre                        within 240 min  11-23 10:30  in 4 h 00 min   Restore the last backup, reconcile with the paper
            06:31 $ day
              R1     鄂X·00001  东区营销部  not departed  08:40     0      3     0  09:07  30/300
              R2     鄂X·00002  东区营销部  not departed  08:40     0      3     0  09:06  30/120
            06:50 $ incident expect 1 08:10
              11-23 06:50  restoration expected at 11-23 08:10  (Lin)
            06:50 $ day
              R1     鄂X·00001  东区营销部  not departed  08:10     0      3     0  08:38  30/300
              R2     鄂X·00002  东区营销部  not departed  08:10     0      3     0  08:38  30/120
            06:50 $ notices
              Notice           At                To                 About      Retailers  Put off  State                   Channels
              n6-…  2026-11-23 06:30  东区营销部         new times          6        0  told by a later notice  folder
              n6-…  2026-11-23 06:30  李敏 (东区营销部)  new times          3        0  told by a later notice  folder
              n6-…  2026-11-23 06:30  王芳 (东区营销部)  new times          3        0  told by a later notice  folder
              n8-…  2026-11-23 06:50  东区营销部         new times          2        0  waiting                 folder
              n8-…  2026-11-23 06:50  李敏 (东区营销部)  new times          1        0  waiting                 folder
              n8-…  2026-11-23 06:50  王芳 (东区营销部)  new times          1        0  waiting                 folder
            08:00 $ incident restore 1
              I261123-1 [I critical] network hardware: switch: restored, since 11-23 06:30; 2 routes, 6 retailers, 60 cartons
              11-23 08:00  restored  (Lin)
            08:00 $ day
              R1     鄂X·00001  东区营销部  not departed  08:00     0      3     0  08:28  30/300
              R2     鄂X·00002  东区营销部  not departed  08:00     0      3     0  08:28  30/120
        "#]]);
}

#[test]
fn row_6_who_commands_is_recorded_by_whose_word_and_since_when() {
    Centre::new()
        .does(
            "07:00",
            "incident open sorting sorting --down",
            &["I261123-1", "suggest", "eadquarters"],
        )
        .does("07:02", "incident command 1 --chief 周主任 --deputy 钱副主任", &["周主任"])
        .does("07:20", "incident command 1 --chief 孙科长 --by 周主任", &["孙科长", "commands"])
        .does("07:25", "incident level 1 IV --as 周主任", &["I261123-1", "level", "epartment"])
        .does("08:00", "incident command 1 --chief 周主任", &["commands", "周主任"])
        .ends(expect![[r#"
            07:00 $ incident open sorting sorting --down
              I261123-1 [I critical] sorting failure: open, since 11-23 07:00; 2 routes, 6 retailers, 60 cartons
              The rules suggest I critical: all routes of the day.
              Headquarters (major)
            07:02 $ incident command 1 --chief 周主任 --deputy 钱副主任
              周主任 commands since 11-23 07:02 (recorded by Lin); deputy 钱副主任
              11-23 07:02  周主任 commands  (Lin)
            07:20 $ incident command 1 --chief 孙科长 --by 周主任
              孙科长 commands for the time being, by authority of 周主任, since 11-23 07:20 (recorded by Lin)
              周主任 commands since 11-23 07:02 (recorded by Lin); deputy 钱副主任
              11-23 07:02  周主任 commands  (Lin)
              11-23 07:20  孙科长 commands  (Lin)
            07:25 $ incident level 1 IV --as 周主任
              I261123-1 [IV general] sorting failure: open, since 11-23 07:00; 2 routes, 6 retailers, 60 cartons
              Department within its time limit (local)
              11-23 07:25  level set: IV general  (周主任)
            08:00 $ incident command 1 --chief 周主任
              周主任 commands since 11-23 08:00 (recorded by Lin)
              孙科长 commands for the time being, by authority of 周主任, since 11-23 07:20 (recorded by Lin)
              周主任 commands since 11-23 07:02 (recorded by Lin); deputy 钱副主任
              11-23 07:02  周主任 commands  (Lin)
              11-23 07:20  孙科长 commands  (Lin)
              11-23 07:25  level set: IV general  (周主任)
              11-23 08:00  周主任 commands  (Lin)
        "#]]);
}

#[test]
fn row_7_steps_have_limits_and_what_is_late_is_told_one_level_up_and_nothing_closes_by_itself() {
    Centre::new()
        .does("07:00", "incident open settlement settlement --route R1", &["I261123-1", "F1", "F2"])
        .does("07:04", "incident tick 1 F1 --as 王会计", &["F1", "F2"])
        .does("08:30", "incident show 1", &["I261123-1", "F2", "F3", "late", "told"])
        .does("08:31", "incident restore 1", &["I261123-1"])
        .does("08:32", "incident close 1 --why settled", &[])
        .does("2026-11-26T09:00", "incident list", &[])
        .ends(expect![[r#"
            07:00 $ incident open settlement settlement --route R1
              I261123-1 [IV general] settlement failure: open, since 11-23 07:00; 1 route, 3 retailers, 30 cartons
              F1    finance                     within 15 min            11-23 07:15  in 15 min       Bank, network or one account?
              F2    finance                     within 45 min            11-23 07:45  in 45 min       Re-run the debit batch; second bank or QR; no cash by default
            07:04 $ incident tick 1 F1 --as 王会计
              F1    finance                     within 15 min            11-23 07:15  done 07:04 (王会计)  Bank, network or one account?
              F2    finance                     within 45 min            11-23 07:45  in 41 min            Re-run the debit batch; second bank or QR; no cash by default
              11-23 07:04  F1 done – Bank, network or one account?  (王会计)
            08:30 $ incident show 1
              I261123-1 [IV general] settlement failure: open, since 11-23 07:00; 1 route, 3 retailers, 30 cartons
              F2    finance                     within 45 min            11-23 07:45  45 min late          Re-run the debit batch; second bank or QR; no cash by default
              F3    finance                     within 60 min            11-23 08:00  30 min late          Failed-debit list to account managers
              F4    finance / marketing centre  within 90 min            11-23 08:30  0 min late           Decide: deliver on credit (a deputy leader signs) or hold unpaid orders
              Owner                In time  Done late  Skipped  Open  Overdue
              11-23 08:30  F2 not done within twice its limit: escalated to leading group  (by itself)
              11-23 08:30  F3 not done within its limit: escalated to leading group  (by itself)
              11-23 08:30  F4 not done within its limit: escalated to leading group  (by itself)
            08:31 $ incident restore 1
              I261123-1 [IV general] settlement failure: restored, since 11-23 07:00; 1 route, 3 retailers, 30 cartons
            08:32 $ incident close 1 --why settled (exit 1)
              Incident I261123-1 still has 5 steps that are neither done nor skipped: F2, F3, F4, F5, F6. Tick them, or skip them with a reason.
            2026-11-26T09:00 $ incident list
              Incident   Level       Kind                What  State     Since        Next step        Late
              I261123-1  IV general  settlement failure        restored  11-23 07:00  F2 3 d 1 h late     5
        "#]]);
}

#[test]
fn row_8_departments_are_told_through_the_outbox_and_every_attempt_is_kept() {
    Centre::new()
        .quietly("06:00", "notices set --mail 127.0.0.1:1 --security plain --from desk@example.cn")
        .quietly("06:00", "notices set --address 东区营销部=east@example.cn")
        .does("06:30", "shift --route R1 --by 45 --dry-run", &["retailer", "told", "reach"])
        .does("06:30", "notices", &[])
        .quietly("06:30", "shift --route R1 --by 45")
        .does("06:30", "notices", &["东区", "李敏"])
        .does("06:31", "notices send", &[])
        .does("06:40", "notices send", &[])
        .does("07:00", "notices told 001 --as 李敏", &[])
        .quietly("07:00", "notices calls -o DESK/calls.csv")
        .does("07:01", "notices", &["东区", "李敏"])
        .ends(expect![[r#"
            06:30 $ shift --route R1 --by 45 --dry-run
              3 retailers must be told again:
              1 breach appears or grows:
            06:30 $ notices
              No notices.
            06:30 $ notices
              n8-…  2026-11-23 06:30  东区营销部         new times          3        0  waiting  folder mail
              n8-…  2026-11-23 06:30  李敏 (东区营销部)  new times          3        0  waiting  folder
            06:31 $ notices send (exit 3)
              Sent 2, failed 1.
              n8-…: mail: failed, tried again, 1 attempt. Tried again at … 127.0.0.1:1 can't be reached: nobody answers there. Check name and port, and whether a firewall is in the way.
            06:40 $ notices send (exit 3)
              Sent 0, failed 1.
              n8-…: mail: failed, tried again, 2 attempts. Tried again at … 127.0.0.1:1 can't be reached: nobody answers there. Check name and port, and whether a firewall is in the way.
            07:00 $ notices told 001 --as 李敏
              1 retailer told
            07:01 $ notices
              n8-…  2026-11-23 06:30  东区营销部         new times          3        0  failed, tried again  folder mail
              n8-…  2026-11-23 06:30  李敏 (东区营销部)  new times          3        0  sent                 folder
        "#]]);
}

#[test]
fn row_9_the_plan_is_supervised_step_by_step_and_by_department() {
    Centre::new()
        .quietly("07:00", "incident open settlement settlement --route R1")
        .quietly("07:05", "incident tick 1 F1 --as 王会计")
        .quietly("08:40", "incident tick 1 F2 --as 王会计")
        .quietly("08:41", "incident tick 1 F3 --skip --why \"no second bank\"")
        .does("09:00", "incident show 1", &[])
        .ends(expect![[r#"
            09:00 $ incident show 1
              I261123-1 [IV general] settlement failure: open, since 11-23 07:00; 1 route, 3 retailers, 30 cartons
              The rules suggest IV general: one route at the most, two hours at the most.
              Department within its time limit (local)
              Step  Owner                       Limit                    Due          State                             What
              F1    finance                     within 15 min            11-23 07:15  done 07:05 (王会计)               Bank, network or one account?
              F2    finance                     within 45 min            11-23 07:45  done 08:40, 55 min late (王会计)  Re-run the debit batch; second bank or QR; no cash by default
              F3    finance                     within 60 min            11-23 08:00  skipped: no second bank           Failed-debit list to account managers
              F4    finance / marketing centre  within 90 min            11-23 08:30  30 min late                       Decide: deliver on credit (a deputy leader signs) or hold unpaid orders
              F5    distribution centre         within 120 min           11-23 09:00  0 min late                        Re-cut the sorting list
              F6    finance                     by the end of the shift  11-23 18:00  in 9 h 00 min                     Reconcile
              Owner                In time  Done late  Skipped  Open  Overdue
              distribution centre        0          0        0     0        1
              marketing centre           0          0        0     0        1
              finance                    1          1        1     1        1
              11-23 07:00  incident opened  (Lin)
              11-23 07:05  F1 done – Bank, network or one account?  (王会计)
              11-23 08:40  F2 not done within twice its limit: escalated to leading group  (by itself)
              11-23 08:40  F3 not done within its limit: escalated to leading group  (by itself)
              11-23 08:40  F4 not done within its limit: escalated to leading group  (by itself)
              11-23 08:40  F2 done – Re-run the debit batch; second bank or QR; no cash by default  (王会计)
              11-23 08:41  F3 skipped: no second bank – Failed-debit list to account managers  (Lin)
              11-23 09:00  F5 not done within its limit: escalated to leading group  (by itself)
        "#]]);
}

#[test]
fn row_10_the_plan_is_edited_while_an_incident_runs_and_the_incident_keeps_its_version() {
    let centre = Centre::new().does("07:00", "incident open sorting sorting --down", &["G1"]);
    let mut session = centre.session();
    let newest = session.state().playbooks.values().next_back();
    let mut playbook = newest.map_or_else(Playbook::standard, |newest| Playbook::clone(newest));
    playbook.version = session.state().playbooks.keys().next_back().copied().unwrap_or(playbook.version) + 1;
    let first = playbook.cards.get_mut(&CardId('G')).and_then(|card| card.steps.get_mut(&1)).expect("G1");
    first.limit = Limit::Minutes(1);
    first.confirmed = true;
    let now = Timestamp::parse("2026-11-23T07:01").expect("a moment");
    session
        .submit(Command::PutPlaybook(Box::new(playbook)), &Author::new("周主任"), now)
        .expect("the next version");
    centre
        .does("07:01", "incident show 1", &["G1"])
        .does("07:02", "incident open sorting sorting --down", &["G1"])
        .does("07:02", "log", &["playbook", "Playbook"])
        .ends(expect![[r#"
            07:00 $ incident open sorting sorting --down
              G1    distribution centre       within 3 min             11-23 07:03  in 3 min        Stop, isolate, save the batch position
            07:01 $ incident show 1
              G1    distribution centre       within 3 min             11-23 07:03  in 2 min        Stop, isolate, save the batch position
            07:02 $ incident open sorting sorting --down
              G1    distribution centre       within 1 min             11-23 07:03  in 1 min        Stop, isolate, save the batch position
            07:02 $ log
                     7  2026-11-23 07:01  周主任  New version of the playbook
        "#]]);
}
