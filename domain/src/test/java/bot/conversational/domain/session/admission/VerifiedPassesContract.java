package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.session.Pass;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link VerifiedPasses} keeps. */
public interface VerifiedPassesContract {

    VerifiedPasses verified();

    private static Pass pass() {
        return Pass.of(StoreSamples.session(new UserId(UUID.randomUUID()), StoreSamples.NOON));
    }

    @Test
    default void findShouldKnowWhatWasRememberedAndNobodyElsesName() {
        VerifiedPasses verified = verified();
        Pass pass = pass();
        assertThat(verified.find(pass.name())).isEmpty();

        verified.remember(pass);
        verified.remember(pass);

        assertThat(verified.find(pass.name())).contains(pass.caller());
        assertThat(verified.find(new Pass.Name(pass.user(), "another"))).isEmpty();
        assertThat(verified.find(
                        new Pass.Name(new UserId(UUID.randomUUID()), pass.name().value())))
                .isEmpty();
    }

    @Test
    default void forgetShouldConcernOnePassOnly() {
        VerifiedPasses verified = verified();
        Pass ended = pass();
        Pass other = pass();
        verified.remember(ended);
        verified.remember(other);

        verified.forget(ended.name());
        verified.forget(ended.name());

        assertThat(verified.find(ended.name())).isEmpty();
        assertThat(verified.find(other.name())).contains(other.caller());
    }
}
