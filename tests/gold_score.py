"""Score extraction against hand-read gold, and fail when a figure falls below the last committed one.

    python -m tests.gold_score [--update] [--errors]

Four sets are scored: ``dev`` (the twelve documents that the grammar was written with), and
``first``, ``second`` and ``third`` (documents annotated later, in ``tests/gold``, each set
scored before the grammar learned from it). The texts and the score lie beside the checkout, in ``../shared``;
where that folder is absent nothing is scored, and the command says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from extract.read import read
from extract.record import to_json

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BASELINE = Path(__file__).with_name("gold_baseline.json")
SETS = {
    "dev": SHARED / "gold" / "dev",
    "first": Path(__file__).with_name("gold") / "first",
    "second": Path(__file__).with_name("gold") / "second",
    "third": Path(__file__).with_name("gold") / "third",
}
SLACK = 0.0005
"""Rounding: figures are kept to four digits."""


def available() -> bool:
    """Whether the texts and the score are there."""
    return (SHARED / "gold" / "score.py").is_file()


def score(gold: Path, extra: tuple[str, ...] = ("--json",)) -> str:
    """What the score prints for records made now for the documents of ``gold``."""
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(gold.glob("*.json")):
            record = read(SHARED / "corpus" / "admin" / f"{path.stem}.txt").record
            out = Path(folder) / path.name
            out.write_text(json.dumps(to_json(record), ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), folder, *extra]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def figures(gold: Path) -> dict[str, float]:
    """F1 by field group."""
    rows: dict[str, dict[str, Any]] = json.loads(score(gold))
    return {name: row["f1"] for name, row in rows.items()}


def fallen(now: dict[str, float], before: dict[str, float]) -> list[str]:
    """One line for each field group that scores lower than before."""
    return [
        f"{name}: {now.get(name, 0.0):.4f} < {value:.4f}"
        for name, value in before.items()
        if now.get(name, 0.0) < value - SLACK
    ]


def main() -> int:
    """Print the scores; exit 1 when one has fallen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="commit to the figures reached now")
    parser.add_argument("--errors", action="store_true", help="list what was missed (-) and made up (+)")
    options = parser.parse_args()
    if not available():
        print("no ../shared beside the checkout: nothing scored")
        return 0
    baseline: dict[str, dict[str, float]] = (
        json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    )
    worse: list[str] = []
    now: dict[str, dict[str, float]] = {}
    for name, gold in SETS.items():
        print(f"== {name}\n{score(gold, ('--errors',) if options.errors else ())}")
        now[name] = figures(gold)
        worse += [f"{name} {line}" for line in fallen(now[name], baseline.get(name, {}))]
    if options.update:
        BASELINE.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        return 0
    for line in worse:
        print(f"fallen: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
