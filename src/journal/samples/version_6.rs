//! What came with version 6: people who came to harm, levels that rise.

use super::{added, of_version_3};
use crate::domain::emergency::level::{Level, LevelRule};
use crate::domain::emergency::{Casualties, Event, Incident, Signed, What};
use crate::domain::operation::{Change, Operation};
use std::sync::Arc;

/// The rules that came with it.
pub const RULES: [LevelRule; 2] = [LevelRule::SeriousInjury, LevelRule::Death];

pub fn of_version_6() -> Vec<Operation> {
    let known = of_version_3().into_iter().find_map(|operation| match operation {
        Operation::IncidentsChanged(changes) => changes.into_iter().find_map(|change| change.after),
        _ => None,
    });
    let Some(known) = known else { return Vec::new() };
    let harmed = |rule: LevelRule, casualties| {
        let event = |what| {
            let signed = Signed { at: known.opened.at, by: known.opened.by.clone() };
            Event { signed, what }
        };
        Arc::new(Incident {
            id: format!("I-harm-{}", rule.name()).as_str().into(),
            casualties,
            level: rule.level(),
            first_level: Level::General,
            rule: Some(rule),
            timeline: vec![
                event(What::Casualties(casualties)),
                event(What::LevelSet(rule.level())),
                event(What::Suggested(rule)),
            ],
            ..Incident::clone(&known)
        })
    };
    let [injury, death] = RULES;
    let injured = harmed(injury, Casualties { injured: 2, dead: 0 });
    let dead = harmed(death, Casualties { injured: 0, dead: 1 });
    let nobody = Arc::new(Incident { casualties: Casualties::default(), ..Incident::clone(&dead) });
    vec![
        Operation::IncidentsChanged(vec![added(injured), added(Arc::clone(&dead))]),
        Operation::IncidentsChanged(vec![Change { before: Some(dead), after: Some(nobody) }]),
    ]
}
