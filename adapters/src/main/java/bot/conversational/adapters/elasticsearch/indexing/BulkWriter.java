package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.domain.shared.DomainException;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sends operations in bulks of a bounded size, and looks at the outcome of each: a bulk as a whole never fails. */
final class BulkWriter {

    /** An operation on one document, and about how many bytes it takes to say. */
    record Operation(BulkOperation operation, int bytes) {}

    /** Something that the index will never take, and the kind of the reason. */
    record Refused<T>(T item, String reason) {}

    private static final int MAX_BYTES = 5_000_000;
    private static final int MAX_OPERATIONS = 1_000;

    private final ElasticsearchClient client;
    private final String alias;
    private final ElasticsearchGuard calls;

    BulkWriter(ElasticsearchClient client, String alias, ElasticsearchGuard calls) {
        this.client = client;
        this.alias = alias;
        this.calls = calls;
    }

    /**
     * Carries out the operations of all items, in order. One that the index has a newer version for is done.
     *
     * @return the items that will never be taken; all the others are written
     * @throws DomainException.Unavailable when an item could not be taken now; others may have been
     */
    <T> List<Refused<T>> write(List<T> items, Function<T, Operation> operation) {
        List<Refused<T>> refused = new ArrayList<>();
        int from = 0;
        while (from < items.size()) {
            List<BulkOperation> operations = new ArrayList<>();
            int bytes = 0;
            for (T item : items.subList(from, Math.min(items.size(), from + MAX_OPERATIONS))) {
                Operation next = operation.apply(item);
                if (!operations.isEmpty() && bytes + next.bytes() > MAX_BYTES) {
                    break;
                }
                operations.add(next.operation());
                bytes += next.bytes();
            }
            refused.addAll(refused(items.subList(from, from + operations.size()), send(operations)));
            from += operations.size();
        }
        return refused;
    }

    private List<BulkResponseItem> send(List<BulkOperation> operations) {
        // Without requireAlias a lost index would come back by itself, with mappings that are guessed.
        return calls.call(() ->
                        client.bulk(it -> it.index(alias).requireAlias(true).operations(operations)))
                .items();
    }

    private static <T> List<Refused<T>> refused(List<T> sent, List<BulkResponseItem> outcomes) {
        List<Refused<T>> refused = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            ErrorCause error = outcomes.get(i).error();
            int status = outcomes.get(i).status();
            if (error == null || status == 409) {
                continue;
            }
            if (ElasticsearchGuard.mayPass(status)) {
                throw new DomainException.Unavailable("The search index is not writable: " + kind(error), null);
            }
            refused.add(new Refused<>(sent.get(i), kind(error)));
        }
        return refused;
    }

    /** Without the error's text, which quotes the document. */
    private static String kind(ErrorCause error) {
        ErrorCause cause = error.causedBy();
        return cause == null ? String.valueOf(error.type()) : error.type() + " by " + cause.type();
    }
}
