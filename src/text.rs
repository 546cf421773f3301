//! All the words of one language. Never holds a sentence of its own.
