package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.wire.Connections;
import bot.conversational.benchmarks.wire.Loop;
import java.util.List;
import java.util.SplittableRandom;

/** What all calls share. */
record Stage(Loop loop, List<Connections> nodes, Seen seen, SplittableRandom random) {

    Connections anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }
}
