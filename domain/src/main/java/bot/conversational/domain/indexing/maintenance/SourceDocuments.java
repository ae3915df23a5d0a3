package bot.conversational.domain.indexing.maintenance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads conversations for a comparison: user by user, and each in pieces of bounded size. */
final class SourceDocuments {

    private static final int ENTRIES = 250;

    private final IndexSource source;

    SourceDocuments(IndexSource source) {
        this.source = source;
    }

    /** What is found in the documents of conversations; each piece is of one user. */
    Findings compare(
            List<Change> conversations, SettledComparison settled, Function<List<MessageDocument>, Findings> piece) {
        Findings all = Findings.NONE;
        Map<UserId, List<Change>> byUser =
                conversations.stream().collect(groupingBy(Change::user, LinkedHashMap::new, toList()));
        for (Map.Entry<UserId, List<Change>> one : byUser.entrySet()) {
            all = all.plus(settled.of(one.getKey(), () -> pieces(one.getValue(), piece)));
        }
        return all;
    }

    private Findings pieces(List<Change> conversations, Function<List<MessageDocument>, Findings> piece) {
        Findings all = Findings.NONE;
        Optional<IndexSource.Place> after = Optional.empty();
        do {
            IndexSource.Piece read = source.read(conversations, after, ENTRIES);
            List<MessageDocument> documents = new ArrayList<>();
            for (IndexEntry entry : read.entries()) {
                if (entry instanceof IndexEntry.Put(MessageDocument document)) {
                    documents.add(document);
                }
            }
            all = documents.isEmpty() ? all : all.plus(piece.apply(documents));
            after = read.next();
        } while (after.isPresent());
        return all;
    }
}
