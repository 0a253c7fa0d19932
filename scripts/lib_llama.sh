# The language engine: llama-cpp-python comes as source only, so it is built once per processor and kept in the user's
# cache. Sourced by setup, after lib.sh. An interrupted build goes on with the files that were not compiled yet.

llama_cmake_args=-DLLAVA_BUILD=OFF # no pictures: a sixth of the build

# Version, Python, machine, and what the processor can do: a wheel built for one dies on another.
llama_key() {
    local version tag
    version=$(sed -n 's/^llama-cpp-python==\([^ ;]*\).*/\1/p' "$root/requirements.lock")
    tag=$("${base_python:-$(find_python)}" -c 'import sys; print(f"cp{sys.version_info[0]}{sys.version_info[1]}")' 2>/dev/null || true)
    echo "llama-cpp-python-$version-$tag-$(uname -m)-$({ processor; echo "$llama_cmake_args"; } | sha256sum | cut -c1-12)"
}

kept_wheel() { # -> path of the wheel for this machine; nothing when it has not been built
    compgen -G "$cache/wheels/$(llama_key)/*.whl" | head -n 1 || true
}

build_llama() { # its output goes to a log; the wheel gets its name when it is whole
    local kept work sdist source
    kept=$cache/wheels/$(llama_key)
    work=$kept.building
    mkdir -p "$work"
    if [[ ! -x $work/env/bin/ninja ]]; then
        "$python" -m venv --without-pip --clear "$work/env"
        "$python" -m pip --python "$work/env/bin/python" install "${pip_quiet[@]}" --require-hashes --no-deps \
            -r "$root/requirements-native.lock"
    fi
    export PATH=$work/env/bin:$PATH CMAKE_ARGS=$llama_cmake_args
    only_locked "$root/requirements.lock" llama-cpp-python >"$work/requirements.txt"
    if [[ ! -e $work/source.done ]]; then
        rm -rf "$work/sdist" "$work/source" "$work/objects"
        "$python" -m pip --python "$work/env/bin/python" download "${pip_quiet[@]}" --require-hashes --no-deps \
            --no-binary :all: --no-build-isolation --no-cache-dir -r "$work/requirements.txt" -d "$work/sdist"
        mkdir "$work/source"
        sdist=$(compgen -G "$work/sdist/*.tar.gz")
        tar -xzf "$sdist" -C "$work/source" --strip-components 1
        touch "$work/source.done"
    fi
    source=$work/source
    rm -rf "$work/wheel"
    "$python" -m pip --python "$work/env/bin/python" wheel -v --no-input --no-deps --no-build-isolation \
        --no-cache-dir -C "build-dir=$work/objects" -w "$work/wheel" "$source"
    rm -rf "$kept"
    mv "$work/wheel" "$kept"
    rm -rf "$work"
}

# Whether the installed engine runs on this processor: loads it and calls a kernel that was compiled for it.
llama_runs() {
    "$python" - <<'END'
import ctypes, pathlib
import llama_cpp

llama_cpp.llama_backend_init()
kernels = next((pathlib.Path(llama_cpp.__file__).parent / "lib").glob("libggml-cpu.so*"))
wide, narrow = (ctypes.c_float * 64)(*([1.0] * 64)), (ctypes.c_uint16 * 64)()
ctypes.CDLL(str(kernels)).ggml_cpu_fp32_to_fp16(wide, narrow, ctypes.c_int64(64))
assert set(narrow) == {0x3C00}
END
}

install_llama() {
    local wheel
    wheel=$(kept_wheel)
    [[ -n $wheel ]] || return 1
    if [[ $(cat "$venv/llama-wheel" 2>/dev/null) != "$wheel" ]] || ! llama_runs 2>/dev/null; then
        "$python" -m pip install "${pip_quiet[@]}" --no-deps --no-index --force-reinstall "$wheel"
        llama_runs || return 1
        echo "$wheel" >"$venv/llama-wheel"
    fi
}

only_locked() { # FILE NAME -> NAME's lines of a lock
    awk -v name="$2" '/^[^ #]/ { split($1, part, "=="); mine = part[1] == name } mine' "$1"
}

without_locked() { # FILE NAME -> all but NAME's lines
    awk -v name="$2" '/^[^ #]/ { split($1, part, "=="); mine = part[1] == name } !mine' "$1"
}
