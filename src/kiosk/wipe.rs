//! What the process itself promises about memory: no core dump, no debugger (SEC-24).

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// No core dump holds what was typed, and no other process of the same user reads this one.
/// Where the system refuses, the journal says so.
pub(super) fn protect() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if setrlimit(Resource::Core, none).is_err()
        || set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err()
    {
        tracing::warn!(event = "memory_unprotected");
    }
}
