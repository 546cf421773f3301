//! Parts of invented pages: buttons, keyboards, fields, cards.

use mon_point_numerique::kiosk::page::*;

/// The message of a control: its name.
pub(crate) type Said = String;

pub(crate) fn say(text: &str) -> Say {
    Say::plain(text)
}

pub(crate) fn some(text: &str) -> Option<Say> {
    Some(say(text))
}

pub(crate) fn button(id: &'static str, name: &str, weight: Weight) -> Button<Said> {
    let press = Some(id.to_owned());
    Button { id: Id::new(id), name: say(name), icon: None, weight, press }
}

pub(crate) fn with(side: Side, icon: Icon, mut button: Button<Said>) -> Button<Said> {
    button.icon = Some((side, icon));
    button
}

pub(crate) fn tool(id: &'static str, name: &str, icon: Icon) -> Button<Said> {
    with(Side::Above, icon, button(id, name, Weight::Tool))
}

pub(crate) fn tools() -> Vec<Button<Said>> {
    vec![
        tool("tool.erase", "Tout effacer", Icon::Eraser),
        tool("tool.size", "Taille", Icon::Type),
        tool("tool.contrast", "Contraste", Icon::Contrast),
        tool("tool.language", "Langue", Icon::Globe),
        with(Side::Start, Icon::User, button("tool.call", "Appeler un médiateur", Weight::Call)),
    ]
}

pub(crate) fn bottom(back: Option<&str>, next: Option<&str>) -> Bottom<Said> {
    let back = back
        .map(|name| with(Side::Start, Icon::ChevronLeft, button("back", name, Weight::Secondary)));
    let next =
        next.map(|name| with(Side::End, Icon::ChevronRight, button("next", name, Weight::Primary)));
    Bottom { back, tools: tools(), next }
}

pub(crate) fn offline() -> Option<Chip> {
    let text = say("Hors connexion : votre dossier est gardé ici");
    Some(Chip { tone: Tone::Waiting, icon: Icon::WifiOff, text })
}

pub(crate) fn saved() -> Option<Chip> {
    Some(Chip { tone: Tone::Success, icon: Icon::Check, text: say("Enregistré") })
}

pub(crate) fn page(name: &'static str, title: &str, chip: Option<Chip>) -> Page<Said> {
    Page {
        name: Id::new(name),
        mirrored: false,
        top: Top {
            product: say("Mon point numérique"),
            place: say("Préfecture de la Seine-Maritime · Rouen"),
            chip,
            action: None,
        },
        crumb: None,
        progress: None,
        picture: None,
        title: say(title),
        grand: false,
        hint: None,
        refusal: None,
        body: Vec::new(),
        aside: Vec::new(),
        keyboard: None,
        bottom: bottom(Some("Précédent"), Some("Suivant")),
        dialog: None,
    }
}

pub(crate) fn progress(current: usize) -> Option<Progress> {
    let done = (0..7).map(|at| at < current).collect();
    Some(Progress { sections: 7, current, done, name: say("Étape") })
}

pub(crate) fn card(id: &str, title: &str, detail: Option<&str>, shape: Shape) -> Card<Said> {
    Card {
        id: Id::of(id),
        title: say(title),
        detail: detail.map(say),
        shape,
        chosen: false,
        press: id.to_owned(),
    }
}

pub(crate) fn chosen(mut card: Card<Said>) -> Card<Said> {
    card.chosen = true;
    card
}

pub(crate) fn field(id: &str, value: &str, width: Option<u8>) -> Field<Said> {
    Field {
        id: Id::of(id),
        name: say("Nom"),
        labelled: false,
        value: value.to_owned(),
        veil: None,
        caret: value.chars().count(),
        example: None,
        unit: None,
        width,
        lines: 1,
        refused: false,
        press: id.to_owned(),
    }
}

pub(crate) fn labelled(name: &str, mut field: Field<Said>) -> Field<Said> {
    field.name = say(name);
    field.labelled = true;
    field
}

pub(crate) fn key(id: &str, name: &str, width: u16) -> Key<Said> {
    let id = format!("key.{id}");
    Key { id: Id::of(id.clone()), name: say(name), width, press: id }
}

pub(crate) fn azerty() -> Keyboard<Said> {
    let letters = |row: &str| -> Vec<Key<Said>> {
        row.chars().map(|c| key(&c.to_string(), &c.to_string(), 10)).collect()
    };
    let mut fourth = vec![key("shift", "Minuscules", 20)];
    fourth.extend(letters("WXCVBN'-"));
    fourth.push(key("backspace", "Effacer", 20));
    let last = vec![
        key("accents", "é è ê à ç…", 28),
        key("space", "Espace", 69),
        key("close", "Fermer le clavier", 28),
    ];
    let rows =
        vec![letters("1234567890"), letters("AZERTYUIOP"), letters("QSDFGHJKLM"), fourth, last];
    Keyboard { layout: Id::new("azerty"), rows, spot: None }
}

pub(crate) fn digits() -> Keyboard<Said> {
    let row = |row: [&str; 3]| row.map(|name| key(&name.to_lowercase(), name, 10)).to_vec();
    let rows = vec![
        row(["1", "2", "3"]),
        row(["4", "5", "6"]),
        row(["7", "8", "9"]),
        row(["Effacer", "0", "OK"]),
    ];
    Keyboard { layout: Id::new("digits"), rows, spot: None }
}

pub(crate) fn tile(
    id: &str,
    icon: Icon,
    title: &str,
    detail: Option<&str>,
    foot: Option<&str>,
) -> Tile<Said> {
    Tile {
        id: Id::of(id),
        icon,
        title: say(title),
        detail: detail.map(say),
        foot: foot.map(say),
        low: foot.is_none(),
        press: id.to_owned(),
    }
}
