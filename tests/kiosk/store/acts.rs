//! What the other process does. Each line that it writes is an act that the store acknowledged.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::{env, process};

use mon_point_numerique::store::{DELIVERED_LIFE, Store, StoreFault};

use super::{Citizen, LIFE, NOW, acknowledged, citizen, identity, seeded};

/// Exit codes of the other process.
pub(super) const DONE: i32 = 40;
pub(super) const FULL: i32 = 41;
pub(super) const DISK: i32 = 42;
const OTHER: i32 = 43;
/// Of the shim.
pub(super) const ENDED: i32 = 137;

/// The people of the scenario.
pub(super) const ANNA: u64 = 10;
pub(super) const BORIS: u64 = 11;
pub(super) const CHLOE: u64 = 12;

/// Unbuffered: a line that was written survives the death of the process.
struct List(File);

impl List {
    fn say(&mut self, line: &str) {
        self.0.write_all(format!("{line}\n").as_bytes()).expect("written");
    }
}

/// Does nothing in a usual run; the other tests start it again with a role.
#[test]
fn plays_its_role() {
    let Ok(role) = env::var("STORE_ROLE") else { return };
    let path = env::var_os("STORE_PATH").expect("a path");
    let list = env::var_os("STORE_LIST").expect("a list");
    let list = OpenOptions::new().create(true).append(true).open(list).expect("a list");
    let mut list = List(list);
    let played = match role.split_once(' ') {
        Some(("typing", run)) => typing(Path::new(&path), run, &mut list),
        Some(("canaries", words)) => canaries(Path::new(&path), words, &mut list),
        None if role == "recovery" => recovery(Path::new(&path), &mut |line| list.say(line)),
        _ => scenario(Path::new(&path), &mut |line| list.say(line)),
    };
    process::exit(match played {
        Ok(()) => DONE,
        Err(StoreFault::Full) => FULL,
        Err(StoreFault::Disk) => DISK,
        Err(fault) => {
            list.say(&format!("fault {fault}"));
            OTHER
        }
    });
}

/// Everything that a store does in its life, once.
fn scenario(path: &Path, say: &mut impl FnMut(&str)) -> Result<(), StoreFault> {
    let mut store = Store::create(path)?;
    say("created");
    store.enrol(&identity())?;
    say("enrolled");
    carry_on(&mut store, say)
}

/// What a start after a cut does: takes up what is there, and goes on.
pub(super) fn recovery(path: &Path, say: &mut impl FnMut(&str)) -> Result<(), StoreFault> {
    let mut store = match Store::open(path) {
        Err(StoreFault::Missing) => Store::create(path)?,
        opened => opened?,
    };
    say("created");
    if store.identity()?.is_none() {
        store.enrol(&identity())?;
    }
    say("enrolled");
    carry_on(&mut store, say)
}

/// The rest of the scenario, from wherever a cut left it.
pub(super) fn carry_on(store: &mut Store, say: &mut impl FnMut(&str)) -> Result<(), StoreFault> {
    let mut anna = citizen(ANNA);
    if !store.lodged()?.iter().any(|lodged| lodged.draft == anna.id) {
        if anna.read(store).is_none() {
            store.begin(&anna.new_draft("words 0"))?;
            say("begun");
        }
        let (reached, _) = anna.read(store).expect("a draft");
        say(&format!("saved {reached}"));
        for revision in reached + 1..4 {
            let sealed = anna.sealed(revision, &format!("words {revision}"));
            store.save(anna.state(revision), "cni.1", &sealed)?;
            say(&format!("saved {revision}"));
        }
        let number = store.number_for(anna.id, &mut seeded(4))?;
        say(&format!("number {number}"));
        let (envelope, signature) = anna.envelope(number, "words");
        store.send(&envelope, &signature, &[])?;
    }
    say("sent");
    let lodged = store.lodged()?.remove(0);
    let (envelope, _) = anna.envelope(lodged.number, "words");
    store.sending(envelope.digest())?;
    store.acknowledged(&acknowledged(&envelope))?;
    say("acknowledged");
    let _ = store.purge_delivered(NOW + DELIVERED_LIFE)?;
    say("purged");
    let mut boris = citizen(BORIS);
    say("boris");
    store.begin(&boris.new_draft("words 0"))?;
    store.erase_draft(boris.id)?;
    say("erased");
    let mut chloe = citizen(CHLOE);
    say("chloe");
    store.begin(&chloe.new_draft("words 0"))?;
    let _ = store.expire(NOW + LIFE)?;
    say("expired");
    Ok(())
}

/// Citizens one after the other, until the process is killed.
fn typing(path: &Path, run: &str, list: &mut List) -> Result<(), StoreFault> {
    let run: u64 = run.parse().expect("a number");
    let mut store = Store::open(path)?;
    let mut rng = seeded(run);
    for seed in run * 1000.. {
        let mut person = citizen(seed);
        store.begin(&person.new_draft("words 0"))?;
        list.say(&format!("begun {seed}"));
        for revision in 1..6 {
            type_one(&mut store, &mut person, revision)?;
            list.say(&format!("saved {seed} {revision}"));
        }
        let number = store.number_for(person.id, &mut rng)?;
        let (envelope, signature) = person.envelope(number, "words");
        store.send(&envelope, &signature, &[])?;
        list.say(&format!("sent {seed} {}", envelope.digest()));
        if seed % 3 == 0 {
            store.acknowledged(&acknowledged(&envelope))?;
            list.say(&format!("acknowledged {seed}"));
        }
    }
    Ok(())
}

fn type_one(store: &mut Store, person: &mut Citizen, revision: u64) -> Result<(), StoreFault> {
    let sealed = person.sealed(revision, &format!("words {revision}"));
    store.save(person.state(revision), "cni.1", &sealed)
}

/// Fifty drafts and dossiers that all hold the same words, then one more draft until the kill.
fn canaries(path: &Path, words: &str, list: &mut List) -> Result<(), StoreFault> {
    let mut store = Store::create(path)?;
    store.enrol(&identity())?;
    for seed in 100..150 {
        let mut person = citizen(seed);
        store.begin(&person.new_draft(words))?;
        let sealed = person.sealed(1, &format!("{words} {words}"));
        store.save(person.state(1), "cni.1", &sealed)?;
        if seed % 2 == 0 {
            let number = store.number_for(person.id, &mut seeded(seed))?;
            let (envelope, signature) = person.envelope(number, words);
            store.send(&envelope, &signature, &[])?;
        }
        if seed % 10 == 1 {
            store.erase_draft(person.id)?;
        }
    }
    let mut person = citizen(150);
    store.begin(&person.new_draft(words))?;
    for revision in 1.. {
        let sealed = person.sealed(revision, words);
        store.save(person.state(revision), "cni.1", &sealed)?;
        list.say("typing");
    }
    Ok(())
}
