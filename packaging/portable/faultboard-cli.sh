#!/bin/sh
# The command line of Faultboard, with the Node.js that lies beside this file.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
unset NODE_OPTIONS
exec "$here/node/bin/node" @FLAGS@ "$here/app/out/cli/index.js" "$@"
