package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.load.CpuShares;
import bot.conversational.benchmarks.model.Wish;
import bot.conversational.benchmarks.wire.Connections;
import bot.conversational.benchmarks.wire.Loop;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What users do: each has a turn a minute, looks at a conversation and at the list once for that, and searches every fifth
 * time, all at random moments. Every hundredth stream is lost in the middle and picked up again; every fortieth answer has
 * a word of its own that is searched for.
 */
final class Workload {

    private static final double READS = 1;
    private static final double SEARCHES = 0.2;
    private static final double CALLS_OF_A_TURN = 1 + 2 * READS + SEARCHES;
    private static final int TOKENS = 500;
    private static final int TOKENS_PER_SECOND = 50;
    private static final int ONE_IS_LOST_OF = 100;
    private static final int LATEST_LOSS = 200;
    private static final int ONE_IS_SOUGHT_OF = 40;
    private static final int ATTEMPTS = 200;

    /** That searches for what was said last may take. */
    private static final int GRACE_MILLIS = 5_000;

    private final Plan plan;
    private final Loop loop = new Loop();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Seen measured = new Seen();
    private final Stage stage;
    private final Stage unmeasured;
    private final List<Person> people;
    private final CpuShares cpu;
    private final long begin;
    private final long end;
    private int outstanding;
    private int words;

    Workload(Plan plan) {
        this.plan = plan;
        List<Connections> nodes =
                plan.ports().stream().map(port -> new Connections(loop, port)).toList();
        stage = new Stage(loop, nodes, measured, random);
        unmeasured = new Stage(loop, nodes, new Seen(), random);
        people = Person.read(Path.of(plan.targets()), plan.users());
        cpu = new CpuShares(processes(plan));
        begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.warmUpSeconds());
        end = begin + TimeUnit.SECONDS.toNanos(plan.seconds());
    }

    /** Runs until all that was due in the measured time is over. */
    Outcome run() {
        loop.at(begin, cpu::begin);
        loop.at(end, cpu::end);
        next(System.nanoTime());
        loop.at(end + TimeUnit.SECONDS.toNanos(60), this::giveUp);
        loop.run();
        Outcome outcome = measured.outcome(plan.seconds(), cpu.shares());
        unmeasured
                .seen()
                .outcome(1, Map.of())
                .errors()
                .forEach((kind, times) -> System.err.println("not in the measured time: " + times + " " + kind));
        return outcome;
    }

    private void giveUp() {
        measured.error("turns without an end", String.valueOf(outstanding));
        loop.stop();
    }

    private void next(long before) {
        double meanSeconds = 60 / (plan.users() * CALLS_OF_A_TURN);
        long due = before + (long) (-Math.log(1 - random.nextDouble()) * meanSeconds * 1e9);
        loop.at(due, () -> {
            call(due);
            if (due > end && outstanding == 0) {
                loop.stop();
            } else {
                next(due);
            }
        });
    }

    private void call(long due) {
        boolean counts = due >= begin && due < end;
        Stage on = counts ? stage : unmeasured;
        double what = random.nextDouble() * CALLS_OF_A_TURN;
        if (what < 1) {
            turn(on, due, counts);
        } else {
            Read.Kind kind =
                    what < 1 + READS ? Read.Kind.HISTORY : what < 1 + 2 * READS ? Read.Kind.LIST : Read.Kind.SEARCH;
            Read.begin(on, kind, people.get(random.nextInt(people.size())), due);
        }
    }

    private void turn(Stage on, long due, boolean counts) {
        Person person = free();
        if (person.busy) {
            on.seen().error("nobody is free to ask", "");
            return;
        }
        String word = random.nextInt(ONE_IS_SOUGHT_OF) == 0 ? "zq" + plan.users() + "x" + ++words : "";
        int dropAfter = random.nextInt(ONE_IS_LOST_OF) == 0 ? 1 + random.nextInt(LATEST_LOSS) : 0;
        Wish wish = new Wish(TOKENS, TOKENS_PER_SECOND, 0, word);
        outstanding += counts ? 1 : 0;
        new Turn(on, person, wish, due, dropAfter, () -> loop.after(GRACE_MILLIS, () -> outstanding -= counts ? 1 : 0))
                .begin();
    }

    /** Whoever has an answer under way waits for it; the others ask so much the more. */
    private Person free() {
        Person person = people.get(random.nextInt(people.size()));
        for (int i = 0; person.busy && i < ATTEMPTS; i++) {
            person = people.get(random.nextInt(people.size()));
        }
        return person;
    }

    private static Map<String, List<Long>> processes(Plan plan) {
        Map<String, List<Long>> processes = new HashMap<>(plan.processes());
        processes.put("generator", List.of(ProcessHandle.current().pid()));
        return processes;
    }
}
