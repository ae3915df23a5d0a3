package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.search.Excerpts;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.QueryText;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Searches messages by PostgreSQL's own full text, while the index is unavailable: the user's newest {@value #NEWEST}
 * messages and at most for a second. No index helps: it would cost every write of a message all the time, and a user's
 * own messages lie together. Words are not split into parts, facets are not counted, and the total is at least the
 * number of hits shown.
 *
 * <p>A position is {@code RANK:MICROSECONDS:MESSAGE}; the rank is 0 unless the order is by relevance.
 */
public final class JdbiMessageSearch implements MessageSearch {

    private static final int NEWEST = 20_000;
    private static final int SECONDS = 1;
    private static final Pattern POSITION = Pattern.compile("([0-9.E-]{1,20}):(-?\\d{1,18}):([0-9a-f-]{36})");

    private record Row(MessageHits.Hit hit, String position) {}

    private final PostgresGuard calls;
    private final String search = SqlFile.read("messages/search");

    public JdbiMessageSearch(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        QueryText terms = query.terms();
        Optional<Matcher> after = query.page().after().map(JdbiMessageSearch::position);
        MessageQuery.Filters filters = query.filters();
        List<Row> rows = terms.isEmpty()
                ? List.of()
                : calls.call(handle -> handle.createQuery(search)
                        .setQueryTimeout(SECONDS)
                        .bind("user", user)
                        .bind("newest", NEWEST)
                        .bindArray("words", String.class, terms.words())
                        .bind("required", terms.required())
                        .bindArray("phrases", String.class, terms.phrases())
                        .bindArray("prefixes", String.class, terms.prefixes())
                        .bindArray("unwanted", String.class, terms.unwanted())
                        .bind("role", filters.role())
                        .bind("conversation", filters.conversation())
                        .bind("model", filters.model())
                        .bind("rating", filters.feedback())
                        .bind("from", filters.from())
                        .bind("to", filters.to())
                        .bind("archived", filters.archived())
                        .bind("sort", query.sort())
                        .bind("afterRank", after.map(it -> Float.valueOf(it.group(1))))
                        .bind("afterMicros", after.map(it -> Long.valueOf(it.group(2))))
                        .bind("afterId", after.map(it -> UUID.fromString(it.group(3))))
                        .bind("rows", query.page().limit() + 1)
                        .map((row, context) -> read(row, terms))
                        .list());
        Page<Row, String> page = Page.of(rows, query.page().limit(), Row::position)
                .within(row -> 2L * row.hit().message().content().length(), Row::position);
        return new MessageHits(
                page.items().stream().map(Row::hit).toList(),
                new MessageHits.Total(
                        page.items().size(), after.isEmpty() && page.next().isEmpty()),
                Map.of("role", List.of(), "model", List.of(), "month", List.of()),
                page.next(),
                true);
    }

    private static Row read(ResultSet row, QueryText terms) throws SQLException {
        var message = MessageRow.read(row);
        float rank = row.getFloat("rank");
        return new Row(
                new MessageHits.Hit(message, Columns.text(row, "title"), rank, Excerpts.of(terms, message.content())),
                rank + ":" + row.getLong("micros") + ":" + message.id());
    }

    private static Matcher position(String text) {
        Matcher position = POSITION.matcher(text);
        @Nullable String id = position.matches() ? position.group(3) : null;
        try {
            if (id != null && UUID.fromString(id).toString().equals(id) && Float.parseFloat(position.group(1)) >= 0) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            throw none();
        }
        throw none();
    }

    private static DomainException none() {
        return new DomainException.Malformed("cursor is not from this search");
    }
}
