# Calls to the desk by curl, for the scripts beside it. They set $desk, the address of the API, before they source it.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# call TOKEN METHOD PATH [curl options]: the body goes to standard output, the headers and the status to files.
call() {
    local token=$1 method=$2 path=$3
    shift 3
    curl --silent --show-error --max-time 30 --request "$method" --header "Authorization: Bearer $token" \
        --header 'Accept-Language: zh-CN' --dump-header "$work/headers" --write-out '%{stderr}%{http_code}' "$@" "$desk$path" 2>"$work/status"
}
json() { call "$1" "$2" "$3" --header 'Content-Type: application/json' --data "$4" "${@:5}"; }
status() { cat "$work/status"; }
header() { grep -i "^$1:" "$work/headers" | tail -n 1 | cut -d' ' -f2- | tr -d '\r'; }
expect() { [ "$(status)" = "$1" ] || { echo "expected $1, got $(status): $2" >&2; exit 1; }; }
today=${CHATGOV_TODAY:-$(TZ=Asia/Shanghai date +%F)}
day() { date -d "$today $1" +%Y-%m-%dT"$2":00:00+08:00; }
