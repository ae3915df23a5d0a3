package bot.conversational.adapters.redis;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.calls.Openness;
import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The masters of a Redis Cluster, each with connections and a circuit breaker of its own. A call goes to the master that
 * has the slot of its key, and on to another when that one says so. The parts that can be unavailable by themselves are
 * the slots: masters come and go, and a slot has the same users for ever.
 */
public final class RedisCluster implements Redis {

    private static final int MOST_HOPS = 5;

    /** A master with one slot only is found after so many tries at the latest, but for one in a hundred million. */
    private static final int MOST_TAGS = 300_000;

    @FunctionalInterface
    private interface Work<T extends @Nullable Object> {
        T on(RedisGuard master, boolean asked);
    }

    private final String name;
    private final ClusterTopology topology;
    private final boolean owner;
    private final Function<HostAndPort, RedisGuard> make;
    private final Map<HostAndPort, RedisGuard> guards = new ConcurrentHashMap<>();

    private RedisCluster(String name, ClusterTopology topology, boolean owner, Function<HostAndPort, RedisGuard> make) {
        this.name = name;
        this.topology = topology;
        this.owner = owner;
        this.make = make;
        topology.follow(this::keep);
    }

    /** Connects in the background; an unavailable cluster is no failure here. */
    static RedisCluster connect(String name, RedisSettings settings, RedisPlace.Cluster place, CallObserver observer) {
        ClusterTopology topology = new ClusterTopology(
                name,
                settings,
                place,
                settings.connectTimeout().plus(settings.timeout()).toMillis());
        return new RedisCluster(
                name,
                topology,
                true,
                at -> RedisGuard.connect(
                        name, settings.at(new RedisPlace.Single(at.getHost(), at.getPort())), observer));
    }

    @Override
    public RedisCluster beside(String other, CallObserver observer) {
        return new RedisCluster(other, topology, false, at -> guard(at).beside(other, observer));
    }

    @Override
    public <T extends @Nullable Object> T call(String operation, String key, Function<UnifiedJedis, T> work) {
        return this.<T>on(JedisClusterCRC16.getSlot(key), (master, asked) -> master.callHere(operation, work, asked));
    }

    @Override
    public @Nullable Object run(LuaScript script, List<String> keys, List<String> arguments) {
        return this.<@Nullable Object>on(
                JedisClusterCRC16.getSlot(keys.getFirst()),
                (master, asked) -> master.runHere(script, keys, arguments, asked));
    }

    /** What a redirected call had asked for was not done: it may be asked again. */
    private <T extends @Nullable Object> T on(int slot, Work<T> work) {
        HostAndPort at = master(slot);
        boolean asked = false;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            try {
                return work.on(guard(at), asked);
            } catch (JedisMovedDataException moved) {
                at = target(moved, at);
                asked = false;
                topology.moved(slot, at);
            } catch (JedisAskDataException moving) {
                at = target(moving, at);
                asked = true;
            } catch (DomainException.Unavailable away) {
                topology.look();
                throw away;
            }
        }
        throw RedisFailures.away(name, null);
    }

    /** A server that does not know its own address says a port only. */
    private static HostAndPort target(JedisRedirectionException elsewhere, HostAndPort said) {
        HostAndPort target = elsewhere.getTargetNode();
        return target.getHost().isEmpty() ? new HostAndPort(said.getHost(), target.getPort()) : target;
    }

    private HostAndPort master(int slot) {
        topology.await();
        return topology.owner(slot).orElseThrow(() -> {
            topology.look();
            return RedisFailures.away(name, null);
        });
    }

    private RedisGuard guard(HostAndPort at) {
        RedisGuard known = guards.get(at);
        return known != null ? known : guards.computeIfAbsent(at, make);
    }

    /** Lets go of servers that are no masters any more. */
    private void keep(Set<HostAndPort> masters) {
        for (HostAndPort at : List.copyOf(guards.keySet())) {
            if (!masters.contains(at)) {
                RedisGuard gone = guards.remove(at);
                if (gone != null) {
                    gone.close();
                }
            }
        }
    }

    @Override
    public <E> List<List<E>> inOneScript(List<E> elements, Function<E, String> key) {
        Map<Integer, List<E>> bySlot = new LinkedHashMap<>();
        elements.forEach(element -> bySlot.computeIfAbsent(
                        JedisClusterCRC16.getSlot(key.apply(element)), slot -> new ArrayList<>())
                .add(element));
        return List.copyOf(bySlot.values());
    }

    @Override
    public <E, R> List<Optional<R>> each(
            String operation,
            List<E> elements,
            Function<E, String> key,
            BiFunction<UnifiedJedis, List<E>, List<R>> work) {
        topology.await();
        Map<Optional<HostAndPort>, List<Integer>> byMaster = new LinkedHashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            int slot = JedisClusterCRC16.getSlot(key.apply(elements.get(i)));
            byMaster.computeIfAbsent(topology.owner(slot), at -> new ArrayList<>())
                    .add(i);
        }
        List<Optional<R>> results = new ArrayList<>(Collections.nCopies(elements.size(), Optional.empty()));
        boolean any = elements.isEmpty();
        for (Map.Entry<Optional<HostAndPort>, List<Integer>> part : byMaster.entrySet()) {
            List<Integer> places = part.getValue();
            List<E> there = places.stream().map(elements::get).toList();
            try {
                HostAndPort at = part.getKey().orElseThrow(() -> RedisFailures.away(name, null));
                List<R> done = guard(at).callHere(operation, client -> work.apply(client, there), false);
                for (int i = 0; i < places.size(); i++) {
                    results.set(places.get(i), Optional.of(done.get(i)));
                }
                any = true;
            } catch (JedisRedirectionException | DomainException.Unavailable elsewhere) {
                topology.look();
            }
        }
        if (!any) {
            throw RedisFailures.away(name, null);
        }
        return results;
    }

    @Override
    public int parts() {
        return ClusterTopology.SLOTS;
    }

    @Override
    public int part(String key) {
        return JedisClusterCRC16.getSlot(key);
    }

    /** A master that was another one's replica may have missed that one's last writes. */
    @Override
    public BitSet away() {
        Set<HostAndPort> failing = failing();
        BitSet away = topology.takeChanged();
        for (int slot = 0; slot < ClusterTopology.SLOTS; slot++) {
            if (topology.owner(slot).map(failing::contains).orElse(true)) {
                away.set(slot);
            }
        }
        return away;
    }

    @Override
    public Optional<String> complaint() {
        Set<HostAndPort> failing = failing();
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (int slot = 0; slot < ClusterTopology.SLOTS; slot++) {
            Optional<HostAndPort> at = topology.owner(slot);
            if (at.isEmpty() || failing.contains(at.get())) {
                slots.merge(at.map(HostAndPort::toString).orElse("no master"), 1, Integer::sum);
            }
        }
        List<String> each = new ArrayList<>();
        slots.forEach((at, count) -> each.add(at + " (" + count + " of " + ClusterTopology.SLOTS + " slots)"));
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(name + ": " + String.join(", ", each) + " takes no writes");
    }

    private Set<HostAndPort> failing() {
        topology.await();
        Set<HostAndPort> failing = new LinkedHashSet<>();
        for (HostAndPort at : topology.masters()) {
            try {
                Optional<String> key = keyAt(at);
                if (key.isPresent()) {
                    guard(at).callHere(RedisGuard.PROBING, client -> RedisGuard.write(client, key.get()), false);
                }
            } catch (JedisRedirectionException | DomainException.Unavailable away) {
                failing.add(at);
                topology.look();
            }
        }
        return failing;
    }

    /** A key of a slot that this master has; empty when it has none any more. */
    private Optional<String> keyAt(HostAndPort at) {
        for (int i = 0; i < MOST_TAGS; i++) {
            String key = RedisKeys.probe(name, i);
            if (topology.owner(JedisClusterCRC16.getSlot(key))
                    .filter(at::equals)
                    .isPresent()) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    @Override
    public double openness() {
        return guards.values().stream().mapToDouble(RedisGuard::openness).max().orElse(Openness.CLOSED);
    }

    @Override
    public boolean lives() {
        return topology.lives() && guards.values().stream().allMatch(RedisGuard::lives);
    }

    @Override
    public void close() {
        if (owner) {
            topology.close();
        }
        guards.values().forEach(RedisGuard::close);
    }
}
