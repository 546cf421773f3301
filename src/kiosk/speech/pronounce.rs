//! How things are said that are not words: sums, days, numbers to check sign by sign.
//!
//! Reads a text and writes what a voice should read; the words of it are in the interface of
//! each language. It never changes what is drawn.

use crate::kiosk::words::Words;

/// Signs and short forms, and the key of what is said.
const SHORT: [(&str, &str); 14] = [
    ("€", "speech.say.euros"),
    ("%", "speech.say.percent"),
    ("&", "speech.say.and"),
    ("+", "speech.say.plus"),
    ("n°", "speech.say.number"),
    ("N°", "speech.say.number"),
    ("km", "speech.say.km"),
    ("m", "speech.say.m"),
    ("cm", "speech.say.cm"),
    ("kg", "speech.say.kg"),
    ("kW", "speech.say.kw"),
    ("g/km", "speech.say.g_km"),
    ("CO2", "speech.say.co2"),
    ("h", "speech.say.hours"),
];

/// Units of another script: words when no number comes before them.
const AFTER_NUMBER: [(&str, &str); 3] =
    [("كم", "speech.say.km"), ("سم", "speech.say.cm"), ("كغ", "speech.say.kg")];

/// Longer runs of digits are read one sign at a time: a person checks them.
const MOST_DIGITS: usize = 4;

/// How a short word of capitals is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capitals {
    /// Letter by letter: `WLTP`, `BE`.
    Letters,
    /// As a word: `LE ROY` is a name.
    Word,
}

/// A sentence of the program as a voice reads it.
pub fn pronounced(words: Words<'_>, text: &str) -> String {
    // Who writes everything in capitals writes no initials.
    let low = text.chars().any(char::is_lowercase) || text.split_whitespace().count() == 1;
    let listed = text.contains(", ");
    read(words, text, if low || listed { Capitals::Letters } else { Capitals::Word })
}

/// An answer as a voice reads it: nobody knows which of its words are initials.
pub fn answered(words: Words<'_>, text: &str) -> String {
    read(words, text, Capitals::Word)
}

fn read(words: Words<'_>, text: &str, capitals: Capitals) -> String {
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut said: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (more, piece) = piece(words, &tokens[at..], capitals);
        match said.last_mut() {
            // A mark between two things is a pause.
            Some(last) if piece == "," && !last.ends_with(',') => last.push(','),
            _ => said.extend((!piece.is_empty()).then_some(piece)),
        }
        at += more;
    }
    said.join(" ")
}

/// What stands in an entry: a number is said sign by sign, words as they are.
pub fn value(words: Words<'_>, typed: &str) -> String {
    let signs = typed.chars().filter(char::is_ascii_digit).count();
    let letters = typed.chars().filter(|sign| sign.is_alphabetic()).count();
    let known = phone(typed).or_else(|| iban(typed)).or_else(|| day(words, typed));
    match known {
        Some(known) => known,
        None if typed.contains('@') => address(words, typed),
        None if typed.contains('<') => spelled(words, typed),
        // A short number, a year: as a number. Letters and digits mixed: a plate, a code.
        None if signs > 0 && letters > 0 && !typed.contains(' ') => groups(typed),
        None if signs > MOST_DIGITS && letters == 0 => groups(typed),
        None => answered(words, typed),
    }
}

/// Sign after sign, the signs that are no letters by their names.
pub fn spelled(words: Words<'_>, text: &str) -> String {
    let signs: Vec<String> = text.chars().map(|sign| name(words, sign)).collect();
    signs.join(", ")
}

fn name(words: Words<'_>, sign: char) -> String {
    let key = match sign {
        ' ' | '\u{a0}' => "speech.sign.space",
        '-' => "speech.sign.hyphen",
        '\'' | '’' => "speech.sign.apostrophe",
        '@' => "speech.sign.at",
        '.' => "speech.sign.dot",
        '_' => "speech.sign.underscore",
        '/' => "speech.sign.slash",
        '<' => "speech.sign.less",
        ',' => "speech.sign.comma",
        // The two letters of Turkish that other languages have as one.
        'i' if words.0.language() == "tr" => return "İ".to_owned(),
        other => return other.to_uppercase().to_string(),
    };
    words.text(key).to_owned()
}

/// `marie@exemple.fr`: words, and its signs by their names.
fn address(words: Words<'_>, typed: &str) -> String {
    let mut said = String::new();
    for sign in typed.chars() {
        if sign.is_alphanumeric() {
            said.push(sign);
        } else {
            said.push(' ');
            said.push_str(&name(words, sign));
            said.push(' ');
        }
    }
    said.trim().to_owned()
}

/// How many tokens the next piece takes, and what is said of it.
fn piece(words: Words<'_>, tokens: &[&str], capitals: Capitals) -> (usize, String) {
    let (open, core, close) = trimmed(tokens[0]);
    let with = |said: String| format!("{open}{said}{close}");
    if let Some((taken, said)) = joined(words, tokens) {
        return (taken, said);
    }
    if matches!(core, "·" | "–" | "—" | "|" | "→" | "•") {
        return (1, ",".into());
    }
    if let Some(said) = short(words, core) {
        let follows = tokens[0].starts_with(|sign: char| sign.is_ascii_digit());
        return (1, if follows { tokens[0].to_owned() } else { with(said) });
    }
    if let Some(number) = core.strip_suffix('%').filter(|number| figure(number)) {
        return (1, with(with_unit(words, number, "speech.say.percent")));
    }
    // The line that machines read at the foot of a document.
    if core.contains('<') {
        return (1, with(spelled(words, core)));
    }
    if let Some(number) = core.strip_prefix('%').filter(|number| figure(number)) {
        return (1, with(with_unit(words, number, "speech.say.percent")));
    }
    if let Some(number) = core.strip_prefix('€').filter(|number| figure(number)) {
        return (1, with(sum(words, number)));
    }
    let known = iban(core).or_else(|| plate(core)).or_else(|| day(words, core));
    let known = known.or_else(|| hour(words, core)).or_else(|| code(core));
    let known = known.or_else(|| initials(core).filter(|_| capitals == Capitals::Letters));
    (1, known.map_or_else(|| tokens[0].to_owned(), with))
}

/// Several tokens that are one thing: a phone number, a sum, an hour, a number with its unit.
fn joined(words: Words<'_>, tokens: &[&str]) -> Option<(usize, String)> {
    phone_of(tokens)
        .or_else(|| written_iban(tokens))
        .or_else(|| series(tokens))
        .or_else(|| day_of(words, tokens))
        .or_else(|| quantity(words, tokens))
        .or_else(|| written_groups(tokens))
}

/// The first `count` tokens without the marks before and after them all; none when a mark stands
/// between two.
fn bare<'a>(tokens: &[&'a str], count: usize) -> Option<(&'a str, Vec<&'a str>, &'a str)> {
    let (mut cores, mut around) = (Vec::new(), ("", ""));
    for (at, token) in tokens.get(..count)?.iter().enumerate() {
        let (open, core, close) = trimmed(token);
        if (at > 0 && !open.is_empty()) || (at + 1 < count && !close.is_empty()) {
            return None;
        }
        if at == 0 {
            around.0 = open;
        }
        around.1 = close;
        cores.push(core);
    }
    Some((around.0, cores, around.1))
}

fn phone_of(tokens: &[&str]) -> Option<(usize, String)> {
    let (open, cores, close) = bare(tokens, 5)?;
    Some((5, format!("{open}{}{close}", phone(&cores.join(" "))?)))
}

/// `14 03 1962`, as a day is typed.
fn day_of(words: Words<'_>, tokens: &[&str]) -> Option<(usize, String)> {
    let (open, cores, close) = bare(tokens, 3)?;
    Some((3, format!("{open}{}{close}", day(words, &cores.join("/"))?)))
}

/// `123 ABC 76`, `AB 1234567`: letters and figures of one number, written apart.
fn series(tokens: &[&str]) -> Option<(usize, String)> {
    (2..=5).rev().find_map(|count| {
        let (open, cores, close) = bare(tokens, count)?;
        let letters =
            |core: &&str| core.len() <= 3 && core.chars().all(|sign| sign.is_ascii_uppercase());
        let figures = |core: &&str| core.chars().all(|sign| sign.is_ascii_digit());
        let both = cores.iter().any(letters) && cores.iter().any(figures);
        let all = cores.iter().all(|core| !core.is_empty() && (letters(core) || figures(core)));
        let signs: usize = cores.iter().map(|core| core.len()).sum();
        (both && all && signs >= 6)
            .then(|| (count, format!("{open}{}{close}", groups(&cores.join(" ")))))
    })
}

/// `732 829 320`, `1234 5678 9012`: groups of figures that are checked one by one.
fn written_groups(tokens: &[&str]) -> Option<(usize, String)> {
    (2..=5).rev().find_map(|count| {
        let (open, cores, close) = bare(tokens, count)?;
        let size = cores[0].len();
        let even = (3..=4).contains(&size) && cores.iter().all(|core| core.len() == size);
        let figures = cores.iter().all(|core| core.chars().all(|sign| sign.is_ascii_digit()));
        let long = even && figures && (count > 2 || size == 4);
        long.then(|| (count, format!("{open}{}{close}", groups(&cores.join(" ")))))
    })
}

/// A number and what it counts.
fn quantity(words: Words<'_>, tokens: &[&str]) -> Option<(usize, String)> {
    // `1 234,50 €`: digits in threes before the sign.
    let mut number = tokens[0].trim_start_matches('(').to_owned();
    let mut at = 1;
    let three = |token: &str| {
        let head = token.split(',').next().unwrap_or_default();
        head.len() == 3 && figure(token)
    };
    while figure(&number) && !number.contains(',') && at < tokens.len() && three(tokens[at]) {
        number.push_str(tokens[at]);
        at += 1;
    }
    if !figure(&number) {
        return None;
    }
    let (_, core, close) = trimmed(tokens.get(at)?);
    let said = match core {
        "€" => sum(words, &number),
        "h" => {
            let minutes = tokens.get(at + 1).map(|token| trimmed(token));
            let minutes = minutes.filter(|(_, core, _)| {
                close.is_empty()
                    && core.len() == 2
                    && core.chars().all(|sign| sign.is_ascii_digit())
            });
            if let Some((_, minutes, close)) = minutes {
                let said = clock(words, &number, minutes);
                return Some((at + 2, format!("{said}{close}")));
            }
            format!("{number} {}", words.text("speech.say.hours"))
        }
        // The word of a currency that is written without its sign.
        euros if number.contains(',') && euros == words.text("speech.say.euros") => {
            sum(words, &number)
        }
        other => unit(words, &number, other)?,
    };
    Some((at + 1, format!("{said}{close}")))
}

fn short(words: Words<'_>, core: &str) -> Option<String> {
    let (_, key) = SHORT.iter().find(|(written, _)| *written == core)?;
    Some(with_unit(words, "", key).trim().to_owned())
}

/// A number with its unit, in the order of the language.
fn unit(words: Words<'_>, number: &str, unit: &str) -> Option<String> {
    let units = || SHORT.iter().chain(&AFTER_NUMBER);
    let (_, key) = units().find(|(written, _)| *written == unit)?;
    Some(with_unit(words, number, key))
}

fn with_unit(words: Words<'_>, number: &str, key: &str) -> String {
    if words.text(key).contains("{number}") {
        return words.with(key, &[("number", number.to_owned())]).shown;
    }
    format!("{number} {}", words.text(key))
}

/// `12,50` or `12.50`, `0`.
fn figure(text: &str) -> bool {
    let mut parts = text.split([',', '.']);
    let digits = |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_digit());
    parts.next().is_some_and(digits) && parts.next().is_none_or(digits) && parts.next().is_none()
}

/// `12,50` as `12 euros et 50 centimes`; no centimes are not said.
fn sum(words: Words<'_>, number: &str) -> String {
    let (euros, cents) = number.split_once([',', '.']).unwrap_or((number, ""));
    let cents = cents.trim_start_matches('0');
    match (euros, cents) {
        ("1", "") => words.text("speech.say.one_euro").to_owned(),
        (_, "") => format!("{euros} {}", words.text("speech.say.euros")),
        _ => {
            let values = [("euros", euros.to_owned()), ("cents", cents.to_owned())];
            words.with("speech.say.euros_cents", &values).shown
        }
    }
}

fn clock(words: Words<'_>, hours: &str, minutes: &str) -> String {
    let bare = |digits: &str| digits.trim_start_matches('0').to_owned();
    let hours = if bare(hours).is_empty() { "0".into() } else { bare(hours) };
    if bare(minutes).is_empty() {
        return format!("{hours} {}", words.text("speech.say.hours"));
    }
    let values = [("hours", hours), ("minutes", bare(minutes))];
    words.with("speech.say.clock", &values).shown
}

/// `14:30`, `9:00`.
fn hour(words: Words<'_>, core: &str) -> Option<String> {
    let (hours, minutes) = core.split_once(':')?;
    let digits = |part: &str| part.chars().all(|sign| sign.is_ascii_digit());
    let right = matches!(hours.len(), 1..=2) && minutes.len() == 2;
    (right && digits(hours) && digits(minutes)).then(|| clock(words, hours, minutes))
}

/// `14/03/1962`, `1962-03-14`: the month by its name.
fn day(words: Words<'_>, core: &str) -> Option<String> {
    let parts: Vec<&str> = core.split(['/', '-', '.']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let digits = |part: &str, length: usize| {
        part.len() == length && part.chars().all(|sign| sign.is_ascii_digit())
    };
    let (day, month, year) = match (one.len(), three.len()) {
        (2, 4) if digits(one, 2) && digits(two, 2) && digits(three, 4) => (one, two, three),
        (4, 2) if digits(one, 4) && digits(two, 2) && digits(three, 2) => (three, two, one),
        _ => return None,
    };
    let number: u8 = day.parse().ok()?;
    let month = words.month(month)?;
    let key = if number == 1 { "write.first_of_month" } else { "write.date" };
    let values = [("day", number.to_string()), ("month", month), ("year", (*year).to_owned())];
    (1..=31).contains(&number).then(|| words.with(key, &values).shown)
}

/// `02 32 94 90 20`, `0232949020`: in pairs.
fn phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.chars().all(|sign| sign.is_ascii_digit() || sign == ' ' || sign == '.');
    if !plain || digits.len() != 10 || !digits.starts_with('0') {
        return None;
    }
    let pairs: Vec<String> = chunks(&digits, 2).iter().map(|pair| pair_said(pair)).collect();
    Some(pairs.join(", "))
}

/// A pair that begins with zero is said digit by digit: `02` as `0 2`.
fn pair_said(pair: &str) -> String {
    if pair.starts_with('0') { apart(pair) } else { pair.to_owned() }
}

/// `FR7630006000011234567890189`: in groups of four.
fn iban(text: &str) -> Option<String> {
    let signs: String = text.chars().filter(|sign| *sign != ' ').collect();
    let bytes = signs.as_bytes();
    let right = (15..=34).contains(&signs.len())
        && bytes.iter().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && signs.len() != 17;
    right.then(|| by_fours(&signs))
}

/// The same, already written in groups.
fn written_iban(tokens: &[&str]) -> Option<(usize, String)> {
    let group = |token: &&&str| {
        (1..=4).contains(&token.len())
            && token.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit())
    };
    let count = tokens.iter().take_while(group).count();
    let whole: String = tokens[..count].concat();
    if count < 4 || !tokens[..count - 1].iter().all(|token| token.len() == 4) {
        return None;
    }
    iban(&whole).map(|said| (count, said))
}

/// `AB-123-CD`: letter by letter.
fn plate(core: &str) -> Option<String> {
    let parts: Vec<&str> = core.split('-').collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let upper = |part: &str| part.len() == 2 && part.chars().all(|c| c.is_ascii_uppercase());
    let digits = two.len() == 3 && two.chars().all(|sign| sign.is_ascii_digit());
    (upper(one) && digits && upper(three)).then(|| groups(core))
}

/// A run of capitals and digits, or a long number: sign by sign.
fn code(core: &str) -> Option<String> {
    let plain = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '-';
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let capitals = core.chars().filter(char::is_ascii_uppercase).count();
    let mixed = digits > 0 && capitals > 0 && core.len() > 2;
    let long = capitals == 0 && digits > MOST_DIGITS;
    (core.chars().all(plain) && (mixed || long)).then(|| groups(core))
}

/// `WLTP`, `BE`: capitals alone, but for a Roman number and the word of a key.
fn initials(core: &str) -> Option<String> {
    let short = (2..=4).contains(&core.len());
    let capitals = core.chars().all(|sign| sign.is_ascii_uppercase());
    let roman = core.chars().all(|sign| "IVX".contains(sign));
    (short && capitals && !roman && core != "OK").then(|| apart(core))
}

/// Each sign apart; a pause where it is written with a hyphen, else after each four.
fn groups(text: &str) -> String {
    if text.contains(['-', ' ', '.']) {
        let parts = text.split(['-', ' ', '.']).filter(|part| !part.is_empty());
        return parts.map(apart).collect::<Vec<_>>().join(", ");
    }
    by_fours(text)
}

fn by_fours(text: &str) -> String {
    // A postal code is one thing.
    if text.chars().count() == 5 {
        return apart(text);
    }
    let groups: Vec<String> = chunks(text, 4).iter().map(|group| apart(group)).collect();
    groups.join(", ")
}

fn chunks(text: &str, size: usize) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    signs.chunks(size).map(|chunk| chunk.iter().collect()).collect()
}

fn apart(text: &str) -> String {
    let signs: Vec<String> = text.chars().map(|sign| sign.to_uppercase().to_string()).collect();
    signs.join(" ")
}

/// A token without the marks around it.
fn trimmed(token: &str) -> (&str, &str, &str) {
    let core = token.trim_start_matches(['(', '«', '"', '“']);
    let open = &token[..token.len() - core.len()];
    let inner = core.trim_end_matches([')', '»', '"', '”', '.', ',', ';', ':', '?', '!']);
    (open, inner, &core[inner.len()..])
}
