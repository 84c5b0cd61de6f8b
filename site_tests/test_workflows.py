"""The workflows: they fit their schemas, have no right they do not need, and each of their steps does what it says.

Every `run:` step is run here by the shell of GitHub's runner, in a small repository with commits of its own. What would
run this test or ask the network is replaced: `make test` says $TEST_SAYS and fails where that is something, `make pins` and
`pip` do nothing, and `gh` notes what it is told.
"""

import base64
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import html5lib
import markdown
import pytest
import yaml

from generator import build, digest

from . import browser
from .conftest import KNEE, ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
KNOWN = {  # what GitHub puts in the place of its expressions
    "github.event.pull_request.user.login": "somebody-new",
    "github.server_url": "https://github.example",
    "github.repository": "clinic/guide",
    "github.token": "token-of-the-job",
    "steps.pages.outputs.base_url": "https://clinic.example/guide",
    "github.run_id": "1",
    "needs.packages.outputs.differences": "",
    "needs.zensical.outputs.differences": "",
    "steps.review.outputs.artifact-url": "https://github.example/clinic/guide/actions/runs/1/artifacts/2",
}
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)


def jobs() -> list[tuple[str, str]]:
    return [(path.stem, job) for path in WORKFLOWS for job, told in read(path.stem)["jobs"].items() if any("run" in step for step in told["steps"])]


def read(workflow: str) -> dict:
    return yaml.safe_load((ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text("utf-8"))


def validated(schema: str, *files: Path) -> None:
    assert files
    done = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_and_forms_fit_their_schemas():
    validated("vendor.github-workflows", *WORKFLOWS)
    validated("vendor.github-issue-forms", *FORMS)
    validated("vendor.github-issue-config", ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml")


def test_workflows_give_no_more_than_they_must():
    command = [str(ROOT.joinpath(sys.executable).parent / "zizmor"), "--offline", "--persona=pedantic", "--quiet", *map(str, WORKFLOWS)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("workflow", [path.stem for path in WORKFLOWS])
def test_a_pull_request_may_only_read_and_no_text_of_it_is_run(workflow):
    told = read(workflow)
    events = told[True]  # YAML 1.1 reads the key `on` so
    assert "pull_request_target" not in str(events) and "workflow_run" not in str(events) and told["permissions"] == {}
    for job in told["jobs"].values():
        if "pull_request" in events:
            assert job["permissions"] == {"contents": "read"}
        assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]
        for step in job["steps"]:
            assert not step.get("uses") or re.search(r"@[0-9a-f]{40}$", step["uses"])
            assert "checkout" not in step.get("uses", "") or step["with"]["persist-credentials"] is False


def test_only_these_jobs_may_write():
    jobs = {(path.stem, name): job["permissions"] for path in WORKFLOWS for name, job in read(path.stem)["jobs"].items()}
    writes = {job: {what for what, right in given.items() if right != "read"} for job, given in jobs.items()}
    assert {job: what for job, what in writes.items() if what} == {
        ("deploy", "deploy"): {"pages", "id-token"},
        ("deploy", "record"): {"contents"},
        ("weekly", "issue"): {"issues"},
    }


@dataclass
class Done:
    """How a job ended: its exit code, its log, its summary, its outputs, and what it ran."""

    code: int = 0
    log: str = ""
    summary: str = ""
    outputs: str = ""
    ran: list[str] = field(default_factory=list)

    @property
    def page(self):
        """The summary as a page."""
        return html5lib.parse(markdown.markdown(self.summary), namespaceHTMLElements=False)


@dataclass
class Repository:
    """A copy of this machine with the knee guide as its content, two commits old."""

    folder: Path
    origin: Path
    day: str = "2026-06-01"

    def git(self, *arguments: str) -> str:
        return git(self.folder, *arguments)

    def commit(self, changes: dict[str, str]) -> None:
        """Commits these files of the content."""
        for path, text in changes.items():
            (self.folder / "content" / path).write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A change")

    def changed(self, file: str, old: str, new: str) -> dict[str, str]:
        text = (self.folder / "content" / file).read_text("utf-8")
        assert old in text
        return {file: text.replace(old, new)}

    def sign(self, code: str, day: str) -> None:
        """Commits the review of an exercise by the only reviewer there is."""
        command = [sys.executable, "-m", "generator", "review", code, "--by", "example-reviewer", "--today", day]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        self.commit({})

    def run(self, workflow: str, job: str, until: str = "", **environment: str) -> Done:
        """Runs the steps of a job in order, to the first that fails or to the one whose command holds `until`."""
        done, environment = Done(), {"GITHUB_SHA": self.git("rev-parse", "HEAD"), **environment}
        for step in read(workflow)["jobs"][job]["steps"]:
            if "run" in step:
                self._run(step, environment, done)
                if done.code or until and until in step["run"]:
                    break
        return done

    def _run(self, step: dict, environment: dict[str, str], done: Done) -> None:
        outside = self.folder.parent
        script, summary, outputs, stubs = outside / "step.sh", outside / "summary.md", outside / "outputs", outside / "stubs"
        script.write_text(step["run"])
        summary.write_text("")
        outputs.write_text("")
        stubs.mkdir(exist_ok=True)
        make = f'case "$1" in pins) ;; test) printf "%s" "$TEST_SAYS"; [ -z "$TEST_SAYS" ] ;; *) exec {shutil.which("make")} "$@" ;; esac'
        stub(stubs / "make", make)
        stub(stubs / "gh", f'printf "%s\\n" "$*" >> {outside}/gh.txt; [ "$2" != list ] || printf "%s" "$OPEN_ISSUE"')
        stub(stubs / "date", f'[ "$*" = "--utc +%F" ] && echo {self.day}')
        given = {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda match: KNOWN[match[1]], str(value)) for name, value in step.get("env", {}).items()}
        surroundings = {
            "PATH": f"{stubs}:{os.environ['PATH']}", "HOME": str(outside), "LANG": "C.UTF-8", "CI": "true", "CHROMIUM": browser.find(),
            "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs),
            "GITHUB_REF": "refs/heads/main", "GITHUB_REPOSITORY": "clinic/guide", "GITHUB_SERVER_URL": "https://github.example",
            # The repository on GitHub is a folder here.
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{self.origin}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://x-access-token:token-of-the-job@github.example/clinic/guide",
            **given, **environment,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        ended = subprocess.run(command, cwd=self.folder, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        done.code, done.log, done.summary = ended.returncode, done.log + ended.stdout, done.summary + summary.read_text("utf-8")
        done.outputs += outputs.read_text("utf-8")
        done.ran.append(step["run"])


def git(folder: Path, *arguments: str) -> str:
    names = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Somebody"), ("EMAIL", "somebody@clinic.example"))}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **names}, check=True, capture_output=True, text=True).stdout.strip()


def stub(path: Path, command: str) -> None:
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)


@pytest.fixture
def repository(tmp_path) -> Repository:
    folder, origin = tmp_path / "guide", tmp_path / "origin.git"
    folder.mkdir()
    for name in ("generator", "templates", ".github"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "mkdocs.yml", "requirements.txt", ".gitignore"):
        shutil.copy2(ROOT / name, folder / name)
    (folder / "site_tests").mkdir()
    for path in (ROOT / "site_tests").glob("*_site.py"):
        shutil.copy2(path, folder / "site_tests")
    shutil.copytree(KNEE, folder / "content")
    git(folder, "init", "--quiet")
    git(tmp_path, "init", "--quiet", "--bare", str(origin))
    (folder / ".venv" / "bin").mkdir(parents=True)
    stub(folder / ".venv" / "bin" / "python", f'exec {sys.executable} "$@"')
    stub(folder / ".venv" / "bin" / "pip", ":")
    stub(folder / ".venv" / "bin" / "zensical", f'exec {sys.executable} -m zensical "$@"')
    (folder / ".venv" / "ready").touch()
    made = Repository(folder, origin)
    made.commit({})
    made.commit(made.changed("exercises/sit-to-stand.yml", "Slowly sit down.", "Sit down as slowly as you can."))
    made.git("push", "--quiet", str(origin), "HEAD:main")
    return made


@pytest.mark.parametrize("workflow, job", jobs())
def test_every_step_runs(workflow, job, repository):
    done = repository.run(workflow, job)
    assert done.code == 0, done.log
    assert done.ran == [step["run"] for step in read(workflow)["jobs"][job]["steps"] if "run" in step]
    assert not COMMAND.search(done.log)
    assert done.outputs == "", "nothing differs with newer versions"


def test_a_pull_request_shows_what_changes_for_the_patient(repository):
    done = repository.run("check", "content")
    assert done.code == 0, done.log
    assert "4 exercises, 2 routines: no problems." in done.summary and "only the beginning" not in done.summary
    assert "(https://github.example/clinic/guide/actions/runs/1/artifacts/2)" in done.summary
    assert "Sit down as slowly as you can." in words(done.page) and "Slowly sit down." in words(done.page)
    assert "as slowly as you can" not in done.log
    review = (repository.folder / "review.html").read_text("utf-8")
    assert "as slowly as you can" in review and not re.search(r'(src|href)="(?!data:|#)', review)
    assert 'href="knee/index.html"' in (repository.folder / "build" / "site" / "index.html").read_text("utf-8"), "the site opens from a disk"


def test_a_long_summary_is_cut_between_two_lines(repository):
    done = repository.run("check", "content", until="MOST", MOST="200")
    assert done.code == 0, done.log
    left = done.summary.partition("This is only the beginning. The rest is in the review file.**\n\n")[2].splitlines()
    whole = (repository.folder / "changes.md").read_text("utf-8").splitlines()
    assert left and left == whole[:len(left)] and len("\n".join(left).encode()) < 200


ATTACKS = (
    "::error::owned", "##[error]owned", "\n::stop-commands::owned", "</pre><script>owned()</script>", "\n# owned\n", "\n\n> owned", "[owned](javascript:owned())",
    "![owned](x)", "`owned`", "```owned", "| owned |", "<!-- owned", "<img src=x alt=owned>", "*owned*", "@owned",
)


def tags(page) -> set[str]:
    return {element.tag for element in page.iter()}


def words(page) -> str:
    return "".join(page.itertext())


def quoted(text: str) -> str:
    return yaml.safe_dump(text, default_style='"', width=1000).strip()


def test_problems_stay_text_in_the_log_and_in_the_summary(repository):
    file = repository.folder / "content" / "exercises" / "heel-slide.yml"
    file.write_text(file.read_text() + "".join(f"{quoted(attack)}: x\n" for attack in ATTACKS))
    (file.parent / "``` a\n::error::owned\n# owned ##[error]owned.yml").write_text("code: X1\n")
    done = repository.run("check", "content")
    assert done.code == 1 and len(done.ran) == 2
    commands = [line for line in done.log.splitlines() if COMMAND.search(line)]
    assert len(commands) > len(ATTACKS)
    assert [line for line in commands if "##[" in line or not re.match(r"::error file=content/[^:,]*,line=\d+,col=\d+::", line)] == []
    assert tags(done.page) == {"html", "head", "body", "h2", "pre", "code", "p"} and len(list(done.page.iter("pre"))) == 1
    assert words(done.page.find(".//pre")).count("owned") > len(ATTACKS)
    assert "the check runs again by itself" in done.summary


def test_content_stays_text_in_the_log_and_in_the_summary(repository):
    (repository.folder / "content" / "expected.yml").unlink()
    step = "      - text: Sit down as slowly as you can.\n        move: stand up or sit down\n"
    steps = "".join(f"      - text: {quoted(attack)}\n" for attack in ATTACKS)
    changes = repository.changed("exercises/sit-to-stand.yml", step, step.replace("        move", steps + "      - text: At last.\n        move"))
    changes = {path: text.replace('"Knee: sit to stand"', quoted(" ".join(ATTACKS))) for path, text in changes.items()}
    repository.commit(changes)
    done = repository.run("check", "content", until="MOST")
    assert done.code == 0, done.log
    assert not COMMAND.search(done.log)
    told = " ".join(words(done.page).split())
    assert [attack for attack in ATTACKS if told.count(" ".join(attack.split())) < 2] == [], done.summary
    assert not {"script", "img", "blockquote"} & tags(done.page)


@pytest.mark.parametrize("author, code", [("example-reviewer", 0), ("Example-Reviewer", 0), ("somebody-new", 1)])
def test_a_review_is_signed_by_its_own_account_alone(repository, author, code):
    repository.sign("K2", "2026-05-01")
    done = repository.run("check", "content", until="check.sh", AUTHOR=author)
    assert done.code == code, done.log
    assert ("exercises/heel-slide.yml" in done.summary) == bool(code)


@pytest.mark.parametrize("day, code", [("2028-01-30", 0), ("2028-02-02", 1)])
def test_once_a_week_old_reviews_are_told_and_a_pull_request_never_hears_of_them(repository, day, code):
    repository.day = day
    repository.sign("K2", "2026-01-31")
    done = repository.run("weekly", "reviews")
    assert done.code == code, done.log
    assert ("content/exercises/heel-slide.yml" in done.summary) == bool(code)
    assert repository.run("check", "content", until="check.sh", AUTHOR="example-reviewer").code == 0


def given(done: Done) -> str:
    """The output of a job that tries what is newer, as the next job gets it."""
    return done.outputs.removeprefix("differences=").strip()


@pytest.mark.parametrize("job", ["packages", "zensical"])
def test_what_differs_is_handed_to_the_issue_and_without_it_there_is_none(job):
    told = read("weekly")["jobs"]
    assert told[job]["outputs"] == {"differences": "${{ steps.tried.outputs.differences }}"}
    assert job in told["issue"]["needs"] and f"needs.{job}.outputs.differences" in told["issue"]["if"]
    assert told["issue"]["steps"][-1]["env"][job.upper()] == f"${{{{ needs.{job}.outputs.differences }}}}"


def test_what_fails_with_newer_packages_stays_text_and_reaches_the_issue(repository):
    done = repository.run("weekly", "packages", TEST_SAYS="The first line.\n" + "\n".join(ATTACKS) + "\r# owned\x1b[31m\ndifferences=owned\nThe last line.\n")
    assert done.code == 0 and not COMMAND.search(done.log) and "Something differs" in done.log, done.log
    assert tags(done.page) == {"html", "head", "body", "h2", "pre", "code"} and "The last line." in words(done.page.find(".//pre"))
    assert re.fullmatch(r"differences=[A-Za-z0-9+/]+=*\n", done.outputs)
    issue = body(repository, PACKAGES=given(done))
    assert tags(issue) == {"html", "head", "body", "p", "h2", "pre", "code", "a"} and len(list(issue.iter("pre"))) == 1
    told = words(issue.find(".//pre"))
    assert "The first line." in told and "The last line." in told and told.count("owned") > len(ATTACKS)
    assert [link.get("href") for link in issue.iter("a")] == ["https://github.example/clinic/guide/actions/runs/1"]


def test_what_the_newest_zensical_makes_otherwise_is_told(repository):
    theme = repository.folder / "templates" / "theme" / "main.html"
    theme.write_text("{% if page and not page.is_homepage is defined %}".join(theme.read_text("utf-8").split("{% if page and page.meta and page.meta.kind != 'home' %}")), "utf-8")
    done = repository.run("weekly", "zensical")
    assert done.code == 0 and "Something differs" in done.log and "title" in words(done.page), done.log + done.summary
    assert "title" in words(body(repository, ZENSICAL=given(done)))


def body(repository: Repository, **differences: str):
    """The issue that is written about these differences, as a page."""
    done = repository.run("weekly", "issue", **differences)
    assert done.code == 0 and not COMMAND.search(done.log), done.log
    return html5lib.parse(markdown.markdown((repository.folder / "issue.md").read_text("utf-8")), namespaceHTMLElements=False)


def test_a_difference_that_was_not_made_by_our_script_stays_text_too(repository):
    issue = body(repository, ZENSICAL=base64.b64encode("\n".join(ATTACKS).encode()).decode(), PACKAGES=base64.b64encode(b"x\n" * 90000).decode()[:120000])
    assert not {"script", "img", "h1", "blockquote", "table"} & tags(issue)
    assert len((repository.folder / "issue.md").read_bytes()) < 65536, "GitHub takes no longer text"


@pytest.mark.parametrize("open_issue, then", [("", "issue create --title Newer versions make another site --body-file issue.md"), ("12", "issue edit 12 --body-file issue.md")])
def test_there_is_one_issue_about_newer_versions(repository, open_issue, then):
    body(repository, PACKAGES=base64.b64encode(b"    Something.").decode(), OPEN_ISSUE=open_issue)
    asked, done = (repository.folder.parent / "gh.txt").read_text("utf-8").splitlines()
    assert done == then and asked.startswith("issue list --app github-actions --state open ") and 'select(.title == "Newer versions make another site")' in asked


def test_what_is_published_is_noted_on_the_branch_once(repository):
    told = ("deploy", "record")
    # The review in the knee guide is of a version that never was; a ledger finds that out.
    repository.commit(repository.changed("exercises/sit-to-stand.yml", "reviewed:\n  - {by: example-reviewer, date: 2026-01-31, digest: 0123456789ab}\n", ""))
    repository.git("push", "--quiet", str(repository.origin), "HEAD:main")
    done = repository.run(*told)
    assert done.code == 0 and "token-of-the-job" not in done.log, done.log
    assert git(repository.origin, "show", "--no-patch", "--format=%an: %s", "main") == "github-actions[bot]: Ledger: what has been published"
    assert {path.split("/")[1] for path in git(repository.origin, "diff", "--name-only", "main~1", "main").splitlines()} == {"ledger"}
    noted = git(repository.origin, "rev-parse", "main")
    done = repository.run(*told)
    assert done.code == 0 and "Nothing is new to the ledger." in done.log and git(repository.origin, "rev-parse", "main") == noted


def test_a_branch_that_has_moved_on_is_left_to_the_next_deployment(repository):
    repository.commit(repository.changed("exercises/heel-slide.yml", "Slide one heel", "Gently slide one heel"))
    repository.git("push", "--quiet", str(repository.origin), "HEAD:main")
    newest = repository.git("rev-parse", "HEAD")
    repository.git("reset", "--quiet", "--hard", "HEAD^1")
    done = repository.run("deploy", "record")
    assert done.code == 0 and "::notice::The branch has moved on" in done.log, done.log
    assert git(repository.origin, "rev-parse", "main") == newest


def test_a_ledger_that_may_not_be_pushed_is_told(repository):
    stub(repository.origin / "hooks" / "pre-receive", "exit 1")
    done = repository.run("deploy", "record")
    assert done.code == 1 and "::error::The ledger could not be pushed." in done.log and "token-of-the-job" not in done.log


def test_the_link_on_an_exercise_fills_in_the_form(knee):
    page = html5lib.parse((knee.site / "exercises" / "heel-slide" / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    link = urlsplit(next(a.get("href") for a in page.iter("a") if words(a) == "Something is wrong with this exercise"))
    told = dict(parse_qsl(link.query))
    form = next(path for path in FORMS if path.name == told.pop("template"))
    assert told == {"code": "K2", "version": digest.digest(knee.catalogue, "heel-slide")}
    assert set(told) <= {field.get("id") for field in yaml.safe_load(form.read_text("utf-8"))["body"]}
    assert link.path == "/example-clinic/knee-guide/issues/new"


def test_each_kind_of_proposal_has_a_list_for_its_reviewer():
    default, others = ROOT / ".github" / "pull_request_template.md", sorted((ROOT / ".github" / "PULL_REQUEST_TEMPLATE").glob("*.md"))
    assert set(re.findall(r"template=([a-z-]+\.md)", default.read_text("utf-8"))) == {path.name for path in others}
    for path in (default, *others):
        assert path.read_text("utf-8").partition("## For the reviewer")[2].count("\n- [ ] ") >= 5, path


def test_every_drawing_for_reviewers_has_words_and_stands_on_a_page(knee_copy):
    drawings = [path.stem.replace("-", " ") for path in sorted((ROOT / "templates" / "shown").glob("*.md")) if "screen" in path.read_text("utf-8")]
    lines = "\n\n".join(f"[show: {name}]" for name in drawings)
    (knee_copy / "pages" / "for-reviewers.md").write_text(f"---\ntitle: For reviewers\n---\n{lines}\n")
    catalogue, problems = build.read(knee_copy)
    told = [problem for problem in problems if "shows nothing" in problem.wrong]
    page = html5lib.parse(build.markdown(catalogue, {})["for-reviewers.md"].decode(), namespaceHTMLElements=False)
    images = [element for element in page.iter() if str(element.tag).endswith("}svg")]
    assert told == [] and len(images) == len(drawings) > 5
    assert all(image.get("role") == "img" and len(image.get("aria-label").split()) > 8 for image in images)
