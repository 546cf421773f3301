//! A whole procedure as one readable page, for the jurist who signs it.

use super::super::Demarche;
use crate::text::Texts;

/// The page, in Markdown.
pub(super) fn page(demarche: &Demarche, texts: &Texts) -> String {
    let mut page = format!("# {} ({})\n", demarche.edition(), texts.language());
    page.push_str(demarche.digest());
    page
}
