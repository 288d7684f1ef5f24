//! `mainstay notices set`: the channels, for whoever has no desk at hand.

use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::Command;
use crate::domain::ids::DepartmentCode;
use crate::domain::settings::{
    MailSecurity, MailSettings, NoticeSettings, RobotPlatform, RobotSettings, Settings,
};
use crate::domain::state::State;
use crate::words::{Message, Tell};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use smol_str::SmolStr;

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(super) struct Set {
    /// Put every notice into this folder; into one beside the database where it is empty.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
    /// Put none into a folder.
    #[arg(long, conflicts_with = "folder")]
    no_folder: bool,
    /// The mail server, such as mail.example.cn:465.
    #[arg(long, value_name = "HOST:PORT")]
    mail: Option<String>,
    /// Send no mail.
    #[arg(long, conflicts_with = "mail")]
    no_mail: bool,
    /// How the connection to the mail server is secured.
    #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(MailSecurity::ALL.map(MailSecurity::name)))]
    security: Option<String>,
    /// The name to log in under; its password is a secret of the environment.
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// The address notices come from.
    #[arg(long, value_name = "ADDRESS")]
    from: Option<String>,
    /// A file of certificates (PEM) that are trusted too.
    #[arg(long, value_name = "FILE")]
    authority: Option<String>,
    /// Mail may go to another computer unsecured.
    #[arg(long)]
    may_be_overheard: bool,
    /// A group's robot: NAME:wecom, NAME:dingtalk or NAME:feishu, and the codes of its departments after a further colon.
    #[arg(long, value_name = "NAME:PLATFORM[:CODE,…]")]
    robot: Vec<String>,
    /// Forget a robot.
    #[arg(long, value_name = "NAME")]
    no_robot: Vec<String>,
    /// Addresses of a department, by its code, or of an account manager, by name; none after the sign forgets them.
    #[arg(long, value_name = "WHOM=ADDRESS,…")]
    address: Vec<String>,
    /// The language notices are written in.
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh-CN"])]
    language: Option<String>,
}

pub(super) fn run(setting: &Setting, asked: &Set) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let mut settings = Settings::clone(&session.state().settings);
    change(asked, &mut settings.notices)?;
    let hand = setting.hand(&mut session)?;
    let receipt = session.submit(Command::PutSettings(Box::new(settings)), hand, now)?;
    let words = &setting.words;
    let summary = match receipt.change {
        Some(change) => words.tell(&change.deed.message()),
        None => words.say("cli-nothing-to-change"),
    };
    let json = json!({ "revision": receipt.revision.0, "summary": summary });
    let mut answer = Answer::new(format!("{summary}\n"), json);
    let notices = &session.state().settings.notices;
    if notices.mail.is_some() && notices.from.is_empty() {
        answer.hints.push(words.say("channel-no-sender"));
    }
    for whom in unknown(asked, session.state()) {
        answer.hints.push(words.fill("notices-unknown-whom", &[("whom", whom.into())]));
    }
    Ok(answer)
}

/// Whom something was set for that nobody is called: it may come with an import, and may be a slip.
fn unknown<'a>(asked: &'a Set, state: &State) -> Vec<&'a str> {
    let network = &state.network;
    let is_department = |code: &str| network.departments.contains_key(&DepartmentCode::new(code));
    let is_manager = |name: &str| network.retailers.values().any(|retailer| retailer.manager == name);
    let addressed = asked.address.iter().filter_map(|address| Some(address.split_once('=')?.0.trim()));
    let addressed = addressed.filter(|whom| !is_department(whom) && !is_manager(whom));
    let robots = asked.robot.iter().filter_map(|robot| robot.splitn(3, ':').nth(2));
    let codes = robots.flat_map(|codes| codes.split(',')).map(str::trim);
    addressed.chain(codes.filter(|code| !code.is_empty() && !is_department(code))).collect()
}

fn bad(key: &'static str, found: &str) -> Failure {
    Failure::Bad(Message::new(key).with("found", found))
}

fn change(asked: &Set, notices: &mut NoticeSettings) -> Result<(), Failure> {
    if let Some(folder) = &asked.folder {
        (notices.to_folder, notices.folder) = (true, SmolStr::new(folder.trim()));
    }
    notices.to_folder &= !asked.no_folder;
    if let Some(from) = &asked.from {
        notices.from = SmolStr::new(from.trim());
    }
    if let Some(language) = &asked.language {
        notices.in_english = language == "en";
    }
    change_mail(asked, notices)?;
    for robot in &asked.robot {
        let robot = read_robot(robot).ok_or_else(|| bad("notices-bad-robot", robot))?;
        notices.robots.retain(|known| known.name != robot.name);
        notices.robots.push(robot);
    }
    notices.robots.retain(|robot| !asked.no_robot.iter().any(|name| *name == robot.name));
    for address in &asked.address {
        let (whom, list) = address.split_once('=').ok_or_else(|| bad("notices-bad-address", address))?;
        let list: Vec<SmolStr> =
            list.split(',').map(str::trim).filter(|part| !part.is_empty()).map(SmolStr::new).collect();
        let whom = SmolStr::new(whom.trim());
        if list.is_empty() {
            notices.addresses.remove(&whom);
        } else {
            notices.addresses.insert(whom, list);
        }
    }
    Ok(())
}

fn change_mail(asked: &Set, notices: &mut NoticeSettings) -> Result<(), Failure> {
    if asked.no_mail {
        notices.mail = None;
        return Ok(());
    }
    if let Some(server) = &asked.mail {
        let parts = server.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
        let (host, port) = parts.ok_or_else(|| bad("notices-bad-server", server))?;
        let security = match port {
            25 => MailSecurity::Plain,
            587 => MailSecurity::StartTls,
            _ => MailSecurity::Tls,
        };
        let mail = notices.mail.get_or_insert_with(|| MailSettings {
            host: SmolStr::default(),
            port,
            security,
            may_be_overheard: false,
            user: SmolStr::default(),
            authority: SmolStr::default(),
        });
        (mail.host, mail.port) = (SmolStr::new(host), port);
    }
    let Some(mail) = &mut notices.mail else {
        let about_mail = asked.security.is_some() || asked.user.is_some() || asked.authority.is_some();
        return if about_mail { Err(bad("notices-no-server", "--mail")) } else { Ok(()) };
    };
    if let Some(security) = asked.security.as_deref().and_then(MailSecurity::parse) {
        mail.security = security;
    }
    if let Some(user) = &asked.user {
        mail.user = SmolStr::new(user.trim());
    }
    if let Some(authority) = &asked.authority {
        mail.authority = SmolStr::new(authority.trim());
    }
    mail.may_be_overheard |= asked.may_be_overheard;
    Ok(())
}

fn read_robot(text: &str) -> Option<RobotSettings> {
    let mut parts = text.splitn(3, ':');
    let name = parts.next()?.trim();
    let platform = RobotPlatform::parse(parts.next()?.trim())?;
    let codes = parts.next().unwrap_or_default();
    let departments = codes.split(',').map(str::trim).filter(|code| !code.is_empty());
    (!name.is_empty()).then(|| RobotSettings {
        name: SmolStr::new(name),
        platform,
        departments: departments.map(DepartmentCode::new).collect(),
    })
}
