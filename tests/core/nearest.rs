//! Places where one goes next: the table, its faults, hours in words, and which place is nearest.

use jiff::civil::{Date, date};
use mon_point_numerique::reference::place::hours::is_holiday;
use mon_point_numerique::reference::place::{
    Dated, Fault, Kind, Origin, Places, Position, Today, Week, Why, distance, guide,
};
use mon_point_numerique::reference::{PartialDay, communes, places};

use crate::journeys::built_in;

const HEADS: &str =
    "kind;nom;adresse;code_postal;commune;code_insee;lat;lon;telephone;horaires;source\n";

fn read(rows: &str) -> Result<Places, Vec<Fault>> {
    Places::read(&format!("{HEADS}{rows}"), Some(date(2026, 11, 1)))
}

#[test]
fn the_built_in_table_is_whole() {
    let count = |kind| places().all().iter().filter(|place| place.kind == kind).count();
    let counts = Kind::ALL.map(count);
    assert_eq!(counts, [1, 2, 36, 667, 33, 6]);
    let text = include_str!("../../assets/reference/points_accueil_76.csv");
    assert!(Places::read(text, Some(date(2026, 11, 1))).is_ok());
    for place in places().all() {
        let commune = communes().named(&place.code).next();
        assert!(commune.is_some(), "{} of {}", place.name, place.code);
        assert!(!place.source.is_empty(), "{}", place.name);
    }
}

#[test]
fn hours_are_read_or_are_to_be_asked() {
    let silent: Vec<&str> = places()
        .all()
        .iter()
        .filter(|place| place.week().is_none())
        .map(|place| place.hours.as_str())
        .collect();
    assert_eq!(silent, [""; 5], "hours that were there are not read");
    for language in ["fr", "en"] {
        let texts = built_in().texts(language);
        for place in places().all() {
            let said = texts.hours(place.week().as_ref());
            assert!(said.ends_with('.') && !said.contains('{'), "{}: {said}", place.hours);
        }
    }
}

#[test]
fn hours_are_said_in_words() {
    for (hours, french, english) in [
        (
            "Mo-Fr 09:00-12:00,13:30-17:00",
            "Du lundi au vendredi de 9\u{a0}h à 12\u{a0}h et de 13\u{a0}h\u{a0}30 à 17\u{a0}h.",
            "Monday to Friday from 9:00 to 12:00 and from 13:30 to 17:00.",
        ),
        (
            "Mo-Tu 15:00-19:00; Th-Fr 15:00-19:00; Sa 10:00-12:00",
            "Le lundi, le mardi, le jeudi et le vendredi de 15\u{a0}h à 19\u{a0}h. Le samedi de 10\u{a0}h à 12\u{a0}h.",
            "Monday, Tuesday, Thursday and Friday from 15:00 to 19:00. Saturday from 10:00 to 12:00.",
        ),
        (
            "Mo-We 08:30-12:00; Th 08:30-12:00; Sa 08:30-12:00; Fr 14:00-16:05",
            "Du lundi au jeudi et le samedi de 8\u{a0}h\u{a0}30 à 12\u{a0}h. Le vendredi de 14\u{a0}h à 16\u{a0}h\u{a0}05.",
            "Monday to Thursday and Saturday from 8:30 to 12:00. Friday from 14:00 to 16:05.",
        ),
        (
            "Mo-Sa 09:00-12:00; We off; PH off",
            "Le lundi, le mardi et du jeudi au samedi de 9\u{a0}h à 12\u{a0}h.",
            "Monday, Tuesday and Thursday to Saturday from 9:00 to 12:00.",
        ),
        (
            "Tu 09:00-12:00, Tu 12:00-14:00",
            "Le mardi de 9\u{a0}h à 14\u{a0}h.",
            "Tuesday from 9:00 to 14:00.",
        ),
        (
            "24/7",
            "Du lundi au dimanche de 0\u{a0}h à 24\u{a0}h.",
            "Monday to Sunday from 0:00 to 24:00.",
        ),
    ] {
        let week = Week::read(hours);
        assert_eq!(built_in().texts("fr").hours(week.as_ref()), french, "{hours}");
        assert_eq!(built_in().texts("en").hours(week.as_ref()), english, "{hours}");
    }
}

#[test]
fn hours_that_say_more_than_a_week_are_to_be_asked() {
    let long = format!("Mo 09:00-12:00{}", "; Tu 09:00-12:00".repeat(20));
    for hours in [
        "",
        "sur rendez-vous",
        "Mo-Fr 9h-12h",
        "Apr-Sep Mo-Fr 09:00-12:00",
        "week 1-53/2 We 09:00-12:00",
        "Mo[1] 09:00-12:00",
        "Mo sunrise-sunset",
        "Mo 18:00-02:00",
        "Mo 09:00+",
        "Mo 09:00-12:00 \"sur rendez-vous\"",
        "Mo-Fr 09:00-12:00 || \"sur rendez-vous\"",
        "Mo 09:00-12:00 unknown",
        "Mo-Su off",
        long.as_str(),
    ] {
        assert_eq!(Week::read(hours), None, "{hours}");
    }
    assert_eq!(built_in().texts("fr").hours(None), "Horaires à demander.");
}

#[test]
fn today_is_said_only_when_it_is_known() {
    let week = Week::read("Mo-Fr 09:00-12:00,13:30-17:00").unwrap();
    for (at, today) in [
        (date(2026, 11, 25).at(8, 59, 59, 0), Today::Opens(9 * 60)),
        (date(2026, 11, 25).at(9, 0, 0, 0), Today::Open(12 * 60)),
        (date(2026, 11, 25).at(11, 59, 0, 0), Today::Open(12 * 60)),
        (date(2026, 11, 25).at(12, 0, 0, 0), Today::Opens(13 * 60 + 30)),
        (date(2026, 11, 25).at(17, 0, 0, 0), Today::Closed),
        (date(2026, 11, 28).at(10, 0, 0, 0), Today::Closed),
        (date(2026, 11, 11).at(10, 0, 0, 0), Today::Unsure),
    ] {
        assert_eq!(week.today(at), today, "{at}");
    }
    let said = |today| built_in().texts("fr").today(today);
    let open = "Ouvert aujourd'hui jusqu'à 17\u{a0}h, d'après ces horaires.";
    assert_eq!(said(Today::Open(17 * 60)).as_deref(), Some(open));
    assert_eq!(said(Today::Unsure), None);
}

#[test]
fn public_holidays_are_those_of_the_law() {
    let holidays = |year: i16| {
        let mut day = Date::new(year, 1, 1).unwrap();
        let mut found = Vec::new();
        while day.year() == year {
            if is_holiday(day) {
                found.push((day.month(), day.day()));
            }
            day = day.tomorrow().unwrap();
        }
        found
    };
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    for (year, moving) in [
        (2024, [(4, 1), (5, 9), (5, 20)]),
        (2025, [(4, 21), (5, 29), (6, 9)]),
        (2026, [(4, 6), (5, 14), (5, 25)]),
        (2027, [(3, 29), (5, 6), (5, 17)]),
        (2038, [(4, 26), (6, 3), (6, 14)]),
    ] {
        let mut expected: Vec<(i8, i8)> = fixed.into_iter().chain(moving).collect();
        expected.sort_unstable();
        assert_eq!(holidays(year), expected, "{year}");
    }
}

#[test]
fn distances_are_those_of_the_map() {
    let at = |latitude, longitude| Position::new(latitude, longitude).unwrap();
    let (rouen, havre, paris) = (at(49.4431, 1.0993), at(49.4938, 0.1077), at(48.8566, 2.3522));
    for (from, to, km) in [(rouen, havre, 72.0), (rouen, paris, 112.2), (rouen, rouen, 0.0)] {
        let found = f64::from(distance::metres(from, to)) / 1000.0;
        assert!((found - km).abs() < 0.5, "{found} km, not {km}");
        assert_eq!(distance::metres(from, to), distance::metres(to, from));
    }
    for (metres, said) in [
        (0, "À moins d'un kilomètre"),
        (999, "À moins d'un kilomètre"),
        (1_000, "À 1,0 km"),
        (2_349, "À 2,3 km"),
        (9_949, "À 9,9 km"),
        (9_950, "À 10 km"),
        (72_499, "À 72 km"),
    ] {
        assert_eq!(built_in().texts("fr").distance(metres), said, "{metres}");
    }
    assert_eq!(Position::parse("49.4431, 1.0993"), Some(rouen));
    for wrong in ["", "49.4431", "49,4431 1,0993", "91, 0", "0, 181", "NaN, 0"] {
        assert_eq!(Position::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_nearest_come_first() {
    let near = |code: &str, kinds: &[Kind], most| {
        let found = places().near(kinds, &places().origin(code), most);
        let name = |near: &mon_point_numerique::reference::place::Near<'_>| {
            (near.place.commune.clone(), near.metres.is_some())
        };
        found.iter().map(name).collect::<Vec<_>>()
    };
    let known = |communes: &[&str]| -> Vec<(String, bool)> {
        communes.iter().map(|commune| ((*commune).to_owned(), true)).collect()
    };
    let equipped = [Kind::MairieCniPasseport];
    assert_eq!(near("76540", &equipped, 2)[0], ("Rouen".to_owned(), true));
    assert_eq!(near("76259", &equipped, 1), known(&["Fécamp"]));
    // Allouville-Bellefosse is not equipped; Yvetot is next to it.
    assert_eq!(near("76001", &equipped, 1), known(&["Yvetot"]));
    // No position of their own: sorted by their commune, and no distance is said.
    let offices = [Kind::Prefecture, Kind::SousPrefecture];
    let found: Vec<String> = near("76259", &offices, 3).into_iter().map(|(name, _)| name).collect();
    assert_eq!(found, ["Le Havre", "Dieppe", "Rouen"]);
    assert!(near("76259", &offices, 3).iter().all(|(_, told)| !told));
    // A commune of elsewhere: the table does not cover it, and no distance is invented.
    let elsewhere = places().origin("33063");
    assert!(!places().covers("33063") && !places().covers("") && places().covers("76001"));
    assert!(places().near(&equipped, &elsewhere, 50).iter().all(|near| near.metres.is_none()));
}

#[test]
fn without_a_position_the_same_commune_comes_first_then_the_same_departement() {
    let row = |name: &str, commune: &str, code: &str| {
        format!("mairie;{name};;;{commune};{code};;;;;essai\n")
    };
    let rows = [
        row("D", "Bordeaux", "33063"),
        row("B", "Yvetot", "76758"),
        row("C", "Barentin", "76057"),
        row("A", "Rouen", "76540"),
    ];
    let table = read(&rows.concat()).unwrap();
    let order = |origin: &Origin| -> String {
        let found = table.near(&[Kind::Mairie], origin, 10);
        assert!(found.iter().all(|near| near.metres.is_none()));
        found.iter().map(|near| near.place.name.as_str()).collect()
    };
    assert_eq!(order(&table.origin("76057")), "CABD");
    assert_eq!(order(&Origin::default()), "ABCD");
    assert_eq!(table.near(&[Kind::Mairie], &Origin::default(), 2).len(), 2);
}

#[test]
fn every_fault_of_a_file_is_told_with_its_line() {
    let rows = "mairie;Bonne;1 rue;76190;Yvetot;76758;49.6;0.7;;;essai\n\
                château;Autre;;76190;Yvetot;76758;;;;;essai\n\
                mairie;;;76190;Yvetot;76758;;;;;essai\n\
                mairie;X;;7619;Yvetot;76758;;;;;essai\n\
                mairie;X;;76190;Yvetot;767;;;;;essai\n\
                mairie;X;;76190;Yvetot;76758;49.6;;;;essai\n\
                mairie;X;;76190;Yvetot;76758;149.6;0;;;essai\n\
                mairie;\"de\ndeux lignes\";;76190;Yvetot;76758;;;;;essai\n\
                mairie;X;76190\n";
    let faults: Vec<(u64, Why)> =
        read(rows).unwrap_err().iter().map(|fault| (fault.line, fault.why)).collect();
    assert_eq!(
        faults,
        [
            (3, Why::Kind),
            (4, Why::Name),
            (5, Why::Postcode),
            (6, Why::Code),
            (7, Why::Position),
            (8, Why::Position),
            (11, Why::Shape),
        ]
    );
    let alone = |text: &str| Places::read(text, Some(date(2026, 11, 1))).unwrap_err();
    assert_eq!(alone("nom;kind\n"), [Fault { line: 1, why: Why::Heads }]);
    assert_eq!(alone(HEADS), [Fault { line: 1, why: Why::Empty }]);
    assert_eq!(alone(""), [Fault { line: 1, why: Why::Heads }]);
    let unread = read("mairie;X;;76190;Yvetot;76758;;;;sur demande;essai\n").unwrap();
    assert_eq!(unread.all()[0].week(), None);
}

#[test]
fn a_table_is_as_old_as_its_oldest_part() {
    let row = format!("{HEADS}mairie;X;;76190;Yvetot;76758;;;;;essai\n");
    let since = |date| Places::read(&row, date).unwrap().since();
    assert_eq!(since(Some(date(2026, 11, 1))), Some(date(2026, 11, 1)));
    assert_eq!(since(None), None);
    assert_eq!(places().since(), Some(date(2020, 1, 1)));
    let day = |year, month, day| Dated::On(PartialDay { year, month, day });
    for (text, dated, said) in [
        ("2024-08-01", day(2024, Some(8), Some(1)), "1er août 2024"),
        ("2024-08", day(2024, Some(8), None), "août 2024"),
        ("2020", day(2020, None, None), "2020"),
        ("after 2022", Dated::After(2022), "après 2022"),
        ("before 2022", Dated::Before(2022), "avant 2022"),
    ] {
        assert_eq!(Dated::parse(text), Some(dated), "{text}");
        assert_eq!(built_in().texts("fr").dated(dated), said);
    }
    for wrong in ["", "hier", "2024-13", "about 2022", "2024-02-30"] {
        assert_eq!(Dated::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_guide_names_what_there_is() {
    let text = include_str!("../../assets/reference/lieux.toml");
    assert!(mon_point_numerique::reference::place::guide::Guide::read(text).is_ok());
    for kind in Kind::ALL {
        assert!(guide().dated(kind).is_some(), "{}", kind.word());
        assert!(!guide().publisher(kind).is_empty(), "{}", kind.word());
    }
    for (name, route) in guide().routes() {
        assert!(!route.place.is_empty(), "{name}");
        let Some(demarche) = built_in().latest(name) else { continue };
        if let Some(home) = &route.home {
            assert!(demarche.find(home).is_some(), "{name}: no question {home}");
        }
        for helper in &route.helper {
            for language in built_in().languages() {
                let texts = built_in().texts(language);
                for part in ["title", "may"] {
                    let key = format!("places.helper.{}.{part}", helper.name);
                    assert!(texts.line(demarche, &key).is_some(), "{name}: {language}: {key}");
                }
            }
        }
    }
    let other = guide().route("soucoupe");
    assert!(!other.place.is_empty() && other.helper.is_empty());
    let helpers = |word: &'static str| -> Vec<&str> {
        let route = guide().route("permis");
        route.helpers(|_| Some(word.to_owned())).map(|helper| helper.name.as_str()).collect()
    };
    assert_eq!(helpers("ins_prem"), ["auto_ecole", "mairie"]);
    assert_eq!(helpers("titre_vol"), ["mairie"]);
}
