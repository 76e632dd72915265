#!/usr/bin/env bash
# A year of a unit and its communities at the desk, by curl alone: `begin`, then `month` once a month, then `end`. Time has to
# pass between the calls; the test moves its clock (YearTogetherTests). Tokens, and the two members of the pair, come by the
# environment: OFFICE, LIAISON, SECRETARY, NEIGHBOUR, FIRST, SECOND.
set -euo pipefail
desk=${1:?the address of the desk}/api/v1
. "$(dirname "$0")/desk-calls.sh"

community_of() { call "$1" GET /me | jq .orgId; }

need() { # TOKEN TITLE KIND QUANTITY MEASURE
    local made
    made=$(json "$1" POST /needs "{\"orgId\":$(community_of "$1"),\"kind\":\"$3\",\"title\":\"$2\",\"quantity\":$4,\"measure\":\"$5\"}"); expect 201 "$made"
    jq .id <<<"$made"
}

begin() {
    local banner community unit made
    banner=$(community_of "$OFFICE"); community=$(community_of "$SECRETARY"); unit=$(community_of "$LIAISON")
    for name in 第二单位 第三单位; do
        made=$(json "$OFFICE" POST /organisations "{\"kind\":\"Unit\",\"parentId\":$banner,\"name\":\"$name\"}"); expect 201 "$made"
    done

    local talk; talk=$(need "$SECRETARY" 给老人讲防诈骗 Talk 4 场)
    need "$SECRETARY" 楼道清扫 People 20 人次 >/dev/null
    need "$SECRETARY" 借用会议室 Venue 2 次 >/dev/null
    need "$NEIGHBOUR" 暑期托管 People 30 人次 >/dev/null
    need "$NEIGHBOUR" 电路排查 Expert 6 次 >/dev/null
    need "$NEIGHBOUR" 二手书桌 Goods 5 张 >/dev/null
    made=$(json "$LIAISON" POST /offers "{\"unitId\":$unit,\"kind\":\"Talk\",\"title\":\"防诈骗宣讲\",\"quantity\":6,\"measure\":\"场\"}"); expect 201 "$made"
    made=$(call "$SECRETARY" GET "/needs/$talk/proposals"); expect 200 "$made"
    echo "提议：$(jq -r '.items[0] | "\(.unitName)的\(.offerTitle)（\(.words)）"' <<<"$made")"
    made=$(json "$SECRETARY" POST /matches "{\"offerId\":$(jq '.items[0].offerId' <<<"$made"),\"needId\":$talk,\"quantity\":4}"); expect 201 "$made"
    local match; match=$(jq .id <<<"$made")
    for said in "$LIAISON accept" "$LIAISON confirm-delivery" "$SECRETARY confirm-delivery"; do
        made=$(call "${said% *}" POST "/matches/$match/${said#* }"); expect 200 "$made"
    done
    echo "对接：$(jq -r .state <<<"$made")，需求：$(call "$SECRETARY" GET "/needs/$talk" | jq -r .state)"

    made=$(json "$SECRETARY" POST /agreements "{\"title\":\"共建一年\",\"startsAt\":\"$(day '' 00)\",\"parties\":[$community,$unit],\"commitments\":[
        {\"giverId\":$unit,\"receiverId\":$community,\"what\":\"排查老旧小区电路\",\"quantity\":1,\"measure\":\"次\",\"per\":\"Month\"},
        {\"giverId\":$unit,\"receiverId\":$community,\"what\":\"文明劝导岗\",\"times\":\"每周三下午\",\"quantity\":6,\"measure\":\"人次\",\"per\":\"Week\"},
        {\"giverId\":$unit,\"receiverId\":$community,\"what\":\"安全用电宣讲\",\"quantity\":1,\"measure\":\"场\",\"per\":\"Quarter\"},
        {\"giverId\":$community,\"receiverId\":$unit,\"what\":\"借用活动室\",\"quantity\":2,\"measure\":\"次\",\"per\":\"Year\"}]}"); expect 201 "$made"
    local agreement; agreement=$(jq .id <<<"$made")
    made=$(call "$SECRETARY" POST "/agreements/$agreement/propose"); expect 200 "$made"
    made=$(call "$LIAISON" POST "/agreements/$agreement/confirm"); expect 200 "$made"
    echo "协议：$(jq -r '"\(.number) \(.state)，应办 \([.commitments[].promised | tostring] | join("、"))"' <<<"$made")"

    for tier in A A A B B B B C C C; do
        made=$(json "$SECRETARY" POST /care-plans "{\"orgId\":$community,\"tier\":\"$tier\",\"way\":\"Visit\",\"name\":\"某大娘\",\"door\":\"3号楼501\"}"); expect 201 "$made"
        local plan; plan=$(jq .id <<<"$made")
        made=$(json "$SECRETARY" POST "/care-plans/$plan/name-pair" "{\"firstId\":$FIRST,\"secondId\":$SECOND}"); expect 200 "$made"
        made=$(call "$SECRETARY" POST "/care-plans/$plan/ask-for-consent"); expect 200 "$made"
        made=$(json "$SECRETARY" POST "/care-plans/$plan/record-consent" "{\"by\":\"Self\",\"form\":\"Spoken\",\"scope\":\"按时看看\",\"untilAt\":\"$(day '+355 days' 00)\"}"); expect 200 "$made"
    done
    echo "关爱：$(call "$SECRETARY" GET '/care-plans?state=Active' | jq '.items | length') 户"
}

month() {
    local agreement said
    agreement=$(call "$LIAISON" GET '/agreements?state=Active' | jq '.items[0].id')
    for commitment in $(call "$LIAISON" GET "/agreements/$agreement" | jq '.commitments[] | select(.state == "InProgress") | .id'); do
        local giver=$LIAISON receiver=$SECRETARY
        [ "$(call "$SECRETARY" GET "/agreements/$agreement" | jq ".commitments[] | select(.id == $commitment) | .giverId")" = "$(community_of "$LIAISON")" ] || { giver=$SECRETARY; receiver=$LIAISON; }
        said=$(json "$giver" POST "/commitments/$commitment/deliveries" '{"quantity":1}'); expect 201 "$said"
        said=$(json "$receiver" POST /deliveries/confirm "{\"ids\":[$(jq .id <<<"$said")]}"); expect 200 "$said"
    done
    local due; due=$(call "$SECRETARY" GET /care-visits); expect 200 "$due"
    for plan in $(jq '.items[].planId' <<<"$due"); do
        said=$(json "$SECRETARY" POST "/care-plans/$plan/visits" '{"outcome":"Well","note":"都好"}'); expect 201 "$said"
    done
    echo "$today：看了 $(jq '.items | length' <<<"$due") 户"
}

end() {
    local agreement page plan refused
    agreement=$(call "$LIAISON" GET '/agreements' | jq '.items[0].id')
    for year in $(date -d "$today -1 year" +%Y) $(date -d "$today" +%Y); do
        page=$(call "$SECRETARY" GET "/agreements/$agreement/year?year=$year"); expect 200 "$page"
        jq -r '.lines[] | "\($year) \(.what)：应办 \(.due)\(.measure)，已办 \(.received)"' --arg year "$year" <<<"$page"
    done
    page=$(call "$SECRETARY" GET "/agreements/$agreement/document"); expect 200 "$page"
    page=$(call "$SECRETARY" GET "/organisations/$(community_of "$SECRETARY")/year/page"); expect 200 "$page"

    plan=$(call "$SECRETARY" GET '/care-plans?state=Active' | jq '.items[0].id')
    refused=$(json "$OFFICE" POST "/care-plans/$plan/read-door" '{"reason":"看看"}'); expect 404 "$refused"
    page=$(json "$SECRETARY" POST "/care-plans/$plan/read-door" '{"reason":"打电话问候"}'); expect 200 "$page"
    echo "谁看过：$(call "$SECRETARY" GET "/care-plans/$plan/readings" | jq -r '.items[] | "\(.reader)，\(.reason)"')"
    page=$(call "$SECRETARY" POST "/care-plans/$plan/withdraw-consent"); expect 200 "$page"
    refused=$(json "$SECRETARY" POST "/care-plans/$plan/read-door" '{"reason":"再看看"}'); expect 409 "$refused"
    echo "同意收回后：$(jq -r .detail <<<"$refused")"
    echo "一年过完了"
}

case ${2:-} in
    begin | month | end) "$2" ;;
    *) echo "begin, month or end" >&2; exit 2 ;;
esac
