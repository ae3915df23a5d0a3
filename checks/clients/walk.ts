// Walks through the main job as a TypeScript client would: node out/walk.js http://localhost:8080
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type StreamEvent = components["schemas"]["StreamEvent"];

const baseUrl = process.argv[2];
assert(baseUrl, "usage: walk.js URL");
const api = createClient<paths>({ baseUrl });

const email = `walker-${randomUUID()}@example.com`;
const password = "correct horse battery";

async function logIn(): Promise<string> {
  const registered = await api.POST("/api/v1/users", { body: { email, password, displayName: "Walker" } });
  assert.equal(registered.data?.role, "user");
  const session = await api.POST("/api/v1/sessions", { body: { email, password } });
  assert(session.data?.token, session.error?.detail);
  return session.data.token;
}

/** The events of a stream, as the description has them. */
async function* events(stream: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    rest += decoder.decode(bytes, { stream: true });
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const fields = new Map(rest.slice(0, end).split("\n").map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      }));
      rest = rest.slice(end + 2);
      const data = fields.get("data");
      if (data !== undefined) {
        yield { id: fields.get("id"), event: fields.get("event"), data: JSON.parse(data) } as StreamEvent;
      }
    }
  }
}

async function talk(id: string): Promise<void> {
  const exchange = await api.POST("/api/v1/conversations/{id}/messages", {
    params: { path: { id }, header: { "Idempotency-Key": randomUUID() } },
    body: { content: "What does an okapi eat?", temperature: 0.5 },
  });
  // The same call answers with a stream, too: its type is that of either.
  assert(exchange.data && "assistantMessage" in exchange.data, exchange.error?.detail);
  const answer = exchange.data.assistantMessage;
  assert.equal(answer.status satisfies "generating" | "completed" | "stopped" | "failed" | "interrupted", "completed");
  const tokens: number | undefined = answer.usage?.promptTokens;
  assert(tokens === undefined || tokens > 0);
  const rated = await api.PUT("/api/v1/conversations/{id}/messages/{mid}/feedback", {
    params: { path: { id, mid: answer.id } },
    body: { rating: "up" },
  });
  assert.equal(rated.response.status, 204);
}

async function follow(id: string): Promise<void> {
  const streamed = await api.POST("/api/v1/conversations/{id}/messages", {
    params: { path: { id } },
    body: { content: "And where does it sleep?" },
    headers: { Accept: "text/event-stream" },
    parseAs: "stream",
  });
  assert(streamed.data);
  let text = "";
  let whole: string | undefined;
  for await (const event of events(streamed.data)) {
    switch (event.event) {
      case "message.delta":
        text += event.data.delta;
        break;
      case "message.completed":
        whole = event.data.content;
        break;
      case "message.failed":
        assert.fail(event.data.detail);
    }
  }
  assert(text.length > 0);
  assert.equal(text, whole);
}

async function find(id: string): Promise<void> {
  const listed = await api.GET("/api/v1/conversations", { params: { query: { limit: 10, archived: false } } });
  assert.equal(listed.data?.items[0]?.id, id);
  assert.equal(listed.data?.nextCursor, null);
  for (let attempt = 0; ; attempt++) {
    const found = await api.GET("/api/v1/search/messages", { params: { query: { q: "okapi", role: "user", limit: 5 } } });
    assert(found.data, found.error?.detail);
    if (found.data.items[0]?.conversation.id === id) {
      return;
    }
    assert(attempt < 150, "nothing was found");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function leave(id: string): Promise<void> {
  const edited = await api.PATCH("/api/v1/conversations/{id}", { params: { path: { id } }, body: { title: null } });
  assert.equal(edited.data?.title, null);
  const deleted = await api.DELETE("/api/v1/conversations/{id}", { params: { path: { id } } });
  assert.equal(deleted.response.status, 204);
  const gone = await api.GET("/api/v1/conversations/{id}", { params: { path: { id } } });
  assert.equal(gone.error?.status, 404);
  const refused = await api.POST("/api/v1/users", { body: { email: "nobody", password: "short" } });
  assert.deepEqual(refused.error?.errors?.map((error) => error.field), ["email", "password"]);
}

api.use({
  onRequest: ({ request }) => {
    if (token) {
      request.headers.set("Authorization", `Bearer ${token}`);
    }
  },
});
let token: string | undefined;
token = await logIn();
const conversation = await api.POST("/api/v1/conversations", { body: { title: "Okapis" } });
assert(conversation.data, conversation.error?.detail);
await talk(conversation.data.id);
await follow(conversation.data.id);
await find(conversation.data.id);
await leave(conversation.data.id);
console.log("walked");
