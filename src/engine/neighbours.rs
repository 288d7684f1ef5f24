//! Who is near whom: the granular neighbourhoods of Toth & Vigo (2003). A row is worked out when it is first asked
//! for, so that a search begins at once however many jobs there are.

use super::problem::{FOREVER, Job, NONE, Problem};

/// For each job the jobs near it, and those that fit before or after it; for each source the jobs near it.
#[derive(Debug)]
pub struct Neighbours {
    /// How many a row holds.
    near: usize,
    fitting: usize,
    /// A row of both kinds for each job, then one for each source.
    rows: Vec<u32>,
    is_known: Vec<bool>,
    keys: Vec<u64>,
}

impl Neighbours {
    /// As many as a step ever looks at.
    const NEAR: usize = 128;
    const FITTING: usize = 100;

    /// Where there are more jobs than this, only the nearest are asked whether they fit.
    const MOST_ASKED: usize = 300;

    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        let count = problem.jobs.len();
        let (near, fitting) = (Self::NEAR.min(count), Self::FITTING.min(count));
        let rows = count + problem.sources.len();
        Self {
            near,
            fitting,
            rows: vec![NONE; rows * (near + fitting)],
            is_known: vec![false; rows],
            keys: Vec::with_capacity(count),
        }
    }

    /// Jobs from near to far, the job itself first.
    #[inline]
    pub fn near(&mut self, problem: &Problem, job: u32) -> &[u32] {
        let near = self.near;
        &self.row(problem, job as usize)[..near]
    }

    /// Other jobs, those first that lose least time when one follows the other.
    #[inline]
    pub fn fitting(&mut self, problem: &Problem, job: u32) -> &[u32] {
        let near = self.near;
        &self.row(problem, job as usize)[near..]
    }

    /// Jobs from near to far.
    pub fn near_source(&mut self, problem: &Problem, source: u32) -> &[u32] {
        let near = self.near;
        &self.row(problem, problem.jobs.len() + source as usize)[..near]
    }

    fn row(&mut self, problem: &Problem, row: usize) -> &[u32] {
        let size = self.near + self.fitting;
        let range = row * size..(row + 1) * size;
        if !std::mem::replace(&mut self.is_known[row], true) {
            self.fill(problem, row);
        }
        &self.rows[range]
    }

    fn fill(&mut self, problem: &Problem, row: usize) {
        let own = problem.jobs.get(row);
        let location = match (own, row.checked_sub(problem.jobs.len())) {
            (Some(job), _) => job.location,
            (None, source) => problem.sources[source.unwrap_or(0)].location,
        };
        let key = |far: i64, job: u64| (far.clamp(0, 1 << 31).cast_unsigned() << 32) | job;
        let around = problem.drives.around(location);
        self.keys.clear();
        self.keys.extend((0..).zip(&problem.jobs).map(|(other, job)| {
            // The job itself comes first of all; of equals the one with the lower number.
            if other == row as u64 { other } else { key(around.to(job.location) + 1, other) }
        }));
        let start = row * (self.near + self.fitting);
        let index = |key: &u64| u32::try_from(key & 0xffff_ffff).unwrap_or(NONE);
        nearest(&mut self.keys, self.near);
        for (at, key) in self.keys[..self.near].iter().enumerate() {
            self.rows[start + at] = index(key);
        }
        let Some(own) = own else { return };
        if self.keys.len() > Self::MOST_ASKED {
            nearest(&mut self.keys, Self::MOST_ASKED);
            self.keys.truncate(Self::MOST_ASKED);
        }
        for key in &mut self.keys {
            let other = *key & 0xffff_ffff;
            let time = if other == row as u64 {
                FOREVER
            } else {
                let job = &problem.jobs[index(key) as usize];
                lost(problem, own, job).min(lost(problem, job, own))
            };
            *key = (time.clamp(0, 1 << 31).cast_unsigned() << 32) | other;
        }
        nearest(&mut self.keys, self.fitting);
        for (at, key) in self.keys[..self.fitting].iter().enumerate() {
            self.rows[start + self.near + at] = index(key);
        }
    }
}

/// Brings the smallest keys to the front, in order.
fn nearest(keys: &mut [u64], count: usize) {
    if keys.len() > count && count > 0 {
        keys.select_nth_unstable(count - 1);
    }
    let count = count.min(keys.len());
    keys[..count].sort_unstable();
}

/// Time lost when one job follows the other: the drive, waiting that cannot be helped (a fifth, for it costs no
/// more than time), and lateness that cannot be helped.
fn lost(problem: &Problem, from: &Job, to: &Job) -> i64 {
    let opens = from.windows.opens().max(0);
    let drive = problem.drives.duration(from.location, to.location, opens) + from.service;
    let waits = (to.windows.opens() - drive - from.windows.due()).max(0);
    let late = (opens + drive - to.windows.due()).max(0);
    drive + waits / 5 + late
}
