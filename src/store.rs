//! The kiosk's SQLite file. Each public method is one transaction.
