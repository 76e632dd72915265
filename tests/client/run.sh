#!/usr/bin/env bash
# Generates a client from the running desk's document, compiles it strictly, and makes a few calls with it.
# usage: run.sh http://127.0.0.1:5080 TOKEN PARENT_ORG_ID   (first: npm ci)
set -euo pipefail
cd "$(dirname "$0")"
npx --no-install openapi-typescript "$1/openapi/v1.json" --output generated/desk.d.ts >/dev/null
npx --no-install tsc --project .
node generated/call.js "$1" "$2" "$3"
