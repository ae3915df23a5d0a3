package bot.conversational.benchmarks.users;

import bot.conversational.benchmarks.load.CpuShares;
import bot.conversational.benchmarks.wire.Connections;
import bot.conversational.benchmarks.wire.Loop;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The process that asks by the clock, however many answers are still to come. */
public final class CallLoad {

    /** Files that a process may open are fewer than questions without an answer can be. */
    private static final int MOST_UNDER_WAY = 8_000;

    private final CallPlan plan;
    private final Loop loop = new Loop();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Seen measured = new Seen();
    private final Stage stage;
    private final Stage unmeasured;
    private final List<Person> people;
    private final CpuShares cpu;
    private final long begin;
    private final long end;
    private int underWay;
    private int outstanding;

    private CallLoad(CallPlan plan) {
        this.plan = plan;
        List<Connections> server = List.of(new Connections(loop, plan.port()));
        stage = new Stage(loop, server, measured, random);
        unmeasured = new Stage(loop, server, new Seen(), random);
        people = Person.read(Path.of(plan.targets()), plan.users());
        Map<String, List<Long>> processes = new HashMap<>(plan.processes());
        processes.put("generator", List.of(ProcessHandle.current().pid()));
        cpu = new CpuShares(processes);
        begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.warmUpSeconds());
        end = begin + TimeUnit.SECONDS.toNanos(plan.seconds());
    }

    /** @param arguments a {@link CallPlan} as JSON; the last line of the output is an {@link Outcome} */
    public static void main(String[] arguments) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        System.out.println(json.writeValueAsString(new CallLoad(json.readValue(arguments[0], CallPlan.class)).run()));
    }

    private Outcome run() {
        loop.at(begin, cpu::begin);
        loop.at(end, cpu::end);
        next(System.nanoTime());
        loop.run();
        return measured.outcome(plan.seconds(), cpu.shares());
    }

    private void next(long before) {
        long due = before + (long) (-Math.log(1 - random.nextDouble()) / plan.perSecond() * 1e9);
        loop.at(due, () -> {
            if (due < end) {
                call(due);
                next(due);
            } else if (outstanding == 0) {
                loop.stop();
            } else {
                next(System.nanoTime());
            }
        });
    }

    private void call(long due) {
        boolean counts = due >= begin;
        Stage on = counts ? stage : unmeasured;
        on.seen().offered("turn");
        Person person = free();
        if (person.busy || underWay == MOST_UNDER_WAY) {
            on.seen().error("not asked: " + MOST_UNDER_WAY + " are under way", "");
            return;
        }
        underWay++;
        outstanding += counts ? 1 : 0;
        Call.begin(on, person, plan.body(), due, () -> {
            underWay--;
            outstanding -= counts ? 1 : 0;
        });
    }

    private Person free() {
        Person person = people.get(random.nextInt(people.size()));
        for (int i = 0; person.busy && i < 50; i++) {
            person = people.get(random.nextInt(people.size()));
        }
        return person;
    }
}
