//! Blocks put in: arguments, names of their own, repetition unrolled.

use std::collections::{BTreeMap, BTreeSet};

use super::super::edition::At;
use super::super::expression::Order;
use super::super::formula::{Constant, Term, Test, Type};
use super::super::source::{Node, Pair, Tree};
use super::condition::Reading;
use super::term::Typed;
use super::{Checker, Group, Level, Page, Scope};

const KEYS: &[&str] = &["block", "as", "times", "with", "without", "when", "propose"];

/// How often a block is put in.
enum Times {
    Once,
    Fixed(u8),
    /// Up to so many: the question that says how many.
    Counted(u8, Term),
}

impl<'l> Checker<'l> {
    pub(super) fn inlined(&mut self, node: &Node, scope: &Scope) {
        self.keys(node, KEYS);
        let Some(block) = self.wanted_text(node, "block", "use").map(str::to_owned) else {
            return;
        };
        let library: &'l _ = self.library;
        let Some(page) = library.blocks.get(&block) else {
            let place = node.get("block").map_or(node.place, |found| found.place);
            let complaint = format!("no block `{block}`");
            self.fault_near(place, complaint, &block, library.blocks.keys().map(String::as_str));
            return;
        };
        if scope.levels.len() >= 2 {
            self.fault(node.place, "blocks go two deep at most");
            return;
        }
        let name = self.optional_text(node, "as").map_or_else(|| block.clone(), str::to_owned);
        self.small_name(node.place, &name);
        let full = format!("{}{name}", scope.prefix);
        if self.groups.contains_key(&full) || self.names.contains_key(&full) {
            self.fault(node.place, format!("`{name}` is used twice: say `as`"));
            return;
        }
        let times = self.times(node, scope);
        if scope.repeated && !matches!(times, Times::Once) {
            self.fault(node.place, "a repeated block does not repeat another");
            return;
        }
        let arguments = self.arguments(node, page, &block, scope);
        let without = self.without(node, page, &block, scope);
        let propose = self.proposed(node, &name, scope);
        self.line(scope, node, At::Use);
        let guard = match self.when(node, scope) {
            Some(test) => self.guard(scope.guard, test),
            None => scope.guard,
        };
        let absent = scope.absent || scope.without.contains(&name);
        let inside = Scope {
            prefix: format!("{full}."),
            levels: scope.levels.clone(),
            arguments,
            guard,
            repeated: scope.repeated,
            absent,
            without,
            propose,
            this: None,
            section: scope.section,
        };
        let level = Level { name, block, number: None };
        self.repeated(page, inside, level, times, full);
    }

    /// Puts the block in, once or once for each number.
    fn repeated(
        &mut self,
        page: &'l Node,
        inside: Scope,
        level: Level,
        times: Times,
        full: String,
    ) {
        let guard = inside.guard;
        let level = |number| Level { number, ..level.clone() };
        let mut group = Group { guard, instances: Vec::new() };
        let (most, count) = match times {
            Times::Once => {
                drop(self.groups.insert(full, group));
                let mut scope = inside;
                scope.levels.push(level(None));
                self.page(page, &scope, Page::Block);
                return;
            }
            Times::Fixed(most) => (most, None),
            Times::Counted(most, count) => (most, Some(count)),
        };
        for number in 1..=most {
            let guard = match &count {
                None => guard,
                Some(count) => {
                    let right = Term::Fixed(Constant::Number(i64::from(number)));
                    let left = count.clone();
                    self.guard(guard, Test::Compare { left, order: Order::GreaterOrEqual, right })
                }
            };
            group.instances.push(guard);
            let mut scope = Scope {
                prefix: format!("{full}.{number}."),
                guard,
                repeated: true,
                propose: inside.propose.clone(),
                ..inside.clone()
            };
            scope.levels.push(level(Some(number)));
            self.page(page, &scope, Page::Block);
        }
        drop(self.groups.insert(full, group));
    }

    fn times(&mut self, node: &Node, scope: &Scope) -> Times {
        let Some(times) = node.get("times") else { return Times::Once };
        match &times.value {
            Tree::Number(number @ 2..=9) => Times::Fixed(u8::try_from(*number).unwrap_or(2)),
            Tree::Number(_) => {
                self.fault(times.place, "times: from 2 to 9, or a number question");
                Times::Once
            }
            _ => {
                let Some(name) = self.text_of(times, "times").map(str::to_owned) else {
                    return Times::Once;
                };
                let reading = &mut Reading::default();
                let Some(typed) = self.free_value(&name, times.place, scope, reading) else {
                    return Times::Once;
                };
                let most = typed.beside.and_then(|id| match self.made.question(id).kind {
                    super::super::question::Kind::Number { to, from: 0.., .. } => {
                        u8::try_from(to).ok().filter(|to| *to <= 9)
                    }
                    _ => None,
                });
                match most {
                    Some(most) if typed.ty == Type::Number && typed.doubt.is_empty() => {
                        Times::Counted(most, typed.term)
                    }
                    Some(_) if typed.ty == Type::Number => {
                        let complaint = format!("times: `{name}` may be unknown");
                        self.fault(times.place, complaint);
                        Times::Once
                    }
                    _ => {
                        let what = "must be a number question with `to` of 9 at most";
                        self.fault(times.place, format!("times: `{name}` {what}"));
                        Times::Once
                    }
                }
            }
        }
    }

    /// `with` beside `needs`.
    fn arguments(
        &mut self,
        node: &Node,
        page: &Node,
        block: &str,
        scope: &Scope,
    ) -> BTreeMap<String, Typed> {
        let (needs, may) = (pairs(page, "needs"), pairs(page, "may"));
        let given: &[Pair] = node.get("with").map(Node::pairs).unwrap_or_default();
        let mut arguments = BTreeMap::new();
        for pair in given {
            if !needs.iter().chain(may).any(|need| need.key == pair.key) {
                let complaint = format!("block `{block}` does not take `{}`", pair.key);
                let known = needs.iter().chain(may).map(|need| need.key.as_str());
                self.fault_near(pair.place, complaint, &pair.key, known);
            }
        }
        for need in needs.iter().chain(may) {
            self.small_name(need.place, &need.key);
            let Some(wanted) = self.need_type(need) else { continue };
            let Some(pair) = given.iter().find(|pair| pair.key == need.key) else {
                if may.iter().any(|other| other.key == need.key) {
                    let nothing = Typed::plain(Term::Fixed(Constant::None), wanted);
                    drop(arguments.insert(need.key.clone(), nothing));
                    continue;
                }
                self.fault(
                    node.place,
                    format!("block `{block}` needs `{}`: pass it with `with`", need.key),
                );
                continue;
            };
            let Some(text) = self.text_of(&pair.node, &pair.key) else { continue };
            let reading = &mut Reading::default();
            let typed = self.free_value(text, pair.node.place, scope, reading);
            let Some(mut typed) = typed else { continue };
            if !typed.ty.agrees(&wanted) {
                let (found, wanted) = (typed.ty.name(), wanted.name());
                self.fault(pair.place, format!("`{}` wants {wanted}, found {found}", need.key));
                continue;
            }
            if !typed.doubt.is_empty() {
                typed.doubt = vec![need.key.clone()];
            }
            drop(arguments.insert(need.key.clone(), typed));
        }
        arguments
    }

    /// The type of what a block takes.
    pub(super) fn need_type(&mut self, need: &Pair) -> Option<Type> {
        const TYPES: &[&str] =
            &["date", "number", "yesno", "money", "text", "country", "commune", "choice"];
        match need.node.text() {
            Some("date") => Some(Type::Date),
            Some("number") => Some(Type::Number),
            Some("yesno") => Some(Type::YesNo),
            Some("money") => Some(Type::Money),
            Some("text") => Some(Type::Text),
            Some("country") => Some(Type::Country),
            Some("commune") => Some(Type::Commune),
            Some("choice") => Some(Type::Choice(Vec::new())),
            other => {
                let word = other.unwrap_or_default().to_owned();
                let complaint = format!("needs: `{}` is of no type `{word}`", need.key);
                self.fault_near(need.place, complaint, &word, TYPES.iter().copied());
                None
            }
        }
    }

    fn without(
        &mut self,
        node: &Node,
        page: &Node,
        block: &str,
        scope: &Scope,
    ) -> BTreeSet<String> {
        let mut known: Vec<&str> = Vec::new();
        for step in page.get("step").map(Node::items).unwrap_or_default() {
            let asks = step.get("ask").map(Node::pairs).unwrap_or_default();
            known.extend(asks.iter().map(|pair| pair.key.as_str()));
        }
        for inner in page.get("use").map(Node::items).unwrap_or_default() {
            known.extend(inner.get("as").or_else(|| inner.get("block")).and_then(Node::text));
        }
        let mut left_out: BTreeSet<String> = BTreeSet::new();
        for item in node.get("without").map(Node::items).unwrap_or_default() {
            let Some(name) = self.text_of(item, "without") else { continue };
            if known.contains(&name) {
                let _new = left_out.insert(name.to_owned());
            } else {
                let complaint = format!("without: block `{block}` has no `{name}`");
                self.fault_near(item.place, complaint, name, known.iter().copied());
            }
        }
        debug_assert!(scope.levels.len() < 2, "blocks go two deep at most");
        left_out
    }

    /// The group whose answers are proposed: that of this use, or the namesake in the outer one.
    fn proposed(&mut self, node: &Node, name: &str, scope: &Scope) -> Option<String> {
        let inherited = || scope.propose.as_ref().map(|group| format!("{group}.{name}"));
        let Some(text) = self.optional_text(node, "propose") else { return inherited() };
        let full = format!("{}{text}", scope.prefix);
        if self.groups.get(&full).is_some_and(|group| group.instances.is_empty()) {
            return Some(full);
        }
        let prefix = scope.prefix.clone();
        let known: Vec<String> = self
            .groups
            .keys()
            .filter_map(|group| group.strip_prefix(&prefix))
            .map(str::to_owned)
            .collect();
        let complaint = format!("propose: nothing above is called {text}");
        let place = node.get("propose").map(|found| found.place).unwrap_or_default();
        self.fault_near(place, complaint, text, known.iter().map(String::as_str));
        None
    }
}

/// What a block takes: `needs` must be passed, `may` is none when it is left out.
pub(super) fn pairs<'n>(page: &'n Node, key: &str) -> &'n [Pair] {
    page.get(key).map(Node::pairs).unwrap_or_default()
}
