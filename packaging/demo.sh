#!/bin/sh
# A whole terminal on this machine: builds, starts a central service on its embedded ledger and a
# terminal enrolled with it. From the root: sh packaging/demo.sh [--headless] [--dev]
#
# With a display the terminal opens. Without one, or with --headless, a recorded citizen is played
# through the real window under Xvfb, offline in between; pictures, the receipt and what the
# central service received are left under target/demo/.
set -eu
cd "$(dirname "$0")/.."

headless=no
profile=release
for argument in "$@"; do
    case "$argument" in
        --headless) headless=yes ;;
        --dev) profile=debug ;;
        *) echo "usage: sh packaging/demo.sh [--headless] [--dev]" >&2; exit 2 ;;
    esac
done
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then headless=yes; fi

. packaging/system.sh
need_commands cc:gcc
need_packages libc6-dev libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0 \
    libwayland-client0 libxkbcommon0 tzdata
if [ "$headless" = yes ]; then
    need_commands Xvfb:xvfb xdotool:xdotool import:imagemagick pdftotext:poppler-utils \
        zbarimg:zbar-tools
fi

flag=""
[ "$profile" = release ] && flag="--release"
if [ "$headless" = no ]; then
    # shellcheck disable=SC2086
    cargo build --locked $flag --bins
    exec "target/$profile/kiosk" --demo
fi

# shellcheck disable=SC2086
cargo build --locked $flag --features screens --bins --example player
out=target/demo
rm -rf "$out"
mkdir -p "$out"
for number in 71 72 73 74 75 76 77 78 79; do
    [ -e "/tmp/.X11-unix/X$number" ] || break
done
Xvfb ":$number" -screen 0 1920x1080x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
trap 'kill "$screen" 2>/dev/null || true' EXIT
export DISPLAY=":$number"
unset WAYLAND_DISPLAY || true
sleep 1
"target/$profile/examples/player" --out "$out" --bin "target/$profile" --story packaging/story.toml
echo "look at $out: pictures, receipt.pdf, dossier.txt"
