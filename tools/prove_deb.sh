#!/usr/bin/env bash
# tools/prove_deb.sh [BUILD_FOLDER]: makes the Debian package from a finished build (build/release) and shows that a fresh
# Debian 12 installs and runs it. Needs root, debootstrap, dpkg-dev and the mirror that this machine's apt uses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:-build/release}

for needed in debootstrap dpkg-shlibdeps cpack; do
  command -v "$needed" >/dev/null || { echo "prove_deb: $needed is not there: tools/install_packages package" >&2; exit 2; }
done
[ "$(id -u)" -eq 0 ] || { echo "prove_deb: run as root: it makes a root folder of its own and changes into it" >&2; exit 2; }
for built in bin/trilat bin/trilat.pack manual/made.stamp; do
  [ -e "$build/$built" ] || { echo "prove_deb: $build/$built is not there: cmake --build $build --target trilat_all" >&2; exit 2; }
done

work=$(mktemp -d)
trap 'umount "$work/root/proc" 2>/dev/null || true; rm -rf --one-file-system "$work"' EXIT
chmod 755 "$work"
(cd "$build" && cpack -G DEB -B "$work/out" >"$work/cpack.log" 2>&1) || { cat "$work/cpack.log" >&2; exit 1; }
package=$(echo "$work"/out/trilat_*.deb)
dpkg-deb --info "$package"
dpkg-deb --contents "$package"

mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' | awk '$2 == "bookworm" && !found { print $1; found = 1 }')
[ -n "$mirror" ] || { echo "prove_deb: apt on this machine has no source of bookworm" >&2; exit 2; }
root=$work/root
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
  { tail -n 40 "$work/debootstrap.log" >&2; exit 1; }
cp "$package" "$root/trilat.deb"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"  # the program finds its data by /proc/self/exe
inside() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} \
    chroot "$root" "$@"
}
inside apt-get -q -y install --no-install-recommends /trilat.deb >"$work/install.log" 2>&1 ||
  { tail -n 40 "$work/install.log" >&2; exit 1; }

inside trilat --version
priced=$(inside trilat duty --to US --from MX --hs 8708305090 --value 10000 --date 2025-08-08 --claim none)
echo "$priced"
grep -q '^duty 2,750.00 USD$' <<<"$priced" || { echo "prove_deb: the duty is not the one that README.md shows" >&2; exit 1; }
inside test -s /usr/share/man/man1/trilat-duty.1.gz -a -s /usr/share/bash-completion/completions/trilat
inside apt-get -q -y purge trilat >/dev/null 2>&1
if inside test -e /usr/bin/trilat -o -e /usr/share/trilat; then echo "prove_deb: purging left files behind" >&2; exit 1; fi
echo "prove_deb: a fresh bookworm installs, runs and removes $(basename "$package")"
