#!/bin/sh
# Starts Faultboard with the Node.js that lies beside this file, and opens it in the browser. Nothing is installed.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
FAULTBOARD_LAUNCHER="$here/$(basename -- "$0")"
export FAULTBOARD_LAUNCHER
unset NODE_OPTIONS
if ! "$here/node/bin/node" --version >/dev/null 2>&1; then
  echo "The Node.js in $here/node does not run on this computer; get the portable Faultboard for its system." >&2
  exit 1
fi
exec "$here/node/bin/node" @FLAGS@ "$here/app/out/host/index.js" --until-closed "$@"
