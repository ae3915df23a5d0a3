package bot.conversational.application.exporting;

import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.domain.exporting.ExportedMessage;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A message of an export: as its user sees it.
 *
 * @param feedbackComment what came with the feedback, left out without
 */
public record ExportedMessageJson(
        @JsonUnwrapped MessageJson message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String feedbackComment) {

    static ExportedMessageJson of(ExportedMessage exported) {
        return new ExportedMessageJson(
                MessageJson.of(exported.message()), exported.feedbackComment().orElse(null));
    }

    @Override
    public String toString() {
        return "ExportedMessageJson[redacted]";
    }
}
