package bot.conversational.application.exporting;

import bot.conversational.domain.sharing.Share;
import bot.conversational.domain.sharing.ShareTerms.Ticked;
import bot.conversational.domain.sharing.Visibility;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A share in an export, without its link: whoever has the export would have it, too. */
record ShareLine(
        UUID id,
        UUID conversationId,
        Visibility visibility,
        Ticked shared,
        Instant createdAt,
        @Nullable Instant expiresAt,
        long views) {

    static ShareLine of(Share share) {
        return new ShareLine(
                share.id().value(),
                share.link().conversation().value(),
                share.terms().visibility(),
                share.terms().ticked(),
                share.createdAt(),
                share.terms().expiresAt().orElse(null),
                share.views());
    }
}
