package bot.conversational.application.http.sharing;

import bot.conversational.application.http.json.Words;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.sharing.ShareTerms;
import bot.conversational.domain.sharing.Visibility;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body by which a branch is shared.
 *
 * @param branch a message of it; the newest branch when left out
 * @param expiresAt never when left out
 * @param showName no when left out, as all that follows
 */
public record CreateShareBody(
        @Nullable UUID branch,

        @NotNull @Schema(allowableValues = {"link", "members"})
        String visibility,

        @Nullable Instant expiresAt,
        @Nullable Boolean showName,
        @Nullable Boolean reasoning,
        @Nullable Boolean toolResults,
        @Nullable Boolean files) {

    Optional<MessageId> through() {
        return Optional.ofNullable(branch).map(MessageId::new);
    }

    ShareTerms terms() {
        return new ShareTerms(
                Words.read("visibility", Visibility.class, visibility),
                Optional.ofNullable(expiresAt).map(it -> it.truncatedTo(ChronoUnit.MILLIS)),
                Boolean.TRUE.equals(showName),
                new ShareTerms.Ticked(
                        Boolean.TRUE.equals(reasoning), Boolean.TRUE.equals(toolResults), Boolean.TRUE.equals(files)));
    }
}
