//! How a part grows at the centre: offset by offset, and only whole when its digest is right.

use crate::sync::wire::{Part, ProblemKind};

/// What the centre has of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// This many bytes from the start, durable. 0 when there is nothing.
    Begun(u64),
    /// All of it, and its digest is right. It never changes again.
    Whole,
}

/// What to do with bytes that arrive for a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Append {
    /// Write them at the end. Then the next byte expected is `next`; when `ends` is [`End::Here`],
    /// compute the digest: right, the part is whole; wrong, drop all of it and answer
    /// [`ProblemKind::DigestMismatch`] with offset 0.
    Write {
        /// Offset to answer with.
        next: u64,
        /// Whether these bytes are the last.
        ends: End,
    },
    /// Nothing to write: it is whole. Answer its length as offset.
    Whole,
    /// Answer the problem; with [`ProblemKind::WrongOffset`], the offset too.
    Refuse(ProblemKind),
}

/// Whether bytes are the last of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// They are.
    Here,
    /// More must come.
    Later,
}

/// Bytes `offset..offset + length` arrive for a part. `expected` is the part as an envelope of
/// this terminal lists it, or none if no envelope of it waits for that part.
pub fn append(expected: Option<&Part>, held: Held, offset: u64, length: u64) -> Append {
    let Some(part) = expected else {
        return Append::Refuse(ProblemKind::UnknownPart);
    };
    let begun = match held {
        Held::Whole => return Append::Whole,
        Held::Begun(begun) => begun,
    };
    if offset != begun {
        return Append::Refuse(ProblemKind::WrongOffset);
    }
    match offset.checked_add(length) {
        Some(next) if next == part.length => Append::Write { next, ends: End::Here },
        Some(next) if next < part.length && length > 0 => Append::Write { next, ends: End::Later },
        Some(next) if next < part.length => Append::Refuse(ProblemKind::Invalid),
        _ => Append::Refuse(ProblemKind::TooLarge),
    }
}
