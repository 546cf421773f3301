//! Prints times as lines of a plain table. Never judges them: a machine that is busy with something
//! else is not a fault of the program.

use std::time::Duration;

/// Prints the heads of the columns.
pub(crate) fn heads() {
    println!(
        "{:<44} {:>6} {:>10} {:>10} {:>10} {:>10}",
        "", "runs", "best", "median", "p99", "worst"
    );
}

/// Prints one line of times that were measured elsewhere, and gives the best and the median.
pub(crate) fn print(name: &str, mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    let shown = |time: Duration| format!("{time:.2?}");
    println!(
        "{name:<44} {:>6} {:>10} {:>10} {:>10} {:>10}",
        times.len(),
        shown(times[0]),
        shown(at(50)),
        shown(at(99)),
        shown(at(100)),
    );
    (times[0], at(50))
}
