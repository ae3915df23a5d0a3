"""A model that speaks as OpenAI's do: model.py PORT. It says the same sentence each time, word by word where it streams."""

import http.server
import json
import sys
import time

WORDS = "The museum opens at nine, and on Sundays it costs nothing at all. ".split(" ") * 3
PAUSE = 0.005  # seconds between two words


class Model(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if asked.get("stream"):
            self.stream()
        else:
            self.answer({"id": "1", "object": "chat.completion", "created": 1, "model": "scripted", "usage": USAGE,
                         "choices": [{"index": 0, "finish_reason": "stop",
                                      "message": {"role": "assistant", "content": " ".join(WORDS)}}]})

    def do_GET(self):
        self.answer({"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]})
        for word in WORDS:
            self.event({"choices": [{"index": 0, "delta": {"content": word + " "}}]})
            time.sleep(PAUSE)
        self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self.event({"choices": [], "usage": USAGE})
        self.chunk(b"data: [DONE]\n\n")
        self.chunk(b"")

    def event(self, body):
        self.chunk(b"data: " + json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 1,
                                           "model": "scripted", **body}).encode() + b"\n\n")

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def log_message(self, *_):
        pass


USAGE = {"prompt_tokens": 50, "completion_tokens": len(WORDS), "total_tokens": 50 + len(WORDS)}


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


Server(("localhost", int(sys.argv[1])), Model).serve_forever()
