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

/// Longer runs of digits are read one sign at a time: a person checks them.
const MOST_DIGITS: usize = 4;

/// A sentence as a voice reads it.
pub fn pronounced(words: Words<'_>, text: &str) -> String {
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut said: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (more, piece) = piece(words, &tokens[at..]);
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
        None => pronounced(words, typed),
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
fn piece(words: Words<'_>, tokens: &[&str]) -> (usize, String) {
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
        return (1, with(format!("{number} {}", words.text("speech.say.percent"))));
    }
    // The line that machines read at the foot of a document.
    if core.contains('<') {
        return (1, with(spelled(words, core)));
    }
    if let Some(number) = core.strip_prefix('€').filter(|number| figure(number)) {
        return (1, with(sum(words, number)));
    }
    let known = iban(core).or_else(|| plate(core)).or_else(|| day(words, core));
    let known = known.or_else(|| hour(words, core)).or_else(|| code(core));
    (1, known.map_or_else(|| tokens[0].to_owned(), with))
}

/// Several tokens that are one thing: a phone number, a sum, an hour, a number with its unit.
fn joined(words: Words<'_>, tokens: &[&str]) -> Option<(usize, String)> {
    if tokens.len() >= 5 {
        let (_, last, close) = trimmed(tokens[4]);
        let (open, first, _) = trimmed(tokens[0]);
        let whole = [first, tokens[1], tokens[2], tokens[3], last].join(" ");
        if let Some(said) = phone(&whole) {
            return Some((5, format!("{open}{said}{close}")));
        }
    }
    if let Some((taken, said)) = written_iban(tokens) {
        return Some((taken, said));
    }
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
    let (_, unit, close) = trimmed(tokens.get(at)?);
    let said = match unit {
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
        unit => format!("{number} {}", short(words, unit)?),
    };
    Some((at + 1, format!("{said}{close}")))
}

fn short(words: Words<'_>, core: &str) -> Option<String> {
    let (_, key) = SHORT.iter().find(|(written, _)| *written == core)?;
    Some(words.text(key).to_owned())
}

/// `12,50` or `12.50`, `0`.
fn figure(text: &str) -> bool {
    let mut parts = text.split([',', '.']);
    let digits = |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_digit());
    parts.next().is_some_and(digits) && parts.next().is_none_or(digits) && parts.next().is_none()
}

/// `12,50` as `12 euros et 50 centimes`; no centimes are not said.
fn sum(words: Words<'_>, number: &str) -> String {
    match number.split_once([',', '.']) {
        Some((euros, cents)) if cents.trim_matches('0').is_empty() => {
            format!("{euros} {}", words.text("speech.say.euros"))
        }
        Some((euros, cents)) => {
            let values = [("euros", euros.to_owned()), ("cents", cents.to_owned())];
            words.with("speech.say.euros_cents", &values).shown
        }
        None => format!("{number} {}", words.text("speech.say.euros")),
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

/// `14:30`.
fn hour(words: Words<'_>, core: &str) -> Option<String> {
    let (hours, minutes) = core.split_once(':')?;
    let two = |part: &str| part.len() == 2 && part.chars().all(|sign| sign.is_ascii_digit());
    (two(hours) && two(minutes)).then(|| clock(words, hours, minutes))
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
