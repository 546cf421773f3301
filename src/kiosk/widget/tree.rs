//! Where every control of the drawn page is: names and places, never what was typed.
//!
//! `collect` is an operation over the drawn page. Tests walk its outcome, and the player of the
//! demonstration reads it as JSON to know where to touch.

use crate::kiosk::page::Id;
use iced::advanced::widget::operation::{Outcome, Scrollable};
use iced::advanced::widget::{Id as WidgetId, Operation};
use iced::{Rectangle, Size, Vector};
use serde::Serialize;
use std::any::Any;

/// What a control is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A button.
    Button,
    /// A choice, a tile, a line of a list.
    Choice,
    /// An entry that types.
    Field,
    /// A key of the on-screen keyboard.
    Key,
}

/// A control of the drawn page, in pixels of the window.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Its name.
    #[serde(serialize_with = "name")]
    pub id: Id,
    /// What it is.
    pub role: Role,
    /// Where it is, scrolled or not.
    #[serde(flatten, serialize_with = "rectangle")]
    pub bounds: Rectangle,
    /// The part of it that can be seen and touched; none when it is scrolled away.
    #[serde(serialize_with = "maybe_rectangle")]
    pub seen: Option<Rectangle>,
    /// Radius of its corners.
    #[serde(skip)]
    pub radius: f32,
    /// Which of the areas scrolls it.
    #[serde(skip)]
    pub area: Option<usize>,
}

impl Place {
    /// All of it can be seen. A tenth of a pixel is the rounding of the layout.
    pub fn is_whole(&self) -> bool {
        let all = self.bounds;
        self.seen.is_some_and(|seen| seen.width > all.width - 0.1 && seen.height > all.height - 0.1)
    }
}

/// What is wrong with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Their box is smaller than they are.
    Tight,
    /// A line ends inside a word.
    Broken,
}

/// Words that do not fit: a fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// What is wrong.
    pub wrong: Wrong,
    /// How many bytes they are; never the words, which may be an answer.
    pub length: usize,
    /// Their box.
    pub bounds: Rectangle,
    /// What they need.
    pub needed: Size,
}

/// Where a run of words is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// How many bytes they are; never the words, which may be an answer.
    pub length: usize,
    /// Where they are, scrolled or not.
    pub bounds: Rectangle,
    /// Height of their letters, in pixels.
    pub letters: f32,
    /// Height of a line, as a share of the letters.
    pub leading: f32,
    /// How many signs the longest of several lines has; none when there is only one line.
    pub line: Option<usize>,
    /// Which of the areas scrolls them.
    pub area: Option<usize>,
}

/// A part of the page that scrolls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Where it is.
    pub bounds: Rectangle,
    /// What it holds.
    pub content: Size,
    /// How far it is scrolled.
    pub offset: Vector,
}

/// Everything that is known of the drawn page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tree {
    /// Name of the page.
    pub page: String,
    /// Name of the layout of the on-screen keyboard, when there is one.
    pub keyboard: Option<String>,
    /// A dialog lies over the page.
    pub dialog: bool,
    /// Width and height of the window.
    pub window: [f32; 2],
    /// What can be touched: under a dialog, only what is in the dialog.
    pub controls: Vec<Place>,
    /// What scrolls.
    #[serde(skip)]
    pub areas: Vec<Area>,
    /// All the words that are drawn, runs of them.
    #[serde(skip)]
    pub runs: Vec<Run>,
    /// Words that are cut: none, says a test.
    #[serde(skip)]
    pub cuts: Vec<Cut>,
}

impl Tree {
    /// The control of this name.
    pub fn get(&self, id: &Id) -> Option<&Place> {
        self.controls.iter().find(|place| place.id == *id)
    }

    /// As JSON, on one line, for `tree.json`. A dozen of kilobytes at most.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn name<S: serde::Serializer>(id: &Id, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(id.as_str())
}

#[derive(Serialize)]
struct Sides {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

fn sides(of: &Rectangle) -> Sides {
    Sides { x: of.x, y: of.y, width: of.width, height: of.height }
}

fn rectangle<S: serde::Serializer>(of: &Rectangle, to: S) -> Result<S::Ok, S::Error> {
    sides(of).serialize(to)
}

fn maybe_rectangle<S: serde::Serializer>(of: &Option<Rectangle>, to: S) -> Result<S::Ok, S::Error> {
    of.as_ref().map(sides).serialize(to)
}

/// What a control tells of itself.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) id: Id,
    pub(super) role: Role,
    pub(super) radius: f32,
}

/// What words tell of themselves.
pub(super) struct Extent {
    pub(super) needed: Size,
    pub(super) wrong: Option<Wrong>,
    pub(super) letters: f32,
    pub(super) leading: f32,
    pub(super) line: Option<usize>,
}

/// What the root tells of the page.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) page: String,
    pub(super) keyboard: Option<String>,
    pub(super) dialog: bool,
}

/// The operation that gathers the tree.
pub fn collect() -> Collect {
    Collect { tree: Tree::default(), views: Vec::new(), next: None, length: 0 }
}

/// More than any window: an infinite rectangle has no edges to intersect.
const EVERYWHERE: Rectangle = Rectangle { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };

/// What can be seen inside an area, and how far it is scrolled.
#[derive(Clone, Copy)]
struct View {
    seen: Rectangle,
    moved: Vector,
    area: Option<usize>,
}

/// See [`collect`].
pub struct Collect {
    tree: Tree,
    /// From the outside in.
    views: Vec<View>,
    next: Option<View>,
    /// Of the words that were met last.
    length: usize,
}

impl Collect {
    /// What was gathered so far.
    pub fn into_tree(self) -> Tree {
        self.tree
    }

    fn view(&self) -> View {
        let whole = View { seen: EVERYWHERE, moved: Vector::ZERO, area: None };
        self.views.last().copied().unwrap_or(whole)
    }
}

impl Operation<Tree> for Collect {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<Tree>)) {
        let depth = self.views.len();
        if let Some(view) = self.next.take() {
            self.views.push(view);
        }
        operate(self);
        self.views.truncate(depth);
    }

    fn scrollable(
        &mut self,
        _: Option<&WidgetId>,
        bounds: Rectangle,
        content: Rectangle,
        offset: Vector,
        _: &mut dyn Scrollable,
    ) {
        let outer = self.view();
        let at = bounds - outer.moved;
        self.next = Some(View {
            seen: at.intersection(&outer.seen).unwrap_or_default(),
            moved: outer.moved + offset,
            area: Some(self.tree.areas.len()),
        });
        self.tree.areas.push(Area { bounds: at, content: content.size(), offset });
    }

    fn text(&mut self, _: Option<&WidgetId>, _: Rectangle, text: &str) {
        self.length = text.len();
    }

    fn custom(&mut self, _: Option<&WidgetId>, bounds: Rectangle, state: &mut dyn Any) {
        let view = self.view();
        let bounds = bounds - view.moved;
        if let Some(mark) = state.downcast_ref::<Mark>() {
            self.tree.controls.push(Place {
                id: mark.id.clone(),
                role: mark.role,
                bounds,
                seen: bounds.intersection(&view.seen),
                radius: mark.radius,
                area: view.area,
            });
        } else if let Some(extent) = state.downcast_ref::<Extent>() {
            let needed = extent.needed;
            let length = self.length;
            // Half a pixel is the rounding of the layout.
            let tight = needed.width > bounds.width + 0.5 || needed.height > bounds.height + 0.5;
            let wrong = if tight { Some(Wrong::Tight) } else { extent.wrong };
            self.tree.cuts.extend(wrong.map(|wrong| Cut { wrong, length, bounds, needed }));
            let Extent { letters, leading, line, .. } = *extent;
            self.tree.runs.push(Run { length, bounds, letters, leading, line, area: view.area });
        } else if let Some(header) = state.downcast_ref::<Header>() {
            self.tree.page.clone_from(&header.page);
            self.tree.keyboard.clone_from(&header.keyboard);
            self.tree.dialog = header.dialog;
            self.tree.window = [bounds.width, bounds.height];
        }
    }

    fn finish(&self) -> Outcome<Tree> {
        Outcome::Some(self.tree.clone())
    }
}
