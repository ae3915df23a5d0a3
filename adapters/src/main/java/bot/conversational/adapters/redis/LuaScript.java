package bot.conversational.adapters.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * A script that the server runs as one step. It is called by its digest; a server that does not have it (a new one, or
 * one whose scripts were flushed) is sent the whole once, which costs that call a second round trip.
 */
public final class LuaScript {

    static final LuaScript COUNT_ATTEMPT = named("count_attempt");

    private static final CommandObjects COMMANDS = new CommandObjects(RedisProtocol.RESP2);

    private final String name;
    private final String source;
    private final String digest;

    private LuaScript(String name, String source) {
        this.name = name;
        this.source = source;
        this.digest = sha1(source);
    }

    /** The script in the resource {@code lua/NAME.lua}. */
    public static LuaScript named(String name) {
        String resource = "/lua/" + name + ".lua";
        try (InputStream in = LuaScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + resource);
            }
            return new LuaScript(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    /** As in {@link #named}. */
    String name() {
        return name;
    }

    /** A call by the digest; its result is null, a {@link Long}, a {@link String}, or a list of such. */
    CommandObject<Object> call(List<String> keys, List<String> arguments) {
        return COMMANDS.evalsha(digest, keys, arguments);
    }

    /** The same for a server that does not know the script yet. */
    @Nullable
    Object introduce(UnifiedJedis redis, List<String> keys, List<String> arguments) {
        return redis.eval(source, keys, arguments);
    }

    /**
     * Queues a run of the script.
     *
     * @param first whether the pipeline has no script yet: the first call sends the script itself, since a queued call
     *     cannot be repeated if the server does not have it
     */
    Response<Object> run(AbstractPipeline pipeline, boolean first, List<String> keys, List<String> arguments) {
        return first ? pipeline.eval(source, keys, arguments) : pipeline.evalsha(digest, keys, arguments);
    }

    private static String sha1(String source) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
