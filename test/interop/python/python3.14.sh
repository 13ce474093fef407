#!/usr/bin/env bash
# Python 3.14, which this Debian doesn't have: the next one's packages, unpacked beside this file. Its
# libraries stay with it, since they need that Debian's libc. Nothing is installed in the system.
set -euo pipefail
cd "$(dirname "$0")"

suite=forky
root=$PWD/.python3.14
if [ -x "$root/python3.14" ]; then exit; fi
if ! command -v apt-get > /dev/null; then
  echo "python3.14.sh: no apt-get here, so no Python 3.14"
  exit
fi
rm -rf "$root"
mkdir -p "$root"/{lists/partial,archives/partial}
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" > "$root/sources.list"

apt_of_suite() {
  apt-get -qq -o APT::Sandbox::User=root -o Dir::Etc::SourceList="$root/sources.list" \
    -o Dir::Etc::SourceParts=- -o Dir::Etc::Parts=- -o Dir::State::Lists="$root/lists" \
    -o Dir::State::Status=/dev/null -o Dir::Cache="$root" -o Acquire::Languages=none "$@"
}

apt_of_suite update
apt_of_suite install --download-only --no-install-recommends -y python3.14-minimal libpython3.14-stdlib
for package in "$root"/archives/*.deb; do dpkg -x "$package" "$root"; done
rm -rf "$root"/{lists,archives}

cat > "$root/python3.14" << END
#!/bin/sh
exec "$root/usr/lib64/ld-linux-x86-64.so.2" --argv0 "$root/usr/bin/python3.14" \\
  --library-path "$root/usr/lib/x86_64-linux-gnu" "$root/usr/bin/python3.14" "\$@"
END
chmod +x "$root/python3.14"
"$root/python3.14" --version
