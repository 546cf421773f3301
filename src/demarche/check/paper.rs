//! Papers to bring or to scan, and sums due.

use std::collections::BTreeSet;

use super::super::edition::{At, Attach, Body, Due, Needed, Piece, Spelling};
use super::super::formula::{Test, Type};
use super::super::source::{Node, Tree};
use super::condition::Reading;
use super::rule::Round;
use super::{Checker, Scope};

impl Checker<'_> {
    /// `[piece.x]` of a page; `blocks` is the block that it stands in, if any.
    pub(super) fn pieces(&mut self, page: &Node, blocks: &[String]) {
        for pair in page.get("piece").map(Node::pairs).unwrap_or_default() {
            self.small_name(pair.place, &pair.key);
            self.keys(&pair.node, &["younger_than", "signed_by", "sides"]);
            let younger_than = self.optional_text(&pair.node, "younger_than").map(str::to_owned);
            if let Some(span) = &younger_than
                && !is_span(span)
            {
                let complaint =
                    format!("younger_than `{span}` wants a number and days, months or years");
                self.fault(pair.place, complaint);
            }
            let signed_by = pair.node.get("signed_by").map_or_else(Vec::new, |by| self.words(by));
            let sides = match pair.node.get("sides").map(|sides| &sides.value) {
                None => 1,
                Some(Tree::Number(2)) => 2,
                Some(Tree::Number(1)) => 1,
                Some(_) => {
                    self.fault(pair.place, "`sides` is 1 or 2");
                    1
                }
            };
            let mut chain = vec![(None, pair.key.clone())];
            chain.extend(blocks.iter().map(|block| (Some(block.clone()), pair.key.clone())));
            let spelling = Spelling { chain, number: None };
            let name = pair.key.clone();
            let piece = Piece { name: name.clone(), younger_than, signed_by, sides, spelling };
            if self.made.pieces.insert(name.clone(), piece).is_some() {
                self.fault(pair.place, format!("piece `{name}` is written twice"));
            }
            let _ = self.piece_places.insert(name, pair.place);
        }
    }

    /// `[[bring]]` and `[[attach]]`.
    pub(super) fn need(&mut self, node: &Node, scope: &Scope, header: &str) {
        self.keys(node, &["all", "one_of", "when", "each", "with"]);
        let attach = if header == "attach" { Attach::Scan } else { Attach::Bring };
        self.line(scope, node, At::Need(attach));
        for round in self.rounds(node, scope) {
            let mut when = self.when(node, &round.scope);
            if node.get("when").is_some() && when.is_none() {
                return;
            }
            if let Some(present) = &round.present {
                when = Some(match when {
                    Some(test) => Test::All(vec![present.clone(), test]),
                    None => present.clone(),
                });
            }
            let alternatives = match (node.get("all"), node.get("one_of")) {
                (Some(all), None) => {
                    self.papers(all, &round).into_iter().map(|paper| vec![vec![paper]]).collect()
                }
                (None, Some(one_of)) => vec![self.alternatives(one_of, &round)],
                _ => {
                    self.fault(node.place, format!("{header}: one of `all`, `one_of`"));
                    return;
                }
            };
            let with = self.with(node, &round.scope, &mut Reading::default());
            for one_of in alternatives {
                if scope.absent {
                    continue;
                }
                let (when, with) = (when.clone(), with.clone());
                self.made.needs.push(Needed { when, one_of, attach, with });
                self.item(round.guard, Body::Need(self.made.needs.len() - 1));
            }
        }
    }

    fn alternatives(&mut self, one_of: &Node, round: &Round) -> Vec<Vec<(String, Option<Test>)>> {
        if one_of.items().len() < 2 {
            self.fault(one_of.place, "`one_of` wants two alternatives");
        }
        let mut all = Vec::new();
        for item in one_of.items() {
            let papers = match &item.value {
                Tree::List(_) => self.papers(item, round),
                _ => self.paper(item, round).into_iter().collect(),
            };
            if !papers.is_empty() && papers.iter().all(|(_, when)| when.is_some()) {
                self.fault(
                    item.place,
                    "an alternative of `one_of` may become empty: one piece must have no `when`",
                );
            }
            all.push(papers);
        }
        all
    }

    fn papers(&mut self, list: &Node, round: &Round) -> Vec<(String, Option<Test>)> {
        let mut seen = BTreeSet::new();
        let mut papers = Vec::new();
        for item in list.items() {
            if let Some((name, when)) = self.paper(item, round) {
                if !seen.insert(name.clone()) && when.is_none() {
                    self.fault(item.place, format!("piece `{name}` is listed twice"));
                }
                papers.push((name, when));
            }
        }
        papers
    }

    fn paper(&mut self, item: &Node, round: &Round) -> Option<(String, Option<Test>)> {
        let name = match &item.value {
            Tree::Text(name) => name.clone(),
            Tree::Table(_) => {
                self.keys(item, &["piece", "when"]);
                self.wanted_text(item, "piece", "paper")?.to_owned()
            }
            _ => {
                self.fault(item.place, "a paper is a name, or { piece, when }");
                return None;
            }
        };
        if !self.made.pieces.contains_key(&name) {
            let known: Vec<String> = self.made.pieces.keys().cloned().collect();
            let complaint = format!("no piece `{name}`");
            self.fault_near(item.place, complaint, &name, known.iter().map(String::as_str));
            return None;
        }
        let _first = self.pieces_asked.insert(name.clone());
        let when = self.when(item, &round.scope);
        Some((name, when))
    }

    /// `[[fee]]`
    pub(super) fn fee(&mut self, node: &Node, scope: &Scope) {
        self.keys(node, &["id", "when", "amount"]);
        let Some(id) = self.wanted_text(node, "id", "fee") else { return };
        self.small_name(node.place, id);
        let name = format!("{}{id}", scope.prefix);
        if self.made.fees.iter().any(|fee| fee.name == name) {
            self.fault(node.place, format!("fee {id} is written twice"));
        }
        let when = self.when(node, scope);
        let Some(text) = self.wanted_text(node, "amount", "fee") else { return };
        let amount = self.free_value(text, node.place, scope, &mut Reading::default());
        let Some(amount) = amount else { return };
        if amount.ty != Type::Money {
            let found = amount.ty.name();
            self.fault(
                node.place,
                format!("fee `{id}`: the amount must be a sum (`25 €`), found {found}"),
            );
            return;
        }
        if !scope.absent {
            let (amount, spelling) = (amount.term, scope.spelling(id));
            self.made.fees.push(Due { name, when, amount, spelling });
            let at = self.made.fees.len() - 1;
            self.line(scope, node, At::Fee(at));
            self.item(scope.guard, Body::Fee(at));
        }
    }
}

/// `3 months`
fn is_span(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(number, unit)| {
        number.parse::<u16>().is_ok()
            && matches!(unit, "day" | "days" | "month" | "months" | "year" | "years")
    })
}
