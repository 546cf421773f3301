//! Something that can be touched: a frame, a ring when it has the focus, a name in the tree.
//!
//! It handles no event: the root does, for all controls at once. So none can swallow the drag of
//! a finger, and none presses twice.

use crate::kiosk::page::Id;
use crate::kiosk::widget::tree::{Mark, Role};
use iced::advanced::layout::{self, Limits, Node};
use iced::advanced::renderer::{Quad, Renderer as _, Style};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Layout, Widget};
use iced::alignment::{Horizontal, Vertical};
use iced::{Border, Color, Element, Length, Padding, Rectangle, Renderer, Size, Theme, mouse};

/// How a control is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Inside it.
    pub(super) bed: Color,
    /// Around it.
    pub(super) border: Color,
    /// Width of the border, in pixels.
    pub(super) thickness: f32,
    /// Radius of its corners, in pixels.
    pub(super) radius: f32,
}

/// The ring of the focus.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ring {
    /// Its colour.
    pub(super) colour: Color,
    /// Its width, in pixels.
    pub(super) width: f32,
    /// The colour between it and the control: on any ground, one of the two is seen.
    pub(super) halo: Color,
    /// How far it stands from the control, in pixels.
    pub(super) gap: f32,
}

/// A control around its content.
pub(super) struct Control<'a, M> {
    content: Element<'a, M>,
    mark: Option<Mark>,
    frame: Frame,
    ring: Option<Ring>,
    padding: Padding,
    least: Size,
    width: Length,
    align: (Horizontal, Vertical),
    stretch: Stretch,
}

/// What a content does with the room that it does not need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stretch {
    Stand,
    Fill,
}

impl<'a, M> Control<'a, M> {
    /// A control that shrinks around its content.
    pub(super) fn new(content: impl Into<Element<'a, M>>, frame: Frame) -> Self {
        Self {
            content: content.into(),
            mark: None,
            frame,
            ring: None,
            padding: Padding::ZERO,
            least: Size::ZERO,
            width: Length::Shrink,
            align: (Horizontal::Center, Vertical::Center),
            stretch: Stretch::Stand,
        }
    }

    /// It can be touched under this name.
    pub(super) fn named(mut self, id: Id, role: Role) -> Self {
        self.mark = Some(Mark { id, role, radius: self.frame.radius });
        self
    }

    /// It has the focus.
    pub(super) const fn ring(mut self, ring: Option<Ring>) -> Self {
        self.ring = ring;
        self
    }

    /// Room between the frame and the content.
    pub(super) fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// It is never smaller, in pixels.
    pub(super) const fn least(mut self, width: f32, height: f32) -> Self {
        self.least = Size::new(width, height);
        self
    }

    /// Its width.
    pub(super) fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Where its content stands when there is room.
    pub(super) const fn align(mut self, x: Horizontal, y: Vertical) -> Self {
        self.align = (x, y);
        self
    }

    /// Its content fills it from top to bottom.
    pub(super) const fn stretch(mut self) -> Self {
        self.stretch = Stretch::Fill;
        self
    }
}

impl<M> Widget<M, Theme, Renderer> for Control<'_, M> {
    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let limits = limits.min_width(self.least.width).min_height(self.least.height);
        let ((x, y), stretch) = (self.align, self.stretch);
        let (content, child) = (&mut self.content, &mut tree.children[0]);
        layout::positioned(
            &limits,
            self.width,
            Length::Shrink,
            self.padding,
            |limits| {
                let node = content.as_widget_mut().layout(child, renderer, &limits.loose());
                let least = limits.min().height;
                if stretch == Stretch::Stand || node.size().height >= least {
                    return node;
                }
                let max = Size::new(limits.max().width, least);
                content.as_widget_mut().layout(child, renderer, &Limits::new(Size::ZERO, max))
            },
            |node, size| node.align(x.into(), y.into(), size),
        )
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
        let bounds = layout.bounds();
        if let Some(ring) = self.ring {
            // The halo goes under the ring: no seam between them lets the ground through.
            let under = ring.gap + ring.width / 2.0;
            let bands =
                [(ring.halo, under, under), (ring.colour, ring.gap + ring.width, ring.width)];
            for (color, far, width) in bands {
                let border = Border { color, width, radius: (self.frame.radius + far).into() };
                let quad = Quad { bounds: bounds.expand(far), border, ..Quad::default() };
                renderer.fill_quad(quad, Color::TRANSPARENT);
            }
        }
        let border = Border {
            color: self.frame.border,
            width: self.frame.thickness,
            radius: self.frame.radius.into(),
        };
        renderer.fill_quad(Quad { bounds, border, ..Quad::default() }, self.frame.bed);
        for child in layout.children() {
            let tree = &tree.children[0];
            self.content.as_widget().draw(tree, renderer, theme, style, child, cursor, viewport);
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if let Some(mark) = &mut self.mark {
            operation.custom(None, layout.bounds(), mark);
        }
        let (content, child) = (&mut self.content, &mut tree.children[0]);
        operation.traverse(&mut |operation| {
            for layout in layout.children() {
                content.as_widget_mut().operate(child, layout, renderer, operation);
            }
        });
    }
}

impl<'a, M: 'a> From<Control<'a, M>> for Element<'a, M> {
    fn from(control: Control<'a, M>) -> Self {
        Self::new(control)
    }
}
