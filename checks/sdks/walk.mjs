// Does with other people's clients what their users do: node walk.mjs URL KEY OTHER_URL
// The two addresses are nodes of one service; its model is the one of the tests, which does what it is asked for.
import assert from "node:assert/strict";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { embed, generateObject, generateText, stepCountIs, streamText, tool } from "ai";
import OpenAI from "openai";
import { z } from "zod";

const [url, apiKey, otherUrl] = process.argv.slice(2);
assert(url && apiKey && otherUrl, "usage: walk.mjs URL KEY OTHER_URL");

const model = "obliging";
const long = "say slowly " + "word ".repeat(40).trim();
const gif = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";
const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey });
const elsewhere = new OpenAI({ baseURL: `${otherUrl}/v1`, apiKey });
const weather = {
  type: "function",
  function: {
    name: "weather",
    description: "How warm it is",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

const ask = (content, more = {}) =>
  openai.chat.completions.create({ model, messages: [{ role: "user", content }], ...more });

const steps = {
  async "openai: models"() {
    const ids = [];
    for await (const one of openai.models.list()) {
      ids.push(one.id);
    }
    assert(ids.includes(model));
    assert.equal((await openai.models.retrieve(model)).id, model);
  },

  async "openai: chat"() {
    const answer = await ask("hello there");
    assert.equal(answer.choices[0].message.content, "You said: hello there");
    assert(answer.usage.total_tokens > 0);
  },

  async "openai: chat, streamed, with usage"() {
    let text = "";
    let usage;
    for await (const chunk of await ask("one two three", { stream: true, stream_options: { include_usage: true } })) {
      text += chunk.choices[0]?.delta.content ?? "";
      usage = chunk.usage ?? usage;
    }
    assert.equal(text, "You said: one two three");
    assert(usage.total_tokens > 0);
  },

  async "openai: tool loop"() {
    const first = await ask("How warm is it?", { tools: [weather] });
    const message = first.choices[0].message;
    assert.equal(first.choices[0].finish_reason, "tool_calls");
    assert.equal(message.tool_calls[0].function.name, "weather");
    const second = await openai.chat.completions.create({
      model,
      messages: [
        { role: "user", content: "How warm is it?" },
        message,
        { role: "tool", tool_call_id: message.tool_calls[0].id, content: "21 degrees" },
      ],
      tools: [weather],
    });
    assert.equal(second.choices[0].message.content, "The tool said: 21 degrees");
  },

  async "openai: image"() {
    const answer = await ask([
      { type: "text", text: "What is it?" },
      { type: "image_url", image_url: { url: gif } },
    ]);
    assert.equal(answer.choices[0].message.content, "I see 1 image.");
  },

  async "openai: JSON schema"() {
    const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const answer = await ask("How warm is it?", {
      response_format: { type: "json_schema", json_schema: { name: "weather", schema } },
    });
    assert.equal(JSON.parse(answer.choices[0].message.content).city, "Oslo");
  },

  async "openai: abort"() {
    const stream = await ask(long, { stream: true });
    for await (const chunk of stream) {
      assert(chunk.id);
      stream.controller.abort();
    }
  },

  async "openai: repeat with a key"() {
    const headers = { "Idempotency-Key": "node-1" };
    const question = { model, messages: [{ role: "user", content: "once only" }] };
    const first = await openai.chat.completions.create(question, { headers });
    assert.equal((await openai.chat.completions.create(question, { headers })).id, first.id);
  },

  async "openai: embeddings"() {
    const { data } = await openai.embeddings.create({ model: "numbers", input: ["one", "two"] });
    assert.equal(data.length, 2);
    assert.equal(data[0].embedding.length, 8);
  },

  async "openai: responses, continued"() {
    const first = await openai.responses.create({ model, input: "my cat is Tom" });
    assert.equal(first.output_text, "You said: my cat is Tom");
    const next = await openai.responses.create({ model, input: "and my dog", previous_response_id: first.id });
    assert.equal(next.output_text, "You said: and my dog");
    assert.equal((await openai.responses.retrieve(next.id)).status, "completed");
    await openai.responses.delete(next.id);
    await assert.rejects(openai.responses.retrieve(next.id), (e) => e.status === 404);
  },

  async "openai: responses, resumed on another node"() {
    let id;
    let last;
    let text = "";
    for await (const event of await openai.responses.create({ model, input: long, stream: true })) {
      id ??= event.response?.id;
      text += event.type === "response.output_text.delta" ? event.delta : "";
      last = event.sequence_number;
      if (text.length > 60) {
        break;
      }
    }
    for await (const event of await elsewhere.responses.retrieve(id, { stream: true, starting_after: last })) {
      assert.equal(event.sequence_number, ++last);
      text += event.type === "response.output_text.delta" ? event.delta : "";
    }
    assert.equal(text, `You said: ${long}`);
  },

  async "openai: responses, cancelled in the background"() {
    const begun = await openai.responses.create({ model, input: `${long} to cancel`, background: true });
    assert(["queued", "in_progress"].includes(begun.status));
    await openai.responses.cancel(begun.id);
    let now = begun;
    for (let i = 0; i < 100 && now.status !== "cancelled"; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      now = await openai.responses.retrieve(begun.id);
    }
    assert.equal(now.status, "cancelled");
  },

  async "openai: conversations"() {
    const conversation = await openai.conversations.create({ metadata: { topic: "cats" } });
    await openai.responses.create({ model, input: "hello", conversation: conversation.id });
    const kinds = [];
    for await (const item of openai.conversations.items.list(conversation.id, { order: "asc" })) {
      kinds.push(item.role);
    }
    assert.deepEqual(kinds, ["user", "assistant"]);
    assert.equal((await openai.conversations.delete(conversation.id)).deleted, true);
  },
};

// Last, since a model that fails is not asked for a while.
const failures = {
  async "openai: errors"() {
    const wrong = new OpenAI({ baseURL: `${url}/v1`, apiKey: "cb_wrong" });
    await assert.rejects(wrong.models.list(), (e) => e.status === 401 && e.code === "invalid_api_key");
    await assert.rejects(ask("hello", { model: "unknown" }), (e) => e.status === 404 && e.code === "model_not_found");
    await assert.rejects(ask("fail"), (e) => e.status === 502 && e.code === "model_failed");
    await assert.rejects(openai.chat.completions.create({ model, messages: "no" }), (e) => e.status === 400);
  },
};

const compatible = createOpenAICompatible({ name: "bot", baseURL: `${url}/v1`, apiKey, includeUsage: true });
const official = createOpenAI({ baseURL: `${url}/v1`, apiKey });
const warm = tool({
  description: "How warm it is",
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => `21 degrees in ${city}`,
});

for (const [name, chosen] of [
  ["ai with openai-compatible", compatible(model)],
  ["ai with openai, chat", official.chat(model)],
  ["ai with openai, responses", official(model)],
]) {
  steps[`${name}: text`] = async () => {
    const { text } = await generateText({ model: chosen, prompt: "hello there" });
    assert.equal(text, "You said: hello there");
  };
  steps[`${name}: stream`] = async () => {
    let text = "";
    for await (const piece of streamText({ model: chosen, prompt: "one two three" }).textStream) {
      text += piece;
    }
    assert.equal(text, "You said: one two three");
  };
  steps[`${name}: tool loop`] = async () => {
    const prompt = "How warm is it?";
    const { text } = await generateText({ model: chosen, prompt, tools: { weather: warm }, stopWhen: stepCountIs(3) });
    assert.match(text, /The tool said: .*21 degrees in Oslo/);
  };
  failures[`${name}: error`] = () =>
    assert.rejects(
      generateText({ model: chosen, prompt: "fail", maxRetries: 0 }),
      (e) => e.statusCode === 502 || e.statusCode === 503,
    );
}

steps["ai with openai, chat: object"] = async () => {
  const schema = z.object({ city: z.string(), degrees: z.number() });
  const { object } = await generateObject({ model: official.chat(model), schema, prompt: "How warm is it?" });
  assert.deepEqual(object, { city: "Oslo", degrees: 21 });
};

steps["ai with openai-compatible: embedding"] = async () => {
  const { embedding } = await embed({ model: compatible.textEmbeddingModel("numbers"), value: "one" });
  assert.equal(embedding.length, 8);
};

let failed = 0;
const all = Object.entries({ ...steps, ...failures });
for (const [name, step] of all) {
  try {
    await step();
    console.log(`ok    ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}: ${e.stack}`);
  }
}
console.log(`${all.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
