#!/usr/bin/env bash
# The first day of admin/OPERATING.md, its commands as they stand on the page, against built programs on loopback:
#
#   dotnet build && tests/first-day.sh FOLDER "dotnet admin/bin/Debug/net10.0/ChatGov.Admin.dll" "dotnet bot/bin/Debug/net10.0/ChatGov.Bot.dll" [NAME=VALUE]…
#
# FOLDER stands for the root of the machine, and is left as the day leaves it. NAME=VALUE takes the place of a line of the page's
# settings: ports, a messenger that is there, the database. What a test cannot be is stood in for: root, another user, systemd.
# Needs bash, curl and jq; the first command that fails ends it.
set -euo pipefail
page=$(cd "$(dirname "$0")/.." && pwd)/admin/OPERATING.md
root=${1:?a folder}; desk=${2:?how the desk is started}; bot=${3:?how the bot is started}
shift 3
mkdir -p "$root"/{bin,etc,run,opt/chatgov/desk,opt/chatgov/bot,usr/local/sbin,home}
root=$(cd "$root" && pwd)
export HOME=$root/home XDG_DATA_HOME=$root/home PATH=$root/bin:$root/usr/local/sbin:$PATH

stand_in() { printf '#!/usr/bin/env bash\n%s\n' "$2" >"$1"; chmod 0755 "$1"; }
stand_in "$root/opt/chatgov/desk/ChatGov.Admin" "exec $desk \"\$@\""
stand_in "$root/opt/chatgov/bot/ChatGov.Bot" "exec $bot \"\$@\""
stand_in "$root/bin/sudo" 'exec "$@"'
stand_in "$root/bin/runuser" '[ "$1 $2 $3" = "-u chatgov --" ] || exit 1; shift 3; exec "$@"'
stand_in "$root/bin/install" 'kept=(); while [ $# -gt 0 ]; do case $1 in -o | -g) shift ;; *) kept+=("$1") ;; esac; shift; done; exec /usr/bin/install "${kept[@]}"'
# systemctl: reads of a unit what it needs to start it, so that a unit that names another file or program starts nothing.
stand_in "$root/bin/systemctl" '
run='"$root"'/run
stop() { [ ! -f "$run/$1.pid" ] || { kill "$(cat "$run/$1.pid")" 2>/dev/null; while kill -0 "$(cat "$run/$1.pid")" 2>/dev/null; do sleep 0.1; done; rm "$run/$1.pid"; }; }
start() {
    unit='"$(dirname "$page")"'/systemd/$1.service
    set -a; . "'"$root"'$(sed -n "s/^EnvironmentFile=//p" "$unit")"; set +a
    cd "'"$root"'$(sed -n "s/^WorkingDirectory=//p" "$unit")"
    "'"$root"'$(sed -n "s/^ExecStart=//p" "$unit")" </dev/null >"$run/$1.out" 2>"$run/$1.log" &
    echo $! >"$run/$1.pid"
}
word=$1; shift; [ "${1:-}" != --now ] || shift
for unit in "$@"; do
    case $word in
        enable | start) start "$unit" ;;
        restart) stop "$unit"; start "$unit" ;;
        stop | disable) stop "$unit" ;;
        *) echo "no stand-in for systemctl $word" >&2; exit 1 ;;
    esac
done'
trap '"$root/bin/systemctl" stop chatgov-bot chatgov-desk' EXIT

# part NAME: the sh blocks of the page between <!-- NAME --> and <!-- /NAME -->, on this root and with the settings given here.
part() {
    awk -v begin="<!-- $1 -->" -v end="<!-- /$1 -->" '$0 == begin { on = 1 } $0 == end { on = 0 } on && /^```/ { code = /^```sh/; next } on && code' "$page" >"$root/page.sh"
    [ -s "$root/page.sh" ] || { echo "the page has no part $1" >&2; exit 1; }
    sed -i -E "s#(^|[ =<>\"'])/(opt|etc|var|usr/local)/#\1$root/\2/#g" "$root/page.sh"
    for setting in "${settings[@]}"; do
        # The page need not name it: a port, for example, is the test's own.
        value=$(printf '%s' "${setting#*=}" | sed 's/[&\\#]/\\&/g')
        if grep -q "^${setting%%=*}=" "$root/page.sh"; then
            sed -i "s#^${setting%%=*}=.*#${setting%%=*}=\"$value\"#" "$root/page.sh"
        else
            sed -i "s#^Operator__Name=#${setting%%=*}=\"$value\"\n&#" "$root/page.sh"
        fi
        [ "${setting%%=*}" != Urls ] || sed -i "s#http://127.0.0.1:5080#${setting#*=}#g" "$root/page.sh"
    done
}
settings=("$@")
cd "$root"
limit=${CHATGOV_SCRIPT_SECONDS:-240}
for name in "first day" "new key"; do
    part "$name"
    timeout --kill-after=5 "$limit" bash -euo pipefail page.sh || { echo "$name: a command of the page failed" >&2; tail -n 5 run/*.log run/*.out >&2; exit 1; }
done

! grep -rq cgt_ run || { echo "a token stands in a log" >&2; exit 1; }
[ "$(wc -l <binding-codes.csv)" = "$(wc -l <staff.csv)" ] || { echo "not everybody has a binding code" >&2; exit 1; }
[ "$(wc -l <invite-codes.csv)" = 2 ] || { echo "not every member has an invite code" >&2; exit 1; }
[ -s var/backups/chatgov/first-day ] || { echo "there is no copy" >&2; exit 1; }
for file in etc/chatgov.env etc/chatgov/keys.json binding-codes.csv invite-codes.csv; do
    [ "$(stat -c %a "$file")" = 600 ] || { echo "$file can be read by others" >&2; exit 1; }
done
echo "第一天过完了"
