"""Find truth with the algorithms of the `truthdiscovery` package: `truth_programs.py FILE`.

FILE is JSON: a list of lists of `[source, question, answer]`. Prints as JSON, for each list and
algorithm, the answer believed most for each question. Stands alone: it runs without the project, in
the environment that `tools/peers.sh` makes.
"""

from __future__ import annotations

import json
import sys
import types
import warnings
from pathlib import Path
from typing import Any

ALGORITHMS = ("Sums", "AverageLog", "Investment", "PooledInvestment", "TruthFinder")


def load_package() -> Any:
    """Load the package's algorithms without its drawing, which needs a graphics library."""
    sys.modules["truthdiscovery.graphs"] = types.ModuleType("truthdiscovery.graphs")
    from truthdiscovery import algorithm  # type: ignore[import-not-found]  # .peers has it
    from truthdiscovery.input import Dataset  # type: ignore[import-not-found]  # .peers has it

    return algorithm, Dataset


def main(file: Path) -> None:
    """Run every algorithm over every list. A source's first answer to a question counts."""
    warnings.simplefilter("ignore")
    algorithm, make_dataset = load_package()
    found = []
    for claims in json.loads(file.read_text("utf-8")):
        data = make_dataset([tuple(claim) for claim in claims], allow_multiple=True)
        beliefs = {name: getattr(algorithm, name)().run(data).belief for name in ALGORITHMS}
        found.append(
            {
                name: {question: max(of, key=of.__getitem__) for question, of in belief.items()}
                for name, belief in beliefs.items()
            }
        )
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
