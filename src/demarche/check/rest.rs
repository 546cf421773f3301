//! What can only be judged when the whole edition is read: empty sections, words for nothing.

use super::super::edition::At;
use super::super::question::{Section, SectionId};
use super::super::source::Node;
use super::{Checker, index};

impl Checker<'_> {
    /// A file without any step is not a segment.
    pub(super) fn drop_empty_sections(&mut self) {
        let mut kept: Vec<Section> = Vec::new();
        let (mut renamed, mut dead) = (Vec::new(), Vec::new());
        for (at, section) in self.made.sections.iter().enumerate() {
            let lives = self.made.steps.iter().any(|step| usize::from(step.section.0) == at);
            renamed.push(SectionId(index(kept.len())));
            if lives {
                kept.push(section.clone());
            } else {
                dead.push(index(at));
            }
        }
        for step in &mut self.made.steps {
            step.section = renamed[usize::from(step.section.0)];
        }
        self.made.outline.retain_mut(|line| match &mut line.at {
            At::Section(section) => {
                let dropped = dead.contains(&section.0);
                *section = renamed[usize::from(section.0)];
                !dropped
            }
            _ => true,
        });
        self.made.sections = kept;
    }

    /// Switches never read, pieces never asked for.
    pub(super) fn unused(&mut self, head: &Node) {
        for pair in head.get("switch").map(Node::pairs).unwrap_or_default() {
            if !self.switches_read.contains(&pair.key) {
                self.fault(pair.place, format!("switch `{}` is never read", pair.key));
            }
        }
        for (name, place) in std::mem::take(&mut self.piece_places) {
            if !self.pieces_asked.contains(&name) {
                self.fault(place, format!("piece `{name}` is never asked for"));
            }
        }
    }
}
