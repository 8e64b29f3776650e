# Sourced by the scripts beside it: the program as it is shipped, and the files that belong to it.

# build_release: builds the release with the runtime of Swift in it, and prints the path of the program without symbols.
build_release() {
  local built stripped
  swift build --package-path "$root" -c release --static-swift-stdlib --product mpt-tail >&2
  built=$(swift build --package-path "$root" -c release --static-swift-stdlib --show-bin-path)/mpt-tail
  stripped=$(dirname "$built")/mpt-tail.stripped
  strip --strip-all -o "$stripped" "$built"
  printf '%s\n' "$stripped"
}

# install_tree PROGRAM PREFIX [ZSH-FOLDER]: the program, its manual page, completions and documents below a prefix.
install_tree() {
  local program=$1 prefix=$2 zsh=${3:-share/zsh/site-functions}
  install -D -m 755 "$program" "$prefix/bin/mpt-tail"
  install -d "$prefix/share/man/man1"
  gzip -9n <"$root/share/man/man1/mpt-tail.1" >"$prefix/share/man/man1/mpt-tail.1.gz"
  install_completion "$program" bash "$prefix/share/bash-completion/completions/mpt-tail"
  install_completion "$program" zsh "$prefix/$zsh/_mpt-tail"
  install_completion "$program" fish "$prefix/share/fish/vendor_completions.d/mpt-tail.fish"
  install -D -m 644 "$root/share/lnav/mpt-tail.json" "$prefix/share/mpt-tail/lnav/mpt-tail.json"
  local file
  for file in README.md LICENSE docs/flags.md docs/keys.md docs/scripts.md docs/recordings.md docs/events.schema.json; do
    if [[ -f $root/$file ]]; then install -D -m 644 "$root/$file" "$prefix/share/doc/mpt-tail/${file#docs/}"; fi
  done
}

install_completion() {
  install -d "$(dirname "$3")"
  "$1" --generate-completion-script "$2" >"$3"
  chmod 644 "$3"
}
