#!/usr/bin/env python3
"""How soon the voice sounds, and how soon it is silent again.

    python3 benches/voice.py [--runs 20]

Starts espeak-ng as src/kiosk/voice.rs does, on the longest utterance of the recorded journey
(tests/kiosk/speech/perte.txt), with the sound on its standard output: the time to the first
samples, then the time to kill it. The sound card adds its own buffer, which is not measured.
"""

import argparse
import pathlib
import statistics
import subprocess
import time

HEARD = pathlib.Path(__file__).parent.parent / "tests/kiosk/speech/perte.txt"
# Bytes of the header of a WAV, before the first sample.
HEADER = 44


def once(text: bytes) -> tuple[float, float]:
    begun = time.perf_counter()
    child = subprocess.Popen(
        ["espeak-ng", "-b1", "--stdin", "-v", "fr", "-s", "160", "-a", "100", "--stdout"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.stdin.write(text)
    child.stdin.close()
    child.stdout.read(HEADER + 2)
    sound = time.perf_counter()
    child.kill()
    child.wait()
    return sound - begun, time.perf_counter() - sound


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=20)
    runs = arguments.parse_args().runs
    utterances = HEARD.read_text().split("-- fr\n")
    text = max(utterances, key=len).encode()
    times = [once(text) for _ in range(runs)]
    for name, column in zip(("first sound", "silence"), zip(*times)):
        print(f"{name}: median {statistics.median(column) * 1000:.1f} ms, "
              f"worst {max(column) * 1000:.1f} ms, {runs} runs, {len(text)} bytes")


main()
