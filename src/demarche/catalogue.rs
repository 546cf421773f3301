//! The editions that the program carries inside.
