from enum import Enum
from typing import Annotated, List, Optional

import typer


class Tone(str, Enum):
    warm = "warm"
    cold = "cold"


def greet(name: str, times: int = 1, tone: Tone = Tone.warm, polite: bool = False,
          greeting: Annotated[Optional[str], typer.Option("--greeting", "-g", help="what to say")] = None,
          tag: List[str] = typer.Option([], help="may be given again")):
    """Greet somebody."""
    print(name)


if __name__ == "__main__":
    typer.run(greet)
