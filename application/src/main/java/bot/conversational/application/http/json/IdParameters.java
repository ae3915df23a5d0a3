package bot.conversational.application.http.json;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.exporting.ExportId;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.sharing.ShareId;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.user.UserId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads ids in paths. A malformed id names nothing, so it is a 404 like any unknown id. */
public final class IdParameters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<UUID, ?>> IDS = Map.of(
            ConversationId.class, ConversationId::new,
            MessageId.class, MessageId::new,
            SessionId.class, SessionId::new,
            ApiKeyId.class, ApiKeyId::new,
            FolderId.class, FolderId::new,
            ShareId.class, ShareId::new,
            ExportId.class, ExportId::new,
            ImportId.class, ImportId::new,
            UserId.class, UserId::new);

    @Override
    @SuppressWarnings("unchecked") // the map's functions make what its keys say
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Function<UUID, T> make = (Function<UUID, T>) IDS.get(type);
        return make == null ? null : new IdConverter<>(make);
    }

    /**
     * The id in a segment of a path.
     *
     * @throws DomainException.NotFound when it is none
     */
    public static UUID inPath(String text) {
        return parse(text, reason -> new DomainException.NotFound("thing"));
    }

    /** The id in a text of 36 characters: {@link UUID#fromString} alone takes shorter spellings too. */
    public static UUID parse(String text, Function<String, DomainException> otherwise) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw otherwise.apply("not an id");
        }
        throw otherwise.apply("not an id");
    }

    private record IdConverter<T>(Function<UUID, T> make) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            return make.apply(inPath(text));
        }

        @Override
        public String toString(T id) {
            return id.toString();
        }
    }
}
