"""What a phone needs to know to put the guide among its apps."""

from . import addresses
from .model import Guide
from .templating import readable_json


def manifest(guide: Guide) -> dict[str, bytes]:
    """{`manifest.webmanifest`: bytes}, the web app manifest. Its addresses are relative to itself, for the guide may live below any path."""
    icons = [{"src": addresses.icon(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose} for name, size, purpose in addresses.ICONS]
    told = {
        "name": guide.name, "short_name": guide.name, "description": guide.description, "lang": guide.language, "start_url": ".", "scope": ".",
        "display": "standalone", "theme_color": "#ffffff", "background_color": "#ffffff", "icons": icons,
    }
    return {addresses.manifest(): readable_json(told)}
