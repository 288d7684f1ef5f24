//! The way out that needs nothing: a folder that receives each letter as a message any mail program opens, and its call
//! list as a table. Both are whole or not there, and the same letter twice is the same files.

use super::fault::{FolderTrouble, SendFault, Why};
use super::{Moment, Sent};
use crate::exchange::report::whole_file::{FileTrouble, WholeFile};
use crate::notify::letter::{Letter, plain_id};
use crate::notify::{call_list, eml};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    /// The address letters come from; nobody's where it is empty.
    pub from: String,
}

pub fn send(folder: &Folder, letter: &Letter, before: &Sent, moment: Moment) -> Result<Sent, SendFault> {
    let to = folder.path.display().to_string();
    let fault = |why| SendFault::new(&to, why, before);
    let from = if folder.from.trim().is_empty() { eml::NOBODY } else { &folder.from };
    let message = eml::message(letter, from, moment.offset_minutes);
    let message = message.ok_or_else(|| fault(Why::BadSender(folder.from.clone())))?;
    let id = plain_id(&letter.id);
    let put = |name: String, bytes: &[u8]| {
        put(&folder.path, &name, bytes).map_err(|trouble| fault(Why::Folder(sorted(trouble))))
    };
    // The list first: where the letter stands, all of it does.
    if !letter.calls.is_empty() {
        put(format!("{id}-calls.csv"), &call_list::csv(letter))?;
    }
    put(format!("{id}.eml"), &message)?;
    Ok(Sent { to: letter.to.iter().map(|to| to.address.clone()).collect(), parts: 1, ..before.clone() })
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileTrouble> {
    let path = folder.join(name);
    // A link of that name, or what somebody else put there, must not lead the letter out of the folder.
    let is_link = path.symlink_metadata().is_ok_and(|known| known.is_symlink());
    if is_link {
        return Err(FileTrouble::Denied(path));
    }
    WholeFile::write(&path, bytes)
}

fn sorted(trouble: FileTrouble) -> FolderTrouble {
    match trouble {
        FileTrouble::NoFolder(_) => FolderTrouble::NoFolder,
        FileTrouble::Denied(_) | FileTrouble::IsFolder(_) => FolderTrouble::Denied,
        FileTrouble::Full(_) => FolderTrouble::Full,
        FileTrouble::Other { error, .. } => FolderTrouble::Other(error.to_string()),
    }
}
