#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the Python that has moto: python.sh BUILD_FOLDER SCRIPT [ARGUMENT…]
build=$1
shift
if [ -n "$STATIONMASTER_PYTHON" ]; then
    python=$STATIONMASTER_PYTHON
elif [ -x "$build/venv/bin/python" ]; then
    python=$build/venv/bin/python
else
    python=python3
fi
exec "$python" -B "$@"
