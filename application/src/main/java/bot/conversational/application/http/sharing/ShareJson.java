package bot.conversational.application.http.sharing;

import bot.conversational.domain.sharing.Share;
import bot.conversational.domain.sharing.Visibility;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A share as its owner sees it.
 *
 * @param token who has it may read
 * @param url path of the share; the service's address goes before it
 * @param branch a message of the branch; null for the one that is newest whenever the snapshot is made
 * @param expiresAt null: never
 */
public record ShareJson(
        UUID id,
        String token,
        String url,
        UUID conversationId,
        @Nullable UUID branch,
        Visibility visibility,
        boolean showName,
        boolean reasoning,
        boolean toolResults,
        boolean files,
        int revision,
        Instant createdAt,
        @Nullable Instant expiresAt,
        long views) {

    static ShareJson of(Share share) {
        String token = share.link().token().value();
        return new ShareJson(
                share.id().value(),
                token,
                SharedResource.PATH + "/" + token,
                share.link().conversation().value(),
                share.link().branch().map(it -> it.value()).orElse(null),
                share.terms().visibility(),
                share.terms().showName(),
                share.terms().ticked().reasoning(),
                share.terms().ticked().toolResults(),
                share.terms().ticked().files(),
                share.revision(),
                share.createdAt(),
                share.terms().expiresAt().orElse(null),
                share.views());
    }

    @Override
    public String toString() {
        return "ShareJson[" + id + ", redacted]";
    }
}
