#!/usr/bin/env bash
# Set up a checkout: system packages that are lacking, and .venv with pinned versions. Quick when nothing is lacking.
# usage: tools/setup.sh [sheet | conformance]      PYTHON names the interpreter (default: the first of 3.11 or later found)
set -euo pipefail
cd "$(dirname "$0")/.."
level=${1:-development}

say() { printf 'dragoman: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# --- Python --------------------------------------------------------------------------------------------------------
path_if_recent() { "$1" -c 'import sys; print(sys._base_executable); sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate path
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if path=$(path_if_recent "$candidate"); then echo "$path"; return; fi
    done
    fail "Python 3.11 or later is needed; ${PYTHON:-python3} is not. Name one: PYTHON=python3.12 make ..."
}

python=$(find_python)
version=$("$python" -c 'import sys; print("{}.{}.{}".format(*sys.version_info))')

# --- system packages -----------------------------------------------------------------------------------------------
missing=()
need() {  # need PACKAGE COMMAND...: the package is missing when the command fails
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}
library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1"; }
face() { grep -qxF "$1" <<<"$faces"; }

find_missing() {
    local faces
    faces=$(fc-list : family 2>/dev/null | tr ',' '\n' || true)
    missing=()
    need "python${version%.*}-venv" "$python" -c 'import ensurepip, venv'
    need libpango-1.0-0 library libpango-1.0.so.0
    need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
    need libharfbuzz-subset0 library libharfbuzz-subset.so.0
    need fontconfig command -v fc-list
    need fonts-crosextra-caladea face Caladea
    need fonts-crosextra-carlito face Carlito
    need fonts-morisawa-bizud-gothic face 'BIZ UDGothic'
    need fonts-morisawa-bizud-mincho face 'BIZ UDMincho'
    need fonts-ebgaramond face 'EB Garamond'
    need fonts-lato face Lato
    need fonts-noto-core face 'Noto Serif'
    need poppler-utils command -v pdftotext
    need gettext command -v msgfmt
    need qpdf command -v qpdf
    if [ "$level" != development ]; then
        need libreoffice-writer command -v soffice
    fi
    if [ "$level" = conformance ]; then
        need nodejs command -v node
        need npm command -v npm
    fi
}

install_missing() {
    local as_root=() log
    command -v apt-get >/dev/null || fail "there is no apt here; install these Debian packages or their like: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "not root, and no sudo; as root run: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing system packages: ${missing[*]}"
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
            -o DPkg::Lock::Timeout=300 "${missing[@]}"; } </dev/null >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        fail "apt-get did not install them; as root run: apt-get install ${missing[*]}"
    fi
    rm -f "$log"
}

find_missing
if [ ${#missing[@]} -gt 0 ]; then
    install_missing
    find_missing
    [ ${#missing[@]} -eq 0 ] || fail "still lacking after the installation: ${missing[*]}"
fi

# --- Python environment --------------------------------------------------------------------------------------------
# A stamp holds what the environment was made from; another interpreter, place or set of versions makes it anew.
fingerprint=$({ echo "$version $PWD"; cat pyproject.toml constraints.txt; } | cksum)
holds() { [ -e ".venv/$1" ] && [ "$(<".venv/$1")" = "$fingerprint" ] && .venv/bin/python -c '' 2>/dev/null; }
pip_install() { .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt "$@"; }

if ! holds development.stamp; then
    say "installing the Python packages into .venv (Python $version)"
    "$python" -m venv --clear .venv
    pip_install pip
    pip_install --build-constraint constraints.txt --editable '.[pdf,dask,dev]'
    echo "$fingerprint" >.venv/development.stamp
fi
[ "$level" = conformance ] || exit 0

if ! holds conformance.stamp; then
    say "installing the validators into .venv"
    pip_install --build-constraint constraints.txt --editable '.[pdf,dask,dev,conformance]'
    echo "$fingerprint" >.venv/conformance.stamp
fi
if ! cmp -s package.json node_modules/installed.json; then
    say "installing the validator of Word files into node_modules"
    npm install --no-package-lock --no-audit --no-fund --loglevel=error </dev/null >/dev/null
    cp package.json node_modules/installed.json
fi
