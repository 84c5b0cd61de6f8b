#!/usr/bin/env bash
# Tries what is newer than the pins: `packages`, the newest versions that pyproject.toml allows, or `zensical`, the newest Zensical.
# What then differs is put into the summary and, for the issue, into the output `differences`; that is empty where all is as before.
set -euo pipefail
packages() {
  make site
  cp --recursive build/site "$before"
  make pins
  git diff --unified=0 requirements.txt | grep '^[+-][a-z]' || echo "No newer version."
  make site
  .venv/bin/python -m site_tests.same_site "$before" build/site
  make test
}
zensical() {
  .venv/bin/pip install --quiet --disable-pip-version-check --upgrade zensical
  .venv/bin/zensical --version
  make site
  .venv/bin/python -m site_tests.zensical_site build
}
before=$(mktemp --directory)/site
told=$(mktemp)
# In a shell of its own, for after `if` and `||` a shell goes on after what fails. What is tried prints nothing into the log, where it could give commands.
export before
export -f packages zensical
if bash -euo pipefail -c "$1" > "$told" 2>&1; then
  echo "Nothing differs."
  exit
fi
echo "Something differs: the summary says what."
# The end says most. Lines set in by four spaces are code: nothing in them means anything to Markdown.
text=$(tr --delete '\000-\010\013-\037\177' < "$told" | sed 's/^/    /' | tail --bytes=25000 | sed '1{/^    /!d}')
{
  echo "## Differences with the newest versions: $1"
  echo
  echo "$text"
} >> "$GITHUB_STEP_SUMMARY"
# As base64 it is one line, and no line of it can be taken for another output.
echo "differences=$(base64 --wrap=0 <<< "$text")" >> "$GITHUB_OUTPUT"
