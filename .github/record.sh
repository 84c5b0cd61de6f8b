#!/usr/bin/env bash
# Notes in the ledger what has been published, and puts it on the branch that was deployed. TOKEN may write there.
set -euo pipefail
.venv/bin/python -m generator record
git add content
if git diff --cached --quiet; then
  echo "Nothing is new to the ledger."
  exit
fi
git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
  commit --quiet --message "Ledger: what has been published"
repository="https://x-access-token:$TOKEN@${GITHUB_SERVER_URL#https://}/$GITHUB_REPOSITORY"
tip=$(git ls-remote "$repository" "$GITHUB_REF" | cut --fields=1)
if [ "$tip" != "$GITHUB_SHA" ]; then
  echo "::notice::The branch has moved on since this deployment. The next one notes what is new."
  exit
fi
git push --quiet "$repository" "HEAD:$GITHUB_REF" || {
  echo "::error::The ledger could not be pushed. Let this workflow push to the branch, or run python -m generator record yourself and propose content/ledger."
  exit 1
}
