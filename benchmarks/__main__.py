"""`python -m benchmarks`: predict the tasks of the benchmark, score them, measure the speed."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.rows import BadInput, write_rows
from benchmarks.tasks import TASKS, predict_task


def main(arguments: list[str] | None = None) -> int:
    """Run one of the commands; 2 says that the call or a file cannot be used."""
    asked = _parser().parse_args(arguments)
    try:
        _COMMANDS[asked.command](asked)
    except BadInput as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _predict(asked: argparse.Namespace) -> None:
    beside = asked.bodies or asked.docs or asked.objects
    written = write_rows(asked.output, predict_task(asked.task, asked.input, beside))
    print(f"{asked.output}: {written} predictions", file=sys.stderr)


def _score(asked: argparse.Namespace) -> None:
    from benchmarks.scoring import score_task

    results = []
    for task in asked.tasks or TASKS:
        for scored in score_task(task):
            print(scored.table(), end="\n\n", flush=True)
            results.append(asdict(scored))
    _write_json(asked.json, results)


def _speakers(asked: argparse.Namespace) -> None:
    from benchmarks.speakers import figures, score_speakers, table

    scores, chains = score_speakers(asked.half)
    print(table(scores, chains))
    _write_json(asked.json, figures(scores, chains))


def _speed(asked: argparse.Namespace) -> None:
    from benchmarks.speed import measure_speed

    speed = measure_speed(asked.documents, times=asked.times)
    print(speed.table())
    _write_json(asked.json, asdict(speed))


def _reading(asked: argparse.Namespace) -> None:
    from benchmarks.reading_speed import measure_reading

    speed = measure_reading(asked.documents)
    print(speed.table())
    _write_json(asked.json, asdict(speed))


def _copying(asked: argparse.Namespace) -> None:
    from benchmarks.copying_speed import measure_copying

    speed = measure_copying(asked.documents)
    print(speed.table())
    _write_json(asked.json, asdict(speed))


def _linking(asked: argparse.Namespace) -> None:
    from benchmarks.linking_speed import measure_linking

    speed = measure_linking(asked.documents)
    print(speed.table())
    _write_json(asked.json, asdict(speed))


def _flood(asked: argparse.Namespace) -> None:
    from benchmarks.flood import HEAD, OUTLETS, measure_flood

    print(f"one report, {asked.documents:,} copies by {OUTLETS} outlets\n{HEAD}", flush=True)
    floods = []
    for flood in measure_flood(asked.documents):
        print(flood.row(), flush=True)
        floods.append(asdict(flood))
    _write_json(asked.json, floods)


def _serve(asked: argparse.Namespace) -> None:
    from benchmarks.serving import measure_serving

    load = measure_serving(
        asked.workspace,
        readers=asked.readers,
        seconds=asked.seconds,
        pause=asked.pause,
        as_of=asked.as_of,
    )
    print(load.table())
    _write_json(asked.json, asdict(load))


def _large(asked: argparse.Namespace) -> None:
    from benchmarks.large import measure_large

    large = measure_large(asked.statements, workspace=asked.workspace, times=asked.times)
    print(large.table())
    _write_json(asked.json, asdict(large))


def _truth(asked: argparse.Namespace) -> None:
    from benchmarks.truth import compare_truth

    figures = compare_truth()
    print(figures.table())
    _write_json(asked.json, asdict(figures))


def _world(asked: argparse.Namespace) -> None:
    from benchmarks.world.documents import document_setting
    from benchmarks.world.drawing import draw_worlds
    from benchmarks.world.figures import measure_worlds
    from benchmarks.world.setting import Setting, scale_errors

    asks = (
        ("statements", asked.worlds, Setting()),
        ("documents", asked.documents, document_setting()),
    )
    figures = []
    for what, count, setting in asks:
        if count:
            found = measure_worlds(
                count, scale_errors(setting, asked.errors), what=what, progress=_tell_world
            )
            print(found.table(), end="\n\n", flush=True)
            figures.append(found)
    _write_json(asked.json, [asdict(one) for one in figures])
    if asked.draw is not None and figures:
        for file in draw_worlds(figures, asked.draw):
            print(file, file=sys.stderr)


def _tell_world(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} worlds", end="", file=sys.stderr, flush=True)


def _ledger(asked: argparse.Namespace) -> None:
    from benchmarks.world.large import write_workspace

    entries = write_workspace(asked.folder, asked.statements)
    print(f"{asked.folder}: {entries:,} entries on {entries // 3:,} documents", file=sys.stderr)


def _write_json(file: Path | None, figures: object) -> None:
    if file is not None:
        file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    predict = commands.add_parser("predict", help="write predictions for a file of rows")
    predict.add_argument("task", metavar="TASK", help=", ".join(TASKS))
    predict.add_argument("input", type=Path, help="JSON Lines, plain or .gz")
    predict.add_argument("output", type=Path, help="where to write, plain or .gz")
    beside = predict.add_mutually_exclusive_group()
    beside.add_argument("--bodies", type=Path, help="stance: the bodies that the claims are about")
    beside.add_argument("--docs", type=Path, help="timeline: the articles of the topics")
    beside.add_argument("--objects", type=Path, help="truth: the list to answer")
    score = commands.add_parser("score", help="score the development data of tasks")
    score.add_argument("tasks", metavar="TASK", nargs="*", help="all by default")
    speed = commands.add_parser("speed", help="measure speed and size beside the bare model")
    speed.add_argument("--documents", type=int, default=1000, help="how many, 1000 by default")
    speed.add_argument("--times", type=int, default=3, help="how often what is quick is measured")
    reading = commands.add_parser("reading", help="measure the reader alone beside its peers")
    reading.add_argument("--documents", type=int, default=200, help="how many, 200 by default")
    speakers = commands.add_parser("speakers", help="score who a speaker is, on a hand-checked set")
    speakers.add_argument("--half", choices=("develop", "check"), help="both by default")
    copying = commands.add_parser("copying", help="measure the search for copies beside its peers")
    copying.add_argument("--documents", type=int, default=100_000, help="how many are known")
    linking = commands.add_parser("linking", help="measure linking as the ledger grows")
    linking.add_argument("--documents", type=int, default=20_000, help="how many in the end")
    flood = commands.add_parser("flood", help="count what leaks from a flood of edited copies")
    flood.add_argument(
        "--documents", type=int, default=1000, help="how many copies, 1000 by default"
    )
    world = _add_worlds(commands)
    large = commands.add_parser("large", help="measure views over a large ledger")
    large.add_argument(
        "--statements", type=int, default=200_000, help="how many, 200000 by default"
    )
    large.add_argument("--times", type=int, default=5, help="how often what is quick is measured")
    large.add_argument(
        "--workspace", type=Path, metavar="DIR", help="fill it, or use it where it is filled"
    )
    truth = commands.add_parser("truth", help="compare truth discovery with its peers")
    serve = commands.add_parser("serve", help="measure the server while many read and one adds")
    serve.add_argument("--workspace", type=Path, help="a copy of it is served; the sample")
    serve.add_argument("--as-of", help="the moment asked for; now")
    serve.add_argument("--readers", type=int, default=20, help="20 by default")
    serve.add_argument("--seconds", type=float, default=30, help="30 by default")
    serve.add_argument("--pause", type=float, default=0.5, help="of each reader, 0.5 s by default")
    reported = (score, speakers, speed, reading, copying, linking, flood, large, truth, serve)
    for command in (world, *reported):
        command.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    return parser


def _add_worlds(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    world = commands.add_parser("world", help="measure made-up events whose truth is known")
    world.add_argument("--worlds", type=int, default=200, help="on statements, 200 by default")
    world.add_argument("--documents", type=int, default=0, help="worlds through `salis add`, 0")
    world.add_argument(
        "--errors", type=float, default=1.0, help="people err so many times as often"
    )
    world.add_argument("--draw", type=Path, metavar="DIR", help="draw the curves, PNG and SVG")
    ledger = commands.add_parser("ledger", help="write a workspace about a made-up event")
    ledger.add_argument("folder", type=Path, help="a new folder for it")
    ledger.add_argument("--statements", type=int, default=200_000, help="about so many")
    return world


_COMMANDS = {
    "predict": _predict,
    "score": _score,
    "speakers": _speakers,
    "speed": _speed,
    "reading": _reading,
    "copying": _copying,
    "linking": _linking,
    "flood": _flood,
    "ledger": _ledger,
    "world": _world,
    "large": _large,
    "truth": _truth,
    "serve": _serve,
}


if __name__ == "__main__":
    sys.exit(main())
