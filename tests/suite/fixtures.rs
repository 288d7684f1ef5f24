//! Texts in the encodings centres keep them in.

/// A text as bytes of an encoding.
pub trait Bytes {
    fn gb18030(&self) -> Vec<u8>;
    fn utf16_le(&self, marked: bool) -> Vec<u8>;
    fn utf16_be(&self, marked: bool) -> Vec<u8>;
}

impl Bytes for str {
    fn gb18030(&self) -> Vec<u8> {
        encoding_rs::GB18030.encode(self).0.into_owned()
    }

    fn utf16_le(&self, marked: bool) -> Vec<u8> {
        let mark = marked.then_some(0xfeff);
        mark.into_iter().chain(self.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    fn utf16_be(&self, marked: bool) -> Vec<u8> {
        let mark = marked.then_some(0xfeff);
        mark.into_iter().chain(self.encode_utf16()).flat_map(u16::to_be_bytes).collect()
    }
}
