//! How hard a screen is to read: the score of Kandel and Moles (1958), the one of Flesch for
//! French. 60 is *standard*, 70 *fairly easy*. Syllables are counted on the letters, so that a
//! score is right to about five points.

use mon_point_numerique::kiosk::action::Message;
use mon_point_numerique::kiosk::page::{Block, Page, Say};

use super::step::steps;
use crate::idle::screens;

/// A screen with fewer words has no score of its own: one long name would decide it. (The score was
/// made for samples of a hundred words.)
const FEWEST_WORDS: usize = 40;
/// The least score of a screen.
const LEAST: f64 = 60.0;
/// The least score of all screens together: that of a text that is easy to read.
const LEAST_OF_ALL: f64 = 70.0;

fn is_vowel(letter: char) -> bool {
    "aeiouyàâäéèêëîïôöùûüÿœæ".contains(letter)
}

/// Groups of vowels; the mute end of a word is none.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let starts =
        |at: usize| at == 0 || !is_vowel(letters[at - 1]) || "éï".contains(letters[at - 1]);
    let groups = (0..letters.len()).filter(|at| is_vowel(letters[*at]) && starts(*at)).count();
    let mute = ["e", "es", "ent"].iter().any(|end| {
        let whole: String = letters.iter().collect();
        let stem = whole.strip_suffix(end);
        stem.is_some_and(|stem| stem.chars().last().is_some_and(|last| !is_vowel(last)))
    });
    (groups - usize::from(mute && groups > 1)).max(1)
}

/// Words, sentences, syllables.
#[derive(Clone, Copy, Default)]
struct Count {
    words: usize,
    sentences: usize,
    syllables: usize,
}

impl Count {
    fn of(text: &str) -> Self {
        let mut count = Self::default();
        for sentence in text.split_inclusive(['.', '?', '!', ':', '\n']) {
            let words = sentence.split_whitespace();
            let words = words.filter(|word| word.chars().any(char::is_alphanumeric));
            let found: Vec<usize> = words.map(syllables).collect();
            count.words += found.len();
            count.sentences += usize::from(!found.is_empty());
            count.syllables += found.iter().sum::<usize>();
        }
        count
    }

    fn and(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            syllables: self.syllables + other.syllables,
        }
    }

    fn score(self) -> f64 {
        let (words, sentences) = (self.words as f64, self.sentences as f64);
        207.0 - 1.015 * words / sentences - 73.6 * self.syllables as f64 / words
    }
}

/// The words of a page that somebody wrote for it: not those that were typed.
fn written(page: &Page<Message>) -> Vec<&Say> {
    let mut says: Vec<&Say> = vec![&page.title];
    says.extend(page.refusal.iter().chain(&page.hint));
    for block in page.body.iter().chain(&page.aside) {
        match block {
            Block::Heading(say) | Block::Text(say, _) | Block::Note { text: say, .. } => {
                says.push(say);
            }
            Block::Numbered(lines) => says.extend(lines),
            Block::Checklist(lines) => says.extend(lines.iter().map(|(_, say)| say)),
            Block::Tiles(tiles) => {
                says.extend(
                    tiles.iter().flat_map(|tile| [&tile.title].into_iter().chain(&tile.detail)),
                );
            }
            Block::Cards { cards, .. } => {
                says.extend(
                    cards.iter().flat_map(|card| [&card.title].into_iter().chain(&card.detail)),
                );
            }
            Block::Fields(fields) => says.extend(fields.iter().map(|field| &field.name)),
            Block::Buttons(buttons) => says.extend(buttons.iter().map(|button| &button.name)),
            _ => {}
        }
    }
    says
}

fn count(page: &Page<Message>) -> Count {
    let counts = written(page).into_iter().map(|say| Count::of(&say.shown));
    counts.fold(Count::default(), Count::and)
}

#[test]
fn every_screen_is_easy_to_read() {
    let others = screens().into_iter().map(|(_, citizen)| citizen.page());
    let pages: Vec<_> = others.chain(steps().iter().map(|seen| seen.page.clone())).collect();
    let (mut hard, mut all, mut scored) = (Vec::new(), Count::default(), 0);
    let mut least = f64::MAX;
    for page in &pages {
        let count = count(page);
        all = all.and(count);
        if count.words >= FEWEST_WORDS {
            scored += 1;
            least = least.min(count.score());
            if count.score() < LEAST {
                hard.push(format!("{}: {:.0}", page.name.as_str(), count.score()));
            }
        }
    }
    println!("{scored} screens, least {least:.0}, together {:.0}", all.score());
    assert!(scored > 80, "only {scored} screens have a score");
    assert!(hard.is_empty(), "{}", hard.join("\n"));
    assert!(all.score() >= LEAST_OF_ALL, "{:.0}", all.score());
}

#[test]
fn a_sentence_of_an_office_is_hard_to_read() {
    assert_eq!(["carte", "médiateur", "théâtre", "parlent", "les"].map(syllables), [1, 3, 2, 1, 1]);
    let easy = Count::of("Prenez votre carte. Posez-la ici.").score();
    let hard = Count::of(
        "La régularisation de la situation administrative nécessite l'obtention préalable d'une \
         attestation d'immatriculation provisoire.",
    );
    assert!(easy > 70.0 && hard.score() < 30.0, "{easy} {}", hard.score());
}
