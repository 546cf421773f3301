//! `demarche probe`: one check a line. Formats answer by their code, the rules of procedures by
//! the blocks that editions put in: neither is written twice.
//!
//! Never stops: a line that is not understood is answered by a line that says so.

mod fields;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::super::alone::Alone;
use super::super::calculator::Figure;
use super::super::{Catalogue, Kind};
use crate::dossier::journey::{Circumstances, Journey, Shown, Site, Spoken, Why};
use crate::dossier::{Draft, Entry};
use fields::Fields;

/// The answer to one line: `{"kind": "jdc_required", "nationality": "FR", "born": "2009-03-10",
/// "on": "2026-03-10"}` gives `{"kind": "jdc_required", "required": true}`.
pub fn line(asked: &str) -> String {
    let parsed = serde_json::from_str::<Map<String, Value>>(asked).ok();
    let kind = parsed.as_ref().and_then(|asked| asked.get("kind")?.as_str());
    let (Some(asked), Some(kind)) = (&parsed, kind) else {
        return crate::format::probe::line(asked);
    };
    let rule: fn(&Fields<'_>) -> Result<Value, &'static str> = match kind {
        "age_eligibility" => age_eligibility,
        "timbre_date" => timbre_date,
        "jdc_required" => jdc_required,
        "assr_required" => assr_required,
        "controle_technique" => controle_technique,
        _ => return crate::format::probe::line(&Value::Object(asked.clone()).to_string()),
    };
    let mut answer = rule(&Fields::of(asked)).unwrap_or_else(|error| json!({ "error": error }));
    answer["kind"] = json!(kind);
    answer.to_string()
}

/// A block by itself, on a day.
struct Asked {
    block: &'static Alone,
    given: BTreeMap<&'static str, Figure>,
    draft: Draft,
    today: Date,
}

impl Asked {
    fn of(block: Option<&'static Alone>, today: Date) -> Result<Self, &'static str> {
        let block = block.ok_or("no_such_rule")?;
        Ok(Self { block, given: BTreeMap::new(), draft: Draft::default(), today })
    }

    fn give(&mut self, name: &'static str, figure: Option<Figure>) {
        if let Some(figure) = figure {
            let _ = self.given.insert(name, figure);
        }
    }

    fn answer(&mut self, question: &str, entry: Entry) {
        drop(self.draft.entries.insert(question.to_owned(), entry));
    }

    fn journey(&self) -> Journey {
        let site = Site { departement: String::new() };
        let circumstances = Circumstances { today: self.today, site };
        self.block.journey(&self.given, &self.draft, &circumstances)
    }

    /// A derived yes or no, or word.
    fn derived(&self, name: &str) -> Shown {
        self.journey().derived.remove(name).unwrap_or(Shown::None)
    }
}

fn entry(day: Date) -> Entry {
    Entry::Date {
        day: day.day().to_string(),
        month: day.month().to_string(),
        year: day.year().to_string(),
        hour: String::new(),
    }
}

/// Ages to register and to obtain: `blocks/examen.toml`.
fn age_eligibility(fields: &Fields<'_>) -> Result<Value, &'static str> {
    static BLOCK: OnceLock<Option<Alone>> = OnceLock::new();
    let block = BLOCK.get_or_init(|| Catalogue::block("examen")).as_ref();
    let category = fields.word(&["category", "categorie"])?.ok_or("missing_category")?;
    let category = category.to_uppercase().replace([' ', '-', '_', '(', ')'], "");
    let category = if category == "AAC" { "BAAC" } else { &category };
    let (category, training) = match category.strip_suffix("AAC") {
        Some(category @ "B") => (category, "aac"),
        _ => (category, "ecole"),
    };
    let born = fields.day(&["born", "naissance"])?.ok_or("missing_born")?;
    let mut asked = Asked::of(block, fields.day(&["on", "date", "le"])?.ok_or("missing_on")?)?;
    if !cards(asked.block, "categories").iter().any(|known| known == category) {
        return Err("unknown_category");
    }
    if born > asked.today {
        return Err("not_born");
    }
    asked.give("naissance", Some(Figure::Day(born)));
    // Every category is offered: which are held already is not asked here.
    asked.give("titulaire", Some(Figure::YesNo(false)));
    asked.answer("categories", Entry::Several(vec![category.to_owned()]));
    asked.answer("filiere", Entry::Choice { word: training.to_owned(), proposed: false });
    asked.answer("formation_pro", Entry::YesNo(false));
    let held = fields.day(&["a2_obtained", "a2", "a2_le"])?;
    asked.answer("a2_le", held.map_or(Entry::Unknown, entry));
    let walked = asked.journey();
    let refused = walked.refusals.iter().find_map(|refusal| match &refusal.why {
        Why::Rule(spoken) => Some(spoken),
        Why::Entry { .. } => None,
    });
    let doubted = walked.cautions.iter().map(|caution| &caution.spoken);
    let doubted = doubted.chain(&walked.notices).next();
    let (verdict, why) = match (refused, doubted) {
        (Some(why), _) => ("invalid", Some(why)),
        (None, Some(why)) => ("warning", Some(why)),
        (None, None) if walked.refusals.is_empty() => ("valid", None),
        (None, None) => ("warning", None),
    };
    let reason = why.map(|why| why.key.as_str());
    Ok(json!({ "verdict": verdict, "reason": reason, "from": why.and_then(from) }))
}

/// The day that a sentence says: from then on it would be allowed.
fn from(spoken: &Spoken) -> Option<String> {
    spoken.with.iter().find_map(|(_, shown)| match shown {
        Shown::Day(day) => day.last().map(|day| day.to_string()),
        _ => None,
    })
}

/// The cards of a question.
fn cards(block: &Alone, question: &str) -> Vec<String> {
    let id = block.demarche().find(question);
    match id.map(|id| &block.demarche().question(id).kind) {
        Some(Kind::Several(groups) | Kind::Choice(groups)) => {
            groups.iter().flat_map(|group| group.choices.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// A stamp already bought: `blocks/timbre_achete.toml`.
fn timbre_date(fields: &Fields<'_>) -> Result<Value, &'static str> {
    static BLOCK: OnceLock<Option<Alone>> = OnceLock::new();
    let block = BLOCK.get_or_init(|| Catalogue::block("timbre_achete")).as_ref();
    let filed = fields.day(&["filed", "depot", "date_depot", "on"])?.ok_or("missing_filed")?;
    let bought = fields.day(&["bought", "achat", "achete_le", "date_achat"])?;
    let mut asked = Asked::of(block, filed)?;
    asked.answer("achete_le", entry(bought.ok_or("missing_bought")?));
    if let Some(number) = fields.word(&["number", "numero", "timbre"])? {
        asked.answer("numero", Entry::Text(number));
    }
    let walked = asked.journey();
    let reason = walked.refusals.first().map(|refusal| match &refusal.why {
        Why::Entry { key, .. } if key == "after" => "future".to_owned(),
        // Older than stamps are: older than twelve months.
        Why::Entry { key, .. } if key == "before" => "expired".to_owned(),
        Why::Entry { key, .. } => key.clone(),
        Why::Rule(_) => "expired".to_owned(),
    });
    let doubt = walked.warnings.iter().find_map(|warning| match &warning.why {
        Why::Entry { key, .. } => Some(key.clone()),
        Why::Rule(_) => None,
    });
    let verdict = match (&reason, &doubt) {
        (Some(_), _) => "invalid",
        (None, Some(_)) => "warning",
        (None, None) => "valid",
    };
    Ok(json!({ "verdict": verdict, "reason": reason.or(doubt) }))
}

/// Papers of the young: `blocks/jeunes.toml`.
fn young(fields: &Fields<'_>) -> Result<Asked, &'static str> {
    static BLOCK: OnceLock<Option<Alone>> = OnceLock::new();
    let block = BLOCK.get_or_init(|| Catalogue::block("jeunes")).as_ref();
    let born = fields.day(&["born", "naissance"])?.ok_or("missing_born")?;
    let mut asked = Asked::of(block, fields.day(&["on", "date", "le"])?.ok_or("missing_on")?)?;
    asked.give("naissance", Some(Figure::Day(born)));
    Ok(asked)
}

fn jdc_required(fields: &Fields<'_>) -> Result<Value, &'static str> {
    let mut asked = young(fields)?;
    let nationality = fields.word(&["nationality", "nationalite"])?.ok_or("missing_nationality")?;
    let nationality = nationality.trim().to_lowercase();
    let french = matches!(nationality.as_str(), "fr" | "fra" | "99100" | "france")
        || nationality.starts_with("fran");
    let first = fields.yesno(&["first_request", "premiere_demande"])?.unwrap_or(true);
    asked.give("francaise", Some(Figure::YesNo(french)));
    asked.give("premier", Some(Figure::YesNo(first)));
    Ok(json!({ "required": asked.derived("jdc") == Shown::YesNo(true) }))
}

fn assr_required(fields: &Fields<'_>) -> Result<Value, &'static str> {
    let mut asked = young(fields)?;
    let first = fields.yesno(&["first_licence", "premier_permis"])?;
    asked.give("premier", Some(Figure::YesNo(first.ok_or("missing_first_licence")?)));
    Ok(json!({ "required": asked.derived("assr") == Shown::YesNo(true) }))
}

/// Which contrôle technique: `blocks/controle_requis.toml`.
fn controle_technique(fields: &Fields<'_>) -> Result<Value, &'static str> {
    static BLOCK: OnceLock<Option<Alone>> = OnceLock::new();
    let block = BLOCK.get_or_init(|| Catalogue::block("controle_requis")).as_ref();
    let filed = &["filed", "date", "depot", "date_depot", "on", "date_filed", "filing_date"];
    let mut asked = Asked::of(block, fields.day(filed)?.ok_or("missing_date")?)?;
    let (operation, to_professional) = fields.operation()?;
    asked.give("demande", Some(Figure::Word(operation)));
    let given = fields.yesno(&["buyer_pro", "acheteur_pro", "acquereur_pro", "pro"])?;
    let professional = to_professional || given.unwrap_or(false);
    asked.give("acheteur_pro", Some(Figure::YesNo(professional)));
    let (genre, category) = fields.vehicle(asked.block)?;
    asked.give("genre", genre.map(Figure::Word));
    asked.give("categorie", category.map(Figure::Word));
    asked.give("ptac", fields.number(&["ptac", "f2"])?.map(Figure::Number));
    let first = &["date_b", "b", "premiere", "first_registration", "date_1re_immatriculation"];
    let first = fields.day(first)?;
    asked.give("premiere", first.map(Figure::Day));
    let usage = fields.word(&["usage", "ve_usage", "z"])?.unwrap_or_default().to_lowercase();
    let collection = fields.yesno(&["collection"])?.unwrap_or(usage.contains("collection"));
    asked.give("collection", Some(Figure::YesNo(collection)));
    let body = fields.word(&["carrosserie", "body", "j3"])?.unwrap_or_default().to_lowercase();
    let camping = fields.yesno(&["camping_car", "campingcar", "motorhome"])?;
    let camping = camping.unwrap_or(body.contains("caravan") || body.contains("camping"));
    asked.give("camping_car", Some(Figure::YesNo(camping)));
    let Shown::Word(regime) = asked.derived("regime") else { return Err("no_such_rule") };
    let required = match (regime.as_str(), first) {
        ("non", _) => "no",
        ("annuel", _) => "yearly",
        (_, None) => return Err("missing_date_b"),
        ("moins_de_6_mois", _) => "under_6_months",
        _ => "valid",
    };
    Ok(json!({ "required": required }))
}
