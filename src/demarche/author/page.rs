//! A whole procedure as one readable page, for the jurist who signs it: every sentence beside the
//! condition under which it is said, as written. A repeated block is written once.

use std::fmt::Write as _;

use super::super::edition::{At, Attach, Line, Strength, Table};
use super::super::formula::Constant;
use super::super::source::{Node, Pair, Tree};
use super::super::{Demarche, Kind, QuestionId, StepId};
use crate::dossier::journey::{Spoken, VisibleStep};
use crate::text::Texts;

/// The page, in Markdown.
pub fn page(demarche: &Demarche, texts: &Texts) -> String {
    let mut page = Page { demarche, texts, out: String::new() };
    page.head();
    for line in &demarche.outline {
        page.line(line);
    }
    page.tables();
    page.pieces();
    page.out.push_str("\n---\n\n");
    page.say("page.approve", &[]);
    page.out
}

struct Page<'d> {
    demarche: &'d Demarche,
    texts: &'d Texts,
    out: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let title = self.texts.line(self.demarche, "welcome.title");
        let title = title.unwrap_or_else(|| self.demarche.name()).to_owned();
        self.put(&format!("# {title} ({})", self.demarche.edition()));
        self.say("page.digest", &[("digest", self.demarche.digest().to_owned())]);
        for (name, on) in self.demarche.switches() {
            let on = self.texts.write(&crate::dossier::journey::Shown::YesNo(*on));
            self.say("page.switch", &[("name", format!("`{name}`")), ("usual", on)]);
        }
    }

    fn line(&mut self, line: &Line) {
        let Line { node, at, depth } = line;
        match at {
            At::Section(section) => {
                let name = self.texts.section(self.demarche, *section).to_owned();
                self.put(&format!("## {}. {name}", section.0 + 1));
            }
            At::Use => self.block(node, *depth),
            At::Step(step) => self.step(*step, node, *depth),
            At::Derive(at) => self.derive(*at, node),
            At::Rule(at) => self.rule(*at, node),
            At::Need(attach) => self.need(*attach, node),
            At::Fee(at) => {
                let name = &self.demarche.fees[*at].name;
                let title = self.texts.fee(self.demarche, name).title;
                let amount = code(node.get("amount"));
                let said = format!("{title} : {amount}{}", self.condition(node));
                self.entry("page.fee", &said);
            }
        }
    }

    fn block(&mut self, node: &Node, depth: usize) {
        let name = node.get("as").or_else(|| node.get("block")).and_then(Node::text);
        let mut said = format!("`{}`", name.unwrap_or_default());
        for key in ["times", "with", "without", "propose"] {
            if let Some(found) = node.get(key) {
                let _ = write!(said, ", {} {}", self.word(key), code(Some(found)));
            }
        }
        said.push_str(&self.condition(node));
        let marks = "#".repeat(3 + depth);
        let label = self.texts.interface("page.block").to_owned();
        self.put(&format!("{marks} {label} {said}"));
    }

    fn step(&mut self, id: StepId, node: &Node, depth: usize) {
        let step = self.demarche.step(id);
        let visible = VisibleStep {
            step: id,
            section: step.section,
            questions: Vec::new(),
            done: false,
            with: Vec::new(),
        };
        let words = self.texts.step(self.demarche, &visible);
        let marks = "#".repeat(3 + depth);
        self.put(&format!("{marks} {} (`{}`){}", words.ask, step.name, self.condition(node)));
        if let Some(hint) = words.hint.filter(|_| step.questions.len() != 1) {
            self.put(&format!("*{hint}*"));
        }
        if !step.show.is_empty() {
            let shown = step.show.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
            self.entry("page.show", &shown.join(", "));
        }
        let asks: &[Pair] = node.get("ask").map(Node::pairs).unwrap_or_default();
        for question in &step.questions {
            let name = &self.demarche.question(*question).name;
            let local = name.rsplit('.').next().unwrap_or(name);
            if let Some(pair) = asks.iter().find(|pair| pair.key == local) {
                let alone = step.questions.len() == 1;
                self.question(*question, &pair.node, if alone { "" } else { "ask" });
            }
        }
    }

    /// A question; one that is alone on its step does not say the same sentence again.
    fn question(&mut self, id: QuestionId, node: &Node, label: &str) {
        let question = self.demarche.question(id);
        let words = self.texts.ask(self.demarche, id);
        let ask = match label {
            "" => String::new(),
            _ => format!("**{}** ", words.ask),
        };
        let mut said = format!("- {ask}(`{}`) : {}", question.name, kind(node));
        for key in ["optional", "unknown", "propose", "discreet"] {
            if let Some(found) = node.get(key) {
                let value = match found.value {
                    Tree::YesNo(_) => String::new(),
                    _ => format!(" {}", code(Some(found))),
                };
                let _ = write!(said, ", {}{value}", self.word(key));
            }
        }
        said.push_str(&self.condition(node));
        for (key, text) in [("hint", words.hint), ("why", words.why), ("example", words.example)] {
            if let Some(text) = text {
                let _ = write!(said, "\n  {} : *{text}*", self.word(key));
            }
        }
        self.cards(id, node, &mut said);
        self.put(&said);
    }

    /// Its cards, each with the condition under which it is offered.
    fn cards(&self, id: QuestionId, node: &Node, said: &mut String) {
        let (Kind::Choice(groups) | Kind::Several(groups)) = &self.demarche.question(id).kind
        else {
            return;
        };
        for group in groups {
            if let Some(name) = &group.name {
                let title = self.texts.group(self.demarche, id, name).title;
                let _ = write!(said, "\n  - {title}");
            }
            for word in &group.choices {
                let card = self.texts.choice(self.demarche, id, word);
                let detail = card.detail.map(|d| format!(" ({d})")).unwrap_or_default();
                let offer = node.get("offer").and_then(|offer| offer.get(word));
                let only = offer.map(|when| format!(", {} {}", self.word("if"), code(Some(when))));
                let only = only.unwrap_or_default();
                let _ = write!(said, "\n    - `{word}` {}{detail}{only}", card.title);
            }
        }
    }

    fn derive(&mut self, at: usize, node: &Node) {
        let words = node.get("gives").map(Node::items).unwrap_or_default().iter();
        let words: Vec<String> =
            words.filter_map(|word| Some(format!("`{}`", word.text()?))).collect();
        let among =
            if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        self.entry("page.derive", &format!("`{}`{among}", self.demarche.derives[at].name));
        let mut rows = String::new();
        if let Some(call) = node.get("call") {
            self.put(&format!("- {} {}", self.word("call"), code(Some(call))));
            return;
        }
        for row in node.get("first").map(Node::items).unwrap_or_default() {
            let _ = writeln!(rows, "- {}{}", code(row.get("is")), self.condition(row));
        }
        let otherwise = code(node.get("otherwise"));
        let _ = write!(rows, "- {} {otherwise}", self.word("otherwise"));
        self.put(&rows);
    }

    fn rule(&mut self, at: usize, node: &Node) {
        let Some(rule) = self.demarche.rules.get(at) else { return };
        let spoken = Spoken {
            name: rule.name.clone(),
            key: rule.key.clone(),
            with: Vec::new(),
            at: rule.at,
        };
        let (label, said) = match rule.strength {
            Strength::Notice => ("page.notice", self.texts.rule(self.demarche, &spoken)),
            Strength::Caution => ("page.caution", self.texts.rule(self.demarche, &spoken)),
            Strength::Refuse => ("page.refuse", self.texts.rule(self.demarche, &spoken)),
            Strength::Stop => {
                let stop = self.texts.stop(self.demarche, &spoken);
                let next = stop.next.unwrap_or_default();
                (
                    "page.stop",
                    format!("{} : {} {next}", stop.title, stop.body).trim_end().to_owned(),
                )
            }
        };
        let mut said = format!("`{}` « {said} »{}", rule.key, self.condition(node));
        for key in ["each", "at", "with"] {
            if let Some(found) = node.get(key) {
                let _ = write!(said, ", {} {}", self.word(key), code(Some(found)));
            }
        }
        self.entry(label, &said);
    }

    fn need(&mut self, attach: Attach, node: &Node) {
        let label = match attach {
            Attach::Bring => "page.bring",
            Attach::Scan => "page.attach",
        };
        let each =
            node.get("each").map(|each| format!(", {} {}", self.word("each"), code(Some(each))));
        self.entry(label, &format!("{}{}", self.condition(node), each.unwrap_or_default()));
        let mut lines = String::new();
        for item in node.get("all").map(Node::items).unwrap_or_default() {
            let _ = writeln!(lines, "- {}", self.paper(item));
        }
        let alternatives: Vec<String> = node
            .get("one_of")
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .map(|item| match &item.value {
                Tree::List(all) => {
                    let all: Vec<String> = all.iter().map(|item| self.paper(item)).collect();
                    all.join(" + ")
                }
                _ => self.paper(item),
            })
            .collect();
        if !alternatives.is_empty() {
            let _ =
                writeln!(lines, "- {}", alternatives.join(&format!(" **{}** ", self.word("or"))));
        }
        self.put(lines.trim_end());
    }

    fn paper(&self, item: &Node) -> String {
        let name = item.text().or_else(|| item.get("piece").and_then(Node::text));
        let name = name.unwrap_or_default();
        let title = self.texts.piece(self.demarche, name, &[]).title;
        format!("{title} (`{name}`){}", self.condition(item))
    }

    fn tables(&mut self) {
        for table in &self.demarche.tables {
            let Table { name, keys, columns, rows } = table;
            self.entry("page.table", &format!("`{name}`"));
            let mut heads = keys.clone();
            heads.push(self.word("from"));
            heads.extend(columns.iter().map(|column| column.name.clone()));
            let mut lines = format!("| {} |\n|{}", heads.join(" | "), " --- |".repeat(heads.len()));
            for row in rows {
                let mut cells: Vec<String> =
                    row.keys.iter().map(|key| key.clone().unwrap_or("*".into())).collect();
                cells.push(row.from.map(|day| day.to_string()).unwrap_or_default());
                cells.extend(row.cells.iter().map(|cell| self.cell(cell)));
                let _ = write!(lines, "\n| {} |", cells.join(" | "));
            }
            self.put(&lines);
        }
    }

    fn cell(&self, cell: &Constant) -> String {
        match cell {
            Constant::Money(cents) => self.texts.sum(*cents),
            Constant::Day(day) => self.texts.day((*day).into()),
            Constant::Number(number) => number.to_string(),
            Constant::Word(word) | Constant::Text(word) | Constant::Country(word) => word.clone(),
            Constant::YesNo(yes) => self.texts.write(&crate::dossier::journey::Shown::YesNo(*yes)),
            Constant::None => "-".to_owned(),
            Constant::Unknown => "?".to_owned(),
        }
    }

    /// Each paper once, with what is asked of it.
    fn pieces(&mut self) {
        self.put(&format!("## {}", self.texts.interface("page.pieces")));
        let mut lines = String::new();
        for piece in self.demarche.pieces.values() {
            let words = self.texts.piece(self.demarche, &piece.name, &[]);
            let detail = words.detail.map(|detail| format!(" ({detail})")).unwrap_or_default();
            let _ = write!(lines, "- `{}` {}{detail}", piece.name, words.title);
            if let Some(span) = &piece.younger_than {
                let _ = write!(lines, ", {} `{span}`", self.word("younger_than"));
            }
            if piece.sides > 1 {
                let _ = write!(lines, ", {} {}", self.word("sides"), piece.sides);
            }
            if !piece.signed_by.is_empty() {
                let _ = write!(
                    lines,
                    ", {} `{}`",
                    self.word("signed_by"),
                    piece.signed_by.join("`, `")
                );
            }
            lines.push('\n');
        }
        self.put(lines.trim_end());
    }

    /// `, si …`
    fn condition(&self, node: &Node) -> String {
        let when =
            node.get("when").map(|when| format!(", {} {}", self.word("if"), code(Some(when))));
        when.unwrap_or_default()
    }

    fn word(&self, key: &str) -> String {
        self.texts.interface(&format!("page.{key}")).to_owned()
    }

    fn entry(&mut self, label: &str, said: &str) {
        let label = self.texts.interface(label).to_owned();
        self.put(&format!("**{label}** {}", said.trim_start_matches(", ")));
    }

    fn say(&mut self, key: &str, with: &[(&str, String)]) {
        let said = self.texts.interface_with(key, with);
        self.put(&said);
    }

    fn put(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str(text);
            self.out.push_str("\n\n");
        }
    }
}

/// The kind of a question, as written.
fn kind(node: &Node) -> String {
    match &node.value {
        Tree::Table(pairs) => {
            let found = pairs.iter().find(|pair| !super::super::check::stands_beside(&pair.key));
            match found {
                Some(pair) if pair.key == "choice" || pair.key == "several" => {
                    format!("`{}`", pair.key)
                }
                Some(pair) if pair.key == "kind" => code(Some(&pair.node)),
                Some(pair) => format!("`{} {}`", pair.key, plain(&pair.node)),
                None => String::new(),
            }
        }
        _ => code(Some(node)),
    }
}

/// Words of the file, as code.
fn code(node: Option<&Node>) -> String {
    node.map(|node| format!("`{}`", plain(node))).unwrap_or_default()
}

fn plain(node: &Node) -> String {
    match &node.value {
        Tree::Text(text) => text.clone(),
        Tree::Number(number) => number.to_string(),
        Tree::YesNo(yes) => yes.to_string(),
        Tree::Day(day) => day.to_string(),
        Tree::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Tree::Table(pairs) => pairs
            .iter()
            .map(|pair| format!("{} = {}", pair.key, plain(&pair.node)))
            .collect::<Vec<_>>()
            .join(", "),
        Tree::Other => String::new(),
    }
}
