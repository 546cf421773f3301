//! Structure tags: what each piece of the page is, so that the paper can be read aloud.
//!
//! printpdf writes none; they are added on its output (decision 14). The identifiers and dates
//! that it makes by chance and by the clock are replaced, so that equal papers are equal bytes.

mod tree;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use printpdf::{DictItem, Op, PdfDocument, PdfSaveOptions};
use sha2::{Digest as _, Sha256};

/// What a piece of the page is (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// All of it.
    Document,
    Title,
    Heading,
    Paragraph,
    List,
    Item,
    /// What stands before the body of an item: its number, its name.
    Label,
    Body,
    Table,
    Row,
    /// The cell that names its row.
    Head,
    Cell,
    /// Words in another language than the paper's.
    Span,
    Figure,
}

/// A piece, and what it is made of, in reading order.
struct Element {
    role: Role,
    parent: usize,
    kids: Vec<Kid>,
    language: Option<String>,
    /// Words for who cannot see a figure, and where it stands: left, bottom, right, top in points.
    figure: Option<(String, [f32; 4])>,
}

enum Kid {
    Element(usize),
    /// A piece of marked content: its page, and its number there.
    Mark(usize, usize),
}

/// The pieces in reading order.
pub(super) struct Tags {
    elements: Vec<Element>,
    open: Vec<usize>,
    /// Page by page, the element of each mark.
    marks: Vec<Vec<usize>>,
}

impl Default for Tags {
    fn default() -> Self {
        let whole = Element {
            role: Role::Document,
            parent: 0,
            kids: Vec::new(),
            language: None,
            figure: None,
        };
        Self { elements: vec![whole], open: vec![0], marks: Vec::new() }
    }
}

impl Tags {
    /// Opens a piece inside the one that is open.
    pub(super) fn open(&mut self, role: Role) {
        let parent = self.current();
        let at = self.elements.len();
        let element = Element { role, parent, kids: Vec::new(), language: None, figure: None };
        self.elements.push(element);
        self.elements[parent].kids.push(Kid::Element(at));
        self.open.push(at);
    }

    /// Opens words of another language inside the piece that is open.
    pub(super) fn open_in(&mut self, language: &str) {
        self.open(Role::Span);
        let at = self.current();
        self.elements[at].language = Some(language.to_owned());
    }

    /// Opens a figure with its words, where it stands.
    pub(super) fn open_figure(&mut self, alt: &str, bounds: [f32; 4]) {
        self.open(Role::Figure);
        let at = self.current();
        self.elements[at].figure = Some((alt.to_owned(), bounds));
    }

    /// Closes the innermost piece.
    pub(super) fn close(&mut self) {
        if self.open.len() > 1 {
            let _closed = self.open.pop();
        }
    }

    /// Begins content of the innermost piece on a page; `Op::EndMarkedContent` ends it.
    pub(super) fn mark(&mut self, page: usize) -> Op {
        let at = self.current();
        if self.marks.len() <= page {
            self.marks.resize_with(page + 1, Vec::new);
        }
        let mark = self.marks[page].len();
        self.marks[page].push(at);
        self.elements[at].kids.push(Kid::Mark(page, mark));
        let map = [("MCID".to_owned(), DictItem::Int(mark as i64))].into_iter().collect();
        let tag = tree::name(self.elements[at].role).to_owned();
        Op::BeginMarkedContentWithProperties { tag, properties: DictItem::Dict { map } }
    }

    fn current(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// The bytes of the document, tagged.
    pub(super) fn write(&self, document: &PdfDocument, title: &str, language: &str) -> Vec<u8> {
        let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
        let mut file = document.to_lopdf_document(&options, &mut Vec::new());
        file.version = "1.7".into();
        let pages: Vec<ObjectId> = file.get_pages().values().copied().collect();
        let root = self.tree(&mut file, &pages);
        catalogue(&mut file, root, language);
        information(&mut file, title);
        file.compress();
        identify(&mut file);
        let mut bytes = Vec::new();
        // Writing to memory does not fail; a failure would show as an empty paper in its test.
        if file.save_to(&mut bytes).is_err() {
            bytes.clear();
        }
        bytes
    }
}

/// What is drawn in place of a text: read as this text, whatever the glyphs are.
pub(super) fn instead_of(text: &str) -> Op {
    let data = utf16(text);
    let map: BTreeMap<String, DictItem> =
        [("ActualText".to_owned(), DictItem::String { data, literal: false })].into();
    let properties = DictItem::Dict { map };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}

fn catalogue(file: &mut Document, root: ObjectId, language: &str) {
    let mut marked = Dictionary::new();
    marked.set("Marked", true);
    let mut preferences = Dictionary::new();
    preferences.set("DisplayDocTitle", true);
    if let Ok(catalogue) = file.catalog_mut() {
        catalogue.set("StructTreeRoot", Object::Reference(root));
        catalogue.set("MarkInfo", Object::Dictionary(marked));
        catalogue.set("ViewerPreferences", Object::Dictionary(preferences));
        catalogue.set("Lang", words(&tagged(language)));
    }
}

/// The language as readers know it: the French of a paper is that of France.
fn tagged(language: &str) -> String {
    match language {
        "fr" => "fr-FR".to_owned(),
        other => other.to_owned(),
    }
}

/// Title only: an author, a producer's version or a date would say nothing to the reader.
fn information(file: &mut Document, title: &str) {
    if let Ok(Object::Reference(id)) = file.trailer.get(b"Info") {
        let mut information = Dictionary::new();
        information.set("Title", words(title));
        file.set_object(*id, information);
    }
}

/// The two identifiers are the digest of all objects.
fn identify(file: &mut Document) {
    let mut digest = Sha256::new();
    for (id, object) in &file.objects {
        digest.update(id.0.to_be_bytes());
        digest.update(format!("{object:?}"));
        if let Object::Stream(stream) = object {
            digest.update(&stream.content);
        }
    }
    let id = digest.finalize()[..16].to_vec();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}

/// Text of the document itself.
fn words(text: &str) -> Object {
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

/// UTF-16 with its mark, as the format wants.
fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}
