#!/usr/bin/env bash
# The tests that need containers: builds the image, and stops whatever engine it had to start.
#
# Without an engine: in CI, as root, it installs Debian's and starts one. Anywhere else it leaves the
# machine alone, and says so.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=test/docker/engine.sh
. test/docker/engine.sh

if ! engine_answers && { [ "${CI:-}" != true ] || [ "$(id -u)" != 0 ]; }; then
  echo "No Docker engine answers on $ENGINE_SOCKET. Start one, or run this as root with CI=true, which installs and starts one." >&2
  exit 2
fi

tests=
trap '[ -z "$tests" ] || kill -TERM "$tests" 2>/dev/null || true; engine_down' EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
engine_up
programs=
if [ "${CI:-}" = true ]; then
  missing_programs
  install_programs &
  programs=$!
fi
node_image
other_images &
others=$!
FAKE_STATA_IMAGE=fake-stata:test
# BuildKit builds stages side by side. Debian's client has it without a plugin; a newer one doesn't.
client=docker
if ! docker buildx version >/dev/null 2>&1 && [ -x /usr/bin/docker ]; then client=/usr/bin/docker; fi
export DOCKER_BUILDKIT=1
# At the same time: what they share is built once.
"$client" build --quiet --file docker/Dockerfile --tag "$FAKE_STATA_IMAGE" . &
server=$!
"$client" build --quiet --file docker/Dockerfile --target stata --tag "$FAKE_STATA_IMAGE-stata" .
wait "$server"
wait "$others"
[ -z "$programs" ] || wait "$programs"
# The stand-in for Redis has what Node needs, and no Node: as good a base as any.
printf '%s\n' 'FROM redis:7' "COPY --from=$FAKE_STATA_IMAGE-stata / /" 'ENV PATH=/usr/local/stata18:$PATH' |
  "$client" build --quiet --tag "$FAKE_STATA_IMAGE-tool" -
# The reaper's image may not be there, and every test stops what it starts.
export FAKE_STATA_IMAGE TESTCONTAINERS_RYUK_DISABLED=true
# In the background, so that a signal to this script is acted upon at once.
node_modules/.bin/vitest run --config test/vitest.config.ts --project 'docker*' "$@" &
tests=$!
status=0
wait "$tests" || status=$?
tests=
exit "$status"
