package bot.conversational.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link IdSource} keeps. */
public interface IdSourceContract {

    /** As PostgreSQL orders them: {@link UUID#compareTo} takes the halves for signed numbers. */
    Comparator<UUID> ORDER = Comparator.comparing(UUID::toString);

    IdSource ids();

    @Test
    default void nextShouldBeOfVersionSeven() {
        UUID id = ids().next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    default void nextShouldAscendWhenManyAreMadeAtOnce() {
        IdSource ids = ids();
        List<UUID> made = Stream.generate(ids::next).limit(10_000).toList();
        assertThat(made).isSortedAccordingTo(ORDER).doesNotHaveDuplicates();
    }

    @Test
    default void nextShouldAscendForEachThreadWhenSeveralAsk() throws Exception {
        IdSource ids = ids();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<UUID>>> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parts.add(threads.submit(
                        () -> Stream.generate(ids::next).limit(20_000).toList()));
            }
            Set<UUID> all = new HashSet<>();
            for (Future<List<UUID>> part : parts) {
                assertThat(part.get()).isSortedAccordingTo(ORDER);
                all.addAll(part.get());
            }
            assertThat(all).hasSize(80_000);
        }
    }
}
