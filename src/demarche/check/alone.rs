//! A block checked by itself: what it takes has a place of its own in the walk.

use std::collections::BTreeMap;

use super::super::alone::Alone;
use super::super::formula::{Slot, Term};
use super::super::question::{Section, SectionId};
use super::block::pairs;
use super::term::Typed;
use super::{Checker, Level, Library, Page, Scope};

/// The block of this name; `None` when there is none, or when it has a fault.
pub(crate) fn alone(library: &Library, name: &str) -> Option<Alone> {
    let page = library.blocks.get(name)?;
    let mut checker = Checker::new(library, name);
    checker.lookups(&[(name.to_owned(), page)]);
    checker.made.sections.push(Section { name: name.to_owned() });
    let mut scope = Scope::top(Some(SectionId(0)));
    scope.levels.push(Level { name: name.to_owned(), block: name.to_owned(), number: None });
    let mut takes: BTreeMap<String, Slot> = BTreeMap::new();
    for pair in pairs(page, "needs").iter().chain(pairs(page, "may")) {
        let ty = checker.need_type(pair)?;
        let slot = checker.slot();
        let typed = Typed::plain(Term::Slot(slot), ty);
        drop(scope.arguments.insert(pair.key.clone(), typed));
        let _new = takes.insert(pair.key.clone(), slot);
    }
    checker.page(page, &scope, Page::Block);
    checker.judge_strangers();
    let Checker { made, faults, .. } = checker;
    faults.is_empty().then_some(Alone { demarche: made, takes })
}
