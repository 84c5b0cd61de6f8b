#!/usr/bin/env bash
# Checks the content as a job does: problems at their lines and in the log, and all of them in the summary.
# Its arguments are those of `python -m generator check`.
set -euo pipefail
failed=0
.venv/bin/python -m generator check "$@" 2>&1 | tee check.txt || failed=1
{
  echo "## Problems of the content"
  echo
  # Lines set in by four spaces are code: nothing in them means anything to Markdown.
  sed -e '/^::/d' -e 's/^/    /' check.txt
  if [ "$failed" = 1 ]; then
    echo
    echo "Each line names a file, a line and a column, says what is wrong, and a way out."
    echo "Open that file with the pencil, change it, and commit: the check runs again by itself."
    echo "On a pull request, what changes for the patient is shown here once no problem is left."
  fi
} >> "$GITHUB_STEP_SUMMARY"
exit "$failed"
