//! Carrying envelopes, parts and drafts to the central service: decides, never acts (sans-IO).
