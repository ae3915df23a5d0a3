package bot.conversational.application.health;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the process can go on. Once it cannot, whoever watches it should start another. */
public final class Liveness implements Callable<String> {

    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);

    private final List<Essential> essentials;

    public Liveness(Collection<Essential> essentials) {
        this.essentials = List.copyOf(essentials);
    }

    @Override
    public String call() {
        List<String> dead = essentials.stream()
                .filter(essential -> !essential.lives().getAsBoolean())
                .map(Essential::name)
                .toList();
        if (!dead.isEmpty()) {
            LOG.error("this process should be started anew: {}", dead);
            throw new IllegalStateException("dead: " + String.join(", ", dead));
        }
        return "all that is essential lives";
    }
}
