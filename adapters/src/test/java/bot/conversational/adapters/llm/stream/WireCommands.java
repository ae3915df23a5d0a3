package bot.conversational.adapters.llm.stream;

/**
 * What each protocol says for the commands of a case. Texts go into JSON as they are.
 *
 * <pre>
 *            every protocol
 * line X     X, with \n for a line break, and a line break
 * say X      a piece of text
 * finish X   the reason for the end
 * done       the end, which for Ollama is the reason, too
 *
 *            OpenAI
 * chunk X    the data of an event
 * delta X    the same, around the delta of choice 0
 * usage X    the same, around the usage
 *
 *            Anthropic
 * event T X  an event of the type T with the fields X
 * begin N X  the beginning of block N, which is X
 * add N X    a delta of block N
 * end N      the end of block N
 *
 *            Ollama
 * message X  a line around the message
 * </pre>
 */
final class WireCommands {

    private WireCommands() {}

    static String sent(StreamProtocol protocol, String line) {
        String[] words = line.split(" ", 2);
        String rest = words.length == 1 ? "" : words[1];
        if ("line".equals(words[0])) {
            return rest.replace("\\n", "\n") + "\n";
        }
        return switch (protocol) {
            case OPENAI -> openAi(words[0], rest);
            case ANTHROPIC -> anthropic(words[0], rest);
            case OLLAMA -> ollama(words[0], rest);
        };
    }

    private static String openAi(String command, String rest) {
        return switch (command) {
            case "say" -> delta("{\"content\":\"" + rest + "\"}");
            case "delta" -> delta(rest);
            case "finish" -> data("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + rest + "\"}]}");
            case "usage" -> data("{\"choices\":[],\"usage\":" + rest + "}");
            case "chunk" -> data(rest);
            case "done" -> data("[DONE]");
            default -> throw unknown(command);
        };
    }

    private static String delta(String delta) {
        return data("{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"model\":\"small-2\",\"choices\":"
                + "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}");
    }

    private static String anthropic(String command, String rest) {
        String[] words = rest.split(" ", 2);
        String more = words.length == 1 ? "" : words[1];
        return switch (command) {
            case "say" -> block("delta", "0", ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + rest + "\"}");
            case "finish" -> event("message_delta", "\"delta\":{\"stop_reason\":\"" + rest + "\"}");
            case "done" -> event("message_stop", "\"ok\":1");
            case "event" -> event(words[0], more);
            case "begin" -> block("start", words[0], ",\"content_block\":" + more);
            case "add" -> block("delta", words[0], ",\"delta\":" + more);
            case "end" -> block("stop", words[0], "");
            default -> throw unknown(command);
        };
    }

    private static String block(String what, String index, String more) {
        return event("content_block_" + what, "\"index\":" + index + more);
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\n" + data("{\"type\":\"" + type + "\"," + fields + "}");
    }

    private static String ollama(String command, String rest) {
        return switch (command) {
            case "say" -> message("{\"role\":\"assistant\",\"content\":\"" + rest + "\"}");
            case "message" -> message(rest);
            case "done" ->
                "{\"model\":\"small-2\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true"
                        + (rest.isEmpty() ? "" : ",\"done_reason\":\"" + rest + "\"") + "}\n";
            default -> throw unknown(command);
        };
    }

    private static String message(String message) {
        return "{\"model\":\"small-2\",\"message\":" + message + ",\"done\":false}\n";
    }

    private static String data(String data) {
        return "data: " + data + "\n\n";
    }

    private static IllegalArgumentException unknown(String command) {
        return new IllegalArgumentException("no command: " + command);
    }
}
