//! All modifiers with all keys: only what is on the list reaches the application (SEC-04).

use iced::keyboard::key::Named::*;
use iced::keyboard::key::{Named, NativeCode, Physical};
use iced::keyboard::{Event, Key, Location, Modifiers};
use mon_point_numerique::kiosk::stroke::Stroke;
use mon_point_numerique::kiosk::widget::keys;

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

fn stroke(key: Key, modifiers: Modifiers, text: Option<&str>) -> Option<Stroke> {
    keys::stroke(&Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: Physical::Unidentified(NativeCode::Unidentified),
        location: Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat: false,
    })
}

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
            assert_eq!(passes, free && allowed.contains(named), "{modifiers:?} {named:?}");
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
    assert!(keys::stroke(&up).is_none());
    assert!(keys::stroke(&Event::ModifiersChanged(Modifiers::CTRL)).is_none());
}
