package bot.conversational.application.exporting;

import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportedConversation;
import bot.conversational.domain.exporting.ExportedMessage;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A whole conversation of an export. It is written page by page, so that one page of messages is in memory.
 *
 * @param format always {@code conversational-bot}
 * @param version of the format
 * @param messages in their order
 */
public record ConversationExportJson(
        String format, int version, ExportedConversationJson conversation, List<ExportedMessageJson> messages) {

    static final String FORMAT = "conversational-bot";
    static final int VERSION = 1;

    /** Gives the messages one after the other. */
    @FunctionalInterface
    public interface Messages {

        /** Hands on each, as it is read. */
        void forEach(Taker taker) throws IOException;

        /** Takes a message. */
        @FunctionalInterface
        interface Taker {
            void take(ExportedMessage message) throws IOException;
        }
    }

    /** Those of all branches, by seq. */
    public static Messages all(ExportSource source, UserId user, ExportedConversation exported) {
        return taker -> {
            List<ExportedMessage> page;
            for (long after = 0;
                    after < exported.lastSeq();
                    after = page.getLast().message().seq()) {
                page = source.messages(user, exported, after);
                if (page.isEmpty()) {
                    return; // the last one is being generated
                }
                for (ExportedMessage message : page) {
                    taker.take(message);
                }
            }
        };
    }

    /** Those of one branch, without comments of feedback. */
    public static Messages of(BranchPages branch) {
        return taker -> branch.forEach(message -> taker.take(new ExportedMessage(message, Optional.empty())));
    }

    /** Writes one object, and leaves the generator open. */
    public static void write(ExportedConversation exported, Messages messages, JsonGenerator json, ObjectMapper mapper)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeFieldName("conversation");
        mapper.writeValue(json, ExportedConversationJson.of(exported));
        json.writeArrayFieldStart("messages");
        messages.forEach(message -> mapper.writeValue(json, ExportedMessageJson.of(message)));
        json.writeEndArray();
        json.writeEndObject();
    }
}
