#!/bin/sh
# Train the pair model on the encoder as it is now, and say what it is worth: tools/pairs.sh BENCH OUT. Takes
# minutes. Needs `make install`, the encoder's weights, and the environment that tools/train.sh makes (.train, or
# TRAIN_PYTHON). With INSTALL=1 the result is put where the program reads it.
set -eu
cd "$(dirname "$0")/.."
bench=${1:?give the folder of the benchmarks, e.g. ../shared/bench}
made=${2:?give a folder for the model}
python=${TRAIN_PYTHON:-.train/bin/python}
mkdir -p "$made"
PYTHONPATH=. .venv/bin/python -m training.pairs_data "$bench" "$made/pairs.npz"
PYTHONPATH=src "$python" -m training.pairs "$made/pairs.npz" "$made"
PYTHONPATH=src "$python" -m training.articles "$made/pairs.npz" "$made"
if [ "${INSTALL:-}" ]; then
    cp "$made/pairs.onnx" "$made/articles.onnx" src/salis/link/weights/
    cp "$made/pile.toml" src/salis/link/lists/
fi
