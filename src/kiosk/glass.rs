//! The screen in millimetres: how large a pixel is, and what a finger and an eye need of it.
//!
//! It knows numbers only: no window, no drawing, no clock.

/// The screen as the operator measured it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glass {
    /// From corner to corner, in millimetres: 150 to 2500.
    pub diagonal_mm: u16,
    /// From the eyes to the screen, in millimetres: 300 to 1500.
    pub viewing_mm: u16,
}

impl Default for Glass {
    /// 21.5 inches, looked at from 60 centimetres.
    fn default() -> Self {
        Self { diagonal_mm: 546, viewing_mm: 600 }
    }
}

/// The short side of the reference screen, in its pixels.
const SHORT_SIDE: f32 = 1080.0;
/// However large everything must be, this much of the short side is left to a page, in pixels of
/// the reference: fewer would not hold a question above a keyboard.
const SHORTEST: f32 = 848.0;
/// A pixel of the reference is never smaller, at 600 mm: the smallest words of a page, 24 high at
/// 100 %, have capitals of 0.7° at 200 % (A-06), and ordinary words are above A-07 at 100 %.
const PIXEL_MM: f32 = 0.2287;
/// From which distance that is told.
const VIEWING_MM: f32 = 600.0;

/// What a finger needs, in millimetres.
const TARGET_MM: f32 = 20.0;
/// The floor for keys of the on-screen keyboard, in millimetres.
const KEY_MM: f32 = 12.7;
/// From one target to the next, in millimetres.
const APART_MM: f32 = 3.0;
/// The smallest and the largest of the smallest targets, in pixels of the reference: more would
/// leave no room for what is read.
const TARGET: (f32, f32) = (81.0, 100.0);

impl Glass {
    /// Millimetres of a pixel of a window that is the whole screen.
    pub fn pitch(self, width: f32, height: f32) -> f32 {
        f32::from(self.diagonal_mm) / width.hypot(height).max(1.0)
    }

    /// Pixels of such a window for one of the reference.
    ///
    /// It follows the short side; on a small or far screen it is more, as far as a page still
    /// fits.
    pub fn unit(self, width: f32, height: f32) -> f32 {
        let short = width.min(height);
        let wanted = PIXEL_MM * f32::from(self.viewing_mm) / VIEWING_MM;
        let reads = wanted / self.pitch(width, height);
        (short / SHORT_SIDE).max(reads.min(short / SHORTEST)).max(0.1)
    }

    /// The smallest target, in pixels of the reference.
    pub fn target(self, width: f32, height: f32) -> f32 {
        self.reference(TARGET_MM, width, height).clamp(TARGET.0, TARGET.1)
    }

    /// The smallest key of the on-screen keyboard, in pixels of the reference.
    pub fn key(self, width: f32, height: f32) -> f32 {
        self.reference(KEY_MM, width, height).min(TARGET.0)
    }

    /// The room between two targets, in pixels of the reference.
    pub fn apart(self, width: f32, height: f32) -> f32 {
        self.reference(APART_MM, width, height)
    }

    fn reference(self, millimetres: f32, width: f32, height: f32) -> f32 {
        millimetres / (self.pitch(width, height) * self.unit(width, height))
    }
}
