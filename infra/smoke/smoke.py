"""Walks the main job of the service as users would, over HTTP, and prints what it did and how long it took.

Python with its standard library alone: it reads JSON and gzip, runs users side by side and computes a table, which a shell
script does badly and plain Java without a JSON library at twice the length.

FILE holds recorded conversations to send, one JSON object a line, gzipped or not:
    {"id": ..., "title": text or null, "messages": [{"role": "user" or another, "text": ...}, ...]}
"""

import argparse
import concurrent.futures
import gzip
import json
import os
import re
import statistics
import sys
import time
import uuid

from api import Client, Ledger, StepFailed

PASSWORD = "correct horse battery"
LONGEST_CONTENT = 32_000
FINDABLE_WITHIN = 10  # seconds


class User:
    """A registered user with a session."""

    def __init__(self, url, ledger):
        self.ledger = ledger
        self.client = Client(url, ledger)
        self.email = f"smoke-{uuid.uuid4().hex}@example.com"
        user = self.client.call("register", "POST", "/users", {"email": self.email, "password": PASSWORD}, 201)
        ledger.check("register", user["email"] == self.email and user["id"], f"another user came back: {user}")
        self.log_in()

    def log_in(self):
        self.client.token = None
        session = self.client.call("log in", "POST", "/sessions", {"email": self.email, "password": PASSWORD}, 201)
        self.client.token = session["token"]

    def converse(self, title=None):
        body = {"title": title} if title else {}
        return self.client.call("make conversation", "POST", "/conversations", body, 201)["id"]

    def send(self, conversation, content):
        path = f"/conversations/{conversation}/messages"
        answer = self.client.call("send message", "POST", path, {"content": content}, 201)
        asked, told = answer["userMessage"], answer["assistantMessage"]
        self.ledger.check("send message", asked["content"] == content, "the message came back changed")
        self.ledger.check("send message", told["status"] == "completed" and told["content"], f"no whole answer: {told}")
        return answer

    def read(self, conversation, expected):
        """The history must hold the messages, oldest first in `expected`, in their order."""
        page = self.client.call("read history", "GET", f"/conversations/{conversation}/messages", query={"limit": 200})
        contents = [item["content"] for item in reversed(page["items"])]
        self.ledger.check("read history", contents == expected, f"{len(contents)} messages instead of {len(expected)}, or others")

    def find_message(self, conversation, words):
        """Searches the words as a phrase until the conversation is among the hits."""
        begun = time.perf_counter()
        while True:
            page = self.client.call("search messages", "GET", "/search/messages", query={"q": f'"{words}"', "limit": 200})
            if any(item["message"]["conversationId"] == conversation for item in page["items"]):
                self.ledger.done("until found", (time.perf_counter() - begun) * 1000)
                return
            self.ledger.check("until found", time.perf_counter() - begun < FINDABLE_WITHIN,
                              f'"{words}" was not found in conversation {conversation} within {FINDABLE_WITHIN} s')
            time.sleep(0.1)

    def find_title(self, conversation, words):
        page = self.client.call("search titles", "GET", "/search/titles", query={"q": words, "limit": 200})
        self.ledger.check("search titles", any(item["id"] == conversation for item in page["items"]),
                          f"'{words}' does not find conversation {conversation}")

    def log_out(self):
        self.client.call("log out", "DELETE", "/sessions/current", expect=204)
        self.client.call("ended session refused", "GET", "/users/me", expect=401)

    def erase(self):
        self.client.call("erase account", "DELETE", "/users/me", {"password": PASSWORD}, 204)


def walk(url, ledger, keep):
    """The main job, once."""
    user = User(url, ledger)
    me = user.client.call("who am I", "GET", "/users/me")
    ledger.check("who am I", me["email"] == user.email, f"another user: {me}")
    mark = uuid.uuid4().hex[:12]
    conversation = user.converse(f"Travel plans {mark}")
    question = f"Which museum in Lisbon opens early, says {mark}?"
    answer = user.send(conversation, question)
    user.read(conversation, [question, answer["assistantMessage"]["content"]])
    user.find_message(conversation, f"opens early says {mark}")
    user.find_title(conversation, mark)
    user.log_out()
    if not keep:
        user.log_in()
        user.erase()


def replay(url, ledger, conversations, keep):
    """One user's share of the recorded conversations: all are sent first, then looked for."""
    user = User(url, ledger)
    sent = []
    for title, turns in conversations:
        try:
            conversation = user.converse(title)
            history = []
            for content in turns:
                answer = user.send(conversation, content)
                history += [content, answer["assistantMessage"]["content"]]
            user.read(conversation, history)
            sent.append((conversation, title, turns))
        except StepFailed:
            pass  # counted; the next conversation tells more
    for conversation, title, turns in sent:
        try:
            words = max((phrase(text) for text in turns), key=len)
            if words:
                user.find_message(conversation, words)
            if title:
                user.find_title(conversation, title)
        except StepFailed:
            pass
    if keep:
        user.log_out()
    else:
        user.erase()


def phrase(text):
    """The longest run of up to twelve plain, whole words (not the "m" of "I'm"); nothing when there are not three."""
    runs = [run.split() for run in re.findall(r"(?<!\S)[A-Za-z]+(?: [A-Za-z]+)*(?=[\s.,;!?]|$)", text)]
    longest = max(runs, key=len, default=[])
    return " ".join(longest[:12]) if len(longest) >= 3 else ""


def recorded(file, count, most_turns):
    """(title, user turns) of the first `count` conversations that have turns to send."""
    taken = []
    opener = gzip.open if file.endswith(".gz") else open
    with opener(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if len(taken) == count:
                break
            record = json.loads(line)
            texts = [m["text"] for m in record["messages"] if m["role"] == "user" and m["text"].strip()]
            turns = [text for text in texts if len(text) <= LONGEST_CONTENT][:most_turns]
            if turns:
                taken.append(((record.get("title") or "")[:200] or None, turns))
    return taken


def table(ledger):
    print(f"\n{'step':<24}{'count':>7}{'failed':>8}{'total ms':>11}{'median ms':>11}{'p95 ms':>9}{'max ms':>9}")
    for step, durations in ledger.durations.items():
        line = f"{step:<24}{len(durations):>7}{ledger.failures.get(step, 0):>8}"
        if durations:
            ordered = sorted(durations)
            p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
            line += f"{sum(ordered):>11.0f}{statistics.median(ordered):>11.1f}{p95:>9.1f}{ordered[-1]:>9.1f}"
        print(line)
    if ledger.waits:
        print(f"\nthe rate limit was met {ledger.waits} times and obeyed; those waits are not in the table")


def main():
    arguments = argparse.ArgumentParser(prog="smoke.sh", description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?", metavar="FILE", help="recorded conversations to send as well")
    arguments.add_argument("--conversations", type=int, default=200, metavar="N", help="how many of them (200)")
    arguments.add_argument("--turns", type=int, default=3, metavar="N", help="user turns of each, at most (3)")
    arguments.add_argument("--users", type=int, default=10, metavar="N", help="users who send them side by side (10)")
    arguments.add_argument("--url", default=f"http://localhost:{os.environ.get('SERVER_PORT', '8080')}")
    arguments.add_argument("--keep", action="store_true", help="leave the users and their conversations behind")
    chosen = arguments.parse_args()
    if min(chosen.conversations, chosen.turns, chosen.users) < 1:
        arguments.error("--conversations, --turns and --users start at 1")
    try:
        conversations = recorded(chosen.file, chosen.conversations, chosen.turns) if chosen.file else []
    except (OSError, ValueError, KeyError) as problem:
        sys.exit(f"smoke.sh: cannot read {chosen.file}: {problem}")

    ledger = Ledger()
    shares = [share for share in (conversations[i::chosen.users] for i in range(chosen.users)) if share]
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(1 + len(shares)) as pool:
        jobs.append(pool.submit(walk, chosen.url, ledger, chosen.keep))
        for share in shares:
            jobs.append(pool.submit(replay, chosen.url, ledger, share, chosen.keep))
    for job in jobs:
        problem = job.exception()
        if isinstance(problem, (KeyError, TypeError)):  # an answer without a field that the contract has
            ledger.failed("answer's shape", repr(problem))
        elif problem and not isinstance(problem, StepFailed):
            raise problem
    table(ledger)
    for message in ledger.messages[:10]:
        print(f"FAILED {message}", file=sys.stderr)
    failures = sum(ledger.failures.values())
    print(f"\n{failures} failures" if failures else "\nall as expected")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
