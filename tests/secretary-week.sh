#!/usr/bin/env bash
# A secretary's week at the desk, by curl alone. It runs against a desk that is up, on the demo's data:
#
#   dotnet run --project admin &
#   tests/secretary-week.sh http://127.0.0.1:5080 \
#       "$(dotnet run --project admin -- token create)" \
#       "$(dotnet run --project admin -- token create --staff N)"     # N: an appointment from GET /api/v1/staff?role=Secretary
#
# Needs curl and jq. Every step says what it did; the first that fails ends the script.
set -euo pipefail
desk=${1:?the address of the desk}/api/v1
office=${2:?a token of the banner office}
secretary=${3:?a token of a secretary}
. "$(dirname "$0")/desk-calls.sh"

me=$(call "$secretary" GET /me); expect 200 "$me"
community=$(jq -r .orgId <<<"$me")
echo "周一  $(jq -r .orgName <<<"$me") 的书记上班了"

todo=$(call "$secretary" GET /todo); expect 200 "$todo"
echo "      有 $(jq .total <<<"$todo") 件事等着"

waiting=$(call "$secretary" GET '/registrations?state=Submitted&limit=200' | jq -c '{ids: [.items[].id]}')
if [ "$waiting" != '{"ids":[]}' ]; then
    answers=$(json "$secretary" POST /registrations/approve "$waiting"); expect 200 "$answers"
    echo "      报到的都确认了：$(jq '[.items[] | select(.done)] | length' <<<"$answers") 人"
fi

for roster in $(jq -r '.items[] | select(.kind == "Roster") | .id' <<<"$todo"); do
    lines=$(call "$secretary" GET "/tasks/$roster/roster"); expect 200 "$lines"
    done=$(json "$secretary" POST "/tasks/$roster/confirm-roster" "$(jq -c '{absent: [.items[2].number // empty]}' <<<"$lines")"); expect 200 "$done"
    echo "      “$(jq -r .title <<<"$done")”的名单确认了：$(jq -r .state <<<"$done")"
done

banner=$(call "$office" GET /me | jq .orgId)
unitName="示范新单位$(date +%s)"
unit=$(json "$office" POST /organisations "{\"kind\":\"Unit\",\"parentId\":$banner,\"name\":\"$unitName\"}"); expect 201 "$unit"
id=$(jq .id <<<"$unit")
printf '手机,姓名,单位\n19912340001,周新来,%s\n,吴新来,%s\n1991234,郑新来,%s\n' "$unitName" "$unitName" "$unitName" >"$work/roster.csv"
import=$(call "$office" POST /roster-imports --header 'Content-Type: text/csv' --data-binary "@$work/roster.csv"); expect 201 "$import"
echo "周二  旗里导入名册，先看一遍：加 $(jq .added <<<"$import")，改 $(jq .changed <<<"$import")，离开 $(jq .left <<<"$import")，不收 $(jq .refused <<<"$import")"
call "$office" GET "/roster-imports/$(jq .id <<<"$import")/rows?outcome=Refused" | jq -r '.items[] | "      第 \(.line) 行：\(.detail)"'
import=$(call "$office" POST "/roster-imports/$(jq .id <<<"$import")/apply"); expect 200 "$import"
for _ in $(seq 100); do
    import=$(call "$office" GET "/roster-imports/$(jq .id <<<"$import")"); expect 200 "$import"
    [ "$(jq -r .state <<<"$import")" = Applied ] && break
    sleep 0.2
done
[ "$(jq -r .state <<<"$import")" = Applied ] || { echo "the import was not applied" >&2; exit 1; }
codes=$(call "$office" POST "/units/$id/invite-codes"); expect 201 "$codes"
echo "      用上了；给 $(jq '.items | length' <<<"$codes") 个人做了邀请码（只显示这一次）"

task=$(jq -cn --argjson org "$community" --arg from "$(day '+9 days' 09)" --arg to "$(day '+9 days' 11)" \
    '{orgId: $org, title: "清扫公园沙尘", startsAt: $from, endsAt: $to, place: "公园南门", capacity: 6, bring: "手套", contactName: "李书记", contactPhone: "19900001234", risk: "注意脚下台阶", weeks: 4}')
series=$(json "$secretary" POST /tasks "$task" --header "Idempotency-Key: week-$id"); expect 201 "$series"
again=$(json "$secretary" POST /tasks "$task" --header "Idempotency-Key: week-$id"); expect 201 "$again"
[ "$series" = "$again" ] || { echo "one Idempotency-Key made two series" >&2; exit 1; }
weeks=$(call "$secretary" GET "/tasks?seriesId=$(jq .seriesId <<<"$series")&sort=startsAt"); expect 200 "$weeks"
first=$(jq .id <<<"$series"); second=$(jq '.items[1].id' <<<"$weeks")
echo "周三  一次发了 $(jq '.items | length' <<<"$weeks") 周的任务；网不好又发了一遍，还是这几个"

vague=$(json "$secretary" POST /tasks "$(jq -c '.title = "志愿服务"' <<<"$task")"); expect 422 "$vague"
echo "      写得太笼统的没发出去：$(jq -r .detail <<<"$vague")"

seen=$(call "$secretary" GET "/tasks/$first"); expect 200 "$seen"; version=$(header ETag)
change=$(jq -c 'del(.orgId, .weeks) | .capacity = 8 | .place = "公园北门"' <<<"$task")
changed=$(json "$secretary" PUT "/tasks/$first" "$change" --header "If-Match: $version"); expect 200 "$changed"
late=$(json "$secretary" PUT "/tasks/$first" "$change" --header "If-Match: $version"); expect 412 "$late"
echo "周四  第一周改到$(jq -r .place <<<"$changed")，$(jq .capacity <<<"$changed") 个名额；拿着旧版本来改的：$(jq -r .detail <<<"$late")"

told=$(json "$secretary" POST "/tasks/$first/tell" '{"text":"那天风大，请戴好口罩。"}'); expect 200 "$told"
echo "      跟来的人说了一声（$(jq .people <<<"$told") 人）"

cancelled=$(json "$secretary" POST "/tasks/$second/cancel" '{"reason":"大风预警","wholeSeries":true}'); expect 200 "$cancelled"
echo "周五  大风，后面 $(jq '.tasks | length' <<<"$cancelled") 周都取消了"

call "$secretary" GET '/tasks?format=csv' >"$work/tasks.csv"; expect 200 "$(head -c 300 "$work/tasks.csv")"
echo "      任务导成了表：$(head -n 1 "$work/tasks.csv" | tr ',' '\n' | wc -l) 列"
calendar=$(json "$secretary" POST /calendars '{"name":"办公室"}'); expect 201 "$calendar"
events=$(curl --silent --fail "${desk%/api/v1}/calendar/$(jq -r .url <<<"$calendar" | sed 's#.*/##')" | grep -c '^BEGIN:VEVENT')
echo "      日历里有 $events 个任务"
elsewhere=$(call "$secretary" GET "/units/$id/roster"); expect 404 "$elsewhere"
echo "      别处的看不到：$(jq -r .detail <<<"$elsewhere")"
echo "一周过完了"
