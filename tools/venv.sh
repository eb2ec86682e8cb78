#!/bin/sh
# Runs a module with the Python of .venv, whatever the system: sh is wherever git is, Windows included. For .pre-commit-config.yaml.
cd "$(dirname "$0")/.." || exit 1
for python in .venv/bin/python .venv/Scripts/python.exe; do
    if [ -x "$python" ]; then
        exec "$python" -m "$@"
    fi
done
echo "Il n'y a pas encore de .venv : lancez d'abord python3 start.py test." >&2
exit 1
