# Sourced by the scripts beside it: the Debian packages that a command needs.

# What it takes to build; the tests also drive the program in a real terminal, make a certificate, and run the examples of docs/scripts.md and
# docs/recordings.md.
build_packages=(libncurses-dev libcurl4-openssl-dev libpcre2-dev zlib1g-dev libsqlite3-dev)
test_packages=("${build_packages[@]}" tmux openssl jq curl lnav)

# need_packages PACKAGE…: installs those that are missing. Where none is, it needs neither the network nor root.
# Where it may not install, it says the one line to type and fails.
need_packages() {
  if ! command -v swift >/dev/null; then
    echo "Swift 6.3 is not in PATH: see https://www.swift.org/install/" >&2
    return 1
  fi
  if ! command -v dpkg-query >/dev/null; then
    echo "This is no Debian: where the build or the tests miss something, install what these are: $*" >&2
    return 0
  fi
  local package missing=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  echo "Installing ${missing[*]}" >&2
  local as_root=()
  if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null; then
      echo "These Debian packages are missing, and installing them takes root. Type this, then start again:" >&2
      echo "  sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo -n)
  fi
  # What the package manager prints is no output of the command.
  "${as_root[@]}" apt-get update -qq >&2 </dev/null &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >&2 </dev/null
}
