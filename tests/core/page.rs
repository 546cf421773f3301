//! The page that a jurist signs says all of the edition, in each language.

use mon_point_numerique::demarche::author::coverage::parts;
use mon_point_numerique::demarche::author::page::page;

use crate::journeys::built_in;

#[test]
fn the_page_of_an_edition_names_each_of_its_parts() {
    let catalogue = built_in();
    for demarche in catalogue.editions() {
        for language in catalogue.languages() {
            let page = page(demarche, catalogue.texts(language));
            let mut never = Vec::new();
            for part in parts(demarche) {
                let (kind, name) = part.split_once(' ').unwrap();
                // A repeated block is written once, with the names of its first time.
                let name = name.strip_suffix(".n").unwrap_or(name).replace(".n.", ".1.");
                let last = name.rsplit('.').next().unwrap();
                let said = match kind {
                    "fee" | "answer" | "refused" => continue,
                    _ => page.contains(&format!("`{last}`")),
                };
                if !said && !page.contains(&format!("`{name}`")) {
                    never.push(part);
                }
            }
            assert!(never.is_empty(), "{} {language}: {never:#?}", demarche.edition());
            assert!(page.contains(demarche.digest()));
            assert!(!page.contains("page."), "a word of the page has no sentence in {language}");
        }
    }
}
