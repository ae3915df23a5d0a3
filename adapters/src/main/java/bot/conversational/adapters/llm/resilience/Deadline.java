package bot.conversational.adapters.llm.resilience;

import java.time.Duration;

/** When an answer has to be complete, by the clock of this process that never jumps. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The remaining time; negative afterwards. */
    Duration left() {
        return Duration.ofNanos(nanos - System.nanoTime());
    }

    boolean isOver() {
        return !left().isPositive();
    }

    /** This one, or in that time, whichever is sooner. */
    Deadline butWithin(Duration time) {
        Deadline other = in(time);
        return other.nanos - nanos < 0 ? other : this;
    }
}
