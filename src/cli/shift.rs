//! `mainstay shift (--route … | --retailer … | --department …) (--by … | --window …)`.

use super::answer::Answer;
use super::changes::{self, OnDay};
use super::failure::Failure;
use super::setting::Setting;
use crate::domain::Command;
use crate::domain::command::{Shift, ShiftTarget};
use crate::domain::ids::{DepartmentCode, RetailerCode, RouteId};
use crate::domain::time::Window;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct ShiftWindows {
    #[command(flatten)]
    whose: Whose,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    on: OnDay,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Whose {
    /// All open stops of these routes.
    #[arg(long, value_name = "ROUTE", num_args = 1..)]
    route: Vec<String>,
    /// The stops of these retailers.
    #[arg(long, value_name = "RETAILER", num_args = 1..)]
    retailer: Vec<String>,
    /// All open stops of a department's routes.
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<String>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct How {
    /// Minutes later; earlier where negative.
    #[arg(long, value_name = "MINUTES", allow_hyphen_values = true,
          value_parser = clap::value_parser!(i32).range(-1440..=1440))]
    by: Option<i32>,
    /// A window for all of them, such as 09:00-11:30.
    #[arg(long, value_name = "FROM-TO", value_parser = window)]
    window: Option<Window>,
}

fn window(text: &str) -> Result<Window, &'static str> {
    Window::parse(text).ok_or("write two times, the earlier first, such as 09:00-11:30")
}

pub(super) fn run(setting: &Setting, asked: &ShiftWindows) -> Result<Answer, Failure> {
    let target = match (&asked.whose.department, asked.whose.route.is_empty()) {
        (Some(department), _) => ShiftTarget::Department(DepartmentCode::new(department)),
        (None, false) => ShiftTarget::Routes(asked.whose.route.iter().map(RouteId::new).collect()),
        (None, true) => ShiftTarget::Retailers(asked.whose.retailer.iter().map(RetailerCode::new).collect()),
    };
    let shift = asked.how.window.map_or(Shift::By(asked.how.by.unwrap_or(0)), Shift::To);
    changes::carry_out(setting, &asked.on, |_, day, base| Command::ShiftWindows { day, target, shift, base })
}
