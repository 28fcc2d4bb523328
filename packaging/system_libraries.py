"""Are the system libraries there that Qt needs? As root, install them; otherwise print the one line to type.

Only the standard library: this runs before anything is installed.

    python3 packaging/system_libraries.py            what tests and papers need, without a screen
    python3 packaging/system_libraries.py --window   what a window on X11 or Wayland needs as well
"""

import ctypes
import os
import shutil
import subprocess
import sys

WITHOUT_A_SCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def missing(wanted):
    """The Debian packages of libraries that cannot be loaded."""
    packages = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def main():
    """Exit 0 when everything is there (now), 1 when somebody has to install it."""
    if not sys.platform.startswith("linux"):
        return 0
    wanted = dict(WITHOUT_A_SCREEN)
    if "--window" in sys.argv and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        wanted.update(FOR_A_WINDOW)
    packages = missing(wanted)
    if not packages:
        return 0
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing the system libraries Qt needs: " + " ".join(packages), flush=True)
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=subprocess.DEVNULL, check=False)
        done = subprocess.run(line.split(), env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode == 0 and not missing(wanted):
            return 0
    print("Qt needs system libraries that are not here. Type this one line, then run make again:\n")
    print("    sudo " + line + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
