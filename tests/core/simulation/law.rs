//! The laws, each with the checker of its name, and how the world is broken to prove that the
//! checker can fail.

/// What must hold. The first six are the laws of `docs/synchronisation.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Law {
    /// 1: a sealed dossier is on the terminal's disk or in the ledger, always.
    NeverLost,
    /// 2: it is in the ledger at most once.
    AtMostOnce,
    /// 3: it leaves the terminal only after the ledger has it durably.
    LeavesOnlyWhenDurable,
    /// 4: refused is not lost: it stays, and someone sees it.
    RefusedIsSeen,
    /// 5: when faults stop, everything arrives, and the courier sleeps.
    EverythingArrives,
    /// 6: a poison part never stops the others.
    PoisonNeverStops,
    /// A draft gives at most one dossier that is not a visible conflict.
    OneDossierPerDraft,
    /// A side of a draft goes only when a state that descends from it comes.
    ForksKept,
    /// What was replaced does not come back as a side.
    NoFalseFork,
    /// A disk that was rolled back is seen by its numbers, and nothing is refused for it.
    RollbackSeen,
    /// *Tout effacer* holds, whatever arrives later.
    ErasedStaysErased,
    /// The same dossier gets the same answer, byte for byte.
    SameAnswer,
    /// Acknowledged means: every part of the manifest is there.
    PartsAreWhole,
    /// One request of each kind at a time.
    OneInFlight,
    /// `Retry-After` is honoured.
    RetryAfterHonoured,
    /// The first try comes within five seconds of the line's return.
    ReturnsSoon,
    /// What the screen shows as sent is in the ledger.
    ScreenTellsTruth,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} at {} ms: {}", self.law, self.at, self.what)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Violation {
    pub(super) law: Law,
    pub(super) at: u64,
    pub(super) what: String,
}

/// A decision broken from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bug {
    /// The terminal deletes what the centre refuses.
    RefusedIsDeleted,
    /// The terminal takes any 2xx for an acknowledgement.
    AnyAnswerDelivers,
    /// The centre answers before it has written.
    AnswersBeforeWriting,
    /// The centre does not look for the digest.
    ForgetsDigests,
    /// The centre believes that every part is there.
    BelievesParts,
    /// The centre does not look for the draft.
    ForgetsDrafts,
    /// The centre does not look for the sequence.
    ForgetsSequences,
    /// The centre signs again each time.
    SignsAgain,
    /// The centre keeps only the last side of a draft.
    LastSideWins,
    /// The centre forgets what was replaced.
    ForgetsPassed,
    /// The centre forgets that a draft was erased.
    ForgetsErased,
    /// Nobody writes down that a number came twice.
    ConflictUnseen,
    /// The terminal tries only the first of its envelopes.
    FirstOnly,
    /// The terminal never wakes its courier.
    NeverWakes,
    /// The executor sends everything twice at once.
    SendsTwice,
    /// The executor does not read `Retry-After`.
    SkipsRetryAfter,
    /// The terminal wakes its courier a minute late.
    WakesLate,
    /// The screen counts a dossier as sent when it was sent, not when it is acknowledged.
    CountsAsSent,
}
