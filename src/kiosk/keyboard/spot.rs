//! Walking the keys of the screen without touching them: where the hand is, where an arrow leads.
//!
//! Knows rows and widths of keys, nothing of what they type.

use crate::kiosk::focus::Arrow;
use crate::kiosk::page::{Key, Keyboard, Spot};

/// Where one comes in: the middle, from where everything is near.
pub fn entrance<M>(keyboard: &Keyboard<M>) -> Option<Spot> {
    let row = (keyboard.rows.len() / 2).min(keyboard.rows.len().checked_sub(1)?);
    Some(Spot::Key(row, keyboard.rows.get(row)?.len() / 2))
}

/// The same place on another keyboard, as near as it has one.
pub fn within<M>(keyboard: &Keyboard<M>, spot: Spot) -> Option<Spot> {
    let last = keyboard.rows.len().checked_sub(1)?;
    Some(match spot {
        Spot::Row(row) => Spot::Row(row.min(last)),
        Spot::Key(row, key) => {
            let row = row.min(last);
            Spot::Key(row, key.min(keyboard.rows.get(row)?.len().checked_sub(1)?))
        }
    })
}

/// The key under the hand; none when the hand is on a whole row.
pub fn key<M>(keyboard: &Keyboard<M>, spot: Spot) -> Option<&Key<M>> {
    match spot {
        Spot::Row(_) => None,
        Spot::Key(row, key) => keyboard.rows.get(row)?.get(key),
    }
}

/// Where an arrow leads: round in its row, or to the key that is nearest in the next row.
pub fn arrow<M>(keyboard: &Keyboard<M>, spot: Spot, arrow: Arrow) -> Option<Spot> {
    let rows = &keyboard.rows;
    let Spot::Key(row, key) = spot else { return within(keyboard, spot) };
    let keys = rows.get(row)?.len();
    Some(match arrow {
        Arrow::Left => Spot::Key(row, key.checked_sub(1).unwrap_or(keys - 1)),
        Arrow::Right => Spot::Key(row, (key + 1) % keys),
        Arrow::Up | Arrow::Down => {
            let up = row.checked_sub(1).unwrap_or(rows.len() - 1);
            let next = if arrow == Arrow::Up { up } else { (row + 1) % rows.len() };
            Spot::Key(next, nearest(rows.get(next)?, middle(rows.get(row)?, key))?)
        }
    })
}

/// The middle of a key, from the middle of its row, in twentieths of a letter key.
fn middle<M>(row: &[Key<M>], key: usize) -> i32 {
    let width = |keys: &[Key<M>]| keys.iter().map(|key| i32::from(key.width)).sum::<i32>();
    let before = width(row.get(..key).unwrap_or(row));
    let own = row.get(key).map_or(0, |key| i32::from(key.width));
    2 * before + own - width(row)
}

fn nearest<M>(row: &[Key<M>], to: i32) -> Option<usize> {
    (0..row.len()).min_by_key(|key| (middle(row, *key) - to).abs())
}
