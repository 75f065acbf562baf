#!/bin/sh
# Lint the published documents by the official ruleset of the Dutch API Design Rules.
#
#   tools/lint/adr.sh RULESET [DOCUMENT...]     default: openapi/*.json
#
# RULESET is the official file (linter-2.2.yaml); ours extends it, see adr.js. Any error gives exit 1.
set -eu
hier=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: $0 RULESET [DOCUMENT...]" >&2; exit 2; }
[ -f "$1" ] || { echo "$1: no such ruleset" >&2; exit 2; }
regels=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
[ $# -gt 0 ] || set -- "$hier/../../openapi/"*.json
for document; do
    # Spectral does not fail on a missing file.
    [ -f "$document" ] || { echo "$document: no such document" >&2; exit 2; }
done
[ -d "$hier/node_modules" ] || (cd "$hier" && npm ci --no-progress --silent)
eigen=$(mktemp --suffix=.yaml "$hier/.adr-XXXXXX")
trap 'rm -f "$eigen"' EXIT
sed "s|OFFICIAL_RULESET|$regels|" "$hier/adr.yaml" > "$eigen"
"$hier/node_modules/.bin/spectral" lint --fail-severity=error --ruleset "$eigen" "$@"
