//! Names as one types them: no case, no accent, no hyphen, no apostrophe, *st* for *saint*.
//!
//! The build script folds the tables with this very file, so that both sides agree.

use unicode_normalization::UnicodeNormalization;

/// Longest text that is searched, in characters: twice the longest name.
const LONGEST: usize = 100;

/// The words of what was typed; what is longer than any name is not read to its end.
pub(crate) fn typed(text: &str) -> Vec<String> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    words(&text[..end])
}

/// The words of a name: lower case, without accents; *st* and *ste* written in full.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.nfd().flat_map(char::to_lowercase) {
        let word = words.last_mut();
        match (letter, word) {
            ('œ', Some(word)) => word.push_str("oe"),
            ('æ', Some(word)) => word.push_str("ae"),
            (letter, Some(word)) if letter.is_alphanumeric() => word.push(letter),
            // A mark left by the decomposition is dropped without ending the word.
            ('\u{300}'..='\u{36f}', _) => {}
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words.into_iter().map(in_full).collect()
}

fn in_full(word: String) -> String {
    match word.as_str() {
        "st" => "saint".into(),
        "ste" => "sainte".into(),
        _ => word,
    }
}
