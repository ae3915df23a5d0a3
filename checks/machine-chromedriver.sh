#!/usr/bin/env bash
# Starts the machine's own chromedriver from inside the engines' root file system: see infra/lib/rootfs-run.sh.
exec bwrap --die-with-parent --dev-bind / / --ro-bind /etc/machine/usr /usr --ro-bind /etc/machine/etc /etc \
  --setenv PATH /usr/sbin:/usr/bin chromedriver "$@"
