#!/bin/sh
# Installs the system libraries and programs that the tests use, where it may; else names them.
set -u
want="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 fuse3 ntfs-3g util-linux nodejs unzip sudo
 fdisk gdisk e2fsprogs dosfstools ntfs-3g cryptsetup-bin
 xvfb xdotool dbus at-spi2-core
 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 fonts-dejavu-core chromium"
command -v dpkg-query >/dev/null 2>&1 || {
  echo "Not a Debian system: install the equivalents of: $want"; exit 0; }
missing=""
for package in $want; do
  [ "$package" = nodejs ] && command -v node >/dev/null 2>&1 && continue
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' \
    || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  { apt-get update -q && apt-get install -y -q --no-install-recommends $missing; } \
    >/tmp/paragon-collector-system-packages.log 2>&1 && exit 0
  echo "Installing failed, see /tmp/paragon-collector-system-packages.log"
fi
echo "Please install, as root: apt-get install$missing"
exit 1
