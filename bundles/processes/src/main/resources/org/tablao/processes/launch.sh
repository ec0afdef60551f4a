# Runs one program as a tree that ends with it, or when standard input does: when who started it closes the pipe, or dies.
# $1 the tree's mark, $2 seconds of notice, then the program and its arguments.
# Ends with the program's exit code (128 + signal).
exec 3<&0 </dev/null
mark=$1 notice=$2
shift 2
PROCESS_TREE=$mark setsid "$@" 3<&- &
program=$!
# After the start, for what is ignored now stays ignored in children.
trap '' HUP INT TERM
exec >/dev/null 2>&1

# The tree's processes, those too that left the group or lost their parent: they keep the mark in their environment.
members() {
    for file in $(grep -lzsxF "PROCESS_TREE=$mark" /proc/[0-9]*/environ); do
        pid=${file#/proc/}
        echo "${pid%/environ}"
    done
}

signal() {
    kill "-$1" -- "-$program"
    for pid in $(members); do
        kill "-$1" "$pid"
    done
}

end_tree() {
    signal TERM
    left=$((notice * 10))
    while [ "$left" -gt 0 ] && { kill -0 -- "-$program" || [ -n "$(members)" ]; }; do
        sleep 0.1
        left=$((left - 1))
    done
    signal KILL
}

( read -r _ <&3; end_tree ) &
watcher=$!
exec 3<&-
wait "$program"
code=$?
kill -KILL "$watcher"
# What the program left behind had its notice, or was never asked for.
[ "$notice" -gt 1 ] && notice=1
if kill -0 -- "-$program" || [ -n "$(members)" ]; then
    end_tree
fi
exit "$code"
