//! From trees of TOML to a checked edition. Goes on after each fault: all are reported at once.
//!
//! Never evaluates anything: what it lets through, the walk can always answer.

mod alone;
mod block;
mod call;
mod condition;
mod derive;
mod digest;
mod kind;
mod name;
mod paper;
mod rest;
mod rule;
mod step;
mod table;
mod term;

use std::collections::{BTreeMap, BTreeSet};

use super::Demarche;
use super::edition::{At, Body, Item, Line, Spelling, With};
use super::fault::{Fault, Faults, meant};
use super::formula::{Guard, Slot, Term, Test, Type};
use super::library::Library;
use super::question::{QuestionId, Section, SectionId};
use super::source::{Node, Pair, Place, Tree};

pub(crate) use alone::alone;
use condition::Reading;

/// Checks one edition. Faults come beside what could be understood.
pub(crate) fn edition(library: &Library, edition: &str) -> (Demarche, Faults) {
    let mut checker = Checker::new(library, edition);
    checker.all(edition);
    let Checker { made, faults, .. } = checker;
    (made, Faults(faults).tidy())
}

/// Whether a word of a question stands beside its kind: `when`, `optional`…
pub(crate) fn stands_beside(key: &str) -> bool {
    step::beside(key)
}

/// A name that conditions may read.
#[derive(Clone, Debug)]
struct Known {
    term: Term,
    ty: Type,
    /// It may be *je ne sais pas*.
    doubtful: bool,
    place: Place,
    /// Rules that read it stand beside this question.
    beside: Option<QuestionId>,
    spelling: Spelling,
}

/// A use of a block, by the full name of the use.
#[derive(Clone, Debug)]
struct Group {
    guard: Guard,
    /// Guards of the instances; empty when the block is not repeated.
    instances: Vec<Guard>,
}

/// A name that nothing above is called: judged when everything is read.
#[derive(Debug)]
struct Stranger {
    place: Place,
    written: String,
    full: String,
    /// The block whose words these are.
    block: Option<String>,
    near: Option<String>,
}

/// What bare names mean at one place of the page.
#[derive(Clone, Debug)]
struct Scope {
    /// `parent.2.`
    prefix: String,
    levels: Vec<Level>,
    arguments: BTreeMap<String, term::Typed>,
    /// The steps, rules and papers here are on the path when this holds.
    guard: Guard,
    repeated: bool,
    /// Left out by `without`: names exist and are never asked.
    absent: bool,
    without: BTreeSet<String>,
    /// Each question proposes its namesake of this group.
    propose: Option<String>,
    this: Option<This>,
    section: Option<SectionId>,
}

/// One block that we are in.
#[derive(Clone, Debug)]
struct Level {
    name: String,
    block: String,
    number: Option<u8>,
}

/// What `this` is.
#[derive(Clone, Debug)]
enum This {
    /// A card of a question with several answers.
    Word { word: String, choices: Vec<String>, spelling: Spelling },
    /// An instance of a repeated block: `cotitulaire.2`.
    Instance(String),
}

struct Checker<'l> {
    library: &'l Library,
    made: Demarche,
    faults: Vec<Fault>,
    names: BTreeMap<String, Known>,
    groups: BTreeMap<String, Group>,
    strangers: Vec<Stranger>,
    /// Names whose own line is at fault: who reads them is not told again.
    broken: BTreeSet<String>,
    pieces_asked: BTreeSet<String>,
    piece_places: BTreeMap<String, Place>,
    table_places: BTreeMap<String, Place>,
    switches_read: BTreeSet<String>,
    rule_names: BTreeMap<String, Place>,
    step_names: BTreeMap<String, Place>,
}

const HEADERS: &[&str] =
    &["step", "derive", "rule", "use", "bring", "attach", "fee", "table", "piece"];

impl<'l> Checker<'l> {
    fn new(library: &'l Library, edition: &str) -> Self {
        let name = edition.rsplit_once('.').map_or(edition, |(name, _)| name);
        Self {
            library,
            made: Demarche {
                name: name.to_owned(),
                edition: edition.to_owned(),
                guards: 1,
                ..Demarche::default()
            },
            faults: Vec::new(),
            names: BTreeMap::new(),
            groups: BTreeMap::new(),
            strangers: Vec::new(),
            broken: BTreeSet::new(),
            pieces_asked: BTreeSet::new(),
            piece_places: BTreeMap::new(),
            table_places: BTreeMap::new(),
            switches_read: BTreeSet::new(),
            rule_names: BTreeMap::new(),
            step_names: BTreeMap::new(),
        }
    }

    fn all(&mut self, edition: &str) {
        let library = self.library;
        let Some(files) = library.editions.get(edition) else { return };
        let Some(head) = files.get("demarche") else {
            let place = files.values().next().map(|node| node.place).unwrap_or_default();
            self.fault(place, format!("{edition} has no demarche.toml"));
            return;
        };
        let order = self.head(head, files);
        self.lookups(&order);
        for (name, node) in &order {
            let section = node.get("step").is_some() || node.get("use").is_some();
            let section = section.then(|| {
                self.made.sections.push(Section { name: name.clone() });
                SectionId(index(self.made.sections.len() - 1))
            });
            let scope = Scope::top(section);
            if let Some(section) = section {
                let empty = Node { place: node.place, value: Tree::Other };
                self.line(&scope, &empty, At::Section(section));
            }
            self.page(node, &scope, Page::Section);
        }
        self.drop_empty_sections();
        self.judge_strangers();
        self.unused(head);
        self.made.digest = digest::digest(library, &order, head);
    }

    /// Reads `demarche.toml`: the order of the sections, the switches.
    fn head(&mut self, head: &Node, files: &'l BTreeMap<String, Node>) -> Vec<(String, &'l Node)> {
        self.keys(head, &["sections", "switch"]);
        for pair in head.get("switch").map(Node::pairs).unwrap_or_default() {
            self.small_name(pair.place, &pair.key);
            match pair.node.value {
                Tree::YesNo(on) => drop(self.made.switches.insert(pair.key.clone(), on)),
                _ => self.fault(pair.place, format!("switch `{}` wants true or false", pair.key)),
            }
        }
        let mut order: Vec<(String, &Node)> = Vec::new();
        for item in head.get("sections").map(Node::items).unwrap_or_default() {
            let Some(name) = item.text() else {
                self.fault(item.place, "a section is a name in quotes");
                continue;
            };
            match files.get(name) {
                Some(node) if name != "demarche" => {
                    if order.iter().any(|(other, _)| other == name) {
                        self.fault(item.place, format!("section `{name}` is written twice"));
                    } else {
                        order.push((name.to_owned(), node));
                    }
                }
                _ => {
                    let known = files.keys().map(String::as_str).filter(|key| *key != "demarche");
                    self.fault_near(item.place, format!("no file {name}.toml"), name, known);
                }
            }
        }
        if order.is_empty() {
            self.fault(head.place, "`sections` is missing: the files, in order");
        }
        for (name, node) in files {
            if name != "demarche" && !order.iter().any(|(other, _)| other == name) {
                self.fault(node.place, format!("{name}.toml is not in `sections`"));
            }
        }
        order
    }

    /// Tables and pieces are only looked up: they may stand anywhere.
    fn lookups(&mut self, order: &[(String, &'l Node)]) {
        for node in &self.library.tables {
            self.tables(node);
        }
        for (_, node) in order {
            self.tables(node);
            self.pieces(node, &[]);
        }
        let mut blocks = BTreeSet::new();
        for (_, node) in order {
            self.blocks_of(node, &mut blocks);
        }
        for name in blocks {
            if let Some(node) = self.library.blocks.get(&name) {
                self.tables(node);
                self.pieces(node, &[name]);
            }
        }
    }

    fn blocks_of(&self, node: &Node, found: &mut BTreeSet<String>) {
        for item in node.get("use").map(Node::items).unwrap_or_default() {
            if let Some(name) = item.get("block").and_then(Node::text)
                && found.insert(name.to_owned())
                && let Some(block) = self.library.blocks.get(name)
            {
                self.blocks_of(block, found);
            }
        }
    }

    /// A section or a block: its items in the order of the page.
    fn page(&mut self, node: &'l Node, scope: &Scope, page: Page) {
        let mut items: Vec<(&str, &Node)> = Vec::new();
        for pair in node.pairs() {
            let key = pair.key.as_str();
            match (&pair.node.value, key) {
                (_, "needs" | "may") if page == Page::Block => {}
                (Tree::Table(_), "table" | "piece") => {}
                (Tree::List(list), _) if HEADERS.contains(&key) => {
                    items.extend(list.iter().map(|item| (key, item)));
                }
                (_, _) if HEADERS.contains(&key) => {
                    let complaint = match key {
                        "table" | "piece" => format!("`{key}` wants a name: [{key}.x]"),
                        _ => format!("`{key}` wants double brackets: [[{key}]]"),
                    };
                    self.fault(pair.place, complaint);
                }
                _ => self.unknown_word(pair, HEADERS),
            }
        }
        items.sort_by_key(|(_, item)| item.place);
        for (key, item) in items {
            match key {
                "step" => self.step(item, scope),
                "derive" => self.derive(item, scope),
                "rule" => self.rule(item, scope),
                "use" => self.inlined(item, scope),
                "bring" | "attach" => self.need(item, scope, key),
                _ => self.fee(item, scope),
            }
        }
    }

    fn fault(&mut self, place: Place, complaint: impl Into<String>) {
        let file = self.file(place);
        self.faults.push(Fault {
            file,
            line: place.line as usize,
            complaint: complaint.into(),
            advice: None,
        });
    }

    fn fault_near<'a>(
        &mut self,
        place: Place,
        complaint: String,
        wrong: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        let advice = meant(wrong, known);
        let file = self.file(place);
        self.faults.push(Fault { file, line: place.line as usize, complaint, advice });
    }

    fn file(&self, place: Place) -> String {
        self.library.files.get(usize::from(place.file)).cloned().unwrap_or_default()
    }

    /// Complains of every key that is not part of the language here.
    fn keys(&mut self, node: &Node, known: &[&str]) {
        for pair in node.pairs() {
            if !known.contains(&pair.key.as_str()) {
                self.unknown_word(pair, known);
            }
        }
    }

    fn unknown_word(&mut self, pair: &Pair, known: &[&str]) {
        let complaint = format!("unknown word {}", pair.key);
        self.fault_near(pair.place, complaint, &pair.key, known.iter().copied());
    }

    /// A text that must be there.
    fn wanted_text<'n>(&mut self, node: &'n Node, key: &str, what: &str) -> Option<&'n str> {
        match node.get(key) {
            None => {
                self.fault(node.place, format!("{what}: `{key}` is missing"));
                None
            }
            Some(found) => self.text_of(found, key),
        }
    }

    /// A text, if the key is there.
    fn optional_text<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n str> {
        node.get(key).and_then(|found| self.text_of(found, key))
    }

    fn text_of<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n str> {
        let text = node.text();
        if text.is_none() {
            self.fault(node.place, format!("`{key}` wants words in quotes"));
        }
        text
    }

    fn slot(&mut self) -> Slot {
        let slot = Slot(self.made.slots);
        self.made.slots = self.made.slots.saturating_add(1);
        slot
    }

    /// A guard under another: a use with its condition, an instance with its number.
    fn guard(&mut self, under: Guard, test: Test) -> Guard {
        let guard = Guard(self.made.guards);
        self.made.guards = self.made.guards.saturating_add(1);
        self.item(under, Body::Guard(test, guard));
        guard
    }

    /// A line of the page that a jurist reads.
    fn line(&mut self, scope: &Scope, node: &Node, at: At) {
        let first = scope.levels.iter().all(|level| level.number.is_none_or(|number| number == 1));
        if first && !scope.absent {
            self.made.outline.push(Line { depth: scope.levels.len(), node: node.clone(), at });
        }
    }

    fn item(&mut self, guard: Guard, body: Body) {
        self.made.items.push(Item { guard, body });
    }

    /// `when`, if it is there and right.
    fn when(&mut self, node: &Node, scope: &Scope) -> Option<Test> {
        let mut reading = Reading::default();
        let test = node.get("when").and_then(|when| self.condition(when, scope, &mut reading));
        self.settle(&mut reading);
        test
    }

    /// `with = { limite = "…" }`
    fn with(&mut self, node: &Node, scope: &Scope, reading: &mut Reading) -> Vec<With> {
        let mut all = Vec::new();
        for pair in node.get("with").map(Node::pairs).unwrap_or_default() {
            self.small_name(pair.place, &pair.key);
            let Some(text) = self.text_of(&pair.node, &pair.key) else { continue };
            if let Some(typed) = self.free_value(text, pair.node.place, scope, reading) {
                let term::Typed { term, owner, .. } = typed;
                all.push(With { name: pair.key.clone(), term, owner });
            }
        }
        if let Some(This::Word { word, spelling, .. }) = &scope.this {
            let term = Term::Fixed(super::formula::Constant::Word(word.clone()));
            all.push(With { name: "this".into(), term, owner: Some(spelling.clone()) });
        }
        all
    }
}

/// Where items stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Section,
    Block,
}

impl Scope {
    fn top(section: Option<SectionId>) -> Self {
        Self {
            prefix: String::new(),
            levels: Vec::new(),
            arguments: BTreeMap::new(),
            guard: Guard(0),
            repeated: false,
            absent: false,
            without: BTreeSet::new(),
            propose: None,
            this: None,
            section,
        }
    }

    /// Where the words of a local name are written, nearest first.
    fn spelling(&self, local: &str) -> Spelling {
        let names: Vec<&str> = self.levels.iter().map(|level| level.name.as_str()).collect();
        let key = |from: usize| {
            let mut parts = names[from..].to_vec();
            parts.push(local);
            parts.join(".")
        };
        let mut chain = vec![(None, key(0))];
        for (at, level) in self.levels.iter().enumerate() {
            chain.push((Some(level.block.clone()), key(at + 1)));
        }
        let number = self.levels.iter().rev().find_map(|level| level.number);
        Spelling { chain, number }
    }
}

/// Small indices: an edition has far fewer items than this can count.
fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
