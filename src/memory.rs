//! What a process of ours promises about its memory: no image of it, no debugger (SEC-24).
//! It never looks at what is in it.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// No image holds what was typed or a key, and no other process of the same user reads this one.
/// Where the system refuses, the journal says so.
pub fn protect() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if setrlimit(Resource::Core, none).is_err()
        || set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err()
    {
        tracing::warn!(event = "memory_unprotected");
    }
}
