//! Pictures of invented pages, and what must be true of each: nothing cut, nothing too small.

use crate::pages::{self, Said};
use crate::window::Window;
use iced::Size;
use mon_point_numerique::kiosk::page::{Id, Page};
use mon_point_numerique::kiosk::theme::Theme;
use mon_point_numerique::kiosk::widget::{self, Look, Wiring, Zoom};

const LANDSCAPE: Size = Size::new(1920.0, 1080.0);
const PORTRAIT: Size = Size::new(1080.0, 1920.0);

fn window<'a>(page: &Page<Said>, look: &Look, focus: Option<&Id>) -> Window<'a, Said> {
    let wiring = Wiring { stroke: |stroke| format!("{stroke:?}"), activity: || "activity".into() };
    Window::new(look.size, widget::draw(page, look, focus, wiring))
}

/// Every way in which a page is drawn.
fn looks() -> Vec<(String, Look)> {
    let mut looks = Vec::new();
    for (size, turn) in [(LANDSCAPE, ""), (PORTRAIT, "-portrait")] {
        for (theme, colour) in [(Theme::Light, ""), (Theme::Contrast, "-contraste")] {
            for (zoom, scale) in
                [(Zoom::Normal, ""), (Zoom::Large, "-150"), (Zoom::Largest, "-200")]
            {
                looks.push((format!("{turn}{colour}{scale}"), Look { theme, zoom, size }));
            }
        }
    }
    looks
}

#[test]
fn pictures_are_drawn() {
    for (name, page, focus) in pages::all() {
        for (variant, look) in looks() {
            let _ = window(&page, &look, focus.as_ref()).picture(&format!("{name}{variant}"));
        }
    }
}
