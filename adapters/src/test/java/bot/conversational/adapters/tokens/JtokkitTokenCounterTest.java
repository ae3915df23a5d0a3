package bot.conversational.adapters.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenCounterContract;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JtokkitTokenCounterTest implements TokenCounterContract {

    private static final int LEAST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 50;

    private static final TokenCounter COUNTER = new JtokkitTokenCounter();

    @Override
    public TokenCounter counter() {
        return COUNTER;
    }

    @ParameterizedTest
    @CsvSource({"hello world, 2", "<|endoftext|>, 7", "Здравствуйте, 1", "नमस्ते दुनिया, 5"})
    void countShouldBeTheEncodings(String text, int tokens) {
        assertThat(COUNTER.count(text)).isEqualTo(tokens);
    }

    /** What is counted in another way must come out nearly the same. */
    @Test
    void countShouldBeAboutAsLargeWhenALittleIsNotAscii() {
        String plain =
                "It's all the same, isn't it? She said that (twice), on 12/05/2024: HTTP requests cost 0.25 ms.\n"
                        .repeat(3);
        int tokens = COUNTER.count(plain);
        assertThat(COUNTER.count(plain + "“quoted”")).isBetween(tokens + 2, tokens + 8);
        assertThat(COUNTER.count(plain + "“quoted – – – – – –”")).isBetween(tokens + 2, tokens + 20);
    }

    /**
     * A caller may send 32,000 characters at no cost to themselves; a merge of pairs in squared time would take sixteen times
     * as long for four times the text, and seconds for the whole.
     */
    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\n", "!", "0", "é", "\uD83D\uDE00", "字", "aB"})
    void countShouldTakeTimeInProportionWhenTheTextIsOneLongRun(String part) {
        String text = part.repeat(32_000);
        String quarter = part.repeat(8_000);
        // Minima: whatever else the machine does only adds. The first rounds are slow for want of compiled code.
        double ratio = Double.MAX_VALUE;
        long whole = Long.MAX_VALUE;
        long fourth = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && (round < LEAST_ROUNDS || ratio > 8); round++) {
            fourth = Math.min(fourth, cpuNanos(() -> COUNTER.count(quarter)));
            whole = Math.min(whole, cpuNanos(() -> COUNTER.count(text)));
            ratio = (double) whole / fourth;
        }
        assertThat(ratio).isLessThan(8);
    }

    /** This thread's own time: the machine may be busy. */
    private static long cpuNanos(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - start;
    }
}
