package bot.conversational.domain.responses.items;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.util.List;
import java.util.Optional;

/** One item of a conversation. */
public sealed interface Item {

    ItemId id();

    /** What of the message it is. */
    List<Part> parts();

    /**
     * Somebody says something.
     *
     * @param parts texts, and images and files of users
     */
    record Said(ItemId id, MessageRole role, List<Part> parts) implements Item {
        public Said {
            parts = List.copyOf(parts);
        }

        public String text() {
            return Content.of(parts).text();
        }
    }

    /**
     * A model thinks.
     *
     * @param signature by which its provider knows it again
     */
    record Thought(ItemId id, String text, Optional<String> signature) implements Item {
        @Override
        public List<Part> parts() {
            return List.of(new Part.Reasoning(text, signature));
        }
    }

    /** A model calls a tool. */
    record Called(ItemId id, String callId, String name, String arguments) implements Item {
        @Override
        public List<Part> parts() {
            return List.of(new Part.ToolCall(callId, name, arguments));
        }
    }

    /** A tool says something. */
    record Returned(ItemId id, String callId, String output, boolean isError) implements Item {
        @Override
        public List<Part> parts() {
            return List.of(new Part.ToolResult(callId, output, isError));
        }
    }
}
