"""Where the guide is published and where its words are kept: from guide.yml, or from the environment before it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .model import Guide


@dataclass(frozen=True)
class Site:
    """`url` ends with a slash, or is None where no address is set; `repository` has no slash at its end."""

    url: str | None = None
    repository: str | None = None

    def absolute(self, address: str) -> str | None:
        """The whole web address, or None where the site has none."""
        return self.url and self.url + address

    def typed(self, address: str) -> str | None:
        """The whole web address as people type it, without https://; None where the site has none."""
        return self.url and re.sub(r"^https?://", "", self.url + address)


def site(guide: Guide, environment: Mapping[str, str]) -> Site:
    """SITE_URL and REPOSITORY_URL of the environment come before the guide's own; nothing is invented."""
    url = environment.get("SITE_URL") or guide.site_url
    repository = environment.get("REPOSITORY_URL") or guide.repository
    return Site(url and url.rstrip("/") + "/", repository and repository.rstrip("/"))
