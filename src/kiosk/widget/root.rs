//! The one widget that listens: fingers, mouse and keyboard become messages here.
//!
//! What it draws is inert. It never edits a text and never moves the focus: the application does.

use crate::kiosk::page::Id;
use crate::kiosk::widget::gesture::{Gesture, Pointer, SLIP};
use crate::kiosk::widget::tree::{self, Header, Place, Tree};
use crate::kiosk::widget::{Wiring, keys};
use iced::advanced::layout::{Limits, Node};
use iced::advanced::renderer::{Quad, Renderer as _, Style};
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{Outcome, Scrollable, black_box};
use iced::advanced::widget::{self, Id as WidgetId, Operation};
use iced::advanced::{Clipboard, Layout, Shell, Widget};
use iced::mouse::ScrollDelta;
use iced::{
    Border, Color, Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse,
    touch,
};
use std::time::{Duration, Instant};

/// The page, and what it answers.
pub(super) struct Root<'a, M> {
    pub(super) content: Element<'a, M>,
    pub(super) presses: Vec<(Id, M)>,
    pub(super) wiring: Wiring<M>,
    pub(super) header: Header,
    pub(super) title: String,
    pub(super) focus: Option<Id>,
    pub(super) held: Color,
    /// Pixels of the window for one of the reference screen.
    pub(super) unit: f32,
    /// How long the same touch does not count again.
    pub(super) repeat: Duration,
}

/// What was last brought into view: a page, its focus, and the room there was for it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Revealed {
    page: (String, String),
    focus: Option<Id>,
    areas: Vec<(Rectangle, Size)>,
}

#[derive(Default)]
struct State {
    gesture: Gesture,
    held: keys::Held,
    point: Option<Point>,
    revealed: Revealed,
}

impl<M: Clone> Root<'_, M> {
    fn gather(&mut self, child: &mut widget::Tree, at: Layout<'_>, renderer: &Renderer) -> Tree {
        let mut operation = tree::collect();
        let header = &mut self.header;
        {
            let mut inner = black_box(&mut operation);
            inner.custom(None, at.bounds(), header);
            for layout in at.children() {
                self.content.as_widget_mut().operate(child, layout, renderer, &mut inner);
            }
        }
        operation.into_tree()
    }

    fn scroll(
        &mut self,
        child: &mut widget::Tree,
        at: Layout<'_>,
        renderer: &Renderer,
        scroll: Scroll,
    ) {
        let mut scroll = ScrollArea { scroll, seen: 0 };
        for layout in at.children() {
            self.content.as_widget_mut().operate(child, layout, renderer, &mut scroll);
        }
    }

    /// Shows a new page from its top, and the focus wherever it went.
    fn reveal(&mut self, tree: &mut widget::Tree, at: Layout<'_>, renderer: &Renderer) {
        let drawn = self.gather(&mut tree.children[0], at, renderer);
        let state = tree.state.downcast_mut::<State>();
        let now = Revealed {
            page: (self.header.page.clone(), self.title.clone()),
            focus: self.focus.clone(),
            areas: drawn.areas.iter().map(|area| (area.bounds, area.content)).collect(),
        };
        if now == state.revealed {
            return;
        }
        let fresh = now.page != state.revealed.page;
        state.revealed = now;
        let child = &mut tree.children[0];
        let drawn = if fresh {
            for area in 0..drawn.areas.len() {
                self.scroll(child, at, renderer, Scroll::Top(area));
            }
            self.gather(child, at, renderer)
        } else {
            drawn
        };
        let target = self.focus.as_ref().and_then(|id| drawn.get(id));
        if let Some((area, by)) = target.and_then(|place| self.hidden(place, &drawn)) {
            self.scroll(child, at, renderer, Scroll::By(area, by));
        }
    }

    /// How far an area must scroll for a place to be seen with its ring.
    fn hidden(&self, place: &Place, drawn: &Tree) -> Option<(usize, f32)> {
        let (at, area) = (place.area?, drawn.areas.get(place.area?)?);
        let room = (area.bounds.height - place.bounds.height).max(0.0) / 2.0;
        let margin = (24.0 * self.unit).min(room);
        let above = place.bounds.y - margin - area.bounds.y;
        let below =
            place.bounds.y + place.bounds.height + margin - (area.bounds.y + area.bounds.height);
        let by = if above < 0.0 { above } else { below.max(0.0).min(above) };
        (by != 0.0).then_some((at, by))
    }

    fn publish(&self, id: &Id, shell: &mut Shell<'_, M>) {
        let message = self.presses.iter().find(|(name, _)| name == id);
        if let Some((_, message)) = message {
            shell.publish(message.clone());
        }
    }
}

/// What a pointer did.
enum Move {
    Down(Pointer, Point),
    Along(Pointer, Point),
    Up(Pointer, Point),
    Lost(Pointer),
    Wheel(Point, f32),
}

fn moved(event: &Event, state: &mut State, cursor: mouse::Cursor) -> Option<Move> {
    Some(match event {
        Event::Touch(touch::Event::FingerPressed { id, position }) => {
            Move::Down(Pointer::Touch(*id), *position)
        }
        Event::Touch(touch::Event::FingerMoved { id, position }) => {
            Move::Along(Pointer::Touch(*id), *position)
        }
        Event::Touch(touch::Event::FingerLifted { id, position }) => {
            Move::Up(Pointer::Touch(*id), *position)
        }
        Event::Touch(touch::Event::FingerLost { id, .. }) => Move::Lost(Pointer::Touch(*id)),
        Event::Mouse(mouse) => {
            // The cursor is where the mouse is at the end of a batch of events; its moves say
            // where it is at each of them.
            if let mouse::Event::CursorMoved { position } = mouse {
                state.point = Some(*position);
            }
            let at = state.point.or(cursor.position());
            match mouse {
                mouse::Event::CursorMoved { position } => Move::Along(Pointer::Mouse, *position),
                mouse::Event::ButtonPressed(mouse::Button::Left) => Move::Down(Pointer::Mouse, at?),
                mouse::Event::ButtonReleased(mouse::Button::Left) => Move::Up(Pointer::Mouse, at?),
                mouse::Event::CursorLeft => Move::Lost(Pointer::Mouse),
                mouse::Event::WheelScrolled { delta } => Move::Wheel(
                    at?,
                    match delta {
                        ScrollDelta::Lines { y, .. } => -y * 60.0,
                        ScrollDelta::Pixels { y, .. } => -y,
                    },
                ),
                _ => return None,
            }
        }
        _ => return None,
    })
}

impl<M: Clone> Widget<M, Theme, Renderer> for Root<'_, M> {
    fn tag(&self) -> widget::tree::Tag {
        widget::tree::Tag::of::<State>()
    }

    fn state(&self) -> widget::tree::State {
        widget::tree::State::new(State::default())
    }

    fn children(&self) -> Vec<widget::Tree> {
        vec![widget::Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut widget::Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut widget::Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let child = &mut tree.children[0];
        let content = self.content.as_widget_mut().layout(child, renderer, limits);
        let node = Node::with_children(limits.max(), vec![content]);
        self.reveal(tree, Layout::new(&node), renderer);
        node
    }

    fn update(
        &mut self,
        tree: &mut widget::Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        if let Event::Keyboard(event) = event {
            shell.capture_event();
            let state = tree.state.downcast_mut::<State>();
            let goes = state.held.lets(event, &self.wiring.keypad, Instant::now());
            if goes == keys::Pass::Stays {
                return;
            }
            if let Some(stroke) = keys::stroke(event, &self.wiring.keypad) {
                state.revealed.areas.clear();
                shell.publish((self.wiring.stroke)(stroke));
            }
            return;
        }
        let Some(moved) = moved(event, tree.state.downcast_mut(), cursor) else { return };
        shell.capture_event();
        let drawn = match moved {
            Move::Along(..) | Move::Lost(_) => Tree::default(),
            _ => self.gather(&mut tree.children[0], layout, renderer),
        };
        let gesture = &mut tree.state.downcast_mut::<State>().gesture;
        let now = Instant::now();
        let scroll = match moved {
            Move::Down(pointer, at) => {
                gesture.down(pointer, at, &drawn, now);
                shell.publish((self.wiring.activity)());
                shell.request_redraw();
                None
            }
            Move::Along(pointer, at) => gesture.moved(pointer, at, SLIP * self.unit),
            Move::Up(pointer, at) => {
                let pressed = gesture.up(pointer, at, &drawn, now, self.repeat);
                match (&self.wiring.tap, pressed) {
                    (Some(tap), _) => shell.publish(tap.clone()),
                    (None, Some(id)) => self.publish(&id, shell),
                    (None, None) => {}
                }
                shell.request_redraw();
                None
            }
            Move::Lost(pointer) => {
                gesture.lost(pointer);
                shell.request_redraw();
                None
            }
            Move::Wheel(at, by) => {
                shell.publish((self.wiring.activity)());
                let area = drawn.areas.iter().rposition(|area| area.bounds.contains(at));
                area.map(|area| (area, by))
            }
        };
        if let Some((area, by)) = scroll {
            self.scroll(&mut tree.children[0], layout, renderer, Scroll::By(area, by));
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &widget::Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        for child in layout.children() {
            let tree = &tree.children[0];
            self.content.as_widget().draw(tree, renderer, theme, style, child, cursor, viewport);
        }
        for place in tree.state.downcast_ref::<State>().gesture.held() {
            let Some(seen) = place.seen else { continue };
            let border = Border { radius: place.radius.into(), ..Border::default() };
            renderer.with_layer(seen, |renderer| {
                let quad = Quad { bounds: place.bounds, border, ..Quad::default() };
                renderer.fill_quad(quad, self.held);
            });
        }
    }

    fn operate(
        &mut self,
        tree: &mut widget::Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.custom(None, layout.bounds(), &mut self.header);
        let (content, child) = (&mut self.content, &mut tree.children[0]);
        operation.traverse(&mut |operation| {
            for layout in layout.children() {
                content.as_widget_mut().operate(child, layout, renderer, operation);
            }
        });
    }

    fn mouse_interaction(
        &self,
        _: &widget::Tree,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
        _: &Renderer,
    ) -> mouse::Interaction {
        mouse::Interaction::Hidden
    }
}

impl<'a, M: Clone + 'a> From<Root<'a, M>> for Element<'a, M> {
    fn from(root: Root<'a, M>) -> Self {
        Self::new(root)
    }
}

#[derive(Clone, Copy, Debug)]
enum Scroll {
    Top(usize),
    By(usize, f32),
}

/// Scrolls one of the areas of the page, counted in the order of the tree.
struct ScrollArea {
    scroll: Scroll,
    seen: usize,
}

impl Operation for ScrollArea {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _: Option<&WidgetId>,
        bounds: Rectangle,
        content: Rectangle,
        _: Vector,
        state: &mut dyn Scrollable,
    ) {
        match self.scroll {
            Scroll::Top(area) if area == self.seen => {
                state.scroll_to(AbsoluteOffset { x: None, y: Some(0.0) });
            }
            Scroll::By(area, by) if area == self.seen => {
                state.scroll_by(AbsoluteOffset { x: 0.0, y: by }, bounds, content);
            }
            Scroll::Top(_) | Scroll::By(..) => {}
        }
        self.seen += 1;
    }

    fn finish(&self) -> Outcome<()> {
        Outcome::None
    }
}
