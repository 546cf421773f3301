//! No state is told by its colour alone: each is drawn in each set of colours, then seen in grey,
//! and as by those who miss one of the three kinds of cones.

use std::collections::BTreeMap;

use iced::{Color, Size};
use mon_point_numerique::kiosk::page::*;
use mon_point_numerique::kiosk::theme::{Theme, contrast};
use mon_point_numerique::kiosk::widget::Look;

use crate::pages::Said;
use crate::pages::{button, page, say};
use crate::pictures::{PLAIN, window};

const SIZE: Size = Size::new(1366.0, 768.0);

/// So many pixels make a mark that is seen: a small icon has four times as many.
const SEEN: usize = 60;

/// How somebody sees.
#[derive(Clone, Copy, Debug)]
enum Sight {
    Grey,
    Protan,
    Deutan,
    Tritan,
}

impl Sight {
    const ALL: [Self; 4] = [Self::Grey, Self::Protan, Self::Deutan, Self::Tritan];

    /// From linear red, green, blue: Machado, Oliveira and Fernandes (2009), severity 1.
    const fn matrix(self) -> [[f32; 3]; 3] {
        match self {
            Self::Grey => [[0.2126, 0.7152, 0.0722]; 3],
            Self::Protan => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deutan => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritan => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }

    fn sees(self, colour: Color) -> Color {
        let [r, g, b, _] = colour.into_linear();
        let [red, green, blue] =
            self.matrix().map(|row| (row[0] * r + row[1] * g + row[2] * b).clamp(0.0, 1.0));
        Color::from_linear_rgba(red, green, blue, 1.0)
    }
}

/// How many pixels of two pictures differ by three to one or more.
fn marks(sight: Sight, one: &[u8], other: &[u8]) -> usize {
    let mut told: BTreeMap<(&[u8], &[u8]), bool> = BTreeMap::new();
    let pixels = one.chunks_exact(4).zip(other.chunks_exact(4));
    let sees = |pixel: &[u8]| sight.sees(Color::from_rgb8(pixel[0], pixel[1], pixel[2]));
    pixels
        .filter(|(one, other)| one != other)
        .filter(|pair| {
            *told.entry(*pair).or_insert_with(|| contrast(sees(pair.0), sees(pair.1)) >= 3.0)
        })
        .count()
}

fn drawn(theme: Theme, body: Vec<Block<Said>>, progress: Option<Progress>) -> Vec<u8> {
    let mut page = page("sight", "Titre", None);
    page.body = body;
    page.progress = progress;
    drawn_page(theme, &page, None)
}

fn drawn_page(theme: Theme, page: &Page<Said>, focus: Option<&Id>) -> Vec<u8> {
    window(page, &Look { theme, size: SIZE, ..PLAIN }, focus).pixels()
}

/// Every two of these states are told apart, in every set of colours, by everybody.
fn told_apart(name: &str, states: &[Vec<Block<Said>>]) {
    for theme in Theme::ALL {
        let drawings: Vec<Vec<u8>> =
            states.iter().map(|body| drawn(theme, body.clone(), None)).collect();
        for (at, one) in drawings.iter().enumerate() {
            for other in &drawings[at + 1..] {
                for sight in Sight::ALL {
                    let found = marks(sight, one, other);
                    assert!(found >= SEEN, "{name}, {theme:?}, {sight:?}: {found} pixels");
                }
            }
        }
    }
}

#[test]
fn the_simulation_keeps_grey_and_mixes_red_with_green() {
    for sight in Sight::ALL {
        for colour in [Color::WHITE, Color::BLACK, Color::from_rgb8(118, 118, 118)] {
            let off = contrast(sight.sees(colour), colour);
            assert!(off < 1.01, "{sight:?}: {colour:?} becomes {off}");
        }
    }
    let (red, green) = (Color::from_rgb8(163, 91, 91), Color::from_rgb8(103, 108, 90));
    assert!(contrast(Sight::Deutan.sees(red), Sight::Deutan.sees(green)) < 1.3);
    assert!(marks(Sight::Grey, &[0, 0, 0, 255], &[255, 255, 255, 255]) == 1);
    assert!(marks(Sight::Grey, &[255, 0, 0, 255], &[0, 148, 0, 255]) == 0, "as light as red");
}

#[test]
fn chosen_is_a_shape() {
    let shapes = [Shape::Radio, Shape::Checkbox, Shape::Line, Shape::Picture(Icon::Car)];
    for shape in shapes.into_iter().chain([Shape::Swatch(Theme::Dark)]) {
        let card = |chosen| {
            let press = "card".to_owned();
            let (id, title) = (Id::new("card"), say("Une carte"));
            let card = Card { id, title, detail: None, shape, chosen, press };
            vec![Block::Cards { columns: 1, cards: vec![card] }]
        };
        told_apart(&format!("{shape:?}"), &[card(false), card(true)]);
    }
}

#[test]
fn refused_is_an_icon() {
    let field = |refused| {
        let field = Field {
            id: Id::new("ask.nom"),
            name: say("Nom"),
            labelled: true,
            value: String::new(),
            veil: None,
            caret: 0,
            example: None,
            unit: None,
            width: None,
            lines: 1,
            refused,
            press: "ask.nom".to_owned(),
        };
        vec![Block::Fields(vec![field])]
    };
    told_apart("refused", &[field(false), field(true)]);
}

#[test]
fn a_tone_is_an_icon() {
    let tones = [Tone::Plain, Tone::Success, Tone::Waiting, Tone::Alert];
    let text = tones.map(|tone| vec![Block::Text(say("Un état"), tone)]);
    told_apart("text", &text);
    let row = tones.map(|tone| {
        let row = Row { label: say("Nom"), value: say("Un état"), tone, action: None };
        vec![Block::Rows(vec![row])]
    });
    told_apart("row", &row);
}

#[test]
fn a_mark_is_a_drawing() {
    let marks = [Mark::Done, Mark::Maybe, Mark::Missing, Mark::Box];
    told_apart("mark", &marks.map(|mark| vec![Block::Checklist(vec![(mark, say("Un papier"))])]));
}

#[test]
fn what_is_done_is_not_what_is_to_come() {
    let progress = |done| Progress {
        sections: 4,
        current: 3,
        done: vec![done, done, done, false],
        name: say("Partie 4 sur 4"),
    };
    for theme in Theme::ALL {
        let one = drawn(theme, Vec::new(), Some(progress(false)));
        let other = drawn(theme, Vec::new(), Some(progress(true)));
        for sight in Sight::ALL {
            assert!(marks(sight, &one, &other) >= SEEN, "{theme:?}, {sight:?}");
        }
    }
}

#[test]
fn the_focus_is_seen_on_every_kind_of_control() {
    let weights = [Weight::Primary, Weight::Secondary, Weight::Quiet, Weight::Call, Weight::Danger];
    let buttons = weights.into_iter().zip(["one", "two", "three", "four", "five"]);
    let mut page = page("sight", "Titre", None);
    page.body =
        vec![Block::Buttons(buttons.map(|(weight, id)| button(id, "Nom", weight)).collect())];
    for theme in Theme::ALL {
        let plain = drawn_page(theme, &page, None);
        for id in ["one", "two", "three", "four", "five", "back", "tool.size", "next"] {
            let focused = drawn_page(theme, &page, Some(&Id::new(id)));
            for sight in Sight::ALL {
                let found = marks(sight, &plain, &focused);
                // Four pixels around the smallest target, 81 pixels of the reference screen.
                assert!(found >= 4 * 4 * 57, "{theme:?}, {sight:?}: {id} {found}");
            }
        }
    }
}
