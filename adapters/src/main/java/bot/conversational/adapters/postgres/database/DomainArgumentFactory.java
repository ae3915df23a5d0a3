package bot.conversational.adapters.postgres.database;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;

/**
 * Binds the domain's values as the schema stores them. An empty {@link Optional} is a null whose type the SQL states.
 */
final class DomainArgumentFactory implements ArgumentFactory.Preparable {

    private static final Set<Class<?>> BOUND = Set.of(
            UserId.class,
            SessionId.class,
            ConversationId.class,
            MessageId.class,
            FolderId.class,
            Digest.class,
            Instant.class,
            Duration.class,
            Optional.class);

    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        Class<?> erased = GenericTypes.getErasedType(type);
        return BOUND.contains(erased) || Enum.class.isAssignableFrom(erased)
                ? Optional.of(DomainArgumentFactory::argument)
                : Optional.empty();
    }

    private static Argument argument(Object value) {
        if (value instanceof Optional<?> optional && optional.isEmpty()) {
            return (position, statement, context) -> statement.setNull(position, Types.NULL);
        }
        Object bound = column(value instanceof Optional<?> optional ? optional.orElseThrow() : value);
        return (position, statement, context) -> statement.setObject(position, bound);
    }

    private static Object column(Object value) {
        return switch (value) {
            case UserId(UUID id) -> id;
            case SessionId(UUID id) -> id;
            case ConversationId(UUID id) -> id;
            case MessageId(UUID id) -> id;
            case FolderId(UUID id) -> id;
            case Digest digest -> digest.bytes();
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Duration duration -> duration.toMillis();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            default -> value;
        };
    }
}
