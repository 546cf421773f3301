//! Every sentence that a person reads is plain: short, without bare acronyms, without the words
//! of offices, with one word for one idea. The limits, the words and the glossary of each language
//! stand in `tests/core/plain`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What plain means in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits {
    /// Words in one sentence.
    most: usize,
    /// Words in a sentence, over all of a file.
    mean: usize,
    acronyms: Vec<String>,
    instead: BTreeMap<String, String>,
    /// By idea.
    glossary: BTreeMap<String, Word>,
}

/// The one word for an idea.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    say: String,
    /// Other words for it; each also stands for its plural.
    never: Vec<String>,
    /// Names of other things, in which such a word stands.
    #[serde(default)]
    unless: Vec<String>,
}

/// One sentence of a language file, and where it stands.
struct Sentence {
    at: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn languages() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("assets/texts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn limits(language: &str) -> Limits {
    let file = root().join(format!("tests/core/plain/{language}.toml"));
    let text = fs::read_to_string(&file)
        .unwrap_or_else(|_| panic!("{language} says nowhere what plain means: {}", file.display()));
    toml::from_str(&text).unwrap()
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every sentence under a table. Examples of what to type, icons and numbers are no sentences.
fn gather(at: &str, value: &toml::Value, found: &mut Vec<Sentence>) {
    match value {
        toml::Value::Table(table) => {
            for (key, inner) in table {
                if !matches!(key.as_str(), "example" | "picture" | "code") {
                    gather(&format!("{at}.{key}"), inner, found);
                }
            }
        }
        toml::Value::Array(list) => {
            for inner in list {
                gather(at, inner, found);
            }
        }
        toml::Value::String(text) => {
            let sentences = sentences(text).into_iter();
            found.extend(sentences.map(|text| Sentence { at: at.to_owned(), text }));
        }
        _ => {}
    }
}

/// A sentence ends at a full stop, a question or exclamation mark or a colon, before a blank.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let ends = matches!(sign, '.' | '?' | '؟' | '!' | ':' | '\n')
            && signs.peek().is_none_or(|next| next.is_whitespace());
        if ends {
            found.push(std::mem::take(&mut sentence));
        } else {
            sentence.push(sign);
        }
    }
    found.push(sentence);
    found.retain(|sentence| words(sentence).next().is_some());
    found
}

fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split_whitespace()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != ')'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Two capitals in a row, and no small letter: an abbreviation said nowhere in full.
fn is_acronym(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|sign| sign.is_alphabetic()).collect();
    letters.len() > 1
        && letters.iter().all(|letter| letter.is_uppercase())
        && word.chars().all(|sign| sign.is_alphabetic() || sign == '.')
}

/// Letters between two numbers are a part of one, as in 123 ABC 76.
fn inside_a_number(words: &[&str], place: usize) -> bool {
    let digits = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    digits(place.checked_sub(1)) && digits(Some(place + 1))
}

fn complaints(limits: &Limits, sentence: &Sentence) -> Vec<String> {
    let mut found = Vec::new();
    let count = words(&sentence.text).count();
    if count > limits.most {
        found.push(format!("{count} words: {} at most", limits.most));
    }
    let all: Vec<&str> = words(&sentence.text).collect();
    for (place, word) in all.iter().copied().enumerate() {
        let bare = word.trim_end_matches(')').rsplit(['\'', '’']).next().unwrap_or(word);
        let small = bare.to_lowercase();
        if let Some(better) = limits.instead.get(&small).or_else(|| limits.instead.get(word)) {
            found.push(format!("`{word}`: {better}"));
        }
        if is_acronym(bare)
            && !inside_a_number(&all, place)
            && !limits.acronyms.iter().any(|known| known == bare)
        {
            found.push(format!("`{bare}` is an acronym: write it in full"));
        }
    }
    found.extend(other_words(limits, &sentence.text));
    let at = |what: String| format!("{}: {what}\n    {}", sentence.at, sentence.text.trim());
    found.into_iter().map(at).collect()
}

/// The words of a text for a comparison: small letters, nothing between them. A quotation mark
/// stays, so that a word may be said as the name of something.
fn bare(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let parts = small.split(|sign: char| !sign.is_alphanumeric() && !"{}“”«»".contains(sign));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Where a phrase stands, in the singular or the plural.
fn place_of(phrase: &[String], text: &[String]) -> Option<usize> {
    let same = |(word, said): (&String, &String)| {
        word == said || said.strip_suffix(['s', 'x']).is_some_and(|singular| singular == word)
    };
    text.windows(phrase.len().max(1)).position(|part| phrase.iter().zip(part).all(same))
}

/// Words of a sentence that stand for an idea which has another word.
fn other_words(limits: &Limits, sentence: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in limits.glossary.values() {
        let mut text = bare(sentence);
        for name in word.unless.iter().map(|name| bare(name)) {
            while let Some(at) = place_of(&name, &text) {
                drop(text.splice(at..at + name.len(), ["…".to_owned()]));
            }
        }
        let never = word.never.iter().filter(|other| place_of(&bare(other), &text).is_some());
        found.extend(never.map(|other| format!("`{other}`: we say `{}`", word.say)));
    }
    found
}

fn all(language: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    for file in files(root().join("assets/texts").join(language)) {
        let text = fs::read_to_string(&file).unwrap();
        let table: toml::Value = toml::from_str(&text).unwrap();
        let name = file.strip_prefix(root().join("assets/texts")).unwrap();
        gather(&name.display().to_string(), &table, &mut found);
    }
    found
}

#[test]
fn every_sentence_is_plain() {
    let mut wrong = Vec::new();
    for language in languages() {
        let limits = limits(&language);
        let sentences = all(&language);
        assert!(sentences.len() > 1000, "{language}: {} sentences", sentences.len());
        wrong.extend(sentences.iter().flat_map(|sentence| complaints(&limits, sentence)));
        wrong.extend(long_files(&limits, &sentences));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files whose sentences are too long on average.
fn long_files(limits: &Limits, sentences: &[Sentence]) -> Vec<String> {
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for sentence in sentences {
        let file = sentence.at.split_inclusive(".toml").next().unwrap_or_default();
        counts.entry(file).or_default().push(words(&sentence.text).count());
    }
    let mean = |counts: &[usize]| counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    let most = limits.mean as f64;
    let long = counts.iter().filter(|(_, counts)| mean(counts) > most);
    long.map(|(file, counts)| format!("{file}: {:.1} words a sentence", mean(counts))).collect()
}

#[test]
fn every_language_has_a_word_for_every_idea() {
    let ideas = |language: &str| limits(language).glossary.into_keys().collect::<BTreeSet<_>>();
    for language in languages() {
        assert_eq!(ideas(&language), ideas("fr"), "{language}");
        for (idea, word) in limits(&language).glossary {
            let other = other_words(&limits(&language), &word.say);
            assert!(other.is_empty(), "{language}: {idea}: {other:?}");
        }
    }
}

#[test]
fn another_word_for_an_idea_is_seen() {
    let limits = limits("fr");
    let say = |text: &str| other_words(&limits, text);
    assert_eq!(say("Prenez votre carte grise."), [""; 0]);
    assert_eq!(
        say("Prenez votre Certificat d’immatriculation."),
        [
            "`certificat d'immatriculation`: we say `carte grise`",
            "`immatriculation`: we say `plaque`",
        ]
    );
    assert_eq!(say("Donnez les justificatifs."), ["`justificatif`: we say `papier`"]);
    assert_eq!(say("Un justificatif de domicile, puis le code de cession."), [""; 0]);
    assert_eq!(say("Un justificatif de loyer."), ["`justificatif`: we say `papier`"]);
    assert_eq!(say("La cession, avec le code de cession."), ["`cession`: we say `vente`"]);
    assert_eq!(say("Le terminale, la bornes."), [""; 0]);
}

#[test]
fn what_is_not_plain_is_seen() {
    let limits = limits("fr");
    let say = |text: &str| {
        let found = sentences(text).into_iter();
        found.flat_map(|text| complaints(&limits, &Sentence { at: String::new(), text })).count()
    };
    assert_eq!(say("Votre carte est prête. Venez la chercher."), 0);
    assert_eq!(say("Le numéro est invalide."), 1);
    assert_eq!(say("Veuillez saisir votre NIR."), 3);
    assert_eq!(say("Il y a une erreur : l'ANTS le dira."), 2);
    assert_eq!(say(&"mot ".repeat(21)), 1);
    assert_eq!(say(&"mot ".repeat(20)), 0);
    assert_eq!(say("Êtes-vous né(e) en France ?"), 1);
    assert_eq!(say("La plaque 123 ABC 76, puis ABC."), 1);
    assert_eq!(say("Voyez timbres.impots.gouv.fr pour l'acheter."), 0);
}
