//! The centre's time: the one clock that drafts and tokens age by. The core has none.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

/// Says what time it is; the tests have their own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The clock of the machine.
pub fn machine() -> Clock {
    Arc::new(now)
}

/// The machine's time; before 1970 it is 1970.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs())
        .ok()
        .and_then(|seconds| Timestamp::new(seconds, since.subsec_nanos().cast_signed()).ok())
        .unwrap_or(Timestamp::UNIX_EPOCH)
}
