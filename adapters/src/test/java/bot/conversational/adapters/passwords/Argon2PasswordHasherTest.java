package bot.conversational.adapters.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.PasswordHasher;
import bot.conversational.domain.user.PasswordHasherContract;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest implements PasswordHasherContract {

    private static final PasswordHasher HASHER = new Argon2PasswordHasher(new SecureRandom());

    @Override
    public PasswordHasher hasher() {
        return HASHER;
    }

    @Test
    void hashShouldNameItsParameters() {
        assertThat(HASHER.hash(RIGHT).value())
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    /** From the test vectors of the reference implementation; 64 MiB where ours has 19. */
    @Test
    void verifyShouldCheckAHashWithItsOwnParameters() {
        PasswordHash other = new PasswordHash(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(HASHER.verify(new Password("password"), other)).isTrue();
        assertThat(HASHER.verify(new Password("Password"), other)).isFalse();
        assertThat(HASHER.outdated(other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no hash", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA", "$2b$12$abc"})
    void verifyShouldSayBrokenWhenTheHashCannotBeRead(String hash) {
        assertThatThrownBy(() -> HASHER.verify(RIGHT, new PasswordHash(hash)))
                .isInstanceOf(DomainException.Broken.class);
    }

    @Test
    void verifyNothingShouldTakeAsLongAsVerify() {
        PasswordHash hash = HASHER.hash(RIGHT);
        List<Long> verify = new ArrayList<>();
        List<Long> nothing = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            verify.add(nanos(() -> HASHER.verify(RIGHT, hash)));
            nothing.add(nanos(() -> HASHER.verifyNothing(RIGHT)));
        }
        // Minima: whatever else the machine does only adds.
        double ratio = (double) nothing.stream().mapToLong(n -> n).min().orElseThrow()
                / verify.stream().mapToLong(n -> n).min().orElseThrow();
        assertThat(ratio).isBetween(0.6, 1.67);
    }

    @Test
    void hashShouldSendSomeAwayAtOnceWhenTooManyCome() throws Exception {
        PasswordHasher hasher = new Argon2PasswordHasher(new SecureRandom());
        CountDownLatch together = new CountDownLatch(1);
        List<PasswordHash> made = new ArrayList<>();
        int refused = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PasswordHash>> hashes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                hashes.add(threads.submit(() -> {
                    together.await();
                    return hasher.hash(RIGHT);
                }));
            }
            together.countDown();
            for (Future<PasswordHash> hash : hashes) {
                try {
                    made.add(hash.get());
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(
                                    DomainException.LimitExceeded.class,
                                    limit -> assertThat(limit.retryAfter())
                                            .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
                    refused++;
                }
            }
        }
        assertThat(made).isNotEmpty().allMatch(hash -> hasher.verify(RIGHT, hash));
        assertThat(refused).isPositive();
    }

    /** Sixteen strangers wait, each for four others; whoever logs in meanwhile is before most of them. */
    @Test
    void strangersShouldNotKeepLogInsWaiting() throws Exception {
        PasswordHasher hasher = new Argon2PasswordHasher(new SecureRandom());
        PasswordHash hash = hasher.hash(RIGHT);
        List<Future<PasswordHash>> strangers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                strangers.add(threads.submit(() -> hasher.hashForStranger(RIGHT)));
            }
            await().until(() -> strangers.stream().anyMatch(Future::isDone));
            assertThat(hasher.verify(RIGHT, hash)).isTrue();
            assertThat(strangers).anyMatch(stranger -> !stranger.isDone());
        }
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
