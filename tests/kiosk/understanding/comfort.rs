//! What a person chose for the own comfort: it comes back with the code after a crash, and the
//! next person finds nothing of it. Every field of [`Comfort`], those of tomorrow too.

use mon_point_numerique::dossier::Draft;
use mon_point_numerique::dossier::draft::Comfort;
use mon_point_numerique::kiosk::action::Message;
use serde_json::Value;

use crate::citizen::Citizen;

/// The same value with every leaf changed to another that is allowed.
fn changed(name: &str, value: &Value) -> Value {
    match value {
        Value::Bool(on) => Value::Bool(!on),
        Value::String(_) if name == "language" => Value::from("en"),
        Value::String(_) if name == "theme" => Value::from("contraste"),
        Value::String(_) if name == "answers" => Value::from("hidden"),
        Value::String(_) if name == "pace" => Value::from("double"),
        Value::String(_) if name == "mode" => Value::from("by_hand"),
        Value::String(_) if name == "paper" => Value::from("large"),
        Value::Number(_) if name == "zoom" => Value::from(200),
        Value::Number(number) => Value::from(number.as_u64().unwrap() + 1),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), changed(name, value))).collect()
        }
        other => panic!("{name}: a test must say what else than {other} is allowed"),
    }
}

/// A comfort that differs from the default in every field.
fn other() -> Comfort {
    let plain = serde_json::to_value(Comfort::default()).unwrap();
    let other = changed("", &plain);
    let fields = |value: &Value| value.as_object().unwrap().clone();
    for (name, value) in fields(&other) {
        assert_ne!(fields(&plain)[&name], value, "{name} is as before");
    }
    serde_json::from_value(other).unwrap()
}

/// A citizen with a dossier and all of that, and the code.
fn chooses() -> (Citizen, String) {
    let mut citizen = Citizen::arrives();
    let code = citizen.begins().code();
    let draft = Draft { comfort: other(), ..citizen.draft() };
    let _ = citizen.touch("leave").touch("leave.keep").touch("end.finish");
    drop(citizen.edge.drafts.insert(code.clone(), draft));
    let _ = citizen.touch("resume").types(&code).next();
    (citizen, code)
}

#[test]
fn every_choice_of_comfort_comes_back_with_the_code_after_a_crash() {
    let (mut citizen, code) = chooses();
    assert_eq!(citizen.kiosk.comfort(), &other());
    let kept = std::mem::take(&mut citizen.edge.drafts);
    drop(citizen);
    let mut again = Citizen::arrives();
    again.edge.drafts = kept;
    again.tell(Message::Interrupted);
    assert_eq!(again.kiosk.comfort(), &Comfort::default(), "nobody is there yet");
    let _ = again.touch("resume").types(&code).next();
    assert_eq!(again.kiosk.comfort(), &other());
}

#[test]
fn nothing_of_the_comfort_of_one_person_is_left_for_the_next() {
    type End = fn(&mut Citizen);
    let ends: [(&str, End); 3] = [
        ("kept", |c| drop(c.touch("leave").touch("leave.keep").touch("end.finish").at())),
        ("erased", |c| {
            let _ = c.touch("leave").touch("leave.erase").touch("erase.sure").touch("end.finish");
        }),
        ("silence", |c| c.waits(3000)),
    ];
    for (how, end) in ends {
        let (mut citizen, _) = chooses();
        end(&mut citizen);
        citizen.sees("welcome");
        assert_eq!(citizen.kiosk.comfort(), &Comfort::default(), "{how}");
    }
}

#[test]
fn what_is_chosen_is_saved_at_once_with_the_dossier() {
    let mut citizen = Citizen::arrives();
    let code = citizen.begins().code();
    let _ = citizen.touch("tool.size");
    assert_eq!(citizen.edge.drafts[&code].comfort.zoom, 150);
}
