#[test]
fn probe() {
    use super::*;
    use crate::domain::day::*;
    use crate::domain::watch::Unwatched;
    let recipe = Recipe { history: 6, ..Recipe::playing_at(Timestamp::parse("2026-11-23T10:20").unwrap()) };
    for size in [Size::City, Size::Province] {
        let recipe = Recipe { size, ..recipe };
        let t = std::time::Instant::now();
        let mut m = Making::of(&recipe);
        eprintln!("built {:?}", t.elapsed());
        let c = m.next(&mut Unwatched).unwrap();
        eprintln!("made {:?}", t.elapsed());
        for command in &c {
            match command {
                Command::RecordDay { day, routes } => {
                    let (
                        mut stops,
                        mut late,
                        mut fail,
                        mut off,
                        mut told,
                        mut wait,
                        mut plate,
                        mut shift,
                        mut cause,
                    ) = (0, 0, 0, 0, 0, 0, 0, 0, 0);
                    let mut lens = vec![];
                    let mut loads = vec![];
                    let mut ends = vec![];
                    for r in routes {
                        lens.push(r.stops.len());
                        loads.push(r.load().0);
                        ends.push(r.stops.last().unwrap().planned.to_string());
                        for s in &r.stops {
                            stops += 1;
                            if s.planned > s.promised.closes() {
                                plate += 1
                            }
                            if s.window != s.promised {
                                shift += 1
                            }
                            if s.cause.is_some() {
                                cause += 1
                            }
                            match &s.progress {
                                Progress::Delivered { arrived, .. } => {
                                    if arrived.unwrap() > s.window.closes() {
                                        late += 1
                                    }
                                }
                                Progress::Failed { .. } => fail += 1,
                                Progress::PutOff { .. } => off += 1,
                                Progress::Waiting => wait += 1,
                                _ => {}
                            }
                            if s.told.is_some() {
                                told += 1
                            }
                        }
                    }
                    lens.sort();
                    loads.sort();
                    ends.sort();
                    eprintln!(
                        "{day} routes {} stops {stops} planned-late {plate} late {late} fail {fail} off {off} told {told} shift {shift} cause {cause} waiting {wait} lens {}-{} loads {}-{} mean {} ends {} {} {}",
                        routes.len(),
                        lens[0],
                        lens[lens.len() - 1],
                        loads[0],
                        loads[loads.len() - 1],
                        loads.iter().sum::<u32>() / loads.len() as u32,
                        ends[0],
                        ends[ends.len() / 2],
                        ends[ends.len() - 1]
                    );
                }
                Command::PutBreakdowns(b) => eprintln!("breakdowns {}", b.len()),
                Command::PutHolds(b) => eprintln!("holds {}", b.len()),
                Command::PutVehicles(b) => eprintln!("vehicles {}", b.len()),
            Command::PutRetailers(b) => eprintln!("retailers {}", b.len()),
                    eprintln!("retailers {}", b.len());
                    for x in b.iter().step_by(1501) {
                        eprintln!("{x:?}")
                    }
                }
                _ => {}
            }
        }
    }
}
