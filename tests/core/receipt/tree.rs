//! The tree of a paper against what is drawn: each text is inside marked content that the tree
//! names, in reading order; lines and frames are outside it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use mon_point_numerique::receipt::Letters;

use super::{answered, double, list, papers, ticket};

/// A piece of the tree, its language, and what it is made of.
#[derive(Debug)]
struct Piece {
    role: String,
    language: Option<String>,
    alt: Option<String>,
    kids: Vec<Kid>,
}

#[derive(Debug)]
enum Kid {
    Piece(Piece),
    Mark(ObjectId, i64),
}

fn words(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    assert_eq!(&bytes[..2], b"\xfe\xff", "UTF-16 with its mark");
    let units: Vec<u16> =
        bytes[2..].chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16(&units).unwrap()
}

fn piece(file: &Document, id: ObjectId, parent: ObjectId) -> Piece {
    let element = file.get_dictionary(id).unwrap();
    assert_eq!(element.get(b"P").unwrap().as_reference().unwrap(), parent);
    let kids = element.get(b"K").unwrap().as_array().unwrap().iter().map(|kid| match kid {
        Object::Reference(inner) => Kid::Piece(piece(file, *inner, id)),
        mark => {
            let mark = mark.as_dict().unwrap();
            let page = mark.get(b"Pg").unwrap().as_reference().unwrap();
            Kid::Mark(page, mark.get(b"MCID").unwrap().as_i64().unwrap())
        }
    });
    Piece {
        role: String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap(),
        language: element.get(b"Lang").ok().map(words),
        alt: element.get(b"Alt").ok().map(words),
        kids: kids.collect(),
    }
}

fn root(file: &Document) -> Piece {
    let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let whole = file.get_dictionary(root).unwrap().get(b"K").unwrap().as_reference().unwrap();
    piece(file, whole, root)
}

/// The marks in the order of the tree.
fn marks(piece: &Piece, into: &mut Vec<(ObjectId, i64)>) {
    for kid in &piece.kids {
        match kid {
            Kid::Piece(inner) => marks(inner, into),
            Kid::Mark(page, mark) => into.push((*page, *mark)),
        }
    }
}

/// Every piece and the one around it.
fn pieces<'a>(piece: &'a Piece, around: &str, see: &mut impl FnMut(&'a Piece, &str)) {
    see(piece, around);
    for kid in &piece.kids {
        if let Kid::Piece(inner) = kid {
            pieces(inner, &piece.role, see);
        }
    }
}

/// The marks of a page in the order in which they are drawn. Text outside a mark, or a mark
/// inside another, fails.
fn drawn(operations: &[Operation]) -> Vec<i64> {
    let mut open: Vec<String> = Vec::new();
    let mut marks = Vec::new();
    for operation in operations {
        let tag = || operation.operands[0].as_name().unwrap();
        match operation.operator.as_str() {
            "BMC" => {
                assert!(open.is_empty(), "an artifact inside {open:?}");
                open.push(String::from_utf8(tag().to_vec()).unwrap());
            }
            "BDC" => {
                let properties = operation.operands[1].as_dict().unwrap();
                match properties.get(b"MCID") {
                    Ok(mark) => {
                        assert!(open.is_empty(), "a mark inside {open:?}");
                        marks.push(mark.as_i64().unwrap());
                        open.push("mark".into());
                    }
                    Err(_) => {
                        assert_eq!(open, ["mark"]);
                        assert!(!words(properties.get(b"ActualText").unwrap()).is_empty());
                        open.push("instead".into());
                    }
                }
            }
            "EMC" => drop(open.pop().expect("a mark to end")),
            "Tj" | "TJ" | "'" | "\"" => {
                assert_eq!(open.first().map(String::as_str), Some("mark"), "text outside a mark");
            }
            "S" | "s" => assert_eq!(open, ["Artifact"], "a line that is not an artifact"),
            "f" | "f*" | "F" => assert_eq!(open, ["mark"], "a square outside its figure"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "not ended: {open:?}");
    marks
}

fn operations(file: &Document, page: ObjectId) -> Vec<Operation> {
    Content::decode(&file.get_page_content(page)).unwrap().operations
}

#[test]
fn every_text_is_named_by_the_tree_in_reading_order() {
    for (name, bytes) in papers() {
        let file = Document::load_mem(bytes).unwrap();
        let mut read = Vec::new();
        marks(&root(&file), &mut read);
        let mut order = Vec::new();
        for page in file.page_iter() {
            order.extend(drawn(&operations(&file, page)).into_iter().map(|mark| (page, mark)));
        }
        assert_eq!(read, order, "{name}: what the tree reads is what stands on the pages");
        let each: BTreeSet<_> = read.iter().collect();
        assert_eq!(each.len(), read.len(), "{name}: each mark once");
        assert!(read.len() > 5, "{name}");
    }
}

#[test]
fn the_way_back_leads_from_each_mark_to_its_piece() {
    for (name, bytes) in papers() {
        let file = Document::load_mem(bytes).unwrap();
        let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        let root = file.get_dictionary(root.as_reference().unwrap()).unwrap();
        let table = root.get(b"ParentTree").unwrap().as_dict().unwrap();
        let numbers = table.get(b"Nums").unwrap().as_array().unwrap();
        for (at, page) in file.page_iter().enumerate() {
            let dictionary = file.get_dictionary(page).unwrap();
            assert_eq!(dictionary.get(b"Tabs").unwrap().as_name().unwrap(), b"S", "{name}");
            let key = dictionary.get(b"StructParents").unwrap().as_i64().unwrap();
            assert_eq!(key, i64::try_from(at).unwrap(), "{name}");
            let owners = numbers[2 * at + 1].as_array().unwrap();
            assert_eq!(owners.len(), drawn(&operations(&file, page)).len(), "{name}");
            for (mark, owner) in (0_i64..).zip(owners) {
                let owner = file.get_dictionary(owner.as_reference().unwrap()).unwrap();
                let names = |kid: &Object| {
                    kid.as_dict().is_ok_and(|kid| {
                        kid.get(b"MCID").unwrap().as_i64().unwrap() == mark
                            && kid.get(b"Pg").unwrap().as_reference().unwrap() == page
                    })
                };
                assert!(owner.get(b"K").unwrap().as_array().unwrap().iter().any(names), "{name}");
            }
        }
    }
}

#[test]
fn the_file_says_its_language_its_title_and_that_it_is_tagged() {
    for (name, bytes) in papers() {
        let file = Document::load_mem(bytes).unwrap();
        let catalogue = file.catalog().unwrap();
        assert_eq!(words(catalogue.get(b"Lang").unwrap()), "fr-FR", "{name}");
        let says = |key: &[u8], inner: &[u8]| {
            let dictionary = catalogue.get(key).unwrap().as_dict().unwrap();
            dictionary.get(inner).unwrap().as_bool().unwrap()
        };
        assert!(says(b"MarkInfo", b"Marked"), "{name}");
        assert!(says(b"ViewerPreferences", b"DisplayDocTitle"), "{name}");
        let information = file.trailer.get(b"Info").unwrap().as_reference().unwrap();
        let information: &Dictionary = file.get_dictionary(information).unwrap();
        assert!(!words(information.get(b"Title").unwrap()).is_empty(), "{name}");
        assert!(information.get(b"CreationDate").is_err(), "{name}: no clock");
    }
}

#[test]
fn pieces_stand_where_the_format_wants_them() {
    for (name, bytes) in papers() {
        let file = Document::load_mem(bytes).unwrap();
        let whole = root(&file);
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        pieces(&whole, "", &mut |piece, around| {
            *count.entry(&piece.role).or_default() += 1;
            let inside: &[&str] = match piece.role.as_str() {
                "Document" => &[""],
                "H1" | "H2" | "P" | "L" | "Table" | "Figure" => &["Document"],
                "LI" => &["L"],
                "Lbl" | "LBody" => &["LI"],
                "TR" => &["Table"],
                "TH" | "TD" => &["TR"],
                "Span" => &["H1", "H2", "P", "Lbl", "LBody", "TH", "TD"],
                other => panic!("{name}: {other}"),
            };
            assert!(inside.contains(&around), "{name}: {} inside {around}", piece.role);
            assert_eq!(piece.alt.is_some(), piece.role == "Figure", "{name}");
            assert_eq!(piece.language.is_some(), piece.role == "Span", "{name}");
        });
        assert!(count["H1"] >= 1, "{name}: {count:?}");
        let double = name.contains('+');
        assert_eq!(count.get("Span").is_some_and(|spans| *spans > 3), double, "{name}");
    }
    let file = Document::load_mem(&answered().pdf(Letters::Ordinary, None)).unwrap();
    let mut roles = BTreeMap::new();
    pieces(&root(&file), "", &mut |piece, _| *roles.entry(piece.role.clone()).or_insert(0) += 1);
    assert_eq!((roles["L"], roles["LI"], roles["Lbl"], roles["LBody"]), (2, 9, 3, 9));
    assert_eq!((roles["Table"], roles["TR"], roles["TH"], roles["TD"]), (1, 60, 60, 60));
    assert_eq!((roles["H1"], roles["H2"], roles["Figure"]), (2, 4, 1));
}

#[test]
fn the_second_language_is_named_at_each_of_its_sentences() {
    for code in ["ar", "tr"] {
        let second = double(code);
        let bytes = answered().pdf(Letters::Ordinary, Some(&second));
        let file = Document::load_mem(&bytes).unwrap();
        pieces(&root(&file), "", &mut |piece, _| {
            if piece.role == "Span" {
                assert_eq!(piece.language.as_deref(), Some(code));
            }
        });
    }
}

/// Sizes and colours of all texts of a paper.
fn looks(bytes: &[u8]) -> (f32, BTreeSet<String>) {
    let file = Document::load_mem(bytes).unwrap();
    let (mut least, mut inks) = (f32::MAX, BTreeSet::new());
    for page in file.page_iter() {
        let mut ink = String::new();
        for operation in operations(&file, page) {
            match operation.operator.as_str() {
                "Tf" => least = least.min(operation.operands[1].as_float().unwrap()),
                "rg" | "g" | "k" => {
                    let parts = operation.operands.iter().map(|part| part.as_float().unwrap());
                    ink = format!("{} {:?}", operation.operator, parts.collect::<Vec<_>>());
                }
                "Tj" | "TJ" => drop(inks.insert(ink.clone())),
                _ => {}
            }
        }
    }
    (least, inks)
}

#[test]
fn letters_are_large_enough_and_black_on_every_paper() {
    let black = BTreeSet::from(["rg [0.0, 0.0, 0.0]".to_owned()]);
    for (name, bytes) in papers() {
        let (least, inks) = looks(bytes);
        let limit = if name.contains("gros") { 18.0 } else { 12.0 };
        assert!(least >= limit, "{name}: {least} points");
        assert_eq!(inks, black, "{name}: 21 to 1 on white");
    }
}

#[test]
fn a_list_and_a_ticket_are_tagged_too() {
    for bytes in [list().pdf(Letters::Large, None), ticket().pdf(Letters::Large, None)] {
        let file = Document::load_mem(&bytes).unwrap();
        let mut titles = 0;
        pieces(&root(&file), "", &mut |piece, _| titles += usize::from(piece.role == "H1"));
        assert_eq!(titles, 1);
    }
}
