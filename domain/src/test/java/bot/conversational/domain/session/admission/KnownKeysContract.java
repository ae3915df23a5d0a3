package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.apikey.KeySamples;
import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link KnownKeys} keeps. */
public interface KnownKeysContract {

    KnownKeys known();

    private static FoundKey personal() {
        UserId user = new UserId(UUID.randomUUID());
        var grant = KeySamples.key(user, KeySamples.secret(), Optional.empty()).grant();
        return new FoundKey.Personal(new Pass(
                new Pass.Name(user, "a pass"), new Caller(user, grant, Role.USER), Pass.NEVER, StoreSamples.NOON));
    }

    private static FoundKey ofService() {
        ServiceId service = new ServiceId(UUID.randomUUID());
        return new FoundKey.OfService(
                service,
                KeySamples.service(KeySamples.secret(), service, Optional.empty())
                        .grant(),
                Pass.NEVER);
    }

    @Test
    default void keyShouldBeKnownFromRememberToForget() {
        KnownKeys known = known();
        FoundKey key = personal();
        assertThat(known.key("digest")).isEmpty();
        known.remember("digest", key);
        assertThat(known.key("digest")).contains(key);
        assertThat(known.key("another")).isEmpty();
        FoundKey changed = personal();
        known.remember("digest", changed);
        assertThat(known.key("digest")).contains(changed);
        known.forget("digest");
        known.forget("digest");
        assertThat(known.key("digest")).isEmpty();
    }

    /** However often it is asked for meanwhile. */
    @Test
    default void keyOfAServiceShouldBeBelievedForAMomentOnly() {
        KnownKeys known = known();
        FoundKey key = ofService();
        known.remember("service", key);
        FoundKey other = personal();
        known.remember("personal", other);
        assertThat(known.key("service")).contains(key);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> known.key("service").isEmpty());
        assertThat(known.key("personal")).contains(other);
    }

    @Test
    default void usersOfServicesShouldBeKnownByServiceAndName() {
        KnownKeys known = known();
        ServiceId service = new ServiceId(UUID.randomUUID());
        Pass.Name name = new Pass.Name(new UserId(UUID.randomUUID()), "a pass");
        known.remember(new ExternalUser(service, "ada"), name);
        assertThat(known.user(new ExternalUser(service, "ada"))).contains(name);
        assertThat(known.user(new ExternalUser(service, "Ada"))).isEmpty();
        assertThat(known.user(new ExternalUser(new ServiceId(UUID.randomUUID()), "ada")))
                .isEmpty();
    }
}
