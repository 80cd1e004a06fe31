# What the scripts of this folder stand on: system libraries, Python, its packages, a database that is ready.
# Sourced, never run. Every function is quick when there is nothing to do.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VAR=${SPECIFY_VAR:-$ROOT/var}
PATH=$PATH:/usr/sbin:/sbin  # where Debian keeps servers, and where a plain user's shell does not look
PYTHON=$ROOT/.venv/bin/python
cd "$ROOT"
umask 027  # what is kept here is not for everybody; static files are

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# Sets `python` to an interpreter that is new enough: that of .venv, else one of the system's.
find_python() {
    local own=''
    [ -x "$ROOT/.venv/bin/pip" ] && own=$PYTHON  # one that was left half made is made anew
    for python in ${own:+"$own"} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$python" >/dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            return
        fi
    done
    stop "Python 3.11 or newer is needed, and none is installed here. Debian 12 and 13 and Ubuntu 24.04 have it" \
        "as the package python3: install that and run this again."
}

# Debian packages that making the Python environment needs.
building_packages() {
    say gcc pkg-config libmariadb-dev
    [ "$python" != "$PYTHON" ] || return 0
    "$python" -c 'import ensurepip, venv' 2>/dev/null || say "$python-venv"
    "$python" -c 'import os, sysconfig, sys; sys.exit(not os.path.exists(sysconfig.get_paths()["include"] + "/Python.h"))' \
        || say "$python-dev"
}

# Installs the named Debian packages that are missing: as root, else with sudo, else says which and stops.
install_packages() {
    local missing=() as_root=()
    if ! command -v dpkg-query >/dev/null; then
        say "This is neither Debian nor Ubuntu; what these packages hold must be there: $*"
        return
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || ! { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            stop "These packages are missing, and installing them needs root or sudo: ${missing[*]}." \
                "Ask an administrator for: apt-get install ${missing[*]}"
        fi
        as_root=(sudo)
    fi
    say "Installing system packages: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
        >"$VAR/packages.log" 2>&1 || { tail -n 5 "$VAR/packages.log"; stop "The packages could not be installed."; }
}

# Whether .venv has what the requirements file named lists, by the digest kept when it was installed.
has_requirements() {
    [ -x "$PYTHON" ] && [ "$(cat "$ROOT/.venv/installed-$1" 2>/dev/null)" = "$(cat requirements*.txt | sha256sum)" ]
}

# Makes .venv and installs the requirements file named.
install_requirements() {
    has_requirements "$1" && return
    if [ "$python" != "$PYTHON" ]; then
        say "Making the Python environment in .venv"
        "$python" -m venv --clear "$ROOT/.venv" || stop "The Python environment could not be made."
        python=$PYTHON
    fi
    say "Installing Python packages (a minute or two the first time)"
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --requirement "$1" \
        || stop "The Python packages of $1 could not be installed; the reason stands above."
    cat requirements*.txt | sha256sum >"$ROOT/.venv/installed-$1"
}

# System libraries, Python environment, packages.
prepare_python() {
    local packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-urw-base35)
    mkdir -p "$VAR"
    has_requirements requirements.txt || packages+=($(building_packages))
    install_packages "${packages[@]}"
    install_requirements requirements.txt
}

compile_translations() {
    local catalogue
    for catalogue in specify/locale/*/LC_MESSAGES/*.po; do
        [ -e "$catalogue" ] || continue
        [ "${catalogue%.po}.mo" -nt "$catalogue" ] && continue
        "$PYTHON" -m babel.messages.frontend --quiet compile --input-file "$catalogue" --output-file "${catalogue%.po}.mo"
    done
}

# Hashes and compresses the static files, when one of them or the packages changed. Those of before stay: the former
# version may still run, and pages that it sent may still be open.
collect_static() {
    local now stamp=$VAR/static.stamp
    now=$( (find static -type f -printf '%p %s %T@\n' | sort; cat requirements.txt) | sha256sum)
    [ -d "$VAR/static" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
    (umask 022 && "$PYTHON" manage.py collectstatic --no-input --verbosity 0)
    printf '%s\n' "$now" >"$stamp"
}
