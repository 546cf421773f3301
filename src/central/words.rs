//! What the command line says, found in the texts. No sentence is written here.

use crate::demarche::Catalogue;
use crate::settings::Fault;
use crate::text::Texts;

/// Says sentences of the interface's words.
pub struct Words {
    catalogue: Catalogue,
}

impl Words {
    /// The French ones: those of the people who run the service.
    pub fn french() -> Self {
        Self { catalogue: Catalogue::read_built_in().0 }
    }

    fn texts(&self) -> &Texts {
        self.catalogue.texts("fr")
    }

    /// The sentence of this key, its `{places}` filled.
    pub fn say(&self, key: &str, with: &[(&str, String)]) -> String {
        self.texts().interface_with(key, with)
    }

    /// A fault of a configuration file.
    pub fn fault(&self, fault: &Fault) -> String {
        let with = [
            ("line", fault.line.to_string()),
            ("setting", fault.setting.clone()),
            ("advice", fault.why.advice()),
        ];
        self.say(&format!("settings.{}", fault.why.key()), &with)
    }
}
