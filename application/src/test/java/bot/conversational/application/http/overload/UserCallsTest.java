package bot.conversational.application.http.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UserCallsTest {

    private static final Duration NO_PATIENCE = Duration.ofMillis(1);
    private static final UserId ADA = new UserId(UUID.randomUUID());
    private static final UserId BOB = new UserId(UUID.randomUUID());

    private final UserCalls calls = new UserCalls(2, 3, NO_PATIENCE);

    /** A call that is served, and has more to send. */
    private UserCalls.Call serve(UserId user) {
        UserCalls.Call call = calls.begin();
        try {
            calls.enter(user);
            return call;
        } finally {
            calls.leave();
        }
    }

    @Test
    void callBeyondTheMostShouldBeRefusedUntilAnAnswerIsSent() {
        UserCalls.Call first = serve(ADA);
        serve(ADA);
        assertThatThrownBy(() -> serve(ADA)).isInstanceOf(DomainException.LimitExceeded.class);
        serve(BOB).end();
        first.end();
        first.end();
        serve(ADA);
        assertThatThrownBy(() -> serve(ADA)).isInstanceOf(DomainException.LimitExceeded.class);
    }

    @Test
    void callsThatAreSoonDoneShouldWaitForEachOther() throws Exception {
        UserCalls patient = new UserCalls(2, 3, Duration.ofMinutes(1));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(threads.submit(() -> {
                    UserCalls.Call call = patient.begin();
                    patient.enter(ADA);
                    call.end();
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(patient.users()).isZero();
    }

    @Test
    void callThatWaitsForAModelShouldNotCountBeforeItHasItsAnswer() {
        UserCalls.Call turn = calls.begin();
        calls.enter(ADA);
        calls.pause();
        List<UserCalls.Call> others = new ArrayList<>();
        CompletableFuture.runAsync(() -> others.addAll(List.of(serve(ADA), serve(ADA))))
                .join();
        calls.resume();
        others.getFirst().end();
        assertThatThrownBy(() -> serve(ADA)).isInstanceOf(DomainException.LimitExceeded.class);
        turn.end();
        others.getLast().end();
        assertThat(calls.users()).isZero();
    }

    @Test
    void streamsShouldHaveALimitOfTheirOwn() {
        List<UserCalls.Call> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            streams.add(calls.begin());
            calls.enter(ADA);
            calls.stream();
        }
        UserCalls.Call refused = calls.begin();
        calls.enter(ADA);
        assertThatThrownBy(calls::stream).isInstanceOf(DomainException.LimitExceeded.class);
        refused.end();
        UserCalls.Call first = serve(ADA);
        UserCalls.Call second = serve(ADA);
        assertThatThrownBy(() -> serve(ADA)).isInstanceOf(DomainException.LimitExceeded.class);
        streams.forEach(UserCalls.Call::end);
        first.end();
        second.end();
        assertThat(calls.users()).as("nothing is kept of users without calls").isZero();
    }
}
