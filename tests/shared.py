"""Sites that are built once in a run of the tests, by whichever of its processes asks first."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from tests.build_site import Built, Project, Record


@dataclass(frozen=True)
class Shared:
    """What the processes of a run share, in the folder `root`; for tests that only read it."""

    root: Path

    def folder(self, name: str, fill: Callable[[Path], object]) -> Path:
        """A folder that is filled once."""
        folder = self.root / name
        done = self.root / f"{name}.done"
        with FileLock(self.root / f"{name}.lock"):
            if not done.exists():
                fill(folder)
                done.touch()
        return folder

    def built(self, name: str, build: Callable[[Project], Built]) -> Built:
        """A site that is built once, in a folder of that name."""
        told = self.root / f"{name}.json"

        def fill(folder: Path) -> None:
            built = build(Project(folder))
            told.write_text(json.dumps(dataclasses.asdict(built), default=str), "utf-8")

        self.folder(name, fill)
        values = json.loads(told.read_text("utf-8"))
        records = tuple(Record(**record) for record in values["records"])
        return Built(Path(values["site_dir"]), records, values["log"], values["exit_code"])
