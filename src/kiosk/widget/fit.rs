//! The first of several drawings that fits: letters shrink and rows break before words are cut.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::renderer::Style;
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget};
use iced::{Element, Length, Rectangle, Renderer, Size, Theme, mouse};

/// Along which side the drawings must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    /// Their width.
    Across,
    /// Their height.
    Down,
}

/// Drawings of the same thing, the best first. The last one is taken whatever its size.
pub(super) struct Fit<'a, M> {
    axis: Axis,
    drawings: Vec<Element<'a, M>>,
}

/// The first of `drawings` that fits along `axis`.
pub(super) fn fit<'a, M: 'a>(axis: Axis, mut drawings: Vec<Element<'a, M>>) -> Element<'a, M> {
    match drawings.pop() {
        Some(only) if drawings.is_empty() => only,
        Some(last) => {
            drawings.push(last);
            Element::new(Fit { axis, drawings })
        }
        None => iced::widget::Space::new().into(),
    }
}

#[derive(Default)]
struct Chosen(usize);

impl<M> Fit<'_, M> {
    fn choose(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> usize {
        let last = self.drawings.len() - 1;
        let max = limits.max();
        let (room, squeeze) = match self.axis {
            Axis::Across => (Size::new(f32::INFINITY, max.height), Size::new(true, false)),
            Axis::Down => (Size::new(max.width, f32::INFINITY), Size::new(false, true)),
        };
        let free = Limits::with_compression(Size::ZERO, room, squeeze);
        for (at, drawing) in self.drawings.iter_mut().enumerate().take(last) {
            let child = &mut tree.children[at];
            let size = drawing.as_widget_mut().layout(child, renderer, &free).size();
            let fits = match self.axis {
                Axis::Across => size.width <= max.width + 0.5,
                Axis::Down => size.height <= max.height + 0.5,
            };
            if fits {
                return at;
            }
        }
        last
    }
}

impl<M> Widget<M, Theme, Renderer> for Fit<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Chosen>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Chosen::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.drawings.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.drawings);
    }

    fn size(&self) -> Size<Length> {
        self.drawings[0].as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let at = self.choose(tree, renderer, limits);
        tree.state.downcast_mut::<Chosen>().0 = at;
        let child = &mut tree.children[at];
        let node = self.drawings[at].as_widget_mut().layout(child, renderer, limits);
        Node::with_children(node.size(), vec![node])
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let at = tree.state.downcast_ref::<Chosen>().0;
        let drawing = self.drawings[at].as_widget();
        for child in layout.children() {
            drawing.draw(&tree.children[at], renderer, theme, style, child, cursor, viewport);
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let at = tree.state.downcast_ref::<Chosen>().0;
        let drawing = self.drawings[at].as_widget_mut();
        for child in layout.children() {
            drawing.operate(&mut tree.children[at], child, renderer, operation);
        }
    }
}
