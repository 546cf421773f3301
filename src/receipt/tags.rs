//! Structure tags: what each piece of the page is, so that the paper can be read aloud.
//!
//! printpdf writes none; they are added on its output (decision 14). The identifiers and dates
//! that it makes by chance and by the clock are replaced, so that equal papers are equal bytes.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use printpdf::{DictItem, Op, PdfDocument, PdfSaveOptions};
use sha2::{Digest as _, Sha256};

/// What a piece of the page is (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading,
    Paragraph,
    /// A line of a list; lines that follow each other are one list.
    Item,
}

struct Tagged {
    role: Role,
    page: usize,
    mark: i64,
    alt: Option<String>,
}

/// The pieces in reading order.
#[derive(Default)]
pub(super) struct Tags {
    pieces: Vec<Tagged>,
}

impl Tags {
    /// Opens a piece of text.
    pub(super) fn open(&mut self, role: Role, page: usize) -> Op {
        self.begin(role, page, None)
    }

    /// Opens a figure with its words.
    pub(super) fn open_figure(&mut self, alt: &str, page: usize) -> Op {
        self.begin(Role::Paragraph, page, Some(alt.to_owned()))
    }

    fn begin(&mut self, role: Role, page: usize, alt: Option<String>) -> Op {
        let mark = self.pieces.iter().filter(|piece| piece.page == page).count() as i64;
        let tag = name(role, alt.as_deref()).to_owned();
        self.pieces.push(Tagged { role, page, mark, alt });
        let map = [("MCID".to_owned(), DictItem::Int(mark))].into_iter().collect();
        Op::BeginMarkedContentWithProperties { tag, properties: DictItem::Dict { map } }
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

    /// One element a piece, list items in their list, and the way back from page to element.
    fn tree(&self, file: &mut Document, pages: &[ObjectId]) -> ObjectId {
        let root = file.new_object_id();
        let whole = file.new_object_id();
        let mut kids = Vec::new();
        let mut parents = vec![Vec::new(); pages.len()];
        let mut list: Option<(ObjectId, Vec<Object>)> = None;
        for piece in &self.pieces {
            let element = file.new_object_id();
            let parent = if piece.role == Role::Item {
                let (id, items) = list.get_or_insert_with(|| (file.new_object_id(), Vec::new()));
                items.push(Object::Reference(element));
                *id
            } else {
                close(file, &mut list, whole, &mut kids);
                kids.push(Object::Reference(element));
                whole
            };
            if let Some(page) = pages.get(piece.page) {
                file.set_object(element, describe(piece, parent, *page));
                parents[piece.page].push(Object::Reference(element));
            }
        }
        close(file, &mut list, whole, &mut kids);
        let mut document = structure("Document", root);
        document.set("K", kids);
        file.set_object(whole, document);
        let numbers = number_pages(file, pages, parents);
        let mut table = Dictionary::new();
        table.set("Nums", numbers);
        let mut tree = Dictionary::new();
        tree.set("Type", Object::Name(b"StructTreeRoot".to_vec()));
        tree.set("K", Object::Reference(whole));
        tree.set("ParentTree", Object::Dictionary(table));
        file.set_object(root, tree);
        root
    }
}

fn number_pages(file: &mut Document, pages: &[ObjectId], parents: Vec<Vec<Object>>) -> Vec<Object> {
    let mut numbers = Vec::new();
    for (at, (page, elements)) in (0_i64..).zip(pages.iter().zip(parents)) {
        numbers.extend([Object::Integer(at), Object::Array(elements)]);
        if let Ok(page) = file.get_dictionary_mut(*page) {
            page.set("StructParents", at);
            page.set("Tabs", Object::Name(b"S".to_vec()));
        }
    }
    numbers
}

fn name(role: Role, alt: Option<&str>) -> &'static str {
    match role {
        _ if alt.is_some() => "Figure",
        Role::Title => "H1",
        Role::Heading => "H2",
        Role::Paragraph => "P",
        Role::Item => "LI",
    }
}

fn structure(name: &str, parent: ObjectId) -> Dictionary {
    let mut element = Dictionary::new();
    element.set("Type", Object::Name(b"StructElem".to_vec()));
    element.set("S", Object::Name(name.as_bytes().to_vec()));
    element.set("P", Object::Reference(parent));
    element
}

fn describe(piece: &Tagged, parent: ObjectId, page: ObjectId) -> Dictionary {
    let mut element = structure(name(piece.role, piece.alt.as_deref()), parent);
    element.set("Pg", Object::Reference(page));
    element.set("K", piece.mark);
    if let Some(alt) = &piece.alt {
        element.set("Alt", words(alt));
    }
    element
}

fn close(
    file: &mut Document,
    list: &mut Option<(ObjectId, Vec<Object>)>,
    whole: ObjectId,
    kids: &mut Vec<Object>,
) {
    if let Some((id, items)) = list.take() {
        let mut element = structure("L", whole);
        element.set("K", items);
        file.set_object(id, element);
        kids.push(Object::Reference(id));
    }
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
        catalogue.set("Lang", words(language));
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

/// Text of the document itself: UTF-16 with its mark, as the format wants.
fn words(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
