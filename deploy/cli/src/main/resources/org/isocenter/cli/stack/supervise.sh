# Runs one program and starts it again when it is killed or crashes; used by the local stack.
# Usage: sh supervise.sh NAME PIDFILE PROGRAM ARGUMENT...
# A program that ends by itself (a start that failed) or by SIGTERM is not started again.
name=$1
pidfile=$2
shift 2
pause=1
stopping=
child=
sleeper=

stop() {
  stopping=1
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
  [ -z "$sleeper" ] || kill -TERM "$sleeper" 2>/dev/null
}
trap stop TERM INT HUP

# The number of the child and when it started, so that a later process of the same number is not taken for it.
mark() {
  read -r line < "/proc/$child/stat" || return
  set -- ${line##*) }
  read -r boot < /proc/sys/kernel/random/boot_id
  echo "$child $boot:${20}" > "$pidfile.new" && mv "$pidfile.new" "$pidfile"
}

while [ -z "$stopping" ]; do
  began=$(date +%s)
  "$@" < /dev/null &
  child=$!
  mark
  wait "$child"
  code=$?
  while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    code=$?
  done
  child=
  rm -f "$pidfile"
  [ -z "$stopping" ] || exit 0
  case $code in
    3) ;;
    130 | 143) exit "$code" ;;
    *) [ "$code" -ge 128 ] || exit "$code" ;;
  esac
  [ $(($(date +%s) - began)) -lt 60 ] || pause=1
  echo "isocenter: $name ended with code $code and is started again in $pause s"
  sleep "$pause" &
  sleeper=$!
  wait "$sleeper"
  sleeper=
  pause=$((pause * 2 > 60 ? 60 : pause * 2))
done
