//! What the command line says, found in the texts. No sentence is written here.

use crate::settings::Fault;

/// Says sentences of the table `central` of the interface's words.
pub struct Words {
    table: toml::Table,
}

impl Words {
    /// The French ones: those of the people who run the service.
    pub fn french() -> Self {
        let text = include_str!("../../assets/texts/fr/interface.toml");
        Self { table: toml::from_str(text).unwrap_or_default() }
    }

    /// The sentence of this key, its `{places}` filled.
    pub fn say(&self, key: &str, with: &[(&str, String)]) -> String {
        let mut at = Some(&toml::Value::Table(self.table.clone())).cloned();
        for part in key.split('.') {
            at = at.and_then(|value| value.get(part).cloned());
        }
        let text = at.and_then(|value| value.as_str().map(str::to_owned));
        let mut text = text.unwrap_or_else(|| key.to_owned());
        for (name, value) in with {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
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
