//! The tree of the pieces, as the format writes it, and the way back from a page to its pieces.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Element, Kid, Role, Tags, tagged, words};

impl Tags {
    /// One object a piece; each piece names the marked content that it is made of.
    pub(super) fn tree(&self, file: &mut Document, pages: &[ObjectId]) -> ObjectId {
        let root = file.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| file.new_object_id()).collect();
        for (at, element) in self.elements.iter().enumerate() {
            let parent = if at == 0 { root } else { ids[element.parent] };
            file.set_object(ids[at], describe(element, parent, &ids, pages));
        }
        let mut table = Dictionary::new();
        table.set("Nums", self.number(file, pages, &ids));
        let mut tree = Dictionary::new();
        tree.set("Type", Object::Name(b"StructTreeRoot".to_vec()));
        tree.set("K", Object::Reference(ids[0]));
        tree.set("ParentTree", Object::Dictionary(table));
        tree.set("ParentTreeNextKey", pages.len() as i64);
        file.set_object(root, tree);
        root
    }

    /// Page by page, the piece of each mark.
    fn number(&self, file: &mut Document, pages: &[ObjectId], ids: &[ObjectId]) -> Vec<Object> {
        let mut numbers = Vec::new();
        for (at, id) in pages.iter().enumerate() {
            let marks = self.marks.get(at).map(Vec::as_slice).unwrap_or_default();
            let elements = marks.iter().map(|mark| Object::Reference(ids[*mark])).collect();
            numbers.extend([Object::Integer(at as i64), Object::Array(elements)]);
            if let Ok(page) = file.get_dictionary_mut(*id) {
                page.set("StructParents", at as i64);
                page.set("Tabs", Object::Name(b"S".to_vec()));
            }
        }
        numbers
    }
}

/// The word of the format.
pub(super) fn name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Title => "H1",
        Role::Heading => "H2",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::Head => "TH",
        Role::Cell => "TD",
        Role::Span => "Span",
        Role::Figure => "Figure",
    }
}

fn describe(
    element: &Element,
    parent: ObjectId,
    ids: &[ObjectId],
    pages: &[ObjectId],
) -> Dictionary {
    let mut described = Dictionary::new();
    described.set("Type", Object::Name(b"StructElem".to_vec()));
    described.set("S", Object::Name(name(element.role).as_bytes().to_vec()));
    described.set("P", Object::Reference(parent));
    let kids: Vec<Object> =
        element.kids.iter().filter_map(|kid| made_of(kid, ids, pages)).collect();
    described.set("K", kids);
    if let Some(language) = &element.language {
        described.set("Lang", words(&tagged(language)));
    }
    if let Some((alt, bounds)) = &element.figure {
        described.set("Alt", words(alt));
        let bounds: Vec<Object> = bounds.iter().map(|side| Object::Real(*side)).collect();
        let bounds = [("BBox", bounds.into()), ("Placement", Object::Name(b"Block".to_vec()))];
        described.set("A", attributes("Layout", bounds));
    }
    if element.role == Role::Head {
        let scope = [("Scope", Object::Name(b"Row".to_vec()))];
        described.set("A", attributes("Table", scope));
    }
    described
}

fn made_of(kid: &Kid, ids: &[ObjectId], pages: &[ObjectId]) -> Option<Object> {
    match kid {
        Kid::Element(at) => Some(Object::Reference(*ids.get(*at)?)),
        Kid::Mark(page, mark) => {
            let mut content = Dictionary::new();
            content.set("Type", Object::Name(b"MCR".to_vec()));
            content.set("Pg", Object::Reference(*pages.get(*page)?));
            content.set("MCID", *mark as i64);
            Some(Object::Dictionary(content))
        }
    }
}

fn attributes<const N: usize>(owner: &str, of: [(&str, Object); N]) -> Dictionary {
    let mut attributes = Dictionary::new();
    attributes.set("O", Object::Name(owner.as_bytes().to_vec()));
    for (name, value) in of {
        attributes.set(name, value);
    }
    attributes
}
