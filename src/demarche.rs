//! A démarche: one *edition* of one procedure, checked. Loading it is proving it.
//!
//! Never reads a disk, a clock or a network: sources come as text, faults come out as data.

pub mod catalogue;
pub mod question;

pub use question::{Kind, Question, QuestionId, Section, SectionId, Step, StepId};
