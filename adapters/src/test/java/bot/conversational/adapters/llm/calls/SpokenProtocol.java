package bot.conversational.adapters.llm.calls;

/** What a server of each protocol says, as its makers document it. Texts go into JSON as they are. */
enum SpokenProtocol {
    OPENAI(ModelProtocol.OPENAI, "/v1", "/v1/chat/completions", "max_tokens") {
        @Override
        String beginning() {
            return event("{\"model\":\"small-2\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}");
        }

        @Override
        String piece(String text) {
            return event(
                    "{\"model\":\"small-2\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}");
        }

        @Override
        String reason() {
            return event("{\"model\":\"small-2\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
                    + event("{\"model\":\"small-2\",\"choices\":[],"
                            + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}");
        }

        @Override
        String end() {
            return event("[DONE]");
        }

        @Override
        String unreadable() {
            return event("{\"choices\": private");
        }

        @Override
        String nothing() {
            return ": \n";
        }

        private String event(String data) {
            return "data: " + data + "\n\n";
        }
    },

    ANTHROPIC(ModelProtocol.ANTHROPIC, "/v1", "/v1/messages", "max_tokens") {
        @Override
        String beginning() {
            return event(
                            "message_start",
                            "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"small-2\","
                                    + "\"content\":[],\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}")
                    + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                    + event("ping", "\"nothing\":0");
        }

        @Override
        String piece(String text) {
            return event(
                    "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
        }

        @Override
        String reason() {
            return event("content_block_stop", "\"index\":0")
                    + event(
                            "message_delta",
                            "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}");
        }

        @Override
        String end() {
            return event("message_stop", "\"nothing\":0");
        }

        @Override
        String unreadable() {
            return "event: content_block_delta\ndata: {\"type\": private\n\n";
        }

        @Override
        String nothing() {
            return ": \n";
        }

        private String event(String type, String fields) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
        }
    },

    OLLAMA(ModelProtocol.OLLAMA, "", "/api/chat", "num_predict") {
        @Override
        String beginning() {
            return "";
        }

        @Override
        String piece(String text) {
            return line("{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"done\":false");
        }

        @Override
        String reason() {
            return line("{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
                    + "\"prompt_eval_count\":12,\"eval_count\":3");
        }

        /** Its last line has the reason; older servers gave none. */
        @Override
        String end() {
            return "";
        }

        @Override
        String unreadable() {
            return "{\"message\": private\n";
        }

        @Override
        String nothing() {
            return " ";
        }

        private String line(String message) {
            return "{\"model\":\"small-2\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":" + message + "}\n";
        }
    };

    private final ModelProtocol protocol;
    private final String base;
    private final String path;
    private final String maxTokensField;

    SpokenProtocol(ModelProtocol protocol, String base, String path, String maxTokensField) {
        this.protocol = protocol;
        this.base = base;
        this.path = path;
        this.maxTokensField = maxTokensField;
    }

    ModelProtocol protocol() {
        return protocol;
    }

    /** What its base URLs end with. */
    String base() {
        return base;
    }

    /** Where it is asked. */
    String path() {
        return path;
    }

    String maxTokensField() {
        return maxTokensField;
    }

    abstract String beginning();

    abstract String piece(String text);

    /** Why the answer ends, and what it cost: 12 tokens asked, 3 answered. */
    abstract String reason();

    /** That it ends. */
    abstract String end();

    abstract String unreadable();

    /** Bytes that mean nothing, as a sign of life. */
    abstract String nothing();
}
