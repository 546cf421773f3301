//! Keys, codes, numbers and envelopes: every use of cryptography, on purpose in one place.
