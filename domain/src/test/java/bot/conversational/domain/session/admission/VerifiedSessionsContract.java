package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.session.Session;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link VerifiedSessions} keeps. */
public interface VerifiedSessionsContract {

    VerifiedSessions verified();

    private static Session session() {
        return StoreSamples.session(new UserId(UUID.randomUUID()), StoreSamples.NOON);
    }

    @Test
    default void findShouldKnowWhatWasRememberedAndNobodyElsesDigest() {
        VerifiedSessions verified = verified();
        Session session = session();
        assertThat(verified.find(session.user(), session.digest())).isEmpty();

        verified.remember(session);
        verified.remember(session);

        assertThat(verified.find(session.user(), session.digest())).contains(session.caller());
        assertThat(verified.find(session.user(), "another")).isEmpty();
        assertThat(verified.find(new UserId(UUID.randomUUID()), session.digest()))
                .isEmpty();
    }

    @Test
    default void forgetShouldConcernOneSessionOnly() {
        VerifiedSessions verified = verified();
        Session ended = session();
        Session other = session();
        verified.remember(ended);
        verified.remember(other);

        verified.forget(ended.user(), ended.digest());
        verified.forget(ended.user(), ended.digest());

        assertThat(verified.find(ended.user(), ended.digest())).isEmpty();
        assertThat(verified.find(other.user(), other.digest())).contains(other.caller());
    }
}
