#!/bin/sh
# Make .peers, the environment of the programs that Salis is measured against; nothing of it is part of Salis.
set -eu
cd "$(dirname "$0")/.."
uv=$(UV_ONLY=1 tools/install.sh)
[ -x .peers/bin/python ] || "$uv" venv --quiet -p .venv/bin/python .peers
"$uv" pip sync --quiet --require-hashes --compile-bytecode -p .peers/bin/python requirements/peers.txt requirements/peers-truth.txt
