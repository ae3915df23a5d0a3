package bot.conversational.domain.llm.parts;

import java.util.Optional;

/** One part of a message. A message is an ordered list of them. */
public sealed interface Part {

    record Text(String text) implements Part {}

    /**
     * What a model thought before it answered.
     *
     * @param signature the provider's own proof, opaque; only with it may the text be sent back to that provider
     */
    record Reasoning(String text, Optional<String> signature) implements Part {}

    /**
     * A model wants a tool to be called.
     *
     * @param callId the model's name of the call, which its result repeats
     * @param arguments as the model wrote them: usually, but not surely, a JSON object
     */
    record ToolCall(String callId, String name, String arguments) implements Part {}

    /** What a tool said, for the call of that id. */
    record ToolResult(String callId, String content, boolean isError) implements Part {}

    /**
     * An image or another file.
     *
     * @param mediaType such as {@code image/png}
     */
    record Attachment(Kind kind, String mediaType, Optional<String> name, Origin origin) implements Part {

        /** As what it is shown to a model. */
        public enum Kind {
            IMAGE,
            FILE
        }
    }

    /**
     * What an answer is based on.
     *
     * @param start of the words it supports, in code points of the message's text
     * @param end behind these words
     */
    record Source(
            Optional<String> url,
            Optional<String> title,
            Optional<String> quote,
            Optional<Integer> start,
            Optional<Integer> end)
            implements Part {}

    /**
     * Something for clients that is never sent to a model.
     *
     * @param value JSON
     */
    record Data(String name, String value) implements Part {}

    /** Where the bytes of an attachment are. */
    sealed interface Origin {

        /** @param url {@code https:} or {@code data:} */
        record Url(String url) implements Origin {}

        /** @param sha256 of an uploaded file of the user's, 64 hexadecimal digits */
        record Blob(String sha256) implements Origin {}
    }
}
