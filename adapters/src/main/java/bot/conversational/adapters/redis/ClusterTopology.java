package bot.conversational.adapters.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Which master of a Redis Cluster has which slot. A thread of its own asks a node, another one each time: at the start,
 * now and then, and soon after somebody found a slot elsewhere or its master unavailable.
 */
final class ClusterTopology implements AutoCloseable {

    static final int SLOTS = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(ClusterTopology.class);
    private static final long CALM_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 100;

    private final RedisSettings settings;
    private final List<HostAndPort> seeds;
    private final long patienceMillis;
    private final AtomicReferenceArray<@Nullable HostAndPort> owners = new AtomicReferenceArray<>(SLOTS);
    private final List<Consumer<Set<HostAndPort>>> followers = new CopyOnWriteArrayList<>();
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Semaphore wanted = new Semaphore(0);
    private final Thread watch;
    private BitSet changed = new BitSet();
    private volatile Set<HostAndPort> masters = Set.of();
    private volatile List<HostAndPort> nodes;
    private volatile boolean closed;
    private boolean silent;
    private int turn;

    /** @param patienceMillis how long the first calls wait until it is known */
    ClusterTopology(String name, RedisSettings settings, RedisPlace.Cluster place, long patienceMillis) {
        this.settings = settings;
        this.seeds = place.nodes().stream().map(RedisPlace.Single::address).toList();
        this.patienceMillis = patienceMillis;
        this.nodes = seeds;
        this.watch =
                Thread.ofPlatform().daemon().name("redis-" + name + "-topology").start(this::watch);
    }

    /** Waits until it is known for the first time, or a look for it was of no use: after that nobody waits. */
    void await() {
        if (looked.getCount() > 0) {
            try {
                looked.await(patienceMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Empty when no master has the slot, or none is known. */
    Optional<HostAndPort> owner(int slot) {
        return Optional.ofNullable(owners.get(slot));
    }

    Set<HostAndPort> masters() {
        return masters;
    }

    /** A server has said that another one has this slot. */
    void moved(int slot, HostAndPort to) {
        put(slot, to);
        look();
    }

    /** Has the nodes asked soon. */
    void look() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    /** The slots that have got another master since this was called before. */
    synchronized BitSet takeChanged() {
        BitSet taken = changed;
        changed = new BitSet();
        return taken;
    }

    /** Has somebody told who the masters are, whenever a node was asked. */
    void follow(Consumer<Set<HostAndPort>> follower) {
        followers.add(follower);
    }

    boolean lives() {
        return closed || watch.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                try {
                    ask();
                } catch (RuntimeException | Error unexpected) { // this thread serves all: nothing may end it
                    LOG.error("the cluster was not looked at", unexpected);
                }
                looked.countDown();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                wanted.tryAcquire(CALM_MILLIS, TimeUnit.MILLISECONDS);
                wanted.drainPermits();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each time another one: a node that is cut off from the cluster goes on telling what it knew. */
    private void ask() {
        Set<HostAndPort> candidates = new LinkedHashSet<>(nodes);
        candidates.addAll(seeds);
        List<HostAndPort> all = List.copyOf(candidates);
        for (int i = 0; i < all.size() && !closed; i++) {
            turn = (turn + 1) % all.size();
            try {
                if (take(all.get(turn))) {
                    silent = false;
                    return;
                }
            } catch (JedisException away) {
                LOG.debug("{} does not tell of the cluster", all.get(turn), away);
            }
        }
        if (!silent) {
            LOG.warn("no node of the Redis Cluster tells which master has what: {} were asked", all.size());
            silent = true;
        }
    }

    /** False when that node knows no master. */
    private boolean take(HostAndPort node) {
        RedisSettings there = settings.at(new RedisPlace.Single(node.getHost(), node.getPort()));
        Object told;
        try (Connection connection = new RedisConnections("topology", there).open()) {
            told = connection.executeCommand(new CommandArguments(Protocol.Command.CLUSTER).add("SLOTS"));
        }
        if (!(told instanceof List<?> ranges) || ranges.isEmpty()) {
            return false;
        }
        Set<HostAndPort> known = new LinkedHashSet<>();
        Set<HostAndPort> owning = new LinkedHashSet<>();
        BitSet free = new BitSet();
        free.set(0, SLOTS);
        for (Object range : ranges) {
            if (range instanceof List<?> parts
                    && parts.size() > 2
                    && parts.get(0) instanceof Long first
                    && parts.get(1) instanceof Long last) {
                List<HostAndPort> servers = new ArrayList<>();
                parts.subList(2, parts.size())
                        .forEach(part -> server(part, node).ifPresent(servers::add));
                if (!servers.isEmpty()) {
                    known.addAll(servers);
                    owning.add(servers.getFirst());
                    for (int slot = first.intValue(); slot <= last && slot < SLOTS; slot++) {
                        put(slot, servers.getFirst());
                        free.clear(slot);
                    }
                }
            }
        }
        free.stream().forEach(slot -> put(slot, null));
        nodes = List.copyOf(known);
        tell(owning);
        return true;
    }

    private void tell(Collection<HostAndPort> owning) {
        Set<HostAndPort> now = Set.copyOf(owning);
        if (!now.equals(masters)) {
            LOG.info("the masters of the Redis Cluster are {}", owning);
        }
        masters = now;
        followers.forEach(follower -> follower.accept(now));
    }

    /** Where a server is; one that does not know its own address is where it was asked. */
    private static Optional<HostAndPort> server(Object told, HostAndPort asked) {
        if (!(told instanceof List<?> parts) || parts.size() < 2 || !(parts.get(1) instanceof Long port)) {
            return Optional.empty();
        }
        String host = parts.getFirst() instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : "";
        return Optional.of(new HostAndPort(host.isEmpty() ? asked.getHost() : host, port.intValue()));
    }

    private void put(int slot, @Nullable HostAndPort owner) {
        HostAndPort before = owners.getAndSet(slot, owner);
        if (before != null && !before.equals(owner)) {
            synchronized (this) {
                changed.set(slot);
            }
        }
    }
}
