package bot.conversational.adapters.llm.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the cases of {@code resources/llm/PROTOCOL-THEME.txt}. A case is:
 *
 * <pre>
 * ## its name
 * with crlf gzip         how it is sent (optional): bom, crlf, cr, no-end (without the last line break), gzip, deflate,
 *                        raw-deflate, coding-NAME, open (nobody closes the connection), cut (it breaks off), half (the rest is missing),
 *                        raw-bytes (with bytes as {@code <C3>})
 * say Hi                 what is sent, one command a line: see {@link WireCommands}
 * = "Hi" stop            what comes of it: see {@link Outcomes}
 * </pre>
 */
public final class WireCases {

    private static final List<String> THEMES = List.of(
            "openai-ends",
            "openai-form",
            "openai-parts",
            "openai-errors",
            "anthropic-ends",
            "anthropic-parts",
            "ollama");

    private WireCases() {}

    public static Stream<WireCase> all() {
        return THEMES.stream().flatMap(theme -> of(theme).stream());
    }

    private static List<WireCase> of(String theme) {
        StreamProtocol protocol = Stream.of(StreamProtocol.values())
                .filter(some -> theme.toUpperCase(Locale.ROOT).startsWith(some.name()))
                .findFirst()
                .orElseThrow();
        List<WireCase> cases = new ArrayList<>();
        for (String block : read(theme).split("(?m)^## ", -1)) {
            if (!block.isBlank() && !block.startsWith("#")) {
                cases.add(one(protocol, block));
            }
        }
        return cases;
    }

    private static WireCase one(StreamProtocol protocol, String block) {
        List<String> lines = block.lines().toList();
        StringBuilder body = new StringBuilder();
        Set<String> with = new LinkedHashSet<>();
        String outcome = "";
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("with ")) {
                with.addAll(List.of(line.substring("with ".length()).split(" ")));
            } else if (line.startsWith("= ")) {
                outcome = line.substring("= ".length());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                body.append(WireCommands.sent(protocol, line));
            }
        }
        if (outcome.isEmpty()) {
            throw new IllegalArgumentException("no outcome: " + lines.getFirst());
        }
        return new WireCase(protocol, lines.getFirst(), body.toString(), with, outcome);
    }

    private static String read(String theme) {
        try (InputStream in =
                Objects.requireNonNull(WireCases.class.getResourceAsStream("/llm/" + theme + ".txt"), theme)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
