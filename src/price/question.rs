//! An object of others, `{"operation", "region", "cv", …}`, as a question to the calculator.
//!
//! Generous with words, never with meaning: a value that is not understood counts as missing.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::code::word;
use super::{Asked, Case, Category, Energy, Operation, Plate, Region, Unknown};

/// Fields that only say yes or no, and what yes means.
const FLAGS: [(&str, Case); 32] = [
    ("conjoint", Case::Spouse),
    ("spouse", Case::Spouse),
    ("pacs", Case::Spouse),
    ("mariage", Case::Spouse),
    ("etat", Case::State),
    ("state", Case::State),
    ("titulaire_etat", Case::State),
    ("demonstration", Case::Demonstration),
    ("invalidite", Case::Invalidity),
    ("cmi", Case::Invalidity),
    ("cmi_invalidite", Case::Invalidity),
    ("carte_invalidite", Case::Invalidity),
    ("invalidity", Case::Invalidity),
    ("invalidity_card", Case::Invalidity),
    ("fauteuil", Case::Wheelchair),
    ("fauteuil_roulant", Case::Wheelchair),
    ("accessible_fauteuil", Case::Wheelchair),
    ("accessible_fauteuil_roulant", Case::Wheelchair),
    ("wheelchair", Case::Wheelchair),
    ("bas_carbone", Case::LowCarbon),
    ("faible_empreinte_carbone", Case::LowCarbon),
    ("empreinte_carbone_faible", Case::LowCarbon),
    ("low_carbon", Case::LowCarbon),
    ("collection", Case::Collection),
    ("usage_special", Case::SpecialUse),
    ("special_use", Case::SpecialUse),
    ("tracteur_routier", Case::RoadTractor),
    ("vehicule_de_tourisme", Case::Tourism),
    ("tourisme", Case::Tourism),
    ("devient_tourisme", Case::Tourism),
    ("exonere_malus", Case::ExemptedBefore),
    ("arrondi_euro", Case::WholeEuros),
];

/// Fields whose words are looked up in [`WORDS`].
const SPOKEN: [&str; 14] = [
    "motif",
    "motive",
    "cas",
    "case",
    "usage",
    "titulaire",
    "holder",
    "proprietaire",
    "carrosserie",
    "evenement",
    "lien",
    "origine",
    "heritier",
    "exemption",
];

/// Words by which a case is told; the field may say more around them.
const WORDS: [(&str, Case); 29] = [
    ("mariage", Case::Spouse),
    ("marriage", Case::Spouse),
    ("conjoint", Case::Spouse),
    ("conjointe", Case::Spouse),
    ("epoux", Case::Spouse),
    ("epouse", Case::Spouse),
    ("spouse", Case::Spouse),
    ("pacs", Case::Spouse),
    ("partenaire", Case::Spouse),
    ("divorce", Case::Spouse),
    ("veuf", Case::Spouse),
    ("veuve", Case::Spouse),
    ("survivant", Case::Spouse),
    ("usager", Case::OwnMistake),
    ("state", Case::State),
    ("demonstration", Case::Demonstration),
    ("invalidite", Case::Invalidity),
    ("invalidity", Case::Invalidity),
    ("cmi", Case::Invalidity),
    ("fauteuil", Case::Wheelchair),
    ("wheelchair", Case::Wheelchair),
    ("handicap", Case::Wheelchair),
    ("sh", Case::Wheelchair),
    ("collection", Case::Collection),
    ("special", Case::SpecialUse),
    ("tourisme", Case::Tourism),
    ("trr", Case::RoadTractor),
    ("be", Case::Tourism),
    ("exonere", Case::ExemptedBefore),
];

/// What is asked, and the day on which it is filed.
///
/// # Errors
/// The operation or the day is missing, or is not understood.
pub fn read(fields: &Map<String, Value>) -> Result<(Asked, Date), Unknown> {
    let fields = Fields::of(fields);
    let mut asked = Asked {
        region: region(&fields),
        cv: number(&fields, &["cv", "puissance", "p6", "p_6"], 1, 99),
        first: day(&fields, &["date_b", "b", "premiere_immatriculation", "date_premiere"]),
        energy: fields.text(&["energie", "energy", "p3", "p_3"]).map(|text| Energy::named(&text)),
        ptac: number(&fields, &["ptac", "f2", "f_2"], 1, 60_000),
        co2: number(&fields, &["co2_wltp", "co2", "v7", "v_7"], 0, 999),
        mass: number(&fields, &["masse", "masse_g", "mass", "g"], 1, 60_000),
        bought: fields.text(&["prix", "prix_achat", "prix_ttc", "price"]).and_then(|t| cents(&t)),
        plate: fields.text(&["format_plaque", "plaque", "plate"]).and_then(|text| plate(&text)),
        rank: number(&fields, &["rang", "rank"], 1, 999),
        ..Asked::default()
    };
    cases(&fields, &mut asked.cases);
    vehicle(&fields, &mut asked);
    operations(&fields, &mut asked)?;
    let filed = ["date", "date_depot", "filed", "on", "day"];
    let day = day(&fields, &filed).ok_or(Unknown::of("price.unknown.missing_date"))?;
    Ok((asked, day))
}

/// The fields by their folded names: `date_B`, `date-b` and `DATE_B` are one.
struct Fields<'a>(Vec<(String, &'a Value)>);

impl<'a> Fields<'a> {
    /// What says nothing is left out.
    fn of(fields: &'a Map<String, Value>) -> Self {
        let told = |value: &Value| !value.is_null() && value.as_str() != Some("");
        let told = fields.iter().filter(|(_, value)| told(value));
        Self(told.map(|(key, value)| (word(key), value)).collect())
    }

    /// The first field of these names.
    fn value(&self, names: &[&str]) -> Option<&'a Value> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(key, _)| key == name).map(|(_, value)| *value))
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        match self.value(names)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

fn yes(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64() == Some(1.0),
        Value::String(text) => {
            matches!(word(text).as_str(), "oui" | "yes" | "true" | "vrai" | "1" | "o" | "y")
        }
        _ => false,
    }
}

/// A whole number inside its bounds, its unit and the gaps of its thousands dropped.
fn number(fields: &Fields<'_>, names: &[&str], least: u32, most: u32) -> Option<u32> {
    let text = fields.text(names)?.to_ascii_lowercase();
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = ["kg", "cv", "g/km", "g"]
        .iter()
        .fold(text.as_str(), |text, unit| text.strip_suffix(unit).unwrap_or(text));
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    let digits = !whole.is_empty() && whole.bytes().all(|sign| sign.is_ascii_digit());
    whole.parse().ok().filter(|number| digits && (least..=most).contains(number))
}

/// `25000`, `25 000,50 €` in centimes.
fn cents(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|s| !s.is_whitespace() && *s != '€').collect();
    let text = text.replace(',', ".");
    let (euros, cents) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    if euros.is_empty() || euros.len() > 9 || cents.len() > 2 || !digits(euros) || !digits(cents) {
        return None;
    }
    Some(euros.parse::<i64>().ok()? * 100 + format!("{cents:0<2}").parse::<i64>().ok()?)
}

/// `2020-03-10`, `10/03/2020`.
fn day(fields: &Fields<'_>, names: &[&str]) -> Option<Date> {
    let text = fields.text(names)?;
    let text = text.trim();
    let parts: Vec<&str> = text.split('/').collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ if text.len() == 10 => text.parse().ok(),
        _ => None,
    }
}

fn region(fields: &Fields<'_>) -> Option<Region> {
    let named = fields.text(&["region"]).and_then(|text| Region::named(&text));
    let departement = || fields.text(&["departement", "dept"]);
    let postcode = || fields.text(&["code_postal", "postal_code", "postcode"]);
    named
        .or_else(|| departement().and_then(|text| Region::of_departement(&text)))
        .or_else(|| postcode().and_then(|text| Region::of_postcode(&text)))
}

/// The category of rubric J; the genre says more, or stands for it.
fn vehicle(fields: &Fields<'_>, asked: &mut Asked) {
    let of = |names: &[&str]| fields.text(names).and_then(|text| Category::named(text.trim()));
    let category = of(&["categorie", "category", "cat", "j"]);
    let genre = of(&["genre", "j1", "j_1"]);
    asked.category = category.or(genre);
    match genre {
        Some(Category::Vasp) => asked.cases.push(Case::SpecialUse),
        Some(Category::Trr) => asked.cases.push(Case::RoadTractor),
        _ => {}
    }
}

fn plate(text: &str) -> Option<Plate> {
    match word(text).as_str() {
        "siv" | "cyclo" => return Some(Plate::Siv),
        "fni" => return Some(Plate::Fni),
        _ => {}
    }
    let signs: String = text.chars().filter(|sign| sign.is_ascii_alphanumeric()).collect();
    let letters = |part: &str| part.bytes().all(|sign| sign.is_ascii_alphabetic());
    let digits = |part: &str| part.bytes().all(|sign| sign.is_ascii_digit());
    match (signs.get(..2), signs.get(2..5), signs.get(5..)) {
        (Some(first), Some(middle), Some(last))
            if last.len() == 2 && letters(first) && digits(middle) && letters(last) =>
        {
            Some(Plate::Siv)
        }
        (Some(first), ..) if digits(&first[..1]) && !digits(&signs) => Some(Plate::Fni),
        _ => None,
    }
}

fn cases(fields: &Fields<'_>, cases: &mut Vec<Case>) {
    for (key, value) in &fields.0 {
        let flag = FLAGS.iter().find(|(name, _)| name == key);
        cases.extend(flag.filter(|_| yes(value)).map(|(_, case)| *case));
        if during_marriage(key, value) {
            cases.push(Case::DuringMarriage);
        }
        if SPOKEN.contains(&key.as_str()) {
            spoken(value, cases);
        }
    }
    let method = fields.text(&["methode", "methode_co2", "co2_methode", "method"]);
    let nedc = fields.value(&["co2_nedc"]).is_some() && fields.value(&["co2_wltp"]).is_none();
    if nedc || method.is_some_and(|text| !word(&text).starts_with("wltp")) {
        cases.push(Case::Nedc);
    }
    let children = ["enfants", "nombre_enfants", "children"];
    if number(fields, &children, 0, 99).is_some_and(|children| children >= 3) {
        cases.push(Case::LargeFamily);
    }
    let [married, first] = [["date_mariage", "marriage_date"], ["date_b", "b"]];
    if let (Some(married), Some(first)) = (day(fields, &married), day(fields, &first))
        && married <= first
    {
        cases.push(Case::DuringMarriage);
    }
}

/// `premiere_immatriculation_pendant_mariage`, `immatricule_par_le_conjoint_seul`, or the denial of
/// `immatricule_avant_mariage`.
fn during_marriage(key: &str, value: &Value) -> bool {
    let has = |parts: &[&str]| parts.iter().any(|part| key.contains(part));
    let registered = has(&["immatric", "regist", "vehicul"]);
    if has(&["conjoint", "spouse", "epoux"]) && registered {
        return yes(value);
    }
    if !has(&["mariage", "marriage"]) {
        return false;
    }
    let denied = matches!(value, Value::Bool(false));
    let after = has(&["apres", "after"]) && registered;
    yes(value) && (has(&["pendant", "durant", "during"]) || after)
        || denied && has(&["avant", "before"]) && registered
}

/// What the words of a field say: `deces_conjoint`, `ADMINISTRATION_CIVILE_ETAT`.
fn spoken(value: &Value, cases: &mut Vec<Case>) {
    if let Value::Array(values) = value {
        for value in values.iter().filter(|value| value.is_string()) {
            spoken(value, cases);
        }
        return;
    }
    let Some(text) = value.as_str() else { return };
    let told = word(text);
    let words: Vec<&str> = told.split('_').collect();
    // "non conjoint", "tiers": somebody else.
    if ["non", "pas", "hors", "not", "autre", "other", "sans"].contains(&words[0]) {
        return;
    }
    if ["etat", "l_etat", "administration_civile_etat"].contains(&told.as_str()) {
        cases.push(Case::State);
    }
    cases.extend(WORDS.iter().filter(|(name, _)| words.contains(name)).map(|(_, case)| *case));
    if ["pendant", "durant", "during"].iter().any(|part| words.contains(part)) {
        cases.push(Case::DuringMarriage);
    }
    if told == "deces" || told == "death" || told == "dissolution" {
        cases.push(Case::Spouse);
    }
}

/// The operations; some words name one and a case at once.
fn operations(fields: &Fields<'_>, asked: &mut Asked) -> Result<(), Unknown> {
    let told: Vec<String> = match fields.value(&["operation", "operations"]) {
        None => return Err(Unknown::of("price.unknown.missing_operation")),
        Some(Value::Array(values)) => {
            values.iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect()
        }
        Some(value) => {
            let text = value.as_str().unwrap_or_default();
            text.split(['+', ',']).map(str::to_owned).collect()
        }
    };
    for text in told {
        let operation = Operation::named(&text).ok_or(Unknown::of("price.unknown.operation"))?;
        if word(&text) == "retrait_conjoint" {
            asked.cases.push(Case::Spouse);
        }
        if operation == Operation::Succession {
            // Everybody inherits because of a death: the word alone does not name the spouse.
            let only_death = ["motif", "motive", "cas", "case", "evenement"];
            let told = fields.text(&only_death).map(|text| word(&text));
            if told.is_some_and(|told| told == "deces" || told == "death") {
                asked.cases.retain(|case| *case != Case::Spouse);
            }
        }
        asked.operations.push(operation);
    }
    Ok(())
}
