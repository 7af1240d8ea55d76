#!/usr/bin/env bash
# Asks the registries whether a dependency has a known vulnerability of moderate severity or worse, also an indirect one.
#   bash tests/audit.sh
# Exit code 1 when one is found. A registry that keeps no such list can't be asked: that is said loudly and is no failure,
# unless LEDGER_AUDIT_REQUIRED=1, for machines where the registries are known to answer.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
status=0 unasked=0

not_asked() {
  unasked=1
  printf '\n!!! NOT AUDITED: %s\n!!! %s\n!!! Nothing is known about its vulnerabilities. Run this where the public registry answers.\n\n' "$1" "$2" >&2
}

echo "== NuGet packages"
# Restore says NU1900 to NU1905: 1900 and 1905 that nobody could be asked, 1901 to 1904 that something was found.
nuget=$(dotnet restore Ledger.sln --force --nologo -v quiet -p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=moderate \
  "-p:WarningsNotAsErrors=\"NU1603;NU1900;NU1901;NU1902;NU1903;NU1904;NU1905\"" 2>&1); code=$?
found=$(grep -E 'NU190[1234]' <<<"$nuget" | sed 's/ \[.*//' | sort -u)
# The client is silent about a source that offers no list at all, so the source is asked for it.
lists() {
  local source
  for source in $(dotnet nuget list source --format short | sed -n 's/^E //p'); do
    case $source in https://* | http://*) curl -fsSL --max-time 30 "$source" | grep -q 'VulnerabilityInfo/' && return 0 ;; esac
  done
  return 1
}
if [ -n "$found" ]; then echo "$found" >&2; status=1
elif grep -qE 'NU190[05]' <<<"$nuget"; then not_asked "NuGet packages" "$(grep -oE 'NU190[05]: .*' <<<"$nuget" | sed 's/ \[.*//' | head -1)"
elif [ $code != 0 ]; then echo "$nuget" >&2; status=1
elif ! lists; then not_asked "NuGet packages" "No package source offers a list of vulnerabilities (VulnerabilityInfo in its index)."
else echo "No known vulnerabilities, indirect dependencies included."; fi

echo "== npm packages (src/Ledger.Server/package-lock.json)"
npm=$(cd src/Ledger.Server && npm audit --audit-level=moderate --package-lock-only 2>&1); code=$?
if grep -qE 'audit endpoint returned an error|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN' <<<"$npm"; then
  not_asked "npm packages" "$(grep -m1 -E 'npm (warn|error) audit|npm error' <<<"$npm" | sed -E 's#https?://[^ ]*#the registry#')"
elif [ $code = 0 ]; then echo "No known vulnerabilities."
else echo "$npm" >&2; status=1; fi

if [ $unasked = 1 ] && [ "${LEDGER_AUDIT_REQUIRED:-}" = 1 ]; then status=1; fi
exit $status
