"""Users who call every way of the service for some seconds, side by side: users.py --url URL --seconds N. Prints how many
calls were answered; exit code 1 when one was not as it should be."""

import argparse
import concurrent.futures
import http.client
import json
import os
import sys
import time
import urllib.parse
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "smoke"))
from api import Client, Ledger  # noqa: E402 (found by the line above)

USERS = 8
PASSWORD = "correct horse battery"
MODES = ("keyword", "semantic", "hybrid")


class Person:
    """A registered user with a session and a conversation."""

    def __init__(self, url, ledger):
        self.host = urllib.parse.urlsplit(url).netloc
        self.ledger = ledger
        self.client = Client(url, ledger)
        self.email = f"{uuid.uuid4().hex}@example.com"
        self.call("POST", "/users", {"email": self.email, "password": PASSWORD}, 201)
        self.log_in()
        self.begin()

    def call(self, method, path, body=None, expect=200, query=None):
        return self.client.call(f"{method} {path.split('/')[1]}", method, path, body, expect, query)

    def log_in(self):
        self.client.token = self.call("POST", "/sessions", {"email": self.email, "password": PASSWORD}, 201)["token"]

    def begin(self):
        self.conversation = "/conversations/" + self.call("POST", "/conversations", {"title": "Travel plans"}, 201)["id"]

    def say(self, number):
        question = f"Which museum in Lisbon opens early, says {number}?"
        return self.call("POST", self.conversation + "/messages", {"content": question}, 201)["assistantMessage"]["id"]

    def listen(self, number):
        """A turn as a stream, and its events once more from their beginning."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("POST", "/api/v1" + self.conversation + "/messages",
                           json.dumps({"content": f"And which train goes there at {number}?"}),
                           {"Authorization": "Bearer " + self.client.token, "Content-Type": "application/json",
                            "Accept": "text/event-stream", "Idempotency-Key": uuid.uuid4().hex})
        told = connection.getresponse().read()
        connection.close()
        self.ledger.check("stream", b"event: message.completed" in told, f"no whole answer: {told[-300:]!r}")
        self.ledger.done("stream", 0)

    def look_around(self, number):
        self.call("GET", self.conversation + "/messages", query={"limit": 50})
        self.call("GET", "/conversations", query={"limit": 20})
        self.call("GET", "/search/titles", query={"q": "travel"})
        self.call("GET", "/search/messages", query={"q": f"museum early {number}", "mode": MODES[number % 3]})
        self.call("GET", "/search/conversations", query={"q": "museum", "mode": MODES[number % 3]})

    def settle(self, answer):
        self.call("GET", "/users/me")
        self.call("GET", "/sessions")
        self.call("GET", "/models")
        self.call("GET", "/analytics/usage")
        self.call("PUT", f"{self.conversation}/messages/{answer}/feedback", {"rating": "up"}, 204)
        self.call("GET", self.conversation)
        self.call("PATCH", self.conversation, {"title": "Other plans", "pinned": True})
        self.call("GET", self.conversation + "/related")

    def leave(self):
        self.call("DELETE", self.conversation, expect=204)
        self.call("DELETE", "/sessions/current", expect=204)
        self.log_in()
        self.call("DELETE", "/users/me", {"password": PASSWORD}, 204)


def live(url, ledger, until):
    while time.monotonic() < until:
        person = Person(url, ledger)
        number = 0
        while number < 60 and time.monotonic() < until:
            answer = person.say(number)
            person.listen(number)
            person.look_around(number)
            if number % 10 == 0:
                person.settle(answer)
            if number % 20 == 19:
                person.begin()
            number += 1
        person.leave()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--url", required=True)
    arguments.add_argument("--seconds", type=int, required=True)
    chosen = arguments.parse_args()
    ledger = Ledger()
    until = time.monotonic() + chosen.seconds
    with concurrent.futures.ThreadPoolExecutor(USERS) as pool:
        jobs = [pool.submit(live, chosen.url, ledger, until) for _ in range(USERS)]
    for job in jobs:
        problem = job.exception()
        if problem and not ledger.messages:
            raise problem
    for message in ledger.messages[:3]:
        print(f"learn.sh: {message}", file=sys.stderr)
    print(f"{sum(len(each) for each in ledger.durations.values())} calls")
    sys.exit(1 if ledger.messages else 0)


main()
