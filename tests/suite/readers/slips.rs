//! What happens to a document's bytes on its way: another encoding, bytes knocked over, cut, doubled or put in.

use crate::fixtures::Bytes as _;
use proptest::prelude::*;
use proptest::sample::Index;

/// A document's text in one encoding or another.
pub fn encoded(text: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<u8>> {
    (text, 0_u8..12).prop_map(|(text, how)| match how {
        0 => text.gb18030(),
        1 => text.utf16_le(true),
        2 => text.utf16_be(true),
        3 => text.utf16_le(false),
        4 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        5 => text.replace('\n', "\r\n").into_bytes(),
        _ => text.into_bytes(),
    })
}

#[derive(Clone, Debug)]
enum Knock {
    Byte(Index, u8),
    Number(Index, [u8; 4]),
    Cut(Index),
    Lacks(Index, usize),
    Twice(Index, usize),
    More(Index, Vec<u8>),
}

fn a_knock() -> impl Strategy<Value = Knock> {
    let number = prop_oneof![
        Just([0; 4]),
        Just([0xff; 4]),
        Just([0xff, 0xff, 0xff, 0x7f]),
        Just([0, 0, 0, 0x80]),
        any::<[u8; 4]>(),
        any::<u16>().prop_map(|small| u32::from(small).to_le_bytes()),
    ];
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Knock::Byte(at, byte)),
        2 => (any::<Index>(), number).prop_map(|(at, number)| Knock::Number(at, number)),
        1 => any::<Index>().prop_map(Knock::Cut),
        2 => (any::<Index>(), 1_usize..600).prop_map(|(at, length)| Knock::Lacks(at, length)),
        2 => (any::<Index>(), 1_usize..600).prop_map(|(at, length)| Knock::Twice(at, length)),
        1 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..12)).prop_map(|(at, more)| Knock::More(at, more)),
    ]
}

impl Knock {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Self::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Self::Number(at, number) => {
                let at = at.index(bytes.len());
                let end = (at + 4).min(bytes.len());
                bytes[at..end].copy_from_slice(&number[..end - at]);
            }
            Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Self::Lacks(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Self::Twice(at, length) => {
                let at = at.index(bytes.len());
                let again = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            Self::More(at, more) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
        }
    }
}

/// The bytes after at most a few knocks; mostly after none.
pub fn knocked(bytes: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let knocks = prop_oneof![3 => Just(Vec::new()), 2 => prop::collection::vec(a_knock(), 1..5)];
    (bytes, knocks).prop_map(|(mut bytes, knocks)| {
        for knock in &knocks {
            knock.apply(&mut bytes);
        }
        bytes
    })
}

/// The bytes after at least one knock.
pub fn damaged(bytes: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (bytes, prop::collection::vec(a_knock(), 1..6)).prop_map(|(mut bytes, knocks)| {
        for knock in &knocks {
            knock.apply(&mut bytes);
        }
        bytes
    })
}
