"""Bad input for tests: pieces to put together, and kinds of text of any length."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from hypothesis import strategies as st

NEWS = (
    "The dam on the Tesk failed at noon on Saturday, Mayor Tal Veren said. Officials said at least "
    "30 people were missing. “We warned them,” said Mira Quist, an engineer. “Nobody answered.” "
    "The ministry denied that it had known of the crack. He said the valley would be rebuilt. "
)

#: What breaks readers, with words between.
HOSTILE_PIECES = st.sampled_from(
    [
        *("Tal Veren said", "the dam failed", " according to officials", "he denied it", "will"),
        *("12 people", "on Friday", "THE DAM FAILED AND THE TOWN", "I", "never", "allegedly", "%"),
        *("“", "”", '"', "‘", "’", "'", "''", "«", "»", ",", ".", "?", "…", "—", "()", "- ", "#"),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            " ",
            "\u2028",
            "\x85",
            "\0",
            "\x1b[2J",
            "\x1b]0;x\x07",
            "\x7f",
        ),
        *("\u200b", "\u202e", "\u202c", "\u200f", "\u00ad", "\ufeff", "\u00a0", "\u0301", "\ud800"),
        *("🌊", "🏽", "\u200d", "ﬁ", "𝗱𝗮𝗺", "Ａ", "İ", "ß", "ﬀ", "大坝", "العربية", "Ã©", "â€œ"),
        *("&amp;", "&ldquo;", "&#0;", "&#x110000;", "&lt;b&gt;", "<b>", "[closed](a)", "[", "]"),
        *("https://x.example/a", " #dam", "@post", "@post: ", "RT @post: ", "WALLACE: ", "\nQ: "),
        *("\nVEREN (through interpreter): ", "— Nell Gray, Korr", "(LAUGHTER)", "[00:12:03] "),
        *("| a | b | c |", "a,b,c,d", "1) ", "By Ada Orlo", "KORR (MPA) — ", "Photo: ", "Date: "),
    ]
)


def _repeat(piece: str, words: int) -> str:
    return piece * (words // max(1, len(piece.split())) + 1)


def _scanned(words: int) -> str:
    noise = "~|l1.,;§ "
    text = enumerate(_repeat(NEWS, words))
    return "".join(letter if at % 13 else noise[at % len(noise)] for at, letter in text)


#: A text of about so many words, for each kind of bad input.
KINDS: dict[str, Callable[[int], str]] = {
    "capitals": lambda words: _repeat(NEWS + "\n\n", words).upper(),
    "no capitals": lambda words: _repeat(NEWS + "\n\n", words).lower(),
    "no punctuation": lambda words: re.sub(r"[^\w\s]", "", _repeat(NEWS, words)),
    "scanned": _scanned,
    "one sentence": lambda words: _repeat("The dam failed and ", words) + "the town flooded.",
    "said that": lambda words: _repeat("Veren said that ", words) + "the town flooded.",
    "allegedly": lambda words: _repeat("allegedly ", words),
    "officials said": lambda words: _repeat("officials said officials said the dam ", words),
    "which": lambda words: _repeat("The dam which ", words) + "failed.",
    "open quotes": lambda words: _repeat("“" + NEWS, words),
    "quotes everywhere": lambda words: _repeat('" “ dam " ” said ', words),
    "single quotes": lambda words: _repeat("'the dam ' ‘gate ", words),
    "right to left": lambda words: "\u202e".join(_repeat(NEWS, words).split(" ")),
    "zero width": lambda words: "\u200b".join(_repeat(NEWS, words)),
    "NULs": lambda words: "\0".join(_repeat(NEWS, words).split(" ")),
    "surrogates": lambda words: _repeat("\ud800 dam \udfff said ", words),
    "accents": lambda words: "".join(letter + "\u0301" * 3 for letter in _repeat(NEWS, words)),
    "entities": lambda words: (
        _repeat(NEWS, words).replace("“", "&ldquo;").replace(" the ", "&nbsp;the ")
    ),
    "a word a line": lambda words: "\n".join(_repeat(NEWS, words).split()),
    "table": lambda words: _repeat("| Veren | 12 | 30% | dam |\n", words),
    "list": lambda words: _repeat("- the dam at Korr has failed\n", words),
    "posts": lambda words: _repeat(
        "RT @veren: the gate is OPEN!!! #korr https://t.co/a 🌊\n", words
    ),
    "transcript": lambda words: _repeat("WALLACE: The gate is open, isn’t it? We saw it.\n", words),
    "questions": lambda words: _repeat("Q: Is it open?\nA: The gate is open, yes.\n", words),
    "letters": lambda words: "a" * words * 6,
    "quote marks": lambda words: '"' * words * 6,
    "markup": lambda words: _repeat('<p class="a">The dam failed.</p> ', words),
    "numbers": lambda words: _repeat("twenty thousand and 1,000 on 3 May 2025 ", words),
}


def cpu_seconds(call: Callable[[], object]) -> float:
    """Give the processor time that a call takes, whatever else the machine does."""
    begun = time.process_time()
    call()
    return time.process_time() - begun
