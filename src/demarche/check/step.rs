//! Steps and what they ask.

use super::super::edition::{Asked, At, Body, Optional, Shown};
use super::super::formula::{Constant, Slot, Term, Test, Type};
use super::super::question::{Kind, Question, QuestionId, SectionId, Step, StepId};
use super::super::source::{Node, Pair, Tree};
use super::condition::Reading;
use super::kind::Parsed;
use super::{Checker, Known, Scope, index};

const BESIDE: &[&str] = &["optional", "unknown", "when", "propose", "offer", "picture", "discreet"];

impl Checker<'_> {
    pub(super) fn step(&mut self, node: &Node, scope: &Scope) {
        self.keys(node, &["id", "when", "ask", "show", "with"]);
        let asks: Vec<&Pair> = node
            .get("ask")
            .map(Node::pairs)
            .unwrap_or_default()
            .iter()
            .filter(|pair| !scope.without.contains(&pair.key))
            .collect();
        for pair in node.get("ask").map(Node::pairs).unwrap_or_default() {
            if scope.without.contains(&pair.key) {
                let _ = self.question(pair, &Scope { absent: true, ..scope.clone() }, StepId(0));
            }
        }
        let emptied = asks.is_empty() && node.get("ask").is_some_and(|ask| !ask.pairs().is_empty());
        let id = self.step_name(node, &asks, scope, emptied);
        if asks.len() > 4 {
            let count = asks.len();
            self.fault(node.place, format!("{count} entries on one step: four at most"));
        }
        let when = self.when(node, scope);
        let with = self.with(node, scope, &mut Reading::default());
        let show = self.shows(node, scope);
        if scope.absent || emptied {
            for pair in asks {
                let _ = self.question(pair, scope, StepId(0));
            }
            return;
        }
        let step = StepId(index(self.made.steps.len()));
        self.made.steps.push(Step {
            name: format!("{}{id}", scope.prefix),
            section: scope.section.unwrap_or(SectionId(0)),
            questions: Vec::new(),
            show,
        });
        self.made.shown.push(Shown { when, with, spelling: scope.spelling(&id) });
        for pair in asks {
            if let Some(question) = self.question(pair, scope, step) {
                self.made.steps[usize::from(step.0)].questions.push(question);
            }
        }
        self.line(scope, node, At::Step(step));
        self.item(scope.guard, Body::Step(step));
    }

    fn step_name(&mut self, node: &Node, asks: &[&Pair], scope: &Scope, emptied: bool) -> String {
        let id = self.optional_text(node, "id").map(str::to_owned);
        let id = match (id, asks) {
            (Some(id), _) => {
                self.small_name(node.place, &id);
                id
            }
            (None, [one]) => one.key.clone(),
            (None, _) if emptied => return String::new(),
            (None, _) => {
                let what = "a step with several entries, or none, wants an `id`";
                self.fault(node.place, what);
                return String::new();
            }
        };
        let full = format!("{}{id}", scope.prefix);
        if let Some(other) = self.step_names.insert(full, node.place)
            && !scope.absent
        {
            let at = other.line;
            self.fault(node.place, format!("step `{id}` is written twice (line {at})"));
        }
        id
    }

    fn shows(&mut self, node: &Node, scope: &Scope) -> Vec<String> {
        let mut shown = Vec::new();
        for item in node.get("show").map(Node::items).unwrap_or_default() {
            let Some(name) = self.text_of(item, "show").map(str::to_owned) else { continue };
            let full = format!("{}{name}", scope.prefix);
            if name == "pieces" || name == "fees" {
                shown.push(name);
            } else if self.made.derives.iter().any(|derive| derive.name == full) {
                shown.push(full);
            } else {
                let prefix = scope.prefix.clone();
                let known: Vec<String> = self
                    .made
                    .derives
                    .iter()
                    .filter_map(|derive| derive.name.strip_prefix(&prefix))
                    .chain(["pieces", "fees"])
                    .map(str::to_owned)
                    .collect();
                let complaint = format!("nothing above derives {name} to show");
                self.fault_near(item.place, complaint, &name, known.iter().map(String::as_str));
            }
        }
        shown
    }

    /// One question: its kind, and what stands beside the kind.
    fn question(&mut self, pair: &Pair, scope: &Scope, step: StepId) -> Option<QuestionId> {
        let node = &pair.node;
        let Some(parsed) = self.kind(pair, scope) else {
            // The name exists all the same: one fault is enough.
            let _ = self.broken.insert(format!("{}{}", scope.prefix, pair.key));
            return None;
        };
        let Parsed { kind, ty, from, to, at, postcode } = parsed;
        let unknown = self.flag(node, "unknown");
        let discreet = self.flag(node, "discreet");
        let when = self.when(node, scope);
        let optional = self.optional(node, scope);
        let offer = self.offer(node, &kind, &pair.key, scope);
        let propose = self.propose(node, &pair.key, &ty, scope);
        let picture = self.optional_text(node, "picture").map(str::to_owned);
        let spelling = scope.spelling(&pair.key);
        let mut known = Known {
            term: Term::Fixed(Constant::None),
            ty,
            doubtful: unknown,
            place: pair.place,
            beside: None,
            spelling: spelling.clone(),
        };
        if scope.absent {
            self.publish(scope, &pair.key, known, "is asked");
            return None;
        }
        let slot: Slot = self.slot();
        let id = QuestionId(index(self.made.questions.len()));
        known.term = Term::Slot(slot);
        known.beside = Some(id);
        self.publish(scope, &pair.key, known, "is asked");
        let name = format!("{}{}", scope.prefix, pair.key);
        self.made.questions.push(Question { name, kind, unknown, discreet, step });
        self.made.asked.push(Asked {
            slot,
            when,
            optional,
            from,
            to,
            at,
            postcode,
            offer,
            propose,
            picture,
            spelling,
        });
        Some(id)
    }

    fn flag(&mut self, node: &Node, key: &str) -> bool {
        match node.get(key).map(|found| (&found.value, found.place)) {
            None => false,
            Some((Tree::YesNo(yes), _)) => *yes,
            Some((_, place)) => {
                self.fault(place, format!("`{key}` wants true or false"));
                false
            }
        }
    }

    fn optional(&mut self, node: &Node, scope: &Scope) -> Optional {
        let Some(optional) = node.get("optional") else { return Optional::Never };
        match &optional.value {
            Tree::YesNo(true) => Optional::Always,
            Tree::YesNo(false) => Optional::Never,
            Tree::Text(_) => {
                let mut reading = Reading::default();
                let test = self.condition(optional, scope, &mut reading);
                self.settle(&mut reading);
                test.map_or(Optional::Never, Optional::When)
            }
            _ => {
                self.fault(optional.place, "`optional` wants true or a condition");
                Optional::Never
            }
        }
    }

    fn offer(
        &mut self,
        node: &Node,
        kind: &Kind,
        name: &str,
        scope: &Scope,
    ) -> Vec<(String, Test)> {
        let Some(offer) = node.get("offer") else { return Vec::new() };
        let (Kind::Choice(groups) | Kind::Several(groups)) = kind else {
            self.fault(offer.place, format!("offer: `{name}` has no choices"));
            return Vec::new();
        };
        let words: Vec<&String> = groups.iter().flat_map(|group| &group.choices).collect();
        let mut all = Vec::new();
        for pair in offer.pairs() {
            if !words.contains(&&pair.key) {
                let complaint = format!("offer: no choice `{}`", pair.key);
                let known = words.iter().map(|word| word.as_str());
                self.fault_near(pair.place, complaint, &pair.key, known);
                continue;
            }
            let mut reading = Reading::default();
            let test = self.condition(&pair.node, scope, &mut reading);
            self.settle(&mut reading);
            all.extend(test.map(|test| (pair.key.clone(), test)));
        }
        if offer.pairs().len() >= words.len() {
            self.fault(
                offer.place,
                "every choice has a condition: one at least must always be offered",
            );
        }
        all
    }

    /// `propose` of the question, or its namesake in the group that the use proposes.
    fn propose(&mut self, node: &Node, name: &str, ty: &Type, scope: &Scope) -> Option<Term> {
        if let Some(text) = self.optional_text(node, "propose") {
            let place = node.get("propose").map(|found| found.place).unwrap_or_default();
            let before = self.strangers.len();
            let typed = self.free_value(text, place, scope, &mut Reading::default());
            for stranger in &mut self.strangers[before..] {
                stranger.written = format!("{} to propose", stranger.written);
            }
            let typed = typed?;
            if !typed.ty.agrees(ty) {
                let (found, wanted) = (typed.ty.name(), ty.name());
                self.fault(
                    place,
                    format!("what is proposed is not of its kind: {found}, not {wanted}"),
                );
                return None;
            }
            return Some(typed.term);
        }
        let group = scope.propose.as_ref()?;
        let known = self.names.get(&format!("{group}.{name}"))?;
        known.ty.agrees(ty).then(|| known.term.clone())
    }
}

/// What may stand beside any kind.
pub(super) fn beside(key: &str) -> bool {
    BESIDE.contains(&key)
}

/// Words that stand beside a kind, for advice.
pub(super) fn besides() -> impl Iterator<Item = &'static str> {
    BESIDE.iter().copied()
}
