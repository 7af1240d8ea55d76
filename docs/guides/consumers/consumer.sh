#!/usr/bin/env bash
# Keeps every entry of a ledger, each once and in order, whatever ends in between.
#   bash consumer.sh http://localhost:5080 folder ["plan=wuxi-145&type=project_completed"]
# Each page becomes a file named by the position that it comes after, so a page fetched twice is the same file written twice.
set -euo pipefail
ledger=$1 folder=$2 filter=${3:+&$3}
mkdir -p "$folder/pages"
[ -f "$folder/position" ] || echo 0 > "$folder/position"

while :; do
  after=$(cat "$folder/position")
  # wait=30: answered as soon as there is something. It takes longer than that only where the network is gone.
  if ! curl -fsS --max-time 60 -H "Accept: application/x-ndjson" -D "$folder/headers" -o "$folder/page" \
      "$ledger/api/v1/feed?after=$after&limit=500&wait=30$filter"; then
    sleep 2
    continue
  fi
  next=$(tr -d '\r' < "$folder/headers" | awk 'tolower($1) == "ledger-next:" { print $2 }')
  if [ -s "$folder/page" ]; then
    sync "$folder/page"
    mv "$folder/page" "$folder/pages/$(printf '%012d' "$after").ndjson"
  fi
  echo "$next" > "$folder/position.new"
  mv "$folder/position.new" "$folder/position"
done
