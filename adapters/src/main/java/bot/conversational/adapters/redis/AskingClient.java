package bot.conversational.adapters.redis;

import java.util.function.Supplier;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.executors.CommandExecutor;

/** A client of a server to which a slot is moving: each command says that it knows that the slot is not there yet. */
final class AskingClient extends UnifiedJedis {

    AskingClient(Supplier<Connection> connections) {
        super(new Asking(connections), null, RedisProtocol.RESP2, null);
    }

    private record Asking(Supplier<Connection> connections) implements CommandExecutor {

        @Override
        public <T> T executeCommand(CommandObject<T> command) {
            try (Connection connection = connections.get()) {
                connection.executeCommand(new CommandArguments(Protocol.Command.ASKING));
                return connection.executeCommand(command);
            }
        }

        @Override
        public void close() {
            // The connections are another's.
        }
    }
}
