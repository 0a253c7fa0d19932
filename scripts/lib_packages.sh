# The system's packages: which are missing, and their installation. Sourced by setup, after lib.sh.

# A library is looked for under the name the loader uses, because distributions rename the packages around it.
run_libraries=(
    libportaudio.so.2=libportaudio2
    # Qt: a window, its keyboard, its fonts
    libEGL.so.1=libegl1 libGL.so.1=libgl1 libX11-xcb.so.1=libx11-xcb1 libxkbcommon-x11.so.0=libxkbcommon-x11-0
    libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0
    libxcb-shape.so.0=libxcb-shape0 libxcb-sync.so.1=libxcb-sync1 libxcb-util.so.1=libxcb-util1
    libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 libdbus-1.so.3=libdbus-1-3
    libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 libglib-2.0.so.0=libglib2.0-0
    libgssapi_krb5.so.2=libgssapi-krb5-2 libbrotlidec.so.1=libbrotli1
)
# The tests' sound card, desktop and second voice; npm brings Kokoro's voices where the model hub cannot be reached.
dev_commands=(
    pulseaudio=pulseaudio pactl=pulseaudio-utils aplay=alsa-utils Xvfb=xvfb openbox=openbox tint2=tint2 trayer=trayer
    npm=npm
    xdotool=xdotool import=imagemagick xprop=x11-utils dbus-daemon=dbus dbus-launch=dbus-x11 espeak-ng=espeak-ng git=git
)

missing_packages() { # run|dev -> one package a line
    local pair known
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
    for pair in "${run_libraries[@]}"; do
        [[ $known == *"${pair%%=*} "* ]] || echo "${pair##*=}"
    done
    [[ -e /etc/ssl/certs/ca-certificates.crt ]] || echo ca-certificates
    [[ -n $(find_python) ]] || printf '%s\n' python3 python3-venv
    [[ -n $(find_compiler) || -n $(kept_wheel) ]] || echo g++
    if [[ $1 == dev ]]; then
        for pair in "${dev_commands[@]}"; do
            command -v "${pair%%=*}" >/dev/null || echo "${pair##*=}"
        done
        [[ -n $(find /usr/share/fonts -name 'DejaVuSans.ttf' 2>/dev/null) ]] || echo fonts-dejavu-core
    fi
    if [[ $1 == dev || -S ${XDG_RUNTIME_DIR:-/run/user/$UID}/pulse/native ]]; then
        # ALSA reaches a sound server through one of two plugins.
        compgen -G '/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null ||
            compgen -G '/usr/lib/*/alsa-lib/libasound_module_pcm_pipewire.so' >/dev/null || echo libasound2-plugins
    fi
}

find_python() { # -> a Python that can make a virtual environment; nothing when there is none
    local one path
    for one in python3 python3.14 python3.13 python3.12 python3.11; do
        path=$(command -v "$one") || continue
        [[ $path != "$venv"/* ]] || continue # our own, activated
        if "$path" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$path"
            return
        fi
    done
}

find_compiler() {
    command -v c++ || command -v g++ || command -v clang++ || true
}

install_packages() { # PACKAGE...
    local install="apt-get install -y --no-install-recommends $*"
    if ! command -v apt-get >/dev/null; then
        fail "These packages are missing: $*." "Install them under your system's names for them, then run this again."
    elif ((UID == 0)); then
        as_root=(env)
    elif sudo -n true 2>/dev/null; then
        as_root=(sudo -n env)
    else
        fail "These system packages are missing: $*." "Run: sudo $install"
    fi
    "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get update -q
    "${as_root[@]}" DEBIAN_FRONTEND=noninteractive $install -q
}
