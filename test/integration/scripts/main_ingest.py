"""Nothing here calls main(): PiRun does."""
import datetime
import json
from enum import Enum
from pathlib import Path
from typing import Literal, Optional


class Color(Enum):
    RED = "red"
    BLUE = "blue"


def main(source: str, limit: int = 50, mode: Literal["append", "replace"] = "append", dry_run: bool = False,
         color: Color = Color.RED, ratio: Optional[float] = None, tags: list[str] = [],
         out: Path = Path("out"), since: datetime.date | None = None):
    """Load rows.

    Args:
        source: where they come from
        limit (int): most rows
    """
    print(json.dumps([source, limit, mode, dry_run, color.name, ratio, tags, str(out), str(since)]))
