//! What the settings ask about channels: whether secrets are there, and whether a test message goes out. Each question
//! has a thread of its own, because a keyring may ask its owner and a server may hang. Of a secret only its presence
//! comes back.

use super::bookkeeper::findings::{ChannelFound, Tested};
use crate::domain::time::Timestamp;
use crate::notify::channels::Limits;
use crate::notify::secrets::Secrets;
use crate::notify::trial::Trial;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

type Wake = Arc<dyn Fn() + Send + Sync>;

/// The window's end.
pub struct Channels {
    secrets: Arc<dyn Secrets + Send + Sync>,
    tell: Sender<ChannelFound>,
    found: Receiver<ChannelFound>,
    wake: Wake,
}

impl Channels {
    /// `wake` is called after each answer.
    #[must_use]
    pub fn new(
        secrets: impl Secrets + Send + Sync + 'static,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (tell, found) = channel();
        Self { secrets: Arc::new(secrets), tell, found, wake: Arc::new(wake) }
    }

    /// Asks which of the secrets are there.
    pub fn look_for(&self, names: BTreeSet<String>) {
        let secrets = Arc::clone(&self.secrets);
        self.beside("secrets", move || {
            let there = |name: String| {
                let is_there = secrets.get(&name).is_some();
                (name, is_there)
            };
            ChannelFound::Secrets(names.into_iter().map(there).collect())
        });
    }

    /// Sends a test message; that it is under way is found at once.
    pub fn test(&self, trial: Trial, now: Timestamp) {
        // Where the desk has gone, there is nobody to tell; so below.
        let _ = self.tell.send(ChannelFound::Test(trial.name.clone(), Tested::UnderWay));
        let secrets = Arc::clone(&self.secrets);
        self.beside("test message", move || {
            let outcome = trial.send(now, &*secrets, &Limits::default());
            let message = trial.outcome(&outcome);
            ChannelFound::Test(trial.name.clone(), Tested::Over { went: outcome.is_ok(), message })
        });
    }

    /// What has been found since the last look. Never waits.
    pub fn found(&self) -> impl Iterator<Item = ChannelFound> + '_ {
        self.found.try_iter()
    }

    /// Waits for the next answer: for tests.
    #[must_use]
    pub fn next(&self) -> Option<ChannelFound> {
        self.found.recv().ok()
    }

    fn beside(&self, name: &str, work: impl FnOnce() -> ChannelFound + Send + 'static) {
        let (tell, wake) = (self.tell.clone(), Arc::clone(&self.wake));
        // Where no thread can be had, the card goes on saying that it is being looked for.
        let _ = std::thread::Builder::new().name(name.into()).spawn(move || {
            if tell.send(work()).is_ok() {
                wake();
            }
        });
    }
}
