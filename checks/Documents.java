import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the Markdown documents: words of the glossary, links, lengths. {@code ./mvnw verify} runs it and fails on a
 * violation. By hand, in the project's root: {@code java checks/Documents.java}; with {@code --report} it never fails.
 */
public final class Documents {

    private static final int MAX_PERFORMANCE_WORDS = 1_200;
    private static final int MAX_PROSE_LINE = 120;

    private static final String ARCHITECTURE = "ARCHITECTURE.md";
    private static final String GLOSSARY = "docs/glossary.md";
    private static final String PERFORMANCE = "docs/performance.md";
    private static final Pattern WRAPPED = Pattern.compile("(ARCHITECTURE|README|CONTRIBUTING|docs/(adr/)?[^/]+)\\.md");
    private static final Pattern MAIN = Pattern.compile("(domain|adapters|application)/src/main/.*\\.java");

    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\|([^|]+)\\|");
    /** A type's name in code, with or without a member or arguments behind it; {@code GET} and the like are none. */
    private static final Pattern TYPE =
            Pattern.compile("`([A-Z]\\w*[a-z]\\w*(?:\\.[A-Z]\\w*[a-z]\\w*)*)(?:[.<(@][^`]*)?`");

    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^[\\w @-]*\\b(?:class|record|interface|enum) (\\w+)");
    private static final Pattern LINK = Pattern.compile("(?m)\\]\\(<?([^)\\s>]+)[^)]*\\)|^\\[[^\\]]+\\]:\\s*(\\S+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+)$");
    private static final Pattern ANCHOR = Pattern.compile("\\b(?:id|name)=\"([^\"]+)\"");
    private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");

    /** Texts by path from the root. */
    private final Map<String, String> documents = new TreeMap<>();

    /** Simple names of the service's types, and those of nested ones. */
    private final Set<String> types = new HashSet<>();

    public static void main(String[] arguments) throws IOException {
        Documents documents = new Documents();
        documents.read(Path.of(""));
        List<Result> results = List.of(
                documents.boldWords(),
                documents.glossaryTypes(),
                documents.links(),
                documents.performance(),
                documents.prose());
        String row = "%-22s %-64s %-34s %s%n";
        System.out.printf(row, "documents", "found", "allowed", "violations");
        results.forEach(
                result -> System.out.printf(row, result.check, result.found, result.allowed, result.violations.size()));
        results.forEach(result -> result.violations.forEach(System.out::println));
        boolean violated = results.stream().anyMatch(result -> !result.violations.isEmpty());
        if (violated && !Arrays.asList(arguments).contains("--report")) {
            System.exit(1);
        }
    }

    /** Skips what was made here: hidden folders, what was built, results of benchmarks. */
    private void read(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path path : entries.map(Path::normalize).toList()) {
                String name = path.getFileName().toString();
                boolean made = name.startsWith(".")
                        || name.matches("target|results") && Files.exists(path.resolveSibling("pom.xml"));
                if (Files.isDirectory(path) && !made) {
                    read(path);
                } else if (name.endsWith(".md")) {
                    documents.put(path.toString(), Files.readString(path));
                } else if (MAIN.matcher(path.toString()).matches()) {
                    DECLARATION.matcher(Files.readString(path)).results().forEach(type -> types.add(type.group(1)));
                }
            }
        }
    }

    /** Code blocks become empty lines, so that line numbers hold. */
    private String withoutCode(String document) {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : text(document).lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            lines.add(fence || code ? "" : line);
            code ^= fence;
        }
        return String.join("\n", lines);
    }

    private Result boldWords() {
        Set<String> terms = FIRST_CELL
                .matcher(withoutCode(GLOSSARY))
                .results()
                .map(cell -> stem(cell.group(1)))
                .collect(Collectors.toSet());
        List<MatchResult> bold =
                BOLD.matcher(withoutCode(ARCHITECTURE)).results().toList();
        List<String> violations = bold.stream()
                .filter(word -> !terms.contains(stem(word.group(1))))
                .map(word -> place(ARCHITECTURE, word) + " is not in the glossary: "
                        + word.group(1).replace('\n', ' '))
                .toList();
        return new Result("bold words", bold.size() + " in " + ARCHITECTURE, "those of " + GLOSSARY, violations);
    }

    private Result glossaryTypes() {
        List<MatchResult> named = TYPE.matcher(withoutCode(GLOSSARY)).results().toList();
        List<String> violations = named.stream()
                .filter(type -> !types.containsAll(List.of(type.group(1).split("\\."))))
                .map(type -> place(GLOSSARY, type) + " names no type of the service: " + type.group(1))
                .toList();
        return new Result("types of the glossary", named.size() + " named", "types of the service", violations);
    }

    private Result links() {
        List<String> violations = new ArrayList<>();
        int relative = 0;
        for (String document : documents.keySet()) {
            for (MatchResult link :
                    LINK.matcher(withoutCode(document)).results().toList()) {
                String target = link.group(1) != null ? link.group(1) : link.group(2);
                if (!target.matches("[a-z]+:.*")) {
                    relative++;
                    if (!leadsSomewhere(document, target)) {
                        violations.add(place(document, link) + " leads nowhere: " + target);
                    }
                }
            }
        }
        return new Result("relative links", relative + " links", "to what exists", violations);
    }

    private boolean leadsSomewhere(String from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? Path.of(from)
                : Path.of(from).resolveSibling(parts[0]).normalize();
        if (parts.length == 2 && documents.containsKey(target.toString())) {
            return anchors(withoutCode(target.toString())).contains(parts[1]);
        }
        return !target.isAbsolute() && !target.startsWith("..") && Files.exists(target);
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        ANCHOR.matcher(text).results().forEach(anchor -> anchors.add(anchor.group(1)));
        for (MatchResult heading : HEADING.matcher(text).results().toList()) {
            String visible =
                    heading.group(1).strip().replaceAll("\\]\\([^)]*\\)", "").toLowerCase(Locale.ROOT);
            String anchor = visible.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
            int repeats = 0;
            while (!anchors.add(repeats == 0 ? anchor : anchor + "-" + repeats)) {
                repeats++;
            }
        }
        return anchors;
    }

    private Result performance() {
        long words = WORD.matcher(text(PERFORMANCE)).results().count();
        List<String> violations = words == 0 || words > MAX_PERFORMANCE_WORDS
                ? List.of(PERFORMANCE + ":1 has " + words + " words")
                : List.of();
        return new Result("words on performance", words + " words", "" + MAX_PERFORMANCE_WORDS, violations);
    }

    /** Rows of tables cannot be wrapped, nor can addresses. */
    private Result prose() {
        List<String> violations = new ArrayList<>();
        int most = 0;
        for (String document : documents.keySet()) {
            List<String> lines = WRAPPED.matcher(document).matches()
                    ? withoutCode(document).lines().toList()
                    : List.of();
            for (int i = 0; i < lines.size(); i++) {
                String visible = lines.get(i).replaceAll("\\]\\([^)]*\\)|https?://\\S+", "");
                int length = visible.strip().startsWith("|") ? 0 : visible.codePointCount(0, visible.length());
                most = Math.max(most, length);
                if (length > MAX_PROSE_LINE) {
                    violations.add(document + ":" + (i + 1) + " has " + length + " characters");
                }
            }
        }
        return new Result("characters of a line", "at most " + most, MAX_PROSE_LINE + " in prose", violations);
    }

    private String text(String document) {
        return documents.getOrDefault(document, "");
    }

    private String place(String document, MatchResult match) {
        long breaks = withoutCode(document)
                .substring(0, match.start())
                .chars()
                .filter(character -> character == '\n')
                .count();
        return document + ":" + (breaks + 1);
    }

    /** One form of "Turn", "turns" and "**turn**". */
    private static String stem(String term) {
        String plain =
                term.replaceAll("[*`]", "").strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return plain.replaceFirst("[.:,;]+$", "").replaceFirst("s$", "");
    }

    private record Result(String check, String found, String allowed, List<String> violations) {}
}
