#!/usr/bin/env python3
"""Start, memory and key-to-pixel of the terminal beside Chromium in kiosk mode, in one run.

Usage: benches/window.py [--kiosk target/release/kiosk] [--runs 9] [--keys 120]
Needs Xvfb, libxtst6 and chromium. Both programs draw in software, in the same Xvfb at 1920x1080.
Prints one JSON object; docs/performance.md says what the numbers mean.
"""
import argparse
import ctypes
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, HEIGHT = 1920, 1080


class Screen:
    """An X display, seen and touched through libX11 and libXtst."""

    def __init__(self, number):
        self.server = subprocess.Popen(
            ["Xvfb", f":{number}", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
            stderr=subprocess.DEVNULL)
        os.environ["DISPLAY"] = f":{number}"
        os.environ.pop("WAYLAND_DISPLAY", None)
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x.XGetImage.restype = ctypes.c_void_p
        self.x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int,
                                     ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
        self.x.XDestroyImage.argtypes = [ctypes.c_void_p]
        self.x.XFlush.argtypes = [ctypes.c_void_p]
        self.x.XSetWindowBackground.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
        self.x.XClearWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.x.XKeysymToKeycode.restype = ctypes.c_ubyte
        for call in (self.test.XTestFakeKeyEvent, self.test.XTestFakeButtonEvent):
            call.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self.test.XTestFakeMotionEvent.argtypes = [
            ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong]
        for _ in range(200):
            self.display = self.x.XOpenDisplay(None)
            if self.display:
                break
            time.sleep(0.02)
        self.root = self.x.XDefaultRootWindow(self.display)

    def region(self, x, y, width, height):
        """Bytes of a part of the screen."""
        image = self.x.XGetImage(self.display, self.root, x, y, width, height, 0xFFFFFFFF, 2)
        # XImage: width, height, xoffset, format (4 int), then the data pointer.
        data = ctypes.cast(image + 16, ctypes.POINTER(ctypes.c_void_p))[0]
        copy = ctypes.string_at(data, width * height * 4)
        self.x.XDestroyImage(image)
        return copy

    def touch(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, int(x), int(y), 0)
        self.test.XTestFakeButtonEvent(self.display, 1, 1, 0)
        self.test.XTestFakeButtonEvent(self.display, 1, 0, 0)
        self.x.XFlush(self.display)

    def clear(self):
        """What a window that died leaves on the screen goes."""
        self.x.XSetWindowBackground(self.display, self.root, 0)
        self.x.XClearWindow(self.display, self.root)
        self.x.XFlush(self.display)

    def key(self, letter):
        symbol = 0xFF08 if letter == "\b" else ord(letter)
        code = self.x.XKeysymToKeycode(self.display, symbol)
        self.test.XTestFakeKeyEvent(self.display, code, 1, 0)
        self.test.XTestFakeKeyEvent(self.display, code, 0, 0)
        self.x.XFlush(self.display)

    def key_to_pixel(self, letter, box):
        """Seconds from the key to the first pixel of the entry that changed."""
        before = self.region(*box)
        begun = time.perf_counter()
        self.key(letter)
        while time.perf_counter() - begun < 1.0:
            if self.region(*box) != before:
                return time.perf_counter() - begun
        raise SystemExit("a key changed no pixel")

    def stop(self):
        self.server.terminate()
        self.server.wait()


def pss(pid):
    """Proportional memory of a process and all its children, MiB."""
    pids, total = [pid], 0
    for parent in pids:
        for task in pathlib.Path(f"/proc/{parent}/task").glob("*"):
            try:
                pids += map(int, (task / "children").read_text().split())
            except OSError:
                pass
    for each in pids:
        try:
            for line in pathlib.Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


def ticks(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def painted(screen):
    """The first painted frame: a point of the top bar is white, no longer the root's black."""
    return screen.region(WIDTH // 2, 20, 2, 2)[:3] == b"\xff\xff\xff"


def start(screen, command):
    """Starts, waits for the first painted frame; the process and the seconds it took."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    while not painted(screen):
        if time.perf_counter() - begun > 30:
            raise SystemExit(f"{command[0]} painted nothing")
    return process, time.perf_counter() - begun


def end(screen, process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    while painted(screen):
        screen.clear()
        time.sleep(0.05)
    time.sleep(0.3)


def place(tree, name):
    """Middle of a control of the drawn page, once it is there."""
    for _ in range(500):
        try:
            for control in json.loads(tree.read_text())["controls"]:
                if control["id"] == name:
                    return (control["x"] + control["width"] / 2,
                            control["y"] + control["height"] / 2, control)
        except (OSError, ValueError):
            pass
        time.sleep(0.02)
    raise SystemExit(f"no control {name}")


def measure(screen, command, runs, into_the_field, keys):
    starts = []
    for run in range(runs):
        process, seconds = start(screen, command(run))
        starts.append(seconds)
        if run < runs - 1:
            end(screen, process)
    time.sleep(6)
    memory = pss(process.pid)
    before = ticks(process.pid)
    time.sleep(10)
    idle = (ticks(process.pid) - before) / os.sysconf("SC_CLK_TCK") / 10
    box = into_the_field()
    time.sleep(1.5)
    strokes = []
    for at in range(keys):
        strokes.append(screen.key_to_pixel("abcdefghjk"[at % 10], box) * 1000)
        time.sleep(0.06)
        screen.key("\b")
        time.sleep(0.06)
    end(screen, process)
    strokes.sort()
    return {
        "start_ms": round(statistics.median(starts) * 1000, 1),
        "pss_mib": round(memory, 1),
        "idle_share_of_a_core": round(idle, 4),
        "key_to_pixel_ms": {"median": round(statistics.median(strokes), 2),
                            "p99": round(strokes[int(len(strokes) * 0.99) - 1], 2)},
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kiosk", default="target/release/kiosk")
    arguments.add_argument("--runs", type=int, default=9)
    arguments.add_argument("--keys", type=int, default=120)
    chosen = arguments.parse_args()
    chromium = shutil.which("chromium") or sys.exit("chromium is not installed")
    screen = Screen(91)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def kiosk(run):
            return [chosen.kiosk, "--demo", "--dir", str(folder / f"kiosk{run}")]

        def into_kiosk_field():
            tree = folder / f"kiosk{chosen.runs - 1}" / "tree.json"
            x, y, _ = place(tree, "resume")
            screen.touch(x, y)
            x, y, field = place(tree, "resume.code")
            screen.touch(x, y)
            return (int(field["x"]) + 8, int(field["y"]) + 8, 1200, int(field["height"]) - 16)

        def browser(run):
            return [chromium, "--kiosk", "--no-sandbox", "--disable-gpu", "--no-first-run",
                    "--disable-quic", "--disable-background-networking", "--disable-sync",
                    "--disable-component-update", f"--user-data-dir={folder}/browser{run}",
                    f"--window-size={WIDTH},{HEIGHT}", f"file://{HERE}/page.html"]

        def into_browser_field():
            screen.touch(960, 440)
            return (64, 400, 1200, 80)

        result = {
            "kiosk": measure(screen, kiosk, chosen.runs, into_kiosk_field, chosen.keys),
            "chromium": measure(screen, browser, chosen.runs, into_browser_field, chosen.keys),
        }
    screen.stop()
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
