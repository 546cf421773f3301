//! What the citizen takes away on paper.
