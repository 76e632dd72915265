#!/usr/bin/env bash
# The figures of the 2020 report by the desk's own doors: 1 461 matters found by self-review of which 1 429 were closed, 263 invited advices of
# which 232 were, and the books that come of it. It runs against a desk that is up, on the demo's data, with its limit raised:
#
#   Api__RequestsPerMinute=1000000 dotnet run --project admin &
#   tests/article-figures.sh http://127.0.0.1:5080 SECRETARY DEPUTY OFFICE
#
# SECRETARY, DEPUTY: tokens of the two in office in one community (`dotnet run --project admin -- token create --staff N`; the deputy looks
# before anything is closed), OFFICE: one of the banner's. Needs curl and jq.
set -euo pipefail
desk=${1:?the address of the desk}/api/v1
secretary=${2:?a token of a secretary}; deputy=${3:?a token of a deputy of the same community}; office=${4:?a token of the banner office}
. "$(dirname "$0")/desk-calls.sh"

me=$(call "$secretary" GET /me); expect 200 "$me"
community=$(jq -r .orgId <<<"$me")
person=$(call "$secretary" GET "/staff?orgId=$community&role=Secretary" | jq -r '.items[0].personId')

# One connection for many calls: TOKEN, then on standard input PATH TAB BODY a line; gives the answers, one a line.
calls() {
    local token=$1
    jq -Rr --arg desk "$desk" --arg token "$token" 'split("\t") | "next\nurl = \"\($desk)\(.[0])\"\nrequest = POST\nheader = \"Authorization: Bearer \($token)\"\nheader = \"Content-Type: application/json\"\ndata = \(.[1] | tojson)\nsilent\nfail-with-body\nwrite-out = \"\\n\""' |
        sed 1d >"$work/calls"
    curl --config "$work/calls"
}

found() { # SOURCE COUNT
    for i in $(seq "$2"); do
        printf '/cases/findings\t{"orgId":%s,"kind":"Environment","source":"%s","words":"第%s处要整改"}\n' "$community" "$1" "$i"
    done | calls "$secretary" | jq -r .id
}

# Given to the secretary, done, and looked at by the deputy.
close() { # IDS on standard input
    local ids; ids=$(cat)
    xargs -n 100 <<<"$ids" | while read -r some; do
        answers=$(json "$secretary" POST /cases/assign "{\"ids\":[${some// /,}],\"handlerId\":$person}"); expect 200 "$answers"
        [ "$(jq '[.items[] | select(.done | not)] | length' <<<"$answers")" = 0 ] || { echo "not all were assigned" >&2; exit 1; }
    done
    sed 's|.*|/cases/&/begin\t{}|' <<<"$ids" | calls "$secretary" >/dev/null
    sed 's|.*|/cases/&/resolve\t{"reason":"整改好了"}|' <<<"$ids" | calls "$secretary" >/dev/null
    sed 's|.*|/cases/&/record-call\t{"outcome":"Solved"}|' <<<"$ids" | calls "$deputy" >/dev/null
}

SECONDS=0
found SelfReview 1461 >"$work/review"
found OpenAdvice 263 >"$work/advice"
echo "记上 1461 + 263 件：${SECONDS} 秒"
head -n 1429 "$work/review" | close
head -n 232 "$work/advice" | close
echo "办结、看过 1429 + 232 件：${SECONDS} 秒"

books=$(call "$office" GET "/cases/books?under=$community"); expect 200 "$books"
for source in SelfReview OpenAdvice; do
    line=$(jq -c --arg source "$source" '.lines[] | select(.key == $source)' <<<"$books")
    rows=$(call "$office" GET "/cases?source=$source&counted=Closed&under=$community&format=csv" --header 'Accept: text/csv' | tail -n +2 | grep -c . || true)
    jq -r --arg rows "$rows" '"\(.key)：\(.resolvedRate.numerator)/\(.resolvedRate.denominator) 办结率 \(.resolvedRate.percent)%，\(.closureRate.numerator)/\(.closureRate.denominator) 销号率 \(.closureRate.percent)%，行 \($rows)"' <<<"$line"
done
[ "$(jq '.lines[] | select(.key == "SelfReview") | .closureRate.percent' <<<"$books")" = 97.8 ] || { echo "the rate is not that of the report" >&2; exit 1; }
[ "$(jq '.lines[] | select(.key == "OpenAdvice") | .closureRate.percent' <<<"$books")" = 88.2 ] || { echo "the rate is not that of the report" >&2; exit 1; }
curl -s -o /dev/null -w '台账汇总 %{time_total} 秒\n' --header "Authorization: Bearer $office" "$desk/cases/books?under=$community"
