"""A web server whose site can be replaced while it runs, and that can go away and come back at the same address."""

import gzip
import hashlib
import http.server
import mimetypes
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE = "/guides/knee/"
TYPES = {".js": "text/javascript", ".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}


class Host:
    """Serves the folder `site` below BASE as GitHub Pages does: packed, with a tag for what has not changed, and its own 404 page.

    Every other address of the host is an empty page. `asked` are the addresses that were asked for, `instead` the bytes of files that arrive damaged.
    """

    def __init__(self, site: Path):
        self.site, self.asked, self.instead, self.port = site, [], {}, 0
        self.begin()

    def begin(self) -> None:
        host = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                # A browser keeps a connection in reserve, which outlives the server.
                if host.there:
                    host.answer(self)

            def log_message(self, *_):
                pass

        self.there = True
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Answer)
        self.port = self.server.server_port
        self.root = f"http://127.0.0.1:{self.port}{BASE}"
        threading.Thread(target=self.server.serve_forever, args=(.05,), daemon=True).start()

    def end(self) -> None:
        self.there = False
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request) -> None:
        address = unquote(urlsplit(request.path).path)
        if not address.startswith(BASE):
            return request.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        address = address.removeprefix(BASE)
        self.asked.append(address)
        path = self.site / address
        if path.is_dir() and not request.path.split("?")[0].endswith("/"):
            request.send_response(301)
            request.send_header("Location", f"{BASE}{address}/")
            return request.end_headers()
        path = path / "index.html" if path.is_dir() else path
        status, path = (200, path) if path.is_file() else (404, self.site / "404.html")
        data = self.instead.get(address) or path.read_bytes()
        tag = f'"{hashlib.sha256(data).hexdigest()}"'
        known = status == 200 and request.headers.get("If-None-Match") == tag
        request.send_response(304 if known else status)
        request.send_header("ETag", tag)
        request.send_header("Cache-Control", "max-age=600")
        request.send_header("Vary", "Accept-Encoding")
        request.send_header("Content-Type", TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        request.send_header("Content-Encoding", "gzip")
        request.end_headers()
        if not known:
            request.wfile.write(gzip.compress(data))
