# What setup, earpiece, test and check share. Sourced by bash; defines functions and a few paths, does nothing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
python=$venv/bin/python
cache=${XDG_CACHE_HOME:-$HOME/.cache}/earpiece
models=${EARPIECE_MODELS:-$cache/models}

# What this set-up depends on, as one hash: change any of it and set-up looks again. The place counts (an environment
# knows its own path), and so does the processor (the language engine is built for it). Cheap: no Python.
fingerprint() { # run|dev
    local files=(requirements.lock requirements-native.lock models/catalog.toml pyproject.toml scripts/setup
        scripts/lib.sh scripts/lib_packages.sh scripts/lib_llama.sh)
    [[ $1 == dev ]] && files+=(requirements-dev.lock)
    { (cd "$root" && cat "${files[@]}") && echo "$root" && processor; } | sha256sum | cut -c1-64
}

processor() { # machine and the processor's abilities
    uname -m
    grep -m1 -E '^(flags|Features)' /proc/cpuinfo 2>/dev/null || true
}

# Whether nothing is missing, as far as that can be told at once. A folder of weights that somebody removed is noticed;
# a single weight, or a folder that EARPIECE_MODELS names, is left to the app, which says what is wrong with it.
is_set_up() { # run|dev
    local stamp
    [[ -x $python ]] || return 1
    [[ -d $models || -n ${EARPIECE_MODELS:-} ]] || return 1
    { read -r stamp <"$venv/set-up-$1"; } 2>/dev/null || return 1
    [[ $stamp == "$(fingerprint "$1")" ]]
}
