package bot.conversational.application.http.body;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that a node has for bodies while they arrive. One address gets a part of it, unless it is one of our
 * proxies. Short bodies have a share of their own, so that slow senders of long ones keep nobody from logging in or
 * asking.
 */
public final class BodyBudget {

    /** Longer bodies, and those of unknown length, are long ones. */
    static final long SHORT = 32 * 1024;

    /** How much a body of unknown length takes at a time. */
    private static final long STEP = 16 * 1024;

    private static final int SHARES = 4;

    /** The part of an address: of short ones more, since who shares an address with a slow sender needs them, too. */
    private static final int OF_LONG = 3;

    private static final int OF_SHORT = 2;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Share ofShort;
    private final Share ofLong;

    /**
     * @param bytes for all bodies together
     * @param longest of a body, for which there is always room when nobody else sends one
     */
    public BodyBudget(long bytes, long longest) {
        ofShort = new Share(Math.max(bytes / SHARES, SHORT), OF_SHORT, SHORT);
        ofLong = new Share(Math.max(bytes - bytes / SHARES, longest + STEP), OF_LONG, longest + STEP);
    }

    /**
     * Takes room for a body.
     *
     * @param length of it; negative when it is unknown, and room is taken as it comes
     * @throws DomainException.LimitExceeded when the address has too much under way
     * @throws DomainException.Unavailable when the node has
     */
    Claim claim(ClientAddress address, long length) {
        Claim claim = new Claim(length >= 0 && length <= SHORT ? ofShort : ofLong, address);
        claim.grow(length);
        return claim;
    }

    /** The bytes that are taken now. */
    public long used() {
        return ofShort.used.get() + ofLong.used.get();
    }

    /** The room that one body has, until it is closed. */
    static final class Claim implements AutoCloseable {

        private final Share share;
        private final ClientAddress address;
        private long taken;

        private Claim(Share share, ClientAddress address) {
            this.share = share;
            this.address = address;
        }

        /** Makes room for so many bytes in all; throws as {@link #claim} does. */
        void ensure(long bytes) {
            if (bytes > taken) {
                grow(Math.max(STEP, bytes - taken));
            }
        }

        private void grow(long bytes) {
            if (bytes > 0) {
                share.take(address, bytes);
                taken += bytes;
            }
        }

        @Override
        public void close() {
            share.giveBack(address, taken);
            taken = 0;
        }
    }

    private static final class Share {

        private final long most;
        private final long mostOfAddress;
        private final AtomicLong used = new AtomicLong();
        private final Map<ClientAddress, Long> usedBy = new ConcurrentHashMap<>();

        Share(long most, int part, long longest) {
            this.most = most;
            this.mostOfAddress = Math.max(most / part, longest);
        }

        void take(ClientAddress address, long bytes) {
            long all = used.addAndGet(bytes);
            long ofAddress = usedBy.merge(address, bytes, Long::sum);
            if (ofAddress > mostOfAddress && !address.isProxy()) {
                giveBack(address, bytes);
                throw new DomainException.LimitExceeded(
                        "Too many bodies are on their way from this address.", RETRY_AFTER);
            }
            if (all > most) {
                giveBack(address, bytes);
                throw new DomainException.Unavailable("Too many bodies are on their way.", RETRY_AFTER, null);
            }
        }

        void giveBack(ClientAddress address, long bytes) {
            if (bytes > 0) {
                used.addAndGet(-bytes);
                usedBy.computeIfPresent(address, (same, taken) -> taken == bytes ? null : Long.valueOf(taken - bytes));
            }
        }
    }
}
