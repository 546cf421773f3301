//! Where each icon is in `assets/fonts/Lucide-subset.ttf`. It draws nothing.

use crate::kiosk::page::{Icon, Mark};

/// Every icon, for the test that looks for each in the font.
pub const ALL: [Icon; 47] = [
    Icon::AccessibilityText,
    Icon::ArrowDown,
    Icon::Bell,
    Icon::Building,
    Icon::Car,
    Icon::Check,
    Icon::ChevronLeft,
    Icon::ChevronRight,
    Icon::CircleAlert,
    Icon::CircleCheck,
    Icon::Clock,
    Icon::Cloud,
    Icon::CloudOff,
    Icon::Contact,
    Icon::Contrast,
    Icon::Eraser,
    Icon::FileText,
    Icon::Folder,
    Icon::Globe,
    Icon::Hand,
    Icon::IdCard,
    Icon::Info,
    Icon::Key,
    Icon::Landmark,
    Icon::Languages,
    Icon::LifeBuoy,
    Icon::LogOut,
    Icon::MapPin,
    Icon::Pause,
    Icon::Pencil,
    Icon::Phone,
    Icon::Plus,
    Icon::Printer,
    Icon::Save,
    Icon::Search,
    Icon::Send,
    Icon::ShieldCheck,
    Icon::Trash,
    Icon::TriangleAlert,
    Icon::Type,
    Icon::User,
    Icon::Users,
    Icon::Volume,
    Icon::VolumeOff,
    Icon::Wifi,
    Icon::WifiOff,
    Icon::X,
];

/// The code point of an icon.
pub const fn glyph(icon: Icon) -> char {
    match icon {
        Icon::AccessibilityText => '\u{e297}',
        Icon::ArrowDown => '\u{e042}',
        Icon::Bell => '\u{e059}',
        Icon::Building => '\u{e290}',
        Icon::Car => '\u{e1d5}',
        Icon::Check => '\u{e06c}',
        Icon::ChevronLeft => '\u{e06e}',
        Icon::ChevronRight => '\u{e06f}',
        Icon::CircleAlert => '\u{e077}',
        Icon::CircleCheck => '\u{e226}',
        Icon::Clock => '\u{e087}',
        Icon::Cloud => '\u{e088}',
        Icon::CloudOff => '\u{e08d}',
        Icon::Contact => '\u{e09c}',
        Icon::Contrast => '\u{e09d}',
        Icon::Eraser => '\u{e28f}',
        Icon::FileText => '\u{e0cc}',
        Icon::Folder => '\u{e0d7}',
        Icon::Globe => '\u{e0e8}',
        Icon::Hand => '\u{e1d7}',
        Icon::IdCard => '\u{e617}',
        Icon::Info => '\u{e0f9}',
        Icon::Key => '\u{e4a3}',
        Icon::Landmark => '\u{e23a}',
        Icon::Languages => '\u{e0fe}',
        Icon::LifeBuoy => '\u{e101}',
        Icon::LogOut => '\u{e10e}',
        Icon::MapPin => '\u{e111}',
        Icon::Pause => '\u{e12e}',
        Icon::Pencil => '\u{e1f9}',
        Icon::Phone => '\u{e133}',
        Icon::Plus => '\u{e13d}',
        Icon::Printer => '\u{e141}',
        Icon::Save => '\u{e14d}',
        Icon::Search => '\u{e151}',
        Icon::Send => '\u{e152}',
        Icon::ShieldCheck => '\u{e1ff}',
        Icon::Trash => '\u{e18e}',
        Icon::TriangleAlert => '\u{e193}',
        Icon::Type => '\u{e587}',
        Icon::User => '\u{e468}',
        Icon::Users => '\u{e1a4}',
        Icon::Volume => '\u{e1ab}',
        Icon::VolumeOff => '\u{e1ac}',
        Icon::Wifi => '\u{e1ae}',
        Icon::WifiOff => '\u{e1af}',
        Icon::X => '\u{e1b2}',
    }
}

/// The code point of the mark before a line of a checklist.
pub const fn mark(mark: Mark) -> char {
    match mark {
        Mark::Done => glyph(Icon::Check),
        Mark::Maybe => '\u{e082}',
        Mark::Missing => glyph(Icon::X),
        Mark::Box => '\u{e167}',
    }
}

/// The icon that points the same way in a script that is written from the right.
pub const fn mirrored(icon: Icon) -> Icon {
    match icon {
        Icon::ChevronLeft => Icon::ChevronRight,
        Icon::ChevronRight => Icon::ChevronLeft,
        other => other,
    }
}
