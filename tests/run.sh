#!/usr/bin/env bash
# Installs what the tests need, builds everything once, runs every test project, and sums up.
#   bash tests/run.sh                                   all tests
#   bash tests/run.sh --filter FullyQualifiedName~Crash what follows is handed to dotnet test
# Exit code 0 when all passed. The last line is "N passed, N failed[, N skipped]".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1
# Without one, the screenshots of Chinese pages show boxes.
has_chinese_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family)" ]; }

install_browser() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "The page tests need Chromium and a Chinese font, which this script installs only as root on Debian or Ubuntu: install both (there: apt-get install chromium fonts-noto-cjk), then run it again." >&2
    return 1
  fi
  local apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update >/dev/null &&
    DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends chromium fonts-noto-cjk fontconfig </dev/null >/dev/null ||
    { echo "apt-get could not install chromium and fonts-noto-cjk (see above): install them, then run this again." >&2; return 1; }
}

for tool in dotnet node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "The tests need $tool: install the .NET SDK 10 and Node.js 18 or later with npm, then run this again." >&2; exit 1; }
done
{ has_browser && has_chinese_font; } || { echo "Installing Chromium and a Chinese font ..."; install_browser; } || exit 1

dotnet build Ledger.sln || exit 1

results=$PWD/TestResults
rm -rf "$results"
passed=0 failed=0 skipped=0 status=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  # A project in which nothing matches the filter writes no report and is no failure.
  # A test that never ends is told by its name, not by the end of everybody's patience.
  dotnet test "$project" --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
    --blame-hang-timeout 5m --blame-hang-dump-type none "$@" </dev/null
  code=$?
  of() { grep -o '<Counters [^>]*' "$results/$name.trx" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' || echo 0; }
  bad=$(($(of failed) + $(of error) + $(of timeout) + $(of aborted)))
  # A run that broke off, or whose clean-up failed, has no failed test to show for it.
  if [ $code != 0 ] && [ $bad = 0 ]; then bad=1; fi
  [ $bad = 0 ] || status=1
  passed=$((passed + $(of passed))) failed=$((failed + bad)) skipped=$((skipped + $(of total) - $(of executed)))
done

echo
if [ $skipped = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
exit $status
