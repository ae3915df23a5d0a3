"""A client of the service's HTTP interface that measures every call by the step it belongs to."""

import http.client
import json
import threading
import time
import urllib.parse


class StepFailed(Exception):
    """A call did not answer as the contract says; it is counted already."""


class Ledger:
    """What was done: durations and failures by step, in the order of first appearance. Shared by all threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self.durations = {}
        self.failures = {}
        self.messages = []
        self.waits = 0

    def done(self, step, milliseconds):
        with self._lock:
            self.durations.setdefault(step, []).append(milliseconds)

    def failed(self, step, message):
        with self._lock:
            self.durations.setdefault(step, [])
            self.failures[step] = self.failures.get(step, 0) + 1
            self.messages.append(f"{step}: {message}")

    def waited(self):
        with self._lock:
            self.waits += 1

    def check(self, step, condition, message):
        if not condition:
            self.failed(step, message)
            raise StepFailed(step)


class Client:
    """One user's connection. Not for several threads."""

    TIMEOUT = 120
    RATE_LIMIT_PATIENCE = 20

    def __init__(self, url, ledger):
        parts = urllib.parse.urlsplit(url)
        self._kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._host = parts.netloc
        self._base = parts.path.rstrip("/") + "/api/v1"
        self._connection = None
        self._ledger = ledger
        self.token = None

    def call(self, step, method, path, body=None, expect=200, query=None):
        """Sends one request and gives its JSON. A 429 is obeyed: the wait does not count as time of the step."""
        for _ in range(self.RATE_LIMIT_PATIENCE):
            begun = time.perf_counter()
            try:
                status, headers, text = self._send(method, path, body, query)
            except (OSError, http.client.HTTPException) as problem:
                self._connection = None
                self._ledger.failed(step, f"{method} {path}: {problem!r}")
                raise StepFailed(step) from problem
            if status != 429 or expect == 429:
                break
            self._ledger.waited()
            time.sleep(min(float(headers.get("Retry-After") or 1), 60))
        self._ledger.done(step, (time.perf_counter() - begun) * 1000)
        self._ledger.check(step, status == expect, f"{method} {path}: {status} instead of {expect}: {text[:300]}")
        try:
            return json.loads(text) if text else None
        except ValueError as problem:
            self._ledger.failed(step, f"{method} {path}: no JSON: {text[:200]}")
            raise StepFailed(step) from problem

    def _send(self, method, path, body, query):
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        target = self._base + path + ("?" + urllib.parse.urlencode(query) if query else "")
        if self._connection is None:
            self._connection = self._kind(self._host, timeout=self.TIMEOUT)
        self._connection.request(method, target, data, headers)
        response = self._connection.getresponse()
        return response.status, response.headers, response.read().decode("utf-8", "replace")
