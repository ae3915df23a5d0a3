package bot.conversational.domain.chat.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.analytics.ApiUsageMeter;
import bot.conversational.domain.analytics.InMemoryApiUsage;
import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.apikey.CallingKey;
import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.chat.generation.KeyAllowance;
import bot.conversational.domain.chat.generation.ModelCalls;
import bot.conversational.domain.chat.generation.Spent;
import bot.conversational.domain.chat.generation.TokenAllowance;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.files.PromptFiles;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.ModelPrices;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.spending.InMemorySpending;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompleteChatTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UserId ADA = new UserId(UUID.randomUUID());
    private static final IdempotencyKey KEY = new IdempotencyKey("k");
    private static final int MOST_OF_USER = 2;

    private final InstantSource clock = () -> NOW;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScriptedLanguageModel model = new ScriptedLanguageModel();
    private final KeyedCompletions keyed = new InMemoryKeyedCompletions();
    private final KnownCompletions known = new InMemoryKnownCompletions();
    private final InMemoryApiUsage usage = new InMemoryApiUsage();
    private final ApiUsageMeter meter = new ApiUsageMeter(usage, clock);
    private final LiveTurns live = new LiveTurns(MOST_OF_USER, 5);
    private final CompleteChat chat = node(live);

    private CompleteChat node(LiveTurns running) {
        Stores stores = new InMemoryDatabase(clock).stores();
        TokenAllowance allowance = new TokenAllowance(
                stores.live().budget(),
                new Spent(0, 0),
                new OwnLimits((from, behind, limit) -> List.of()),
                new ModelPrices("USD", Map.of()),
                new InMemorySpending(),
                new KeyAllowance(stores.keys().budget(), clock),
                clock);
        ModelCalls calls = new ModelCalls(
                model, allowance, new WordCounter(), TurnMetrics.NONE, new PromptFiles(stores.files(), clock), threads);
        CompletionAccounts accounts = new CompletionAccounts(meter, new WordCounter(), CompletionMetrics.NONE);
        return new CompleteChat(calls, running, keyed, known, accounts, threads);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Says each text as it is, and at the end how it ended. */
    private static final class PlainForm implements CompletionForm {
        @Override
        public List<String> add(Delta delta) {
            return delta instanceof Delta.Text(String text) ? List.of(text) : List.of();
        }

        @Override
        public List<String> end(End end) {
            return List.of("end " + end.finish().label() + " " + end.usage().promptTokens());
        }
    }

    private static CompletionRequest request(Optional<String> key, Optional<String> same) {
        Prompt prompt = new Prompt(
                "a-model",
                Optional.empty(),
                List.of(new Prompt.Line(MessageRole.USER, Content.of("Why?"), 1)),
                Sampling.NONE,
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());
        return new CompletionRequest(
                ADA,
                prompt,
                key.map(body -> new KeyedRequest(KEY, Digest.of(List.of(body)))),
                same.map(text -> Digest.of(List.of(text))));
    }

    private static CompletionRequest plain() {
        return request(Optional.empty(), Optional.empty());
    }

    private static CompletionRequest withKey() {
        return request(Optional.of("body"), Optional.empty());
    }

    /** All lines, and behind them the failure if it has one. */
    private static List<String> all(CompletionReader reader) {
        List<String> lines = new ArrayList<>();
        try (reader) {
            while (true) {
                switch (reader.next(Duration.ofSeconds(10))) {
                    case Step.More(List<String> more) -> lines.addAll(more);
                    case Step.Silence() -> throw new AssertionError("nothing comes: " + lines);
                    case Step.Ended(Optional<DomainException> failure) -> {
                        failure.ifPresent(why -> lines.add(why.getClass().getSimpleName()));
                        return lines;
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answerShouldComePieceByPieceAndBeCounted() {
        assertThat(all(chat.begin(plain(), PlainForm::new)))
                .containsExactly("This is ", "an ", "answer.", "end stop 10");
        await().until(() -> live.size() == 0);
        meter.flush();
        UsageQuery query = new UsageQuery(NOW, NOW.plus(Duration.ofHours(1)), UsageQuery.Interval.HOUR, ZoneOffset.UTC);
        assertThat(usage.sums(Optional.of(ADA), query, List.of(NOW)))
                .singleElement()
                .satisfies(figures -> assertThat(figures.promptTokens()).isEqualTo(10));
    }

    @Test
    void readerWhoLeavesShouldEndTheAnswer() throws InterruptedException {
        model.script(
                new ScriptedLanguageModel.Step.Say("half"),
                new ScriptedLanguageModel.Step.WaitFor(new CompletableFuture<>()));
        CompletionReader reader = chat.begin(plain(), PlainForm::new);
        assertThat(reader.next(Duration.ofSeconds(10))).isEqualTo(new Step.More(List.of("half")));
        assertThat(live.size()).isEqualTo(1);
        reader.close();
        await().until(() -> live.size() == 0);
    }

    @Test
    void failureShouldEndWhatWasSaid() {
        model.fail(new DomainException.ModelFailed("no", null), "half");
        assertThat(all(chat.begin(plain(), PlainForm::new))).containsExactly("half", "ModelFailed");
    }

    @Test
    void errorShouldLeaveNobodyWaiting() {
        model.script(new ScriptedLanguageModel.Step.Say("half"));
        CompletionForm broken = new CompletionForm() {
            @Override
            public List<String> add(Delta delta) {
                throw new StackOverflowError();
            }

            @Override
            public List<String> end(End end) {
                return List.of();
            }
        };
        assertThat(all(chat.begin(plain(), () -> broken))).containsExactly("Broken");
    }

    @Test
    void nodeThatEndsShouldInterruptItsAnswers() throws InterruptedException {
        model.script(
                new ScriptedLanguageModel.Step.Say("half"),
                new ScriptedLanguageModel.Step.WaitFor(new CompletableFuture<>()));
        CompletionReader reader = chat.begin(plain(), PlainForm::new);
        reader.next(Duration.ofSeconds(10));
        live.drain();
        live.lone().forEach(bot.conversational.domain.chat.live.LoneAnswer::interrupt);
        assertThat(all(reader)).containsExactly("Unavailable");
        assertThatThrownBy(() -> chat.begin(plain(), PlainForm::new)).isInstanceOf(DomainException.Unavailable.class);
    }

    @Test
    void userShouldHaveNoMoreThanSoManyAnswersAtOnce() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        List<CompletionReader> readers = new ArrayList<>();
        for (int i = 0; i < MOST_OF_USER; i++) {
            model.script(new ScriptedLanguageModel.Step.WaitFor(gate));
            readers.add(chat.begin(plain(), PlainForm::new));
        }
        assertThatThrownBy(() -> chat.begin(plain(), PlainForm::new)).isInstanceOf(DomainException.LimitExceeded.class);
        gate.complete(null);
        readers.forEach(CompleteChatTest::all);
        await().until(() -> live.size() == 0);
        chat.begin(plain(), PlainForm::new).close();
    }

    @Test
    void repeatShouldJoinHereAndElsewhere() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        model.script(
                new ScriptedLanguageModel.Step.Say("one "),
                new ScriptedLanguageModel.Step.WaitFor(gate),
                new ScriptedLanguageModel.Step.Say("two"));
        CompletionReader first = chat.begin(withKey(), PlainForm::new);
        CompletionReader here = chat.begin(withKey(), PlainForm::new);
        CompletionReader elsewhere = node(new LiveTurns(1, 1)).begin(withKey(), PlainForm::new);
        assertThat(first.isReplayed()).isFalse();
        assertThat(here.isReplayed() && elsewhere.isReplayed()).isTrue();
        first.close(); // who has a key may come again
        gate.complete(null);
        assertThat(all(here)).containsExactly("one ", "two", "end stop 10");
        assertThat(all(elsewhere)).containsExactly("one ", "two", "end stop 10");
        assertThat(all(chat.begin(withKey(), PlainForm::new))).containsExactly("one ", "two", "end stop 10");
        assertThat(model.prompts()).hasSize(1);
        assertThatThrownBy(() -> chat.begin(request(Optional.of("other"), Optional.empty()), PlainForm::new))
                .isInstanceOf(DomainException.KeyReused.class);
    }

    @Test
    void whatFailedShouldBeTriedAgain() {
        model.fail(new DomainException.ModelFailed("no", null));
        assertThat(all(chat.begin(withKey(), PlainForm::new))).containsExactly("ModelFailed");
        await().until(() -> keyed.read(ADA, KEY, 0).state() == KeyedCompletions.State.FAILED);
        assertThat(all(chat.begin(withKey(), PlainForm::new))).endsWith("end stop 10");
    }

    @Test
    void refusedAnswerShouldGiveItsKeyBack() {
        live.drain();
        assertThatThrownBy(() -> chat.begin(withKey(), PlainForm::new)).isInstanceOf(DomainException.Unavailable.class);
        assertThat(all(node(new LiveTurns(1, 1)).begin(withKey(), PlainForm::new)))
                .endsWith("end stop 10");
    }

    @Test
    void sameRequestShouldGetTheKnownAnswer() {
        CompletionRequest same = request(Optional.empty(), Optional.of("same"));
        assertThat(all(chat.begin(same, PlainForm::new))).hasSize(4);
        await().until(() -> known.find(ADA, same.known().orElseThrow()).isPresent());
        CompletionReader again = chat.begin(same, PlainForm::new);
        assertThat(again.isKnown()).isTrue();
        assertThat(all(again)).containsExactly("This is an answer.", "end stop 10");
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void callingKeyShouldGoAlongToOtherThreads() {
        KeyGrant grant = new KeyGrant(new ApiKeyId(UUID.randomUUID()), Set.of(Scope.CHAT), UserLimits.NONE);
        CallingKey.set(new Caller(ADA, grant, Role.USER));
        try {
            AtomicReference<Optional<CallingKey.Of>> there = new AtomicReference<>(Optional.empty());
            CompletableFuture<Void> ran = new CompletableFuture<>();
            CallingKey.following(threads).execute(() -> {
                there.set(CallingKey.current());
                ran.complete(null);
            });
            ran.join();
            assertThat(there.get()).contains(new CallingKey.Of(ADA, grant));
        } finally {
            CallingKey.set(
                    new Caller(ADA, new bot.conversational.domain.session.SessionId(UUID.randomUUID()), Role.USER));
        }
    }
}
