package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.completion.CompletionMetrics.Outcome;
import bot.conversational.domain.chat.generation.ModelCall;
import bot.conversational.domain.chat.generation.ModelCalls;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Has a model answer somebody who brings all of the history along. The answer is made on a thread of its own and ends with
 * its reader, unless it has an idempotency key: then repeats join it, on any node.
 */
public final class CompleteChat {

    private record Key(UserId user, IdempotencyKey key) {}

    private final ModelCalls calls;
    private final LiveTurns live;
    private final KeyedCompletions keyed;
    private final KnownCompletions known;
    private final CompletionAccounts accounts;
    private final Executor threads;
    private final Map<Key, CompletionLog> running = new ConcurrentHashMap<>();

    /** @param threads a new one for each task; a task lasts as long as its answer */
    public CompleteChat(
            ModelCalls calls,
            LiveTurns live,
            KeyedCompletions keyed,
            KnownCompletions known,
            CompletionAccounts accounts,
            Executor threads) {
        this.calls = calls;
        this.live = live;
        this.keyed = keyed;
        this.known = known;
        this.accounts = accounts;
        this.threads = threads;
    }

    /**
     * Begins an answer, or finds the one that is meant.
     *
     * @param form of the answer; a new one at each call
     * @throws DomainException.KeyReused when the key came with another request
     * @throws DomainException.LimitExceeded when the user has too many running, or has spent the day's tokens
     * @throws DomainException.Unavailable when the node is full or ends, or a key cannot be looked up
     */
    public CompletionReader begin(CompletionRequest request, Supplier<CompletionForm> form) {
        if (request.key().isEmpty()) {
            return make(request, form.get(), new CompletionLog(false));
        }
        KeyedRequest key = request.key().get();
        String claimant = UUID.randomUUID().toString();
        return switch (keyed.claim(request.user(), key, claimant)) {
            case NONE, FAILED -> claimed(request, form.get(), new Key(request.user(), key.key()), claimant);
            case OTHER -> throw new DomainException.KeyReused();
            case TOO_LONG -> throw RemoteCompletionReader.tooLong();
            case RUNNING, ENDED -> {
                accounts.served(Outcome.REPLAYED);
                yield joined(new Key(request.user(), key.key()));
            }
        };
    }

    private CompletionReader joined(Key key) {
        return Optional.ofNullable(running.get(key))
                .<CompletionReader>map(log -> new LocalCompletionReader(log, true, false, () -> {}))
                .orElseGet(() -> new RemoteCompletionReader(keyed, key.user(), key.key()));
    }

    private CompletionReader claimed(CompletionRequest request, CompletionForm form, Key key, String claimant) {
        CompletionLog log = new CompletionLog(true);
        boolean begun = false;
        try {
            CompletionReader reader = make(request, form, log);
            begun = true;
            running.put(key, log);
            threads.execute(
                    new MirrorCompletion(keyed, log, key.user(), key.key(), claimant, () -> running.remove(key, log)));
            return reader;
        } finally {
            if (!begun) {
                giveBack(key, claimant);
            }
        }
    }

    private void giveBack(Key key, String claimant) {
        try {
            keyed.end(key.user(), key.key(), claimant, false);
        } catch (DomainException.Unavailable away) {
            // it ends by itself
        }
    }

    private CompletionReader make(CompletionRequest request, CompletionForm form, CompletionLog log) {
        Optional<KnownCompletions.Known> before = request.known().flatMap(same -> known.find(request.user(), same));
        if (before.isPresent()) {
            KnownCompletions.Known answer = before.get();
            log.add(form.add(new Delta.Text(answer.text())));
            log.add(form.end(new CompletionForm.End(FinishReason.STOP, answer.model(), answer.usage(), true)));
            log.end();
            accounts.known(request.user(), answer.model());
            return new LocalCompletionReader(log, false, true, () -> {});
        }
        MakeCompletion making = new MakeCompletion(request, form, log, known, accounts);
        live.enter(making);
        boolean begun = false;
        try {
            ModelCall call = calls.beside(request.user(), request.prompt());
            threads.execute(() -> {
                try {
                    making.run(call);
                } finally {
                    live.leave(making);
                }
            });
            begun = true;
        } finally {
            if (!begun) {
                live.leave(making);
            }
        }
        return new LocalCompletionReader(log, false, false, request.key().isEmpty() ? making::abandon : () -> {});
    }
}
