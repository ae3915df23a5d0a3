package bot.conversational.application.http.sharing;

import bot.conversational.application.http.parts.PartJson;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.sharing.SharedMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a share, without ids.
 *
 * @param parts null when there is nothing but text
 */
public record SharedMessageJson(
        MessageRole role,
        String content,
        @Nullable String model,
        Instant createdAt,
        @Nullable List<PartJson> parts) {

    static SharedMessageJson of(SharedMessage message) {
        return new SharedMessageJson(
                message.role(),
                message.content().text(),
                message.model().orElse(null),
                message.createdAt(),
                PartJson.of(message.content()));
    }
}
