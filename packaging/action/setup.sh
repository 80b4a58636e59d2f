#!/usr/bin/env bash
# The step of action.yml: installs gong for this job alone, and tells the steps after it where it is.
set -euo pipefail
export GONG_INSTALL_DIR=$RUNNER_TEMP/gong/bin
"$(dirname "$0")/../install.sh"
echo "$GONG_INSTALL_DIR" >> "$GITHUB_PATH"
echo "path=$GONG_INSTALL_DIR/gong" >> "$GITHUB_OUTPUT"
