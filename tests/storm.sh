#!/usr/bin/env bash
# The storm: 5 000 members on two messengers, two bots on one PostgreSQL database, killed twenty times in turn. At most half
# an hour. CHATGOV_TEST_POSTGRES names a server on loopback that may be filled, as for the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
export CHATGOV_STORM_MEMBERS=${1:-5000} CHATGOV_STORM_KILLS=${2:-20} CHATGOV_STORM_SEED=${3:-20261124}
export CHATGOV_STORM_PROGRESS=$(mktemp)
tail -n +1 -f "$CHATGOV_STORM_PROGRESS" &
trap 'kill $!; rm -f "$CHATGOV_STORM_PROGRESS"' EXIT
dotnet test ChatGov.sln --filter "FullyQualifiedName~StormTests" --logger "console;verbosity=detailed"
