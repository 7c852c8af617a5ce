"""The program itself: its help, its verbs, its exit codes for wrong usage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from salis.cli.exits import run
from salis.cli.program import SUMMARIES, program
from tools.cli_docs import TARGET, cli_docs

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("rich", "msgspec", "spacy", "numpy", "trafilatura", "sqlite3", "dateparser", "pypdf")


def _command(verb: str) -> click.Command:
    command = program.get_command(click.Context(program), verb)
    assert command is not None
    return command


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from salis.cli.exits import run; run(['--help']); "
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Ask it:" in shown.stdout
    assert shown.stdout.endswith("LOADED []\n")


def test_asking_loads_no_reader_and_no_numbers(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path), "-q"]) == 0
    code = (
        f"import sys; from salis.cli.exits import run; run(['brief', '-w', {str(tmp_path)!r}]); "
        "heavy = ('salis.read.reader', 'salis.pipeline.add', 'spacy', 'numpy', 'trafilatura'); "
        "print('LOADED', [name for name in heavy if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Nothing has been told by then" in shown.stdout
    assert shown.stdout.endswith("LOADED []\n")


def test_every_verb_is_one_short_file() -> None:
    files = {path.stem: path for path in (ROOT / "src/salis/cli/verbs").glob("[a-z]*.py")}
    assert set(files) == set(SUMMARIES)
    assert {
        verb: lines
        for verb, path in files.items()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 60
    } == {}


@pytest.mark.parametrize("verb", SUMMARIES)
def test_a_verb_says_the_same_of_itself_as_the_program_says_of_it(verb: str) -> None:
    said = (_command(verb).help or "").split("\n\n")[0]
    assert " ".join(said.split()) == SUMMARIES[verb]


def test_read_is_another_name_for_add() -> None:
    assert _command("read") is _command("add")


def test_the_reference_in_the_docs_is_what_the_commands_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == cli_docs(), "run tools/cli_docs.py"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["breif"], "There is no verb 'breif'. Did you mean 'brief'?"),
        (["xyz"], "There is no verb 'xyz'. `salis --help` lists the verbs."),
        (["brief", "--as-of", "yesterdayish"], "Write it as 2031-05-06 or 2031-05-06T18:00Z."),
        (["--as-of", "2031-13-45", "brief"], "'2031-13-45' is no moment."),
        (["changes"], "Say since when (--since MOMENT)"),
        (["claims", "-f", "xml"], "'xml' is not one of 'table', 'text', 'md'"),
        (["claims", "--standing", "true"], "is not one of 'retracted'"),
        (["add"], "Missing argument 'PATH|URL|-…'"),
        (["add", "--published", "2031-02-30", "x.txt"], "'2031-02-30' is no moment."),
        (["grade", "north-tribune", "G", "--by", "me"], "'G' is no grade of a source"),
        (["judge", "confirm", "c1", "--by", "me"], "Missing option '--because'"),
        (["judge", "true", "c1", "--by", "me"], "'true' is not one of 'confirm'"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_to_do(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(args) == 2
    shown = capsys.readouterr()
    assert said in " ".join(shown.err.split())
    assert shown.out == ""


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("salis 0.")
