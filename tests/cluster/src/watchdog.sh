# Runs PostgreSQL's programs in a folder as it is told by its standard input, and cleans up when that ends.
# Each order is answered by a line with its status.

# Whoever gave the orders may be gone as they are answered.
trap '' HUP INT QUIT TERM PIPE
folder=$1 initdb=$2 pg_ctl=$3 superuser=$4

create() {
    if [ -f password ]; then set -- --pwfile=password; else set --; fi
    # Who may connect is written afterwards. This locale is on every Debian.
    "$initdb" --pgdata="$folder/data" --username="$superuser" --auth=trust "$@" \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync
}

start() {
    "$pg_ctl" start --pgdata="$folder/data" --log="$folder/log" --wait --timeout=120
}

stop() {
    "$pg_ctl" stop --pgdata="$folder/data" --mode=immediate --wait --timeout=60
}

while read -r order; do
    case $order in
        create) create ;;
        start) start ;;
        stop) stop ;;
    esac >>log 2>&1 </dev/null
    echo $?
done

stop >/dev/null 2>&1
cd / && rm -rf "$folder"
