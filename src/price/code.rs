//! The codes of the sheet: operations, régions, categories, energies, as others write them.
//!
//! Never prices anything: a code that is not understood is `None`.

use super::table::tables;

/// What may be asked for a vehicle, each with a row of `operations.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the code of the sheet, in French")]
pub enum Operation {
    ChangementTitulaire,
    PremiereImmatriculationNeuf,
    PremiereImmatriculationImport,
    AjoutCotitulaire,
    RetraitCotitulaire,
    AjoutConjoint,
    Succession,
    Duplicata,
    EtatCivil,
    Caracteristiques,
    ChangementAdresse,
    Correction,
    Usurpation,
    ConversionSiv,
    Intemperies,
    Cession,
    Csa,
    CodeCession,
}

impl Operation {
    /// Every operation and its code.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::ChangementTitulaire, "changement_titulaire"),
        (Self::PremiereImmatriculationNeuf, "premiere_immatriculation_neuf"),
        (Self::PremiereImmatriculationImport, "premiere_immatriculation_import"),
        (Self::AjoutCotitulaire, "ajout_cotitulaire"),
        (Self::RetraitCotitulaire, "retrait_cotitulaire"),
        (Self::AjoutConjoint, "ajout_conjoint"),
        (Self::Succession, "succession"),
        (Self::Duplicata, "duplicata"),
        (Self::EtatCivil, "etat_civil"),
        (Self::Caracteristiques, "caracteristiques"),
        (Self::ChangementAdresse, "changement_adresse"),
        (Self::Correction, "correction"),
        (Self::Usurpation, "usurpation"),
        (Self::ConversionSiv, "conversion_siv"),
        (Self::Intemperies, "intemperies"),
        (Self::Cession, "cession"),
        (Self::Csa, "csa"),
        (Self::CodeCession, "code_cession"),
    ];

    /// Other words for the same operations: those of the variants of the sheet.
    const ALSO: [(&'static str, Self); 24] = [
        ("titulaire", Self::ChangementTitulaire),
        ("achat", Self::ChangementTitulaire),
        ("don", Self::ChangementTitulaire),
        ("prem_neuf", Self::PremiereImmatriculationNeuf),
        ("neuf", Self::PremiereImmatriculationNeuf),
        ("prem_import", Self::PremiereImmatriculationImport),
        ("import", Self::PremiereImmatriculationImport),
        ("cotit_ajout", Self::AjoutCotitulaire),
        ("cotit_retrait", Self::RetraitCotitulaire),
        ("matrimonial", Self::AjoutConjoint),
        ("etat_matrimonial", Self::AjoutConjoint),
        ("retrait_conjoint", Self::AjoutConjoint),
        ("raison_sociale", Self::EtatCivil),
        ("carac_tech", Self::Caracteristiques),
        ("caracteristiques_techniques", Self::Caracteristiques),
        ("adresse", Self::ChangementAdresse),
        ("conversion_fni_siv", Self::ConversionSiv),
        ("declaration_cession", Self::Cession),
        ("declaration_de_cession", Self::Cession),
        ("changement_de_titulaire", Self::ChangementTitulaire),
        ("changement_etat_civil", Self::EtatCivil),
        ("changement_caracteristiques", Self::Caracteristiques),
        ("changement_d_adresse", Self::ChangementAdresse),
        ("heritage", Self::Succession),
    ];

    /// The operation of a code, whatever its case, blanks and hyphens.
    pub fn named(text: &str) -> Option<Self> {
        let word = word(text);
        let exact = Self::ALL.iter().find(|(_, code)| *code == word).map(|(found, _)| *found);
        let also = || Self::ALSO.iter().find(|(code, _)| *code == word).map(|(_, found)| *found);
        exact.or_else(also)
    }

    /// `changement_titulaire`.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(found, _)| *found == self).map_or("", |(_, code)| code)
    }
}

/// A région, by its code in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// `NOR`.
    pub code: &'static str,
    /// `Normandie`.
    pub name: &'static str,
}

impl Region {
    /// `NOR`, `nor`, `Normandie`, `28` (the number of Insee).
    pub fn named(text: &str) -> Option<Self> {
        let asked = word(text);
        let padded = format!("{asked:0>2}");
        let rows = tables().ok()?.regions.iter();
        let row = rows.into_iter().find(|row| {
            row.insee == padded
                || word(&row.code) == asked
                || word(&row.name) == asked
                || row.also.iter().any(|other| word(other) == asked)
        })?;
        Some(Self { code: &row.code, name: &row.name })
    }

    /// The région of a département: `76`, `2A`, `974`.
    pub fn of_departement(text: &str) -> Option<Self> {
        let asked = format!("{:0>2}", word(text)).to_ascii_uppercase();
        let row = tables().ok()?.regions.iter().find(|row| row.departements.contains(&asked))?;
        Some(Self { code: &row.code, name: &row.name })
    }

    /// The région of a postal code: `76000`, `20200`, `97400`.
    pub fn of_postcode(text: &str) -> Option<Self> {
        let code = text.trim();
        if code.len() != 5 || !code.bytes().all(|sign| sign.is_ascii_digit()) {
            return None;
        }
        match &code[..3] {
            "200" | "201" => Self::of_departement("2A"),
            "202" | "206" => Self::of_departement("2B"),
            overseas if overseas.starts_with("97") => Self::of_departement(overseas),
            _ => Self::of_departement(&code[..2]),
        }
    }
}

/// Rubric J, or what the national genre says when it is blank (sheet, 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the code of the sheet")]
pub enum Category {
    M1,
    M2,
    M3,
    N1,
    N2,
    N3,
    L1e,
    L2e,
    L3e,
    L4e,
    L5e,
    L6e,
    L7e,
    /// Any trailer.
    O,
    /// Categories T, C, R, S and the self-propelled machines of farms.
    Farm,
    /// Genre VASP without a category: the mass decides, or nobody.
    Vasp,
    /// Genre CAM without a category: N2 or N3 by the mass.
    Cam,
    /// Genre TCP without a category: M2 or M3 by the mass.
    Tcp,
    /// Genre TRR: a road tractor.
    Trr,
}

impl Category {
    /// `M1`, `l3e-A2`, `O2`, `T1a`; or a genre: `VP`, `CTTE`, `MTT2`.
    pub fn named(text: &str) -> Option<Self> {
        Self::of_rubric(text).or_else(|| Self::of_genre(text))
    }

    fn of_rubric(text: &str) -> Option<Self> {
        let code: String = text.chars().filter(|sign| sign.is_alphanumeric()).collect();
        let code = code.to_ascii_uppercase();
        let mut signs = code.chars();
        let (family, number) = (signs.next()?, signs.next());
        let rest = signs.as_str();
        let offroad = matches!(rest, "" | "G");
        Some(match (family, number) {
            ('M', Some('1')) if offroad => Self::M1,
            ('M', Some('2')) if offroad => Self::M2,
            ('M', Some('3')) if offroad => Self::M3,
            ('N', Some('1')) if offroad => Self::N1,
            ('N', Some('2')) if offroad => Self::N2,
            ('N', Some('3')) if offroad => Self::N3,
            ('L', Some(number)) if rest.is_empty() || rest.starts_with('E') => match number {
                '1' => Self::L1e,
                '2' => Self::L2e,
                '3' => Self::L3e,
                '4' => Self::L4e,
                '5' => Self::L5e,
                '6' => Self::L6e,
                '7' => Self::L7e,
                _ => return None,
            },
            ('O', None | Some('1'..='4')) if rest.is_empty() => Self::O,
            ('T' | 'C' | 'R' | 'S', None | Some('1'..='9')) if rest.len() <= 2 => Self::Farm,
            _ => return None,
        })
    }

    fn of_genre(text: &str) -> Option<Self> {
        Some(match text.trim().to_ascii_uppercase().as_str() {
            "VP" => Self::M1,
            "VASP" => Self::Vasp,
            "CTTE" => Self::N1,
            "CAM" => Self::Cam,
            "TCP" => Self::Tcp,
            "TRR" => Self::Trr,
            "CL" => Self::L1e,
            "CYCL" => Self::L2e,
            "MTL" | "MTT1" | "MTT2" => Self::L3e,
            "TM" => Self::L5e,
            "QM" => Self::L7e,
            "REM" | "SREM" | "RESP" | "RETC" | "SRAT" | "SREA" | "SRSP" | "SRTC" => Self::O,
            "TRA" | "MAGA" | "MIAR" | "REA" => Self::Farm,
            _ => return None,
        })
    }
}

/// Rubric P.3, by what the taxes make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Energy {
    /// Petrol, diesel: no reduction anywhere.
    Thermal,
    /// Electricity, hydrogen or both, and nothing else.
    Electric,
    /// Electricity with something else.
    Hybrid,
    /// Gas, or superethanol E85.
    Clean,
    /// A code of which the sheet does not say what the taxes make.
    Ask,
}

impl Energy {
    /// `ES`, `go`, `EL`. A code that is in no table is [`Energy::Ask`].
    pub fn named(text: &str) -> Self {
        let asked = word(text).to_ascii_uppercase();
        let rows = tables().map(|tables| tables.energies.energies.as_slice()).unwrap_or_default();
        rows.iter().find(|row| row.codes.contains(&asked)).map_or(Self::Ask, |row| row.class)
    }
}

/// The system of a number of registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plate {
    /// Since 2009: `AB-123-CD`.
    Siv,
    /// Before: `1234 AB 76`.
    Fni,
}

/// What else may be true, and changes the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// The name added or removed is that of a spouse or of a partner of PACS.
    Spouse,
    /// The car was first registered during the marriage, by the other spouse alone.
    DuringMarriage,
    /// Nobody knows whether it was.
    PerhapsDuringMarriage,
    /// The holder made the mistake that is put right.
    OwnMistake,
    /// The holder is the State.
    State,
    /// First registration for demonstration.
    Demonstration,
    /// The holder, or a child of his, has a card of invalidity.
    Invalidity,
    /// A body made for a wheelchair.
    Wheelchair,
    /// An electric car of low carbon footprint.
    LowCarbon,
    /// A vehicle of collection.
    Collection,
    /// A special use (ambulance, camping-car, genre VASP).
    SpecialUse,
    /// A road tractor (genre TRR).
    RoadTractor,
    /// It counts as a car for persons although it is no M1 (a pick-up of five seats).
    Tourism,
    /// Its first holder was exempted from the malus.
    ExemptedBefore,
    /// Three children or more.
    LargeFamily,
    /// The CO2 was measured by the method before WLTP.
    Nedc,
    /// Amounts of the regional tax are rounded to the euro.
    WholeEuros,
}

/// Lower case, no accent, `_` for what stands between the words.
pub(super) fn word(text: &str) -> String {
    crate::reference::folded(text).join("_")
}
