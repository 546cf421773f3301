#!/bin/sh
# A million worlds and a million monkey messages: for a night, not for each change.
# WORLDS=n and MONKEY=n ask for other numbers; SEED=n replays one world.
set -eu
cd "$(dirname "$0")/.."
WORLDS="${WORLDS:-1000000}" cargo test --release --locked --no-default-features --test core \
    simulation:: -- --nocapture
MONKEY="${MONKEY:-1000000}" cargo test --release --locked --features screens --test kiosk \
    monkey -- --nocapture
