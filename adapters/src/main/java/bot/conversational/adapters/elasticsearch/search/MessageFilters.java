package bot.conversational.adapters.elasticsearch.search;

import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationFilter.Place;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.user.UserId;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which messages are searched at all, in Elasticsearch's terms. That of the user is not part of what a user asks. */
final class MessageFilters {

    private static final String MESSAGE = "messageId";

    private MessageFilters() {}

    static List<Query> of(UserId user, Filters wanted) {
        List<Query> filters = new ArrayList<>();
        filters.add(is("userId", user.toString()));
        wanted.role().ifPresent(role -> filters.add(is("role", StoredMessage.name(role))));
        wanted.conversation().map(ConversationId::toString).ifPresent(id -> filters.add(is("conversationId", id)));
        wanted.model().ifPresent(model -> filters.add(is("model", model)));
        wanted.feedback().ifPresent(rating -> filters.add(is("feedback", StoredMessage.name(rating))));
        addWithin(wanted.within(), filters);
        if (wanted.from().isPresent() || wanted.to().isPresent()) {
            filters.add(createdBetween(wanted.from(), wanted.to()));
        }
        return filters;
    }

    private static void addWithin(ConversationFilter wanted, List<Query> filters) {
        wanted.archived()
                .ifPresent(archived -> filters.add(
                        Query.of(it -> it.term(term -> term.field("archived").value(archived)))));
        wanted.folder()
                .ifPresent(place -> filters.add(
                        switch (place) {
                            case Place.In(FolderId folder) -> is("folderId", folder.toString());
                            case Place.Outside() ->
                                Query.of(it ->
                                        it.bool(bool -> bool.mustNot(not -> not.exists(has -> has.field("folderId")))));
                        }));
        wanted.tag().ifPresent(tag -> filters.add(is("tags", tag.text()))); // the index compares in lower case
    }

    /** The same, but for some messages. */
    static List<Query> without(List<MessageId> messages, List<Query> filters) {
        if (messages.isEmpty()) {
            return filters;
        }
        List<FieldValue> ids =
                messages.stream().map(id -> FieldValue.of(id.toString())).toList();
        List<Query> all = new ArrayList<>(filters);
        all.add(Query.of(it -> it.bool(bool ->
                bool.mustNot(not -> not.terms(terms -> terms.field(MESSAGE).terms(values -> values.value(ids)))))));
        return all;
    }

    private static Query is(String field, String value) {
        return Query.of(it -> it.term(term -> term.field(field).value(value)));
    }

    private static Query createdBetween(Optional<Instant> from, Optional<Instant> to) {
        return Query.of(it -> it.range(range -> range.date(date -> {
            date.field("createdAt");
            from.ifPresent(instant -> date.gte(String.valueOf(instant.toEpochMilli())));
            to.ifPresent(instant -> date.lt(String.valueOf(instant.toEpochMilli())));
            return date;
        })));
    }
}
