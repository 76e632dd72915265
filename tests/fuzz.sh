#!/usr/bin/env bash
# The long fuzz run: 200 000 spoilt updates and callbacks. Takes some minutes; the seed makes it repeatable but for the order of its eight posters.
set -euo pipefail
cd "$(dirname "$0")/.."
export CHATGOV_FUZZ_COUNT=${1:-200000} CHATGOV_FUZZ_SEED=${2:-20261124}
dotnet test ChatGov.sln --filter "FullyQualifiedName~FuzzTests" --logger "console;verbosity=detailed"
