#!/bin/sh
# Installs gong into ~/.local/bin, or into the folder that GONG_INSTALL_DIR names, after checking its checksum.
#
#   GONG_DOWNLOAD_URL   where the files of a release are, with their SHA256SUMS
#   GONG_VERSION        which release
set -eu

main() {
  url=${GONG_DOWNLOAD_URL:-@URL@}
  version=${GONG_VERSION:-@VERSION@}
  # The script as it lies in the project knows neither; that of a release has both.
  case $url$version in *@*) fail 'set GONG_DOWNLOAD_URL and GONG_VERSION' ;; esac
  folder=${GONG_INSTALL_DIR:-$HOME/.local/bin}

  name=gong-$version-$(system)
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  download "$url/$name" "$work/$name"
  download "$url/SHA256SUMS" "$work/SHA256SUMS"
  (cd "$work" && verify "$name") || fail "$name is not what SHA256SUMS says; nothing was installed"

  if ! { mkdir -p "$folder" && [ -w "$folder" ]; }; then fail "$folder cannot be written; set GONG_INSTALL_DIR"; fi
  [ ! -d "$folder/gong" ] || fail "$folder/gong is a folder"
  new=$folder/.gong.new
  trap 'rm -rf "$work" "$new"' EXIT
  cp "$work/$name" "$new" || fail "$new cannot be written"
  chmod 755 "$new"
  "$new" --version > "$work/version" 2>&1 ||
    fail "$name does not start here ($(head -n 1 "$work/version")); nothing was installed; musl needs libstdc++"
  # Renamed, so that a gong that runs at this moment is not written over.
  mv -f "$new" "$folder/gong"
  echo "installed gong $(cat "$work/version") in $folder"
  case :$PATH: in *":$folder:"*) ;; *) echo "add $folder to PATH to start it as gong" ;; esac
}

system() {
  case $(uname -s) in
    Linux) os=linux ;;
    Darwin) os=macos ;;
    *) fail "there is no executable for $(uname -s); npm install --global gong-cli works wherever Node does" ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) fail "there is no executable for $(uname -m); npm install --global gong-cli works wherever Node does" ;;
  esac
  # The ldd of musl says so, and ends with 1.
  if [ "$os" = linux ] && ldd --version 2>&1 | grep -qi musl; then arch=$arch-musl; fi
  echo "$os-$arch"
}

# download <url> <file>
download() {
  if command -v curl > /dev/null; then
    curl --fail --silent --show-error --location --output "$2" "$1" || fail "$1 cannot be downloaded"
  elif command -v wget > /dev/null; then
    wget -q -O "$2" "$1" || fail "$1 cannot be downloaded"
  else
    fail 'curl or wget is needed'
  fi
}

# verify <file>: fails also when SHA256SUMS does not list it
verify() {
  awk -v name="$1" '$2 == name' SHA256SUMS > expected
  [ -s expected ] || return 1
  if command -v sha256sum > /dev/null; then sha256sum -c expected; else shasum -a 256 -c expected; fi > /dev/null 2>&1
}

fail() {
  echo "error: $1" >&2
  exit 1
}

# At the end, so that a download of this script that breaks off runs nothing.
main
