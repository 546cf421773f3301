//! Files of words, and what is wrong with them: missing, said for nothing, values not given.

use std::collections::{BTreeMap, BTreeSet};

use super::need::{Wanted, wanted};
use super::writing::placeholders;
use super::{Direction, Sentences, Texts, interface};
use crate::demarche::Demarche;
use crate::demarche::edition::Spelling;
use crate::demarche::fault::{Fault, meant};
use crate::demarche::source::{Node, Tree};

/// The files of words of all languages.
#[derive(Debug, Default)]
pub(crate) struct Words {
    languages: BTreeMap<String, Language>,
}

#[derive(Debug, Default)]
struct Language {
    interface: Option<File>,
    demarches: BTreeMap<String, File>,
    blocks: BTreeMap<String, File>,
}

/// One file, or all the files of a procedure's folder read as one.
#[derive(Debug, Default)]
struct File {
    /// The first file: where what stands nowhere is missing.
    path: String,
    sentences: Sentences,
    /// The file and the line of each key.
    lines: BTreeMap<String, (String, usize)>,
    used: BTreeSet<String>,
    twice: Vec<Fault>,
}

/// Tables of a démarche's file that programs read by name; any sentence may stand there.
const FREE: &[&str] = &["welcome", "receipt", "places"];

impl Words {
    /// One file: `interface`, a block, a démarche, or a part of a démarche's words.
    pub(crate) fn add(&mut self, language: &str, inside: &[&str], path: &str, node: &Node) {
        let language = self.languages.entry(language.to_owned()).or_default();
        let file = match inside {
            ["interface"] => language.interface.get_or_insert_default(),
            ["blocks", block] => language.blocks.entry((*block).to_owned()).or_default(),
            [demarche] | [demarche, _] => {
                language.demarches.entry((*demarche).to_owned()).or_default()
            }
            _ => language.demarches.entry(inside.join("/")).or_default(),
        };
        file.add(path, node);
    }

    /// The words of each language, and every fault in them.
    pub(crate) fn check(mut self, demarches: &[Demarche]) -> (Vec<Texts>, Vec<Fault>) {
        let mut faults = Vec::new();
        for (code, language) in &mut self.languages {
            for demarche in demarches {
                language.demarche(code, demarche, &mut faults);
            }
            for file in language.demarches.values_mut() {
                faults.append(&mut file.twice);
            }
            language.unused(demarches, &mut faults);
        }
        self.interfaces(&mut faults);
        self.twins(&mut faults);
        let mut texts: Vec<Texts> = self
            .languages
            .into_iter()
            .map(|(code, language)| Texts {
                language: code,
                interface: language
                    .interface
                    .map(|file| file.sentences)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|(key, lines)| (key, lines.join("\n")))
                    .collect(),
                demarches: bare(language.demarches),
                blocks: bare(language.blocks),
            })
            .collect();
        texts.sort_by_key(|texts| (texts.language != "fr", texts.language.clone()));
        (texts, faults)
    }

    /// Every key that programs use is in every language.
    fn interfaces(&self, faults: &mut Vec<Fault>) {
        if self.languages.values().all(|language| language.interface.is_none()) {
            return;
        }
        for (code, language) in &self.languages {
            let Some(file) = &language.interface else {
                faults.push(Fault {
                    file: format!("texts/{code}/interface.toml"),
                    line: 1,
                    complaint: "the file is missing".to_owned(),
                    advice: None,
                });
                continue;
            };
            let refusals = crate::dossier::journey::entry::REASONS.iter();
            let refusals = refusals.chain(crate::format::REASONS.iter());
            let refusals = refusals.map(|key| format!("refusal.{key}"));
            for key in interface::KEYS.iter().map(|key| (*key).to_owned()).chain(refusals) {
                if !file.sentences.contains_key(&key) {
                    let known = file.sentences.keys().map(String::as_str);
                    let advice = meant(&key, known);
                    faults.push(file.fault("", format!("no sentence for `{key}`"), advice));
                }
            }
            let key = "language.direction";
            let word = file.sentences.get(key).and_then(|lines| lines.first());
            if word.is_some_and(|word| Direction::of(word).is_none()) {
                faults.push(file.fault(key, format!("`{key}` is `ltr` or `rtl`"), None));
            }
        }
    }

    /// What one language says outside the structure, all say, with the same placeholders.
    fn twins(&self, faults: &mut Vec<Fault>) {
        let mut free: BTreeMap<(String, String), BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for (code, language) in &self.languages {
            let interface = language.interface.iter().map(|file| ("interface", file));
            let named = language.demarches.iter().map(|(name, file)| (name.as_str(), file));
            for (name, file) in interface.chain(named) {
                for (key, lines) in &file.sentences {
                    let head = key.split('.').next().unwrap_or_default();
                    if name == "interface" || FREE.contains(&head) {
                        let said = lines.iter().flat_map(|line| placeholders(line)).collect();
                        let place = free.entry((name.to_owned(), key.clone())).or_default();
                        drop(place.insert(code, said));
                    }
                }
            }
        }
        for ((name, key), said) in &free {
            for (code, language) in &self.languages {
                let file = match name.as_str() {
                    "interface" => language.interface.as_ref(),
                    name => language.demarches.get(name),
                };
                let Some(file) = file else { continue };
                let Some(here) = said.get(code.as_str()) else {
                    // An operator's sentence may be in his language only: `KEYS` says which not.
                    if name != "interface" {
                        faults.push(file.fault("", format!("no sentence for `{key}`"), None));
                    }
                    continue;
                };
                if said.values().any(|there| there != here) {
                    let complaint = format!("`{key}`: not the same placeholders in all languages");
                    faults.push(file.fault(key, complaint, None));
                }
            }
        }
    }
}

impl Language {
    /// All the words of one edition.
    fn demarche(&mut self, code: &str, demarche: &Demarche, faults: &mut Vec<Fault>) {
        if !self.demarches.contains_key(demarche.name()) {
            faults.push(Fault {
                file: format!("texts/{code}/{}.toml", demarche.name()),
                line: 1,
                complaint: "the file is missing".to_owned(),
                advice: None,
            });
            return;
        }
        for wanted in wanted(demarche) {
            self.one(demarche.name(), &wanted, faults);
        }
    }

    /// Marks what is used, and complains of what is missing.
    fn one(&mut self, name: &str, wanted: &Wanted, faults: &mut Vec<Fault>) {
        let Wanted { head, spelling, fields, may, given, said } = wanted;
        let mut found = BTreeSet::new();
        let mut spoken: BTreeSet<String> = BTreeSet::new();
        for (block, key) in &spelling.chain {
            let Some(file) = self.file(name, block.as_deref()) else { continue };
            let full = format!("{head}.{key}");
            for field in [""].iter().chain(*fields).chain(*may) {
                let key = if field.is_empty() { full.clone() } else { format!("{full}.{field}") };
                let Some(lines) = file.sentences.get(&key) else { continue };
                let _new = file.used.insert(key.clone());
                let _new = found.insert(if field.is_empty() { fields[0] } else { field });
                let names: Vec<String> =
                    lines.iter().flat_map(|line| placeholders(line)).map(str::to_owned).collect();
                for name in &names {
                    let known = given.contains(name) || name == "n" && spelling.number.is_some();
                    if !known {
                        let complaint = format!("`{full}`: nothing gives `{{{name}}}`");
                        let near = meant(name, given.iter().map(String::as_str));
                        faults.push(file.fault(&key, complaint, near));
                    }
                }
                spoken.extend(names);
            }
        }
        for field in fields.iter().filter(|field| !found.contains(**field)) {
            faults.push(self.missing(name, wanted, field, &found));
        }
        if !found.is_empty()
            && let Some((block, key)) = spelling.chain.last()
            && let Some(file) = self.file(name, block.as_deref())
        {
            for name in said.iter().filter(|name| !spoken.contains(*name)) {
                let complaint = format!("`{head}.{key}`: `{{{name}}}` is given and not said");
                faults.push(file.fault(&format!("{head}.{key}"), complaint, None));
            }
        }
    }

    fn missing(
        &mut self,
        name: &str,
        wanted: &Wanted,
        field: &str,
        found: &BTreeSet<&str>,
    ) -> Fault {
        let Spelling { chain, .. } = &wanted.spelling;
        let (block, key) = chain.last().cloned().unwrap_or_default();
        let full = format!("{}.{key}", wanted.head);
        let full =
            if found.is_empty() || field.is_empty() { full } else { format!("{full}.{field}") };
        let complaint = format!("no sentence for `{full}`");
        match self.file(name, block.as_deref()) {
            Some(file) => {
                let near = meant(&full, file.prefixes().iter().map(String::as_str));
                file.fault("", complaint, near)
            }
            None => Fault {
                file: format!("texts/…/blocks/{}.toml", block.unwrap_or_default()),
                line: 1,
                complaint,
                advice: None,
            },
        }
    }

    fn file(&mut self, name: &str, block: Option<&str>) -> Option<&mut File> {
        match block {
            None => self.demarches.get_mut(name),
            Some(block) => self.blocks.get_mut(block),
        }
    }

    /// Sentences that nothing asks for.
    fn unused(&self, demarches: &[Demarche], faults: &mut Vec<Fault>) {
        let named = |name: &String| demarches.iter().any(|demarche| demarche.name() == name);
        for (name, file) in &self.demarches {
            if !named(name) {
                let complaint = format!("there is no procedure `{name}`");
                let known = demarches.iter().map(Demarche::name);
                faults.push(file.fault("", complaint, meant(name, known)));
                continue;
            }
            file.unused(faults);
        }
        for file in self.blocks.values() {
            file.unused(faults);
        }
    }
}

impl File {
    /// Reads a file beside those that were read before.
    fn add(&mut self, path: &str, node: &Node) {
        if self.path.is_empty() {
            path.clone_into(&mut self.path);
        }
        self.read(path, "", node);
    }

    fn read(&mut self, path: &str, prefix: &str, node: &Node) {
        for pair in node.pairs() {
            let key =
                if prefix.is_empty() { pair.key.clone() } else { format!("{prefix}.{}", pair.key) };
            let lines = match &pair.node.value {
                Tree::Table(_) => {
                    self.read(path, &key, &pair.node);
                    continue;
                }
                Tree::Text(text) => vec![text.clone()],
                Tree::Number(number) => vec![number.to_string()],
                Tree::List(items) => {
                    items.iter().filter_map(Node::text).map(str::to_owned).collect()
                }
                _ => Vec::new(),
            };
            let line = pair.place.line as usize;
            if let Some((other, there)) = self.lines.get(&key) {
                let complaint = format!("`{key}` is also written in {other}:{there}");
                let file = path.to_owned();
                self.twice.push(Fault { file, line, complaint, advice: None });
                continue;
            }
            let _ = self.lines.insert(key.clone(), (path.to_owned(), line));
            drop(self.sentences.insert(key, lines));
        }
    }

    fn fault(&self, key: &str, complaint: String, advice: Option<String>) -> Fault {
        let within = |line: &&String| line.starts_with(key);
        let line = self.lines.get(key).or_else(|| {
            let first = self.lines.keys().find(within).filter(|_| !key.is_empty());
            first.and_then(|first| self.lines.get(first))
        });
        let (file, line) = line.cloned().unwrap_or_else(|| (self.path.clone(), 1));
        Fault { file, line, complaint, advice }
    }

    fn unused(&self, faults: &mut Vec<Fault>) {
        for key in self.sentences.keys() {
            let head = key.split('.').next().unwrap_or_default();
            if !self.used.contains(key) && !FREE.contains(&head) {
                faults.push(self.fault(key, format!("`{key}` is used by nothing"), None));
            }
        }
    }

    /// Keys that are not used, with and without their last part: what a missing one may be.
    fn prefixes(&self) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for key in self.sentences.keys().filter(|key| !self.used.contains(*key)) {
            let _new = all.insert(key.clone());
            if let Some((before, _)) = key.rsplit_once('.') {
                let _new = all.insert(before.to_owned());
            }
        }
        all
    }
}

fn bare(files: BTreeMap<String, File>) -> BTreeMap<String, Sentences> {
    files.into_iter().map(|(name, file)| (name, file.sentences)).collect()
}
