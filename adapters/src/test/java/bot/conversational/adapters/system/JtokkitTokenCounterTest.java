package bot.conversational.adapters.system;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.TokenCounter;
import bot.conversational.domain.chat.TokenCounterContract;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JtokkitTokenCounterTest implements TokenCounterContract {

    private static final TokenCounter COUNTER = new JtokkitTokenCounter();

    @Override
    public TokenCounter counter() {
        return COUNTER;
    }

    @ParameterizedTest
    @CsvSource({"hello world, 2", "<|endoftext|>, 7"})
    void countShouldBeTheEncodings(String text, int tokens) {
        assertThat(COUNTER.count(text)).isEqualTo(tokens);
    }

    /** A caller may send 32,000 characters at no cost to himself; a merge of pairs in squared time would take seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\n", "!", "0", "é", "\uD83D\uDE00", "字", "aB"})
    void countShouldBeQuickWhenTheTextIsOneLongRun(String part) {
        String text = part.repeat(32_000);
        long best = LongStream.generate(() -> cpuNanos(() -> COUNTER.count(text)))
                .limit(5)
                .min()
                .orElseThrow();
        assertThat(best).isLessThan(100_000_000);
    }

    /** This thread's own time: the machine may be busy. */
    private static long cpuNanos(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - start;
    }
}
