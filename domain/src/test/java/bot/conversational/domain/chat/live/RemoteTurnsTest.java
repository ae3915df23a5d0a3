package bot.conversational.domain.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many who read on one node what another one generates. */
class RemoteTurnsTest extends TwoNodes {

    private static final int READERS = 50;

    private final AtomicInteger reads = new AtomicInteger();
    private final FollowTurn follow = new FollowTurn(two.live, stores.live().answers(), new LiveTextMirror() {
        @Override
        public List<Long> append(List<LiveTextStore.Delta> pieces) {
            return mirror.append(pieces);
        }

        @Override
        public Optional<String> read(UserId user, MessageId turn, long offset) {
            reads.incrementAndGet();
            return mirror.read(user, turn, offset);
        }
    });

    @Test
    void readersShouldAskTheMirrorAsOftenAsOneAndAllGetTheWholeText() throws Exception {
        TurnReader writer = halted("Half", " a", " loaf");
        text(writer, 4);
        await().atMost(SOON).until(() -> {
            one.texts.mirror();
            return mirror.read(user, id(writer), 0).isPresent();
        });
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> texts = new ArrayList<>();
            List<CompletableFuture<Void>> began = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Optional<StreamPosition> from =
                        i % 2 == 0 ? Optional.empty() : Optional.of(new StreamPosition.At(id(writer), new Place(2, 0)));
                TurnReader reader =
                        follow.follow(user, conversation, id(writer), from).orElseThrow();
                CompletableFuture<Void> half = new CompletableFuture<>();
                began.add(half);
                texts.add(threads.submit(() -> {
                    String first = text(reader, from.isEmpty() ? 4 : 2);
                    half.complete(null);
                    return first + rest(reader);
                }));
            }
            await().atMost(SOON).until(() -> began.stream().allMatch(CompletableFuture::isDone));
            gate.complete(null);
            for (int i = 0; i < READERS; i++) {
                assertThat(texts.get(i).get()).isEqualTo(i % 2 == 0 ? "Half a loaf" : "lf a loaf");
            }
        }
        long polls = Duration.ofNanos(System.nanoTime() - begun).dividedBy(RemoteTurn.POLL);
        assertThat(reads).hasValueLessThanOrEqualTo((int) polls + 1);
    }
}
