package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.folders.FilterBinding;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.search.ExhaustiveSearch;
import bot.conversational.domain.search.HitPosition;
import bot.conversational.domain.search.MessageHits;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Sort;
import bot.conversational.domain.search.MessageSearch;
import bot.conversational.domain.search.text.Beginning;
import bot.conversational.domain.search.text.FoldedCharacters;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.search.text.TextScan;
import bot.conversational.domain.search.text.Wanted;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Searches messages in PostgreSQL, while the index is unavailable: the user's newest {@value #NEWEST} messages, of those
 * that may match the first in the order of the list up to {@value #CHARS} characters, and at most for a second. No index
 * helps: it would cost every write of a message all the time, and a user's own messages lie together. PostgreSQL leaves
 * out what cannot match; the rest is looked at here, with the same rules that the index has.
 */
public final class JdbiMessageSearch implements MessageSearch {

    private static final int NEWEST = 20_000;
    private static final int CHARS = 2_000_000;
    private static final int SECONDS = 1;

    /** Any number of them; in brackets a hyphen has to come first, and a backslash twice. */
    private static final String JOINTS = "[-" + TextScan.JOINTS.replace("-", "").replace("\\", "\\\\") + "]*";

    /**
     * A message that may match.
     *
     * @param passing how many messages of the user the filters pass
     * @param chars of all messages that may match
     */
    private record Candidate(MessageDocument document, long passing, long chars) {}

    private final PostgresGuard calls;
    private final String search = SqlFile.read("messages/search");

    public JdbiMessageSearch(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public MessageHits search(UserId user, MessageQuery query) {
        Sought sought = Sought.of(query.terms());
        Optional<HitPosition> after = query.page().after().map(text -> HitPosition.parse(query.sort(), sought, text));
        List<Candidate> candidates = sought.isEmpty()
                ? List.of()
                : calls.read(
                        user,
                        handle -> candidates(handle, user, query, sought, after)
                                .map((row, context) -> new Candidate(
                                        DocumentRow.read(user, row), row.getLong("passing"), row.getLong("chars")))
                                .list());
        long passing = candidates.isEmpty() ? 0 : candidates.getFirst().passing();
        boolean complete = candidates.isEmpty() || candidates.getFirst().chars() <= CHARS;
        MessageHits hits = new ExhaustiveSearch(query)
                .page(candidates.stream().map(Candidate::document).toList(), passing);
        return new MessageHits(
                hits.items(),
                new MessageHits.Total(hits.total().value(), complete && after.isEmpty()),
                hits.facets(),
                hits.next(),
                true);
    }

    private Query candidates(
            Handle handle, UserId user, MessageQuery query, Sought sought, Optional<HitPosition> after) {
        Filters filters = query.filters();
        Optional<Instant> time =
                after.map(position -> Instant.ofEpochMilli(position.rank().time()));
        return FilterBinding.bind(handle.createQuery(search), filters.within())
                .setQueryTimeout(SECONDS)
                .bind("user", user)
                .bind("newest", NEWEST)
                .bind("chars", CHARS)
                .bind("folded", FoldedCharacters.EXPRESSION)
                .bind("any", any(sought))
                .bindArray("each", String.class, each(sought))
                .bind("role", filters.role())
                .bind("conversation", filters.conversation())
                .bind("model", filters.model())
                .bind("rating", filters.feedback())
                .bind("from", filters.from())
                .bind("to", filters.to())
                .bind("sort", query.sort())
                // Times of positions are in milliseconds.
                .bind("notAfter", time.filter(it -> query.sort() == Sort.NEWEST).map(it -> it.plusMillis(1)))
                .bind("notBefore", time.filter(it -> query.sort() == Sort.OLDEST));
    }

    /** Matches texts with one of the words; empty when there are none. */
    private static Optional<String> any(Sought sought) {
        return sought.words().isEmpty()
                ? Optional.empty()
                : Optional.of(sought.words().stream()
                        .map(word -> withJoints(word.core()))
                        .collect(Collectors.joining("|")));
    }

    private static List<String> each(Sought sought) {
        return Stream.concat(
                        sought.phrases().stream().map(Wanted::core),
                        sought.beginnings().stream().map(Beginning::base))
                .map(JdbiMessageSearch::withJoints)
                .toList();
    }

    /** @param letters none of which means anything in an expression */
    private static String withJoints(String letters) {
        return letters.codePoints().mapToObj(Character::toString).collect(Collectors.joining(JOINTS));
    }
}
