#!/bin/sh
# Make .venv with everything that Salis needs, from the hash-pinned lists in requirements/.
#
# Needs only python3 (any 3.8 or later) and a way to PyPI. `make install` calls it; it can be run again at any time.
# With UV_ONLY=1 it only sees to uv and prints where it is.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "salis: $*"
    exit 1
}

# As root in a container, pip would warn of what is meant.
export PIP_ROOT_USER_ACTION=ignore

# Trust what the machine trusts, so that it works behind a company's proxy; uv brings its own list where there is none.
for bundle in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [ -r "$bundle" ]; then export UV_SYSTEM_CERTS=true; fi
done

# --- uv -------------------------------------------------------------------------------------------

runs() { "$@" --version >/dev/null 2>&1 </dev/null; }

# An old uv does not know the options used below.
new_enough() { "$1" venv --help 2>/dev/null </dev/null | grep -q -e --clear; }

uv_in_venv() {
    python3 -m venv --clear .uv >/dev/null 2>&1 || return 1
    .uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        --only-binary :all: -r requirements/uv.txt >&2 || return 1
    runs .uv/bin/uv
}

# Debian's python3 comes without ensurepip, so without a working `venv`, but may have pip.
uv_in_folder() {
    python3 -m pip --version >/dev/null 2>&1 || return 1
    rm -rf .uv
    python3 -m pip install --quiet --disable-pip-version-check --require-hashes \
        --only-binary :all: --target .uv -r requirements/uv.txt >&2 || return 1
    runs .uv/bin/uv
}

uv_after_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    say "Installing python3-venv with apt-get"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >&2 || return 1
    uv_in_venv
}

# Set UV to a uv that runs: ours, else one on the PATH, else ours newly made.
find_uv() {
    if runs .uv/bin/uv; then
        UV=.uv/bin/uv
    elif new_enough uv; then
        UV=uv
    else
        runs python3 || stop "python3 is needed to begin with; install it, then run make again"
        say "Getting uv into .uv"
        uv_in_venv || uv_in_folder || uv_after_apt ||
            stop "cannot get uv: install python3-venv (or python3-pip, or uv itself), then run make again"
        UV=.uv/bin/uv
    fi
}

# --- Python ---------------------------------------------------------------------------------------

# A pyenv shim exists for every version but exits 127 where that version is not chosen: only running it tells.
fits() {
    "$1" -c 'import sqlite3, ssl, sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' \
        >/dev/null 2>&1 </dev/null
}

# Where pyenv may keep its versions; HOME may have been changed (sudo, env -i), the account's own home not.
pyenv_roots() {
    printf '%s\n' "${PYENV_ROOT:-}" "${HOME:-}/.pyenv" "$(eval "printf %s ~$(id -un)")/.pyenv"
}

# Print a Python that fits, else the version that uv is to download.
find_python() {
    for name in python3.12 python3.13 python3; do
        path=$(command -v "$name" 2>/dev/null) || continue
        fits "$path" && "$path" -c 'import sys; print(sys.executable)' && return
    done
    for root in $(pyenv_roots); do
        for path in "$root"/versions/3.12.*/bin/python "$root"/versions/3.13.*/bin/python; do
            [ -x "$path" ] && fits "$path" && printf '%s\n' "$path" && return
        done
    done
    say "No Python 3.12 or 3.13 found here: uv downloads one"
    echo 3.12
}

make_venv() {
    python=$(find_python)
    "$UV" venv --quiet --clear --no-project --python "$python" .venv ||
        stop "no Python for Salis: install Python 3.12 or 3.13, then run make again"
}

# --- the environment ------------------------------------------------------------------------------

find_uv
if [ "${UV_ONLY:-}" ]; then
    printf '%s\n' "$UV"
    exit 0
fi

fits .venv/bin/python || make_venv
# Byte code now: importing spaCy without it takes three times as long, every time.
say "Installing about 100 packages into .venv"
"$UV" pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode requirements/dev.txt
"$UV" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
.venv/bin/python -m compileall -q src
touch .venv/.installed
