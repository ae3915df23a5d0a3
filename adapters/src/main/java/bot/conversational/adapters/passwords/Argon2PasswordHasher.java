package bot.conversational.adapters.passwords;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.PasswordHasher;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Argon2id with 19 MiB, two passes and one lane, the first of OWASP's equivalent minima, as PHC strings: a hash is
 * checked with the parameters it names, so that raising them leaves the old ones valid.
 *
 * <p>Passwords are brought to Unicode's NFKC form first, as NIST SP 800-63B advises: what looks the same and is typed
 * the same is the same, whatever the keyboard makes of an accent.
 *
 * <p>Hashing takes a core and 19 MiB for tens of milliseconds, which makes log-ins the cheapest way to overload the
 * service. So only a few run at once, a few more wait for a moment, and the others are refused at once. Strangers, who
 * want to register, have a queue of their own, behind that of log-ins. They run on threads of their own: a virtual
 * thread that only computes is never preempted, so a few log-ins would delay every request of the service.
 */
public final class Argon2PasswordHasher implements PasswordHasher {

    private static final Argon2Function CURRENT =
            Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID, Argon2Function.ARGON2_VERSION_13);
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = 4;
    private static final int WAITING = 16; // in each queue
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** At least; at most three times of it, so that those who are refused together do not come back together. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ExecutorService threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("password-hash-", 1).factory());

    /** The hash of a password that no account has. */
    private final PasswordHash nothing;

    private final Semaphore known = new Semaphore(AT_ONCE + WAITING);
    private final Semaphore strangers = new Semaphore(WAITING);
    private final AtomicLong came = new AtomicLong();
    private final SecureRandom random;
    private final LongAdder computed = new LongAdder();

    public Argon2PasswordHasher(SecureRandom random) {
        this.random = random;
        this.nothing = salted(new Password(""));
    }

    @Override
    public PasswordHash hash(Password password) {
        return inTurn(known, () -> salted(password));
    }

    @Override
    public PasswordHash hashForStranger(Password password) {
        return inTurn(strangers, () -> salted(password));
    }

    @Override
    public boolean verify(Password password, PasswordHash hash) {
        return inTurn(known, () -> {
            try {
                return Argon2Function.getInstanceFromHash(hash.value()).check(normal(password), hash.value());
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new DomainException.Broken("A stored password hash cannot be read.", e);
            }
        });
    }

    @Override
    public boolean outdated(PasswordHash hash) {
        Argon2Function made = Argon2Function.getInstanceFromHash(hash.value());
        return made.getVariant() != CURRENT.getVariant()
                || made.getVersion() != CURRENT.getVersion()
                || made.getMemory() != CURRENT.getMemory()
                || made.getIterations() != CURRENT.getIterations()
                || made.getParallelism() != CURRENT.getParallelism();
    }

    @Override
    public void verifyNothing(Password password) {
        verify(password, nothing);
    }

    /** How often a password was hashed, for whatever reason. */
    public long computed() {
        return computed.sum();
    }

    private PasswordHash salted(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] plain = normal(password).getBytes(StandardCharsets.UTF_8);
        return new PasswordHash(CURRENT.hash(plain, salt).getResult());
    }

    private <T> T inTurn(Semaphore queue, Callable<T> work) {
        if (!queue.tryAcquire()) {
            throw tooMany();
        }
        Turn<T> turn = new Turn<>(queue == strangers, came.incrementAndGet(), () -> {
            computed.increment();
            return work.call();
        });
        try {
            threads.execute(turn);
            return turn.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw tooMany();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooMany();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DomainException known
                    ? known
                    : new DomainException.Broken("A password could not be hashed.", e.getCause());
        } finally {
            turn.cancel(false); // one that still waits is not worth the work any more
            queue.release();
        }
    }

    private DomainException tooMany() {
        Duration more = Duration.ofMillis(random.nextLong(2 * RETRY_AFTER.toMillis()));
        return new DomainException.LimitExceeded("Too many log-ins are in progress.", RETRY_AFTER.plus(more));
    }

    /** A hash to be computed: those of strangers last, and otherwise as they came. */
    private static final class Turn<T> extends FutureTask<T> implements Comparable<Turn<?>> {

        private static final Comparator<Turn<?>> ORDER =
                Comparator.<Turn<?>, Boolean>comparing(turn -> turn.strangers).thenComparingLong(turn -> turn.number);

        private final boolean strangers;
        private final long number;

        Turn(boolean strangers, long number, Callable<T> work) {
            super(work);
            this.strangers = strangers;
            this.number = number;
        }

        @Override
        public int compareTo(Turn<?> other) {
            return ORDER.compare(this, other);
        }
    }

    private static String normal(Password password) {
        return Normalizer.normalize(password.value(), Normalizer.Form.NFKC);
    }
}
