package bot.conversational.benchmarks.streams;

import bot.conversational.benchmarks.load.CpuShares;
import bot.conversational.benchmarks.wire.Connections;
import bot.conversational.benchmarks.wire.Event;
import bot.conversational.benchmarks.wire.EventReader;
import bot.conversational.benchmarks.wire.Loop;
import bot.conversational.benchmarks.wire.Reply;
import bot.conversational.benchmarks.wire.Request;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The process that holds streams. */
public final class HeldStreams {

    private static final int SETTLE_MILLIS = 3_000;
    private static final String ACCEPT = "text/event-stream";
    private static final int AROUND_TEXT = "{\"id\":\"\",\"delta\":\"\"}".length() + 36;
    private static final int TURN = 36;

    private final OpenStreams held;
    private final Loop loop = new Loop();
    private final Connections server;
    private final CpuShares cpu;
    private final long apart;
    private int there;
    private long events;
    private long characters;
    private long lost;

    private HeldStreams(OpenStreams held) {
        this.held = held;
        this.server = new Connections(loop, held.port());
        this.cpu = new CpuShares(held.processes());
        this.apart = TimeUnit.SECONDS.toNanos(1) / held.perSecond();
    }

    /** @param arguments {@link OpenStreams} as JSON; the last line of the output is a {@link OpenStreams.Outcome} */
    public static void main(String[] arguments) throws JsonProcessingException {
        HeldStreams streams = new HeldStreams(new ObjectMapper().readValue(arguments[0], OpenStreams.class));
        if (streams.held.path().isEmpty()) {
            streams.turns();
        } else {
            streams.plain();
        }
        streams.loop.run();
    }

    private void plain() {
        byte[] request = Request.get(held.path(), "", "Accept: " + ACCEPT + "\r\n");
        long begin = System.nanoTime();
        for (int i = 0; i < held.streams(); i++) {
            loop.at(begin + i * apart, () -> server.send(request, new Listening(event -> {})));
        }
    }

    private void turns() {
        int each = held.streams() / held.turns();
        try (Stream<String> lines = Files.lines(Path.of(held.targets()))) {
            List<String[]> users =
                    lines.limit(held.turns()).map(line -> line.split(" ")).toList();
            long begin = System.nanoTime();
            for (int i = 0; i < users.size(); i++) {
                String[] user = users.get(i);
                loop.at(begin + i * each * apart, () -> turn(user[0], user[1], each - 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn(String path, String token, int followers) {
        byte[] question = Request.post(path, token, ACCEPT, "{\"content\":\"" + held.question() + "\"}");
        server.send(question, new Listening(created -> {
            String turn = created.id().substring(0, TURN);
            byte[] follow = Request.get(path + "/" + turn + "/events", token, "Accept: " + ACCEPT + "\r\n");
            for (int i = 1; i <= followers; i++) {
                loop.at(System.nanoTime() + i * apart, () -> server.send(follow, new Listening(event -> {})));
            }
        }));
    }

    private void ready() {
        if (lost > 0) {
            throw new IllegalStateException(lost + " streams are lost already");
        }
        System.out.println(OpenStreams.READY);
        if (held.seconds() > 0) {
            loop.after(SETTLE_MILLIS, this::measure);
        }
    }

    private void measure() {
        events = 0;
        characters = 0;
        cpu.begin();
        loop.after(TimeUnit.SECONDS.toMillis(held.seconds()), () -> {
            long seen = events;
            long text = characters;
            cpu.end();
            print(new OpenStreams.Outcome(held.seconds(), seen, text, lost, cpu.shares()));
            loop.stop();
        });
    }

    private static void print(OpenStreams.Outcome outcome) {
        try {
            System.out.println(new ObjectMapper().writeValueAsString(outcome));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Listening implements Reply {

        private final EventReader reader = new EventReader(this::event);
        private final Consumer<Event> first;
        private boolean begun;
        private int status;

        private Listening(Consumer<Event> first) {
            this.first = first;
        }

        @Override
        public void status(int answer) {
            status = answer;
            if (status != 200) {
                lose("status " + status);
            }
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            reader.read(bytes, from, to);
        }

        @Override
        public void end() {
            if (status == 200) {
                lose("an end");
            }
        }

        @Override
        public void broken(String why) {
            lose(why);
        }

        private void event(Event event) {
            if (event.name().equals("message.delta")) {
                events++;
                characters += event.data().length() - AROUND_TEXT;
            }
            if (!begun) {
                begun = true;
                first.accept(event);
                count();
            }
        }

        private void lose(String why) {
            lost++;
            System.out.println("lost: " + why);
            if (!begun) {
                begun = true;
                count();
            }
        }

        private void count() {
            if (++there == held.streams()) {
                ready();
            }
        }
    }
}
