//! A window without a screen: draws an element, sends it events, gathers its messages.

use iced::advanced::renderer::Headless as _;
use iced::advanced::{clipboard, graphics, renderer};
use iced::{Color, Element, Event, Pixels, Point, Renderer, Size, Theme, mouse, touch};
use iced_test::runtime::{UserInterface, user_interface};
use mon_point_numerique::kiosk::font;
use mon_point_numerique::kiosk::widget::tree::{self, Tree};
use std::path::PathBuf;
use std::sync::Once;

/// The fonts of the terminal and no other, loaded once.
fn load_fonts() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let mut fonts = graphics::text::font_system().write().expect("the fonts are free");
        for file in font::FILES {
            fonts.load_font(file.into());
        }
    });
}

/// A window of one frame: what it draws does not change with its messages.
pub(crate) struct Window<'a, M> {
    interface: UserInterface<'a, M, Theme, Renderer>,
    renderer: Renderer,
    size: Size,
    messages: Vec<M>,
}

/// What is kept from one frame to the next: what is scrolled, what is held down.
pub(crate) struct Frame {
    cache: user_interface::Cache,
    renderer: Renderer,
}

impl<'a, M> Window<'a, M> {
    /// A new window.
    pub(crate) fn new(size: Size, element: Element<'a, M>) -> Self {
        load_fonts();
        let renderer = Renderer::new(font::TEXT, Pixels(28.0));
        Self::next(Frame { cache: user_interface::Cache::default(), renderer }, size, element)
    }

    /// The next frame of a window.
    pub(crate) fn next(frame: Frame, size: Size, element: Element<'a, M>) -> Self {
        let Frame { cache, mut renderer } = frame;
        let interface = UserInterface::build(element, size, cache, &mut renderer);
        Self { interface, renderer, size, messages: Vec::new() }
    }

    /// Ends this frame.
    pub(crate) fn into_frame(self) -> Frame {
        Frame { cache: self.interface.into_cache(), renderer: self.renderer }
    }

    /// Where everything is.
    pub(crate) fn tree(&mut self) -> Tree {
        let mut operation = tree::collect();
        self.interface.operate(
            &self.renderer,
            &mut iced::advanced::widget::operation::black_box(&mut operation),
        );
        operation.into_tree()
    }

    /// Sends events, and takes the messages that they made.
    pub(crate) fn send(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<M> {
        let events: Vec<Event> = events.into_iter().collect();
        let cursor = mouse::Cursor::Unavailable;
        let (_, renderer) = (&self.size, &mut self.renderer);
        let (_state, _statuses) = self.interface.update(
            &events,
            cursor,
            renderer,
            &mut clipboard::Null,
            &mut self.messages,
        );
        std::mem::take(&mut self.messages)
    }

    /// After a frame is on the screen: when the window wants the next one.
    pub(crate) fn wants(&mut self, now: std::time::Instant) -> iced::window::RedrawRequest {
        let events = [Event::Window(iced::window::Event::RedrawRequested(now))];
        let cursor = mouse::Cursor::Unavailable;
        let (state, _statuses) = self.interface.update(
            &events,
            cursor,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut self.messages,
        );
        match state {
            user_interface::State::Updated { redraw_request, .. } => redraw_request,
            user_interface::State::Outdated => iced::window::RedrawRequest::NextFrame,
        }
    }

    /// A finger touches there and leaves.
    pub(crate) fn tap(&mut self, at: Point) -> Vec<M> {
        self.send(tap(at))
    }

    /// Draws a frame; returns its pixels as RGBA.
    pub(crate) fn pixels(&mut self) -> Vec<u8> {
        let style = renderer::Style { text_color: Color::BLACK };
        let cursor = mouse::Cursor::Unavailable;
        self.interface.draw(&mut self.renderer, &Theme::Light, &style, cursor);
        self.renderer.screenshot(self.physical(), 1.0, Color::WHITE)
    }

    /// Draws a frame into `target/pictures/NAME.png`.
    pub(crate) fn picture(&mut self, name: &str) -> PathBuf {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let path = folder.join(format!("{name}.png"));
        let size = self.physical();
        let pixels = self.pixels();
        image::save_buffer(&path, &pixels, size.width, size.height, image::ColorType::Rgba8)
            .expect("a picture is written");
        path
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window")]
    fn physical(&self) -> Size<u32> {
        Size::new(self.size.width as u32, self.size.height as u32)
    }
}

/// A finger that touches there and leaves.
pub(crate) fn tap(at: Point) -> [Event; 2] {
    let id = touch::Finger(1);
    [
        Event::Touch(touch::Event::FingerPressed { id, position: at }),
        Event::Touch(touch::Event::FingerLifted { id, position: at }),
    ]
}
