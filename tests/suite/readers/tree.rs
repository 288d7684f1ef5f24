//! Documents as trees, whatever their format, so that they can slip by structure: a row, an element or a key goes
//! missing, comes twice, a thousand times or a hundred deep, or holds what belongs elsewhere.

use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Clone, Debug)]
pub enum Part {
    Leaf(String),
    Branch { opens: String, parts: Vec<Part>, between: &'static str, closes: String },
}

/// A document, and how its format puts one thing into another.
#[derive(Clone, Debug)]
pub struct Tree {
    root: Part,
    wraps: &'static [(&'static str, &'static str)],
}

/// Documents grow no larger, so that a run has many.
const MOST_BYTES: usize = 1 << 18;

impl Tree {
    pub fn json(text: &str) -> Self {
        let value = serde_json::from_str(text).expect("a kept document is JSON");
        Self { root: json(value), wraps: &[("[", "]"), ("{\"type\":", "}"), ("{\"features\":[", "]}")] }
    }

    pub fn xml(text: &str) -> Self {
        let (mut open, mut rest) = (vec![(String::new(), Vec::new())], text);
        while let Some(at) = rest.find('<') {
            if at > 0 {
                open.last_mut().unwrap().1.push(Part::Leaf(rest[..at].to_owned()));
            }
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
            let tag = &rest[at..end];
            rest = &rest[end..];
            if tag.starts_with("</") && open.len() > 1 {
                let (opens, parts) = open.pop().unwrap();
                let branch = Part::Branch { opens, parts, between: "", closes: tag.to_owned() };
                open.last_mut().unwrap().1.push(branch);
            } else if tag.starts_with("<?") || tag.starts_with("<!") || tag.ends_with("/>") {
                open.last_mut().unwrap().1.push(Part::Leaf(tag.to_owned()));
            } else {
                open.push((tag.to_owned(), Vec::new()));
            }
        }
        open.last_mut().unwrap().1.push(Part::Leaf(rest.to_owned()));
        let mut parts = Vec::new();
        for (opens, inside) in open {
            parts.push(Part::Leaf(opens));
            parts.extend(inside);
        }
        let root = Part::Branch { opens: String::new(), parts, between: "", closes: String::new() };
        Self {
            root,
            wraps: &[("<a>", "</a>"), ("<![CDATA[", "]]>"), ("<!--", "-->"), ("<alert>", "</alert>")],
        }
    }

    /// Lines of cells.
    pub fn rows(text: &str, between: &'static str) -> Self {
        let row = |line: &str| Part::Branch {
            opens: String::new(),
            parts: line.split(between).map(|cell| Part::Leaf(cell.to_owned())).collect(),
            between,
            closes: String::new(),
        };
        let parts = text.lines().map(row).collect();
        let root = Part::Branch { opens: String::new(), parts, between: "\n", closes: String::new() };
        Self { root, wraps: &[("\"", "\""), ("=\"", "\""), ("'", ""), ("\"\"\"", "")] }
    }

    pub fn written(&self) -> String {
        let mut text = String::new();
        self.root.write(&mut text);
        text
    }

    pub fn slipped(mut self, slips: &[Slip]) -> String {
        for slip in slips {
            let size = self.root.size();
            let at = slip.at.index(size);
            let other = slip.other.index(size);
            let graft = self.root.nth(other).clone();
            slip.how.apply(self.root.nth(at), graft, self.wraps);
            if self.root.bytes() > MOST_BYTES {
                break;
            }
        }
        self.written()
    }
}

fn json(value: serde_json::Value) -> Part {
    use serde_json::Value;
    let branch = |opens: &str, parts, closes: &str| Part::Branch {
        opens: opens.to_owned(),
        parts,
        between: ",",
        closes: closes.to_owned(),
    };
    match value {
        Value::Array(items) => branch("[", items.into_iter().map(json).collect(), "]"),
        Value::Object(items) => {
            let member = |(key, value): (String, Value)| {
                branch("", vec![branch(&format!("{}:", Value::from(key)), vec![json(value)], "")], "")
            };
            branch("{", items.into_iter().map(member).collect(), "}")
        }
        leaf => Part::Leaf(leaf.to_string()),
    }
}

impl Part {
    fn write(&self, text: &mut String) {
        match self {
            Self::Leaf(leaf) => text.push_str(leaf),
            Self::Branch { opens, parts, between, closes } => {
                text.push_str(opens);
                for (at, part) in parts.iter().enumerate() {
                    if at > 0 {
                        text.push_str(between);
                    }
                    part.write(text);
                }
                text.push_str(closes);
            }
        }
    }

    /// Itself and all within.
    fn size(&self) -> usize {
        match self {
            Self::Leaf(_) => 1,
            Self::Branch { parts, .. } => 1 + parts.iter().map(Self::size).sum::<usize>(),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Leaf(leaf) => leaf.len(),
            Self::Branch { opens, parts, between, closes } => {
                opens.len()
                    + closes.len()
                    + parts.iter().map(|part| part.bytes() + between.len()).sum::<usize>()
            }
        }
    }

    fn nth(&mut self, mut at: usize) -> &mut Self {
        if at == 0 {
            return self;
        }
        at -= 1;
        let Self::Branch { parts, .. } = self else { return self };
        let mut which = 0;
        while which + 1 < parts.len() && at >= parts[which].size() {
            at -= parts[which].size();
            which += 1;
        }
        parts[which].nth(at)
    }
}

/// One thing that goes wrong with a document.
#[derive(Clone, Debug)]
pub struct Slip {
    at: Index,
    other: Index,
    how: How,
}

#[derive(Clone, Debug)]
enum How {
    Gone,
    Emptied,
    Reversed,
    Repeated(usize),
    Nested(usize, Index),
    Grafted,
    Odd(String),
    Put(String),
}

impl How {
    fn apply(&self, part: &mut Part, graft: Part, wraps: &[(&str, &str)]) {
        match self {
            Self::Gone => *part = Part::Leaf(String::new()),
            Self::Emptied => {
                if let Part::Branch { parts, .. } = part {
                    parts.clear();
                }
            }
            Self::Reversed => {
                if let Part::Branch { parts, .. } = part {
                    parts.reverse();
                }
            }
            Self::Repeated(times) => {
                let times = (*times).min(MOST_BYTES / part.bytes().max(1)).max(2);
                let between = match part {
                    Part::Branch { between, .. } => between,
                    Part::Leaf(_) => ",",
                };
                let parts = vec![part.clone(); times];
                *part = Part::Branch { opens: String::new(), parts, between, closes: String::new() };
            }
            Self::Nested(levels, how) => {
                let own = match &*part {
                    Part::Branch { opens, closes, .. } => Some((opens.clone(), closes.clone())),
                    Part::Leaf(_) => None,
                };
                let at = how.index(wraps.len() + usize::from(own.is_some()));
                let (opens, closes) = match wraps.get(at) {
                    Some((opens, closes)) => ((*opens).to_owned(), (*closes).to_owned()),
                    None => own.unwrap_or_default(),
                };
                let inside = vec![part.clone()];
                *part = Part::Branch {
                    opens: opens.repeat(*levels),
                    parts: inside,
                    between: "",
                    closes: closes.repeat(*levels),
                };
            }
            Self::Grafted => *part = graft,
            Self::Odd(odd) => *part = Part::Leaf(odd.clone()),
            Self::Put(more) => match part {
                Part::Leaf(leaf) => leaf.push_str(more),
                Part::Branch { parts, .. } => parts.push(Part::Leaf(more.clone())),
            },
        }
    }
}

/// What has surprised readers elsewhere.
const ODD: [&str; 64] = [
    "",
    " ",
    "0",
    "-0",
    "-1",
    "1e400",
    "1e308",
    "-1e308",
    "NaN",
    "nan",
    "inf",
    "-Infinity",
    "0.1",
    "1e-320",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "99999999999999999999999999",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "[[[[[[",
    "{\"a\":",
    "\"",
    "\"\"\"",
    "'",
    "=1+1",
    "@SUM(1)",
    "\t",
    "\r",
    "\0",
    "\u{feff}",
    "２０２６年１１月２３日",
    "2026-02-30",
    "9999-12-31T23:59:60Z",
    "0000-00-00",
    "2100-12-31",
    "262143-12-31T00:00:00Z",
    "24:00",
    "47:59",
    "48:00",
    "99:99",
    "25:00-01:00",
    "08:00-",
    "鄂C12345",
    "\u{202e}abc",
    "e\u{301}\u{301}\u{301}",
    "&x;",
    "&#0;",
    "&#xFFFFFFFF;",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a [<!ENTITY b 'bbbb'>]>",
    "<!--",
    "-->",
    "110.8,32.6 110.9",
    "-90",
    "180.0000001",
];

pub fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(ODD.to_vec()).prop_map(str::to_owned),
        2 => "\\PC{0,12}",
        2 => "[0-9.:+-]{1,24}",
        1 => (prop::sample::select(vec!["9", "0", "x", "客", " ", "[", "<a>", "-1,", "\u{1}"]), 1_usize..20_000)
            .prop_map(|(unit, times)| unit.repeat(times)),
    ]
}

fn a_slip() -> impl Strategy<Value = Slip> {
    let how = prop_oneof![
        2 => Just(How::Gone),
        1 => Just(How::Emptied),
        1 => Just(How::Reversed),
        2 => prop_oneof![Just(2), 3_usize..40, 40_usize..3_000].prop_map(How::Repeated),
        2 => (prop_oneof![1_usize..8, 20_usize..200, 1_000_usize..20_000], any::<Index>())
            .prop_map(|(levels, how)| How::Nested(levels, how)),
        3 => Just(How::Grafted),
        5 => odd().prop_map(How::Odd),
        2 => odd().prop_map(How::Put),
    ];
    (any::<Index>(), any::<Index>(), how).prop_map(|(at, other, how)| Slip { at, other, how })
}

/// One of the documents, after a few slips.
pub fn slipped(trees: Vec<Tree>) -> impl Strategy<Value = String> {
    (prop::sample::select(trees), prop::collection::vec(a_slip(), 0..6))
        .prop_map(|(tree, slips)| tree.slipped(&slips))
}

#[test]
fn a_tree_is_written_as_it_was_read() {
    for text in ["<?xml version='1.0'?>\n<a b='1'><c>x</c><d/>y</a>\n", "<a><b>", "x</a>"] {
        assert_eq!(Tree::xml(text).written(), text);
    }
    for text in [r#"{"a":[1,{"b":null}],"c":"x\"y"}"#, "[]"] {
        assert_eq!(Tree::json(text).written(), text);
    }
    assert_eq!(Tree::rows("a,b\n1,2", ",").written(), "a,b\n1,2");
}
