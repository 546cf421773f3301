//! All modifiers with all keys: only what is on the list reaches the application (SEC-04).

use iced::keyboard::key::Named::*;
use iced::keyboard::key::{Named, NativeCode, Physical};
use iced::keyboard::{Event, Key, Location, Modifiers};
use mon_point_numerique::kiosk::config::Config;
use mon_point_numerique::kiosk::keypad::{KEYS, Keypad};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::widget::keys::{self, Held, Pass};
use std::time::{Duration, Instant};

/// Keys with a name, the allowed ones among them.
const NAMED: &[Named] = &[
    Alt,
    AltGraph,
    CapsLock,
    Control,
    Fn,
    FnLock,
    NumLock,
    ScrollLock,
    Shift,
    Symbol,
    SymbolLock,
    Meta,
    Hyper,
    Super,
    Enter,
    Tab,
    Space,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    End,
    Home,
    PageDown,
    PageUp,
    Backspace,
    Clear,
    Copy,
    CrSel,
    Cut,
    Delete,
    EraseEof,
    ExSel,
    Insert,
    Paste,
    Redo,
    Undo,
    Accept,
    Again,
    Attn,
    Cancel,
    ContextMenu,
    Escape,
    Execute,
    Find,
    Help,
    Pause,
    Play,
    Props,
    Select,
    ZoomIn,
    ZoomOut,
    BrightnessDown,
    BrightnessUp,
    Eject,
    LogOff,
    Power,
    PowerOff,
    PrintScreen,
    Hibernate,
    Standby,
    WakeUp,
    AllCandidates,
    Alphanumeric,
    CodeInput,
    Compose,
    Convert,
    FinalMode,
    GroupFirst,
    GroupLast,
    GroupNext,
    GroupPrevious,
    ModeChange,
    NextCandidate,
    NonConvert,
    PreviousCandidate,
    Process,
    SingleCandidate,
    Soft1,
    Soft2,
    Close,
    MailForward,
    MailReply,
    MailSend,
    MediaPlay,
    MediaPause,
    MediaStop,
    New,
    Open,
    Print,
    Save,
    SpellCheck,
    AudioVolumeUp,
    AudioVolumeDown,
    AudioVolumeMute,
    LaunchApplication1,
    LaunchApplication2,
    LaunchMail,
    LaunchWebBrowser,
    BrowserBack,
    BrowserForward,
    BrowserHome,
    BrowserRefresh,
    BrowserSearch,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    F13,
    F24,
];

/// What a key may type: printable or not.
const TEXTS: &[&str] =
    &["a", "Z", "é", "ç", "@", "€", "œ", "7", "'", "\u{1b}", "\u{3}", "\n", "\u{7f}", "\u{f704}"];

fn modifiers() -> Vec<Modifiers> {
    let all = [Modifiers::SHIFT, Modifiers::CTRL, Modifiers::ALT, Modifiers::LOGO];
    (0..16_usize)
        .map(|bits| {
            let on = all.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
            on.fold(Modifiers::empty(), |sum, (_, one)| sum | *one)
        })
        .collect()
}

fn pressed(key: Key, modifiers: Modifiers, text: Option<&str>, repeat: bool) -> Event {
    Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: Physical::Unidentified(NativeCode::Unidentified),
        location: Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat,
    }
}

fn stroke(key: Key, modifiers: Modifiers, text: Option<&str>) -> Option<Stroke> {
    keys::stroke(&pressed(key, modifiers, text, false), &Keypad::STANDARD)
}

/// The keys that only the keypad has, as they are set at first.
const KEYPAD: [Named; 6] = [F1, F2, F3, F4, F5, F6];

#[test]
fn only_the_list_passes() {
    let allowed = [
        Enter, Tab, Space, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Home, Backspace, Delete,
        Escape,
    ];
    for modifiers in modifiers() {
        let free = !modifiers.intersects(Modifiers::CTRL | Modifiers::ALT | Modifiers::LOGO);
        for named in NAMED {
            let passes = stroke(Key::Named(*named), modifiers, None).is_some();
            let keypad = KEYPAD.contains(named) && !modifiers.contains(Modifiers::SHIFT);
            let expected = free && (allowed.contains(named) || keypad);
            assert_eq!(passes, expected, "{modifiers:?} {named:?}");
        }
        for text in TEXTS {
            let found = stroke(Key::Character((*text).into()), modifiers, Some(text));
            let c = text.chars().next().expect("a character");
            let printable = !c.is_control() && c != '\u{f704}';
            let expected = (free && printable).then_some(Stroke::Char(c));
            assert!(found == expected, "{modifiers:?} {text:?}");
        }
    }
}

#[test]
fn a_key_without_text_types_nothing() {
    assert!(stroke(Key::Character("a".into()), Modifiers::empty(), None).is_none());
    assert!(stroke(Key::Unidentified, Modifiers::empty(), None).is_none());
}

#[test]
fn a_key_that_goes_up_does_nothing() {
    let key = Key::Named(Enter);
    let up = Event::KeyReleased {
        modified_key: key.clone(),
        key,
        physical_key: Physical::Unidentified(NativeCode::Unidentified),
        location: Location::Standard,
        modifiers: Modifiers::empty(),
    };
    assert!(keys::stroke(&up, &Keypad::STANDARD).is_none());
    assert!(keys::stroke(&Event::ModifiersChanged(Modifiers::CTRL), &Keypad::STANDARD).is_none());
}

/// The keypad of these settings.
fn keypad(settings: &str) -> Keypad {
    Config::read(&format!("[keypad]\n{settings}")).expect("they are right").keypad
}

#[test]
fn the_operator_says_which_key_is_which_of_the_keypad() {
    let set = keypad("ok = \"F20\"\nback = \"Home\"\nhelp = \"none\"\n");
    let stroke =
        |named| keys::stroke(&pressed(Key::Named(named), Modifiers::empty(), None, false), &set);
    assert_eq!(stroke(Home), Some(Stroke::Escape));
    assert_eq!(stroke(F2), Some(Stroke::Volume));
    assert_eq!(stroke(Enter), Some(Stroke::Enter), "the keyboard keeps its own");
    for named in [F1, F3, F4, F13, F24, PageUp] {
        assert_eq!(stroke(named), None, "{named:?}");
    }
}

#[test]
fn every_key_that_may_be_named_exists_and_nothing_else_can_be_named() {
    for key in KEYS {
        let _ = keypad(&format!("ok = \"{key}\""));
    }
    for key in ["a", "Control", "F25", "Super", "Delete", ""] {
        assert!(Config::read(&format!("[keypad]\nok = \"{key}\"")).is_err(), "{key}");
    }
    let used = NAMED.iter().filter(|named| {
        let event = pressed(Key::Named(**named), Modifiers::empty(), None, false);
        let name = format!("{named:?}");
        KEYS.contains(&name.as_str()) && {
            let set = keypad(&format!(
                "up = \"none\"\nswitch = \"{name}\"\nleft = \"none\"\n\
                down = \"none\"\nright = \"none\"\nok = \"none\"\nback = \"none\"\n\
                help = \"none\"\nvolume = \"none\"\nadvance = \"none\""
            ));
            keys::stroke(&event, &set) == Some(Stroke::Switch)
        }
    });
    let named = NAMED.iter().filter(|named| KEYS.contains(&format!("{named:?}").as_str()));
    assert_eq!(used.count(), named.count());
}

#[test]
fn a_key_that_is_held_waits_before_it_repeats_and_never_activates_again() {
    let begin = Instant::now();
    let mut held = Held::default();
    let event = |named, repeat| pressed(Key::Named(named), Modifiers::empty(), None, repeat);
    let slow = keypad("repeat_seconds = 2");
    assert_eq!(held.lets(&event(ArrowDown, false), &slow, begin), Pass::Goes);
    let after = |ms| begin + Duration::from_millis(ms);
    assert_eq!(held.lets(&event(ArrowDown, true), &slow, after(1_900)), Pass::Stays);
    assert_eq!(held.lets(&event(ArrowDown, true), &slow, after(2_000)), Pass::Goes);
    let never = keypad("repeat_seconds = 0");
    assert_eq!(held.lets(&event(ArrowDown, true), &never, after(60_000)), Pass::Stays);
    for named in [Enter, Space, Escape, F1, F2, F3, F4, F5, F6, Home] {
        assert_eq!(keys::stroke(&event(named, true), &Keypad::STANDARD), None, "{named:?}");
    }
    let down = keys::stroke(&event(ArrowDown, true), &Keypad::STANDARD);
    assert_eq!(down, Some(Stroke::Down));
}
