//! Opening a SQLite file: durable settings, ordered migrations by `user_version`.
