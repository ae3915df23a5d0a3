package bot.conversational.domain.indexing.maintenance;

import static java.util.stream.Collectors.toMap;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The contents of an index in memory. */
public final class InMemoryIndexContents implements IndexContents {

    private final Supplier<List<MessageDocument>> documents;

    /** @param documents gives those that there are now */
    public InMemoryIndexContents(Supplier<List<MessageDocument>> documents) {
        this.documents = documents;
    }

    @Override
    public Map<MessageId, MessageDocument> read(UserId user, Collection<MessageId> messages) {
        return documents.get().stream()
                .filter(it ->
                        it.user().equals(user) && messages.contains(it.message().id()))
                .collect(toMap(it -> it.message().id(), it -> it));
    }

    @Override
    public List<MessageId> messages(UserId user, Optional<MessageId> after, int limit) {
        return documents.get().stream()
                .filter(it -> it.user().equals(user))
                .map(it -> it.message().id().toString())
                .filter(it -> it.compareTo(after.map(MessageId::toString).orElse("")) > 0)
                .sorted()
                .limit(limit)
                .map(it -> new MessageId(UUID.fromString(it)))
                .toList();
    }

    @Override
    public List<UserId> users(Optional<UserId> after, int limit) {
        return documents.get().stream()
                .map(it -> it.user().toString())
                .distinct()
                .filter(it -> it.compareTo(after.map(UserId::toString).orElse("")) > 0)
                .sorted()
                .limit(limit)
                .map(it -> new UserId(UUID.fromString(it)))
                .toList();
    }
}
