#!/usr/bin/env bash
# scripts/with-swift docs/counting.sh
#
# Counts programs in two ways, with `perf probe --add` and with the gate, and prints the table of
# docs/counting.md, and what a hit costs; on standard error, the probes that perf placed. The calls of the first
# programs are known.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
known=(malloc=1000 calloc=1000 posix_memalign_16=1000 posix_memalign_64=1000 realloc_null=1000 strdup=1000 fopen=1000)
# A name of our own: nobody else's probes are counted, and none are removed but these.
group=counting_$$
folder=$(mktemp -d)
clean_up() {
  perf probe --quiet --del "$group:*" || true
  rm -rf "$folder"
}
trap clean_up EXIT

package=$folder/package
mkdir "$package"
cp -R "$repository"/examples/packages/objects-and-strings/{Package.swift,Sources} "$package"
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang
"$clang" -O0 -fno-builtin -pthread -o "$package/known-calls" "$repository/test/programs/known-calls.c"
cd "$package"

# The gate, from its command line.
{
  echo 'benchmarks:'
  for calls in "${known[@]}"; do echo "  ${calls%=*}: { command: [./known-calls, $calls] }"; done
  echo '  swift: { product: ObjectsAndStrings }'
} >allocations.yml
node "$repository/dist/cli.js" measure --config allocations.yml --flame-graph false --json >"$folder/report.json"

# The recipe: perf finds the places by name. The programs get the environment that the gate gives them.
count() {
  env -i "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" "HOME=$HOME" LANG=C.UTF-8 \
    SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no \
    perf stat -x, -o "$folder/stat" -e "$group:*" -- "$@" >"$folder/output"
  awk -F, -v group="$group" 'index($0, group) { sum += $1 } END { print sum }' "$folder/stat"
}
libc=$(ldd known-calls | awk '/libc\.so/ { print $3 }')
for function in malloc calloc posix_memalign; do
  perf probe --quiet --exec "$libc" --add "$group:${group}_$function=$function"
done
grep "$group" /sys/kernel/tracing/uprobe_events >&2
{
  for calls in "${known[@]}"; do count "$package/known-calls" "$calls"; done
  count "$package/.build/release/ObjectsAndStrings"
} >"$folder/recipe"
count "$package/known-calls" malloc=1000000 >/dev/null
# `1000000,,GROUP:EVENT,1283416031,…`: the fourth field is the time that was counted, in nanoseconds.
awk -F, -v group="$group" 'index($0, group) && $1 > 0 { printf "A hit costs %.1f µs.\n", $4 / $1 / 1000 }' "$folder/stat" >&2

node - "$folder" "${known[@]}" <<'PRINT'
const { readFileSync } = require('node:fs');
const [folder, ...known] = process.argv.slice(2);
const recipe = readFileSync(`${folder}/recipe`, 'utf8').trim().split('\n');
const { benchmarks } = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8'));
console.log('| program | `perf probe --add`, all three | the gate, total | by function |');
console.log('| :-- | --: | --: | :-- |');
benchmarks.forEach(({ counts, total }, index) => {
  const functions = Object.entries(counts).filter(([, count]) => count > 0);
  const words = functions.map(([name, count]) => `\`${name}\` ${count.toLocaleString('en')}`).join(', ');
  const program = index < known.length ? `known-calls ${known[index]}` : 'ObjectsAndStrings';
  const numbers = [Number(recipe[index]), total].map((count) => count.toLocaleString('en')).join(' | ');
  console.log(`| \`${program}\` | ${numbers} | ${words} |`);
});
PRINT
