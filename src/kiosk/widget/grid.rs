//! Drawings in columns of the same width; those of a line have the same height.

use iced::advanced::layout::{Limits, Node};
use iced::advanced::renderer::Style;
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Layout, Widget};
use iced::{Element, Length, Rectangle, Renderer, Size, Theme, mouse};

/// Drawings in columns.
pub(super) struct Grid<'a, M> {
    cells: Vec<Element<'a, M>>,
    columns: usize,
    gap: f32,
    mirrored: Mirror,
}

/// From which side the columns are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mirror {
    /// From the left.
    Left,
    /// From the right.
    Right,
}

impl<'a, M> Grid<'a, M> {
    /// `cells` in `columns` (at least one), `gap` pixels apart.
    pub(super) fn new(
        cells: Vec<Element<'a, M>>,
        columns: usize,
        gap: f32,
        mirrored: Mirror,
    ) -> Self {
        Self { cells, columns: columns.max(1), gap, mirrored }
    }
}

impl<M> Widget<M, Theme, Renderer> for Grid<'_, M> {
    fn children(&self) -> Vec<Tree> {
        self.cells.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.cells);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let width = limits.max().width;
        #[allow(clippy::cast_precision_loss, reason = "a handful of columns")]
        let columns = self.columns as f32;
        let cell = ((width - self.gap * (columns - 1.0)) / columns).floor();
        let mut nodes = Vec::with_capacity(self.cells.len());
        let mut y = 0.0;
        for (line, cells) in self.cells.chunks_mut(self.columns).enumerate() {
            let trees = &mut tree.children[line * self.columns..];
            let mut height = 0.0_f32;
            for (content, tree) in cells.iter_mut().zip(trees.iter_mut()) {
                let free = Limits::new(Size::new(cell, 0.0), Size::new(cell, f32::INFINITY));
                let size = content.as_widget_mut().layout(tree, renderer, &free).size();
                height = height.max(size.height);
            }
            let mut x = 0.0;
            for (content, tree) in cells.iter_mut().zip(trees.iter_mut()) {
                let exact = Limits::new(Size::new(cell, height), Size::new(cell, f32::INFINITY));
                let node = content.as_widget_mut().layout(tree, renderer, &exact);
                let at = if self.mirrored == Mirror::Right { width - x - cell } else { x };
                nodes.push(node.move_to((at, y)));
                x += cell + self.gap;
            }
            y += height + self.gap;
        }
        Node::with_children(Size::new(width, (y - self.gap).max(0.0)), nodes)
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
        for ((cell, tree), layout) in self.cells.iter().zip(&tree.children).zip(layout.children()) {
            cell.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let cells = self.cells.iter_mut().zip(&mut tree.children);
        for ((cell, tree), layout) in cells.zip(layout.children()) {
            cell.as_widget_mut().operate(tree, layout, renderer, operation);
        }
    }
}

impl<'a, M: 'a> From<Grid<'a, M>> for Element<'a, M> {
    fn from(grid: Grid<'a, M>) -> Self {
        Self::new(grid)
    }
}
