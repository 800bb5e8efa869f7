#!/usr/bin/env bash
# A newcomer's first minutes: HEAD cloned into a new folder, nothing in the environment, the README's two commands.
#
# Run as root it plays two people. Root lives in a home that others cannot enter (the database server runs as another user and must cope)
# and does the demo and `npm run check`. Nobody does the demo, and of `npm test` what depends on whose machine it is: the commands as they
# are typed (the rest has run as root by then). Run as anyone else, that person does the demo and the whole test.
# The demo must print every line of test/fresh.expected. The network is used by `npm ci` only. Everything is removed at the end.
set -u
root=$(cd "$(dirname "$0")/.." && pwd -P)
expected=$root/test/fresh.expected
# npm puts node_modules/.bin first: a newcomer has only the machine's own Node.
path=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v node_modules | paste -sd: -)
stage=$(mktemp -d)
chmod 755 "$stage"
failed=0

fail() {
  printf 'FAILED: %s\n' "$1"
  failed=1
}

# Database servers of our own copies that outlived their command.
left_running() {
  find "$stage" -name postmaster.pid 2>/dev/null | while read -r file; do
    pid=$(head -n 1 "$file")
    kill -0 "$pid" 2>/dev/null && printf '%s\n' "$pid"
  done
}
clean_up() {
  for pid in $(left_running); do kill -INT "$pid"; done
  rm -rf "$stage"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# as USER HOME COMMAND…: with that user's rights and an empty environment, in USER's clone.
as() {
  user=$1 home=$2
  shift 2
  drop=()
  [ "$user" = "$(id -un)" ] || drop=(setpriv "--reuid=$(id -u "$user")" "--regid=$(id -g "$user")" --clear-groups)
  (cd "$home/encours" && ${drop[@]+"${drop[@]}"} env -i "PATH=$path" "HOME=$home" "$@" </dev/null)
}

# newcomer USER SECOND_COMMAND…
newcomer() {
  user=$1
  shift
  home=$stage/$user
  mkdir -m 700 "$home"
  printf '\n-- %s: clone\n' "$user"
  git -c safe.directory='*' clone --quiet --no-hardlinks "$root" "$home/encours" || { fail "$user: git clone"; return; }
  [ "$user" = "$(id -un)" ] || chown -R "$user:$(id -gn "$user")" "$home"

  printf -- '-- %s: npm run demo -- --once\n' "$user"
  as "$user" "$home" timeout 300 npm run demo -- --once >"$stage/$user.demo" 2>"$stage/$user.demo.err" || fail "$user: the demo ended with exit code $?"
  cat "$stage/$user.demo"
  while IFS= read -r line; do
    [ -z "$line" ] || grep -qF -- "$line" "$stage/$user.demo" || fail "$user: the demo did not print: $line"
  done <"$expected"
  grep -q . "$expected" || fail "test/fresh.expected is empty: it holds the demo's total"
  [ "$failed" = 0 ] || tail -n 40 "$stage/$user.demo.err"

  printf -- '-- %s: %s\n' "$user" "$*"
  as "$user" "$home" timeout 1200 "$@" >"$stage/$user.second" 2>&1 || fail "$user: $* ended with exit code $?"
  if [ "$failed" = 0 ]; then tail -n 1 "$stage/$user.second"; else tail -n 80 "$stage/$user.second"; fi
  rm -rf "$home/encours/node_modules"
}

if [ ! -f "$expected" ]; then
  fail "test/fresh.expected is missing: it holds the demo's total"
elif [ "$(id -u)" = 0 ]; then
  newcomer root npm run check
  newcomer nobody npm test -- transcripts
else
  newcomer "$(id -un)" npm test
fi
[ -z "$(left_running)" ] || fail "a database server was left running: $(left_running | paste -sd' ' -)"
exit "$failed"
