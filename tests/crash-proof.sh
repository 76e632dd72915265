#!/usr/bin/env bash
# The long crash proof: 200 kills over 5 000 updates. Takes some minutes; the seed makes the plan repeatable.
set -euo pipefail
cd "$(dirname "$0")/.."
export CHATGOV_CRASH_KILLS=${1:-200} CHATGOV_CRASH_UPDATES=${2:-5000} CHATGOV_CRASH_SEED=${3:-20261123}
dotnet test ChatGov.sln --filter "FullyQualifiedName~CrashTests" --logger "console;verbosity=normal"
