#!/usr/bin/env bash
# The stand-by: a bot on a primary with a synchronous stand-by, both made here; in the middle of a storm of messages the primary is
# killed -9, the stand-by promoted, and every message accounted for. At most eight minutes. Needs PostgreSQL's server package.
set -euo pipefail
cd "$(dirname "$0")/.."
export CHATGOV_STANDBY_MEMBERS=${1:-2000} CHATGOV_STANDBY_SEED=${2:-20261124}
export CHATGOV_TEST_REQUIRE_ALL=1
place=$(mktemp -d)
chmod 755 "$place"
export TMPDIR=$place

# A test that ends well has stopped its servers; one that is cut off leaves them, and what they name is its own.
clean_up() {
    for file in "$place"/chatgov-pair-*/*/postmaster.pid; do
        [ -e "$file" ] && kill -QUIT "$(head -n 1 "$file")" 2>/dev/null
    done
    rm -rf "$place"
}
trap clean_up EXIT
dotnet test ChatGov.sln --filter "FullyQualifiedName~StandbyTests" --logger "console;verbosity=detailed"
