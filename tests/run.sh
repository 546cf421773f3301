#!/bin/sh
# Installs what the tests need, then runs all of them. From the root: sh tests/run.sh
set -eu
cd "$(dirname "$0")/.."

. packaging/system.sh
need_commands cc:gcc Xvfb:xvfb xdotool:xdotool import:imagemagick pdftotext:poppler-utils espeak-ng:espeak-ng

step() { printf '\n== %s\n' "$*"; }

step "the core builds alone"
cargo check --locked --lib --no-default-features

step "form and lints"
cargo fmt --check
cargo clippy --locked --all-targets --features screens -- -D warnings

step "the programs"
cargo build --locked --features screens --bins

step "all tests"
cargo test --locked --features screens --no-fail-fast
