//! *Trouver un lieu d'accueil*, and where one goes after a dossier: by touch.

use std::fs;

use jiff::civil::date;
use mon_point_numerique::kiosk::action::{Concern, Line, Message, Now, PrintFault};
use mon_point_numerique::kiosk::config::Places as Config;
use mon_point_numerique::kiosk::directory::Directory;
use mon_point_numerique::kiosk::page::{Block, Page, Site};
use mon_point_numerique::kiosk::{Settings, words::Words};
use mon_point_numerique::reference::place::Origin;

use crate::citizen::{Citizen, catalogue, settings};
use crate::journeys::answers;

fn sites(page: &Page<Message>) -> Vec<Site> {
    let lists = page.body.iter().filter_map(|block| match block {
        Block::Places(sites) => Some(sites.clone()),
        _ => None,
    });
    lists.flatten().collect()
}

fn names(citizen: &Citizen) -> Vec<String> {
    sites(&citizen.page()).into_iter().map(|site| site.name.shown).collect()
}

fn hint(citizen: &Citizen) -> String {
    citizen.page().hint.expect("from where").shown
}

fn chip(citizen: &Citizen) -> Option<String> {
    citizen.page().top.chip.map(|chip| chip.text.shown)
}

#[test]
fn the_nearest_places_are_listed_with_all_that_one_needs() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("places").touch("places.equipped");
    citizen.sees("places.list");
    let shown = sites(&citizen.page());
    assert_eq!(shown.len(), 3);
    let first = &shown[0];
    assert_eq!(first.name.shown, "Mairie - Rouen");
    assert_eq!(first.distance.as_ref().unwrap().shown, "À moins d'un kilomètre");
    assert!(first.address.shown.ends_with("76000 Rouen"), "{}", first.address.shown);
    assert!(first.phone.as_ref().unwrap().shown.starts_with("Téléphone : 02 "));
    assert!(first.hours.shown.starts_with("Du lundi au"), "{}", first.hours.shown);
    let now = &first.now.as_ref().expect("a Wednesday morning").1.shown;
    assert!(now.starts_with("Ouvert aujourd'hui jusqu'à"), "{now}");
    let beside = format!("{:?}", citizen.page().aside);
    for words in ["Vérifiez avant de venir", "Service-Public.fr / DILA, après 2022", "complète"]
    {
        assert!(beside.contains(words), "{words}: {beside}");
    }
    let _ = citizen.touch("places.more");
    assert_eq!(sites(&citizen.page()).len(), 6);
    let _ = citizen.touch("back").touch("places.prefecture");
    assert_eq!(
        names(&citizen)[0],
        "Préfecture de la région Normandie, préfecture de la Seine-Maritime"
    );
    let office = &sites(&citizen.page())[0];
    assert_eq!((&office.distance, office.hours.shown.as_str()), (&None, "Horaires à demander."));
    let _ = citizen.touch("back").touch("back");
    citizen.sees("welcome");
}

#[test]
fn a_commune_is_found_by_typing_and_nothing_of_it_stays() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("places").touch("places.equipped").touch("places.elsewhere");
    citizen.sees("places.search");
    let _ = citizen.taps("feca");
    let _ = citizen.touch("places.commune.76259");
    citizen.sees("places.list");
    assert_eq!(hint(&citizen), "Près de Fécamp, à vol d'oiseau.");
    assert_eq!(names(&citizen)[0], "Mairie - Fécamp");
    let _ = citizen.touch("places.here");
    assert_eq!(hint(&citizen), "Près de cette borne, à vol d'oiseau.");
    let _ = citizen.touch("places.elsewhere").types("Bordeaux").touch("places.commune.33063");
    assert_eq!(names(&citizen)[0], "Mairie - Rouen", "the table has nothing there");
    assert!(format!("{:?}", citizen.page().body).contains("pas de lieu près de Bordeaux"));
    let _ = citizen.touch("places.elsewhere").types("zzzz");
    assert!(format!("{:?}", citizen.page().body).contains("Rien ne correspond"));
    let state = format!("{:?}", citizen.kiosk.visit());
    assert!(!state.contains("zzzz") && !state.contains("33063"), "{state}");
    citizen.waits(200);
    citizen.sees("welcome");
    assert_eq!(citizen.edge.count("EndVisit"), 1);
}

#[test]
fn a_list_comes_out_on_paper_or_it_is_said() {
    let mut citizen = Citizen::arrives();
    let _ = citizen.touch("places").touch("places.help").touch("places.print");
    assert_eq!(citizen.edge.count("PrintList"), 1);
    assert!(format!("{:?}", citizen.page().body).contains("est imprimé"));
    citizen.edge.printer = Err(PrintFault::Absent);
    let _ = citizen.touch("places.print");
    assert!(format!("{:?}", citizen.page().body).contains("rien ne peut s'imprimer"));
}

#[test]
fn the_last_screen_lists_the_places_of_the_procedure_near_the_citizen() {
    let mut citizen = Citizen::arrives_at(Settings { here: Origin::default(), ..settings() });
    let _ = citizen.begins();
    citizen.answers_all(&answers("perte.toml"));
    let _ = citizen.next();
    citizen.sees("farewell");
    let shown = sites(&citizen.page());
    assert_eq!(shown.len(), 3);
    assert!(shown.iter().all(|site| site.name.shown.starts_with("Mairie - ")));
    assert!(shown[0].distance.is_some(), "the citizen's commune is known");
    let body = format!("{:?}", citizen.page().body);
    assert!(body.contains("Près de chez vous") && body.contains("Vérifiez avant de venir"));
}

#[test]
fn without_a_commune_no_distance_is_said() {
    let mut citizen = Citizen::arrives_at(Settings { here: Origin::default(), ..settings() });
    let _ = citizen.touch("places").touch("places.help");
    let shown = sites(&citizen.page());
    assert!(!shown.is_empty() && shown.iter().all(|site| site.distance.is_none()));
}

#[test]
fn a_place_on_paper_says_nothing_of_today() {
    let places = mon_point_numerique::reference::places();
    let near = places.near(
        &[mon_point_numerique::reference::place::Kind::FranceServicesItinerant],
        &places.origin("76351"),
        1,
    );
    let catalogue = catalogue();
    let (name, rest) = Words(catalogue.texts("fr")).entry(&near[0]);
    assert!(name.starts_with("Bus France services"), "{name}");
    for words in ["À moins d'un kilomètre", "76600 Le Havre", "Téléphone : ", "Ce lieu se déplace."]
    {
        assert!(rest.contains(words), "{words}: {rest}");
    }
    assert!(!rest.contains("aujourd'hui"), "{rest}");
}

const ROW: &str = "kind;nom;adresse;code_postal;commune;code_insee;lat;lon;telephone;horaires;\
                   source\nfrance_services;Chez nous;1 rue;76000;Rouen;76540;49.44;1.09;;;essai\n";

#[test]
fn the_operator_gives_another_table_without_building_anything() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lieux.csv");
    fs::write(&file, ROW).unwrap();
    let config =
        Config { file: Some(file.clone()), date: Some(date(2026, 11, 1)), ..Config::default() };
    let mut citizen = Citizen::arrives();
    citizen.tell(Message::Places(Directory::open(&config)));
    assert_eq!(chip(&citizen), None);
    let _ = citizen.touch("places").touch("places.help");
    assert_eq!(names(&citizen), ["Chez nous"]);
    assert!(format!("{:?}", citizen.page().aside).contains("ANCT, 1er novembre 2026"));
    let _ = citizen.touch("back").touch("places.equipped");
    assert!(format!("{:?}", citizen.page().body).contains("Notre liste n'a pas ce lieu"));
    // A file that cannot be used: the built-in table serves, and the house is told.
    for wrong in ["", "kind;nom\n", &ROW.replace("1.09", "1,09")] {
        fs::write(&file, wrong).unwrap();
        let directory = Directory::open(&config);
        assert!(directory.is_refused(), "{wrong}");
        assert_eq!(directory.places(), mon_point_numerique::reference::places());
    }
    fs::remove_file(&file).unwrap();
    assert!(Directory::open(&config).is_refused());
}

#[test]
fn an_old_or_wrong_table_is_told_to_the_house_and_to_nobody_else() {
    let mut citizen = Citizen::arrives_at(Settings { places_days: 180, ..settings() });
    assert_eq!(chip(&citizen), None, "nothing is looked at before the edge speaks");
    citizen.tell(Message::Places(Directory::open(&Config::default())));
    let old = chip(&citizen).expect("the built-in table is from 2020 on");
    assert_eq!(old, "Liste des lieux à mettre à jour");
    let file = Some("/nowhere/lieux.csv".into());
    citizen.tell(Message::Places(Directory::open(&Config { file, ..Config::default() })));
    assert_eq!(chip(&citizen).as_deref(), Some("Fichier des lieux à corriger"));
    citizen.tell(Message::Line(Line::Down));
    assert_eq!(chip(&citizen).as_deref(), Some("Hors connexion"));
    citizen.tell(Message::Line(Line::Up));
    citizen.tell(Message::Concern(Some(Concern::Late)));
    assert_eq!(chip(&citizen).as_deref(), Some("Un dossier attend depuis deux jours"));
    citizen.tell(Message::Concern(None));
    let _ = citizen.begins();
    assert_eq!(chip(&citizen).as_deref(), Some("Enregistré"));
}

#[test]
fn a_table_grows_old_while_the_terminal_stands() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lieux.csv");
    fs::write(&file, ROW).unwrap();
    let given = |date| Config { file: Some(file.clone()), date, ..Config::default() };
    let mut citizen = Citizen::arrives_at(Settings { places_days: 30, ..settings() });
    citizen.tell(Message::Places(Directory::open(&given(Some(date(2026, 11, 1))))));
    assert_eq!(chip(&citizen), None);
    let later = Now { ms: citizen.now.ms + 1000, civil: date(2026, 12, 2).at(9, 0, 0, 0) };
    citizen.now = later;
    citizen.tell(Message::Tick);
    assert_eq!(chip(&citizen).as_deref(), Some("Liste des lieux à mettre à jour"));
    // A file without a date: nobody knows how old it is.
    citizen.tell(Message::Places(Directory::open(&given(None))));
    assert_eq!(chip(&citizen).as_deref(), Some("Liste des lieux à mettre à jour"));
}
