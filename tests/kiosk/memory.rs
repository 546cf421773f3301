//! SEC-24: the process leaves no image of its memory, and no other process of its user reads it.

use mon_point_numerique::memory;
use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

#[test]
fn the_process_leaves_no_image_of_its_memory() {
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::Dumpable, "as a program begins");
    memory::protect();
    let limit = getrlimit(Resource::Core);
    assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
}
