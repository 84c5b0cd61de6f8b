#!/usr/bin/env bash
# Opens an issue about what differs with newer versions, or puts it into the one that this workflow has open.
# PACKAGES and ZENSICAL are the differences as newest.sh gives them. GH_TOKEN may write issues.
set -euo pipefail
title="Newer versions make another site"
{
  echo "The weekly job has tried newer versions, and not all is as with the pins. What is published does not change until somebody runs \`make pins\`."
  for tried in packages zensical; do
    given=${tried^^}
    if [ -n "${!given}" ]; then
      echo
      echo "## The newest $tried"
      echo
      # Code already, and once more to be sure: each line is set in by four spaces.
      base64 --decode <<< "${!given}" | tr --delete '\000-\010\013-\037\177' | sed 's/^\(    \)\{0,1\}/    /' | tail --bytes=30000 | sed '1{/^    /!d}'
      echo
    fi
  done
  echo
  echo "From [this run]($RUN)."
} > issue.md
number=$(gh issue list --app github-actions --state open --limit 1000 --json number,title --jq "map(select(.title == \"$title\"))[0].number // empty")
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file issue.md
else
  gh issue create --title "$title" --body-file issue.md
fi
