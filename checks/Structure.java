import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * Counts packages, wiring, names, parameters and lines of the Java sources, and lines of the page's scripts. It fails on
 * a violation. By hand, in the project's root: {@code java checks/Structure.java}; with {@code --report} it never fails.
 *
 * <p>The JDK's compiler parses the sources, so the counts are exact. Packages, names and parameters are those of the
 * main sources of the service's modules. {@code package-info.java} is no file of a package, but has lines.
 */
public final class Structure {

    private static final int MAX_FILES = 24;
    private static final int USUAL_FILES = 15;
    private static final int PERCENT_USUAL = 90;
    private static final int MAX_WIRING_LINES = 130;
    private static final int MAX_PARAMETERS = 7;
    private static final int MAX_FILE_LINES = 300;

    private static final Pattern COUNTED = Pattern.compile("(?!.*/target/)(.*\\.java|web/.*\\.js)");
    private static final Pattern MAIN = Pattern.compile("(domain|adapters|application)/src/main/.*");
    private static final Pattern WIRING = Pattern.compile("application/src/main/.*/wiring/.*");
    private static final Pattern CONFIGURATION = Pattern.compile("application/src/main/.*/application/config/.*");

    /** Records outside the domain with the fields of a JSON document, a database row or the configuration. */
    private static final Pattern MIRROR = Pattern.compile("(?!domain/).*(Json|Body|Parameters|Row|Settings)");

    private final List<Source> sources = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();

    public static void main(String[] arguments) throws IOException {
        Structure structure = new Structure();
        for (String module : List.of("domain", "adapters", "application", "clients", "benchmarks", "checks", "web")) {
            structure.read(Path.of(module));
        }
        structure.parse();
        List<Result> results = List.of(
                structure.packages(),
                structure.wiring(),
                structure.typeNames(),
                structure.parameters(),
                structure.fileLines());
        String row = "%-22s %-64s %-34s %s%n";
        System.out.printf(row, "structure", "found", "allowed", "violations");
        results.forEach(
                result -> System.out.printf(row, result.check, result.found, result.allowed, result.violations.size()));
        System.out.println("for information: " + structure.largeMirrors());
        System.out.println("for information: " + structure.repeatedNestedNames());
        results.forEach(result -> result.violations.forEach(System.out::println));
        boolean violated = results.stream().anyMatch(result -> !result.violations.isEmpty());
        if (violated && !Arrays.asList(arguments).contains("--report")) {
            System.exit(1);
        }
    }

    private void read(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted().toList()) {
                if (COUNTED.matcher(path.toString()).matches()) {
                    int lines = Files.readAllLines(path).size();
                    sources.add(new Source(path.toString(), lines));
                }
            }
        }
    }

    private void parse() throws IOException {
        List<Path> paths = sources.stream()
                .filter(Source::isCountedMain)
                .map(source -> Path.of(source.file))
                .toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var files = manager.getJavaFileObjectsFromPaths(paths);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, files);
            for (CompilationUnitTree unit : task.parse()) {
                String file = unit.getSourceFile().getName();
                new TypeReader(file, unit, Trees.instance(task), types).scan(unit, null);
            }
        }
    }

    private Result packages() {
        Map<String, List<Source>> packages = group(sources.stream().filter(Source::isCountedMain), Source::folder);
        List<Integer> sizes =
                packages.values().stream().map(List::size).sorted().toList();
        long usual = sizes.stream().filter(size -> size <= USUAL_FILES).count();
        boolean tooFewUsual = usual * 100 < (long) PERCENT_USUAL * sizes.size();
        List<String> violations = new ArrayList<>();
        packages.forEach((folder, files) -> {
            if (files.size() > MAX_FILES) {
                violations.add(folder + ":1 has " + files.size() + " files");
            } else if (files.size() > USUAL_FILES && tooFewUsual) {
                violations.add(folder + ":1 has " + files.size() + " files; too many packages are that large");
            }
        });
        String found = "%d packages: p50 %d, p90 %d, max %d; %.1f %% at most %d"
                .formatted(
                        sizes.size(),
                        percentile(sizes, 50),
                        percentile(sizes, 90),
                        percentile(sizes, 100),
                        100.0 * usual / sizes.size(),
                        USUAL_FILES);
        String allowed = "%d, and %d %% at most %d".formatted(MAX_FILES, PERCENT_USUAL, USUAL_FILES);
        return new Result("files of a package", found, allowed, violations);
    }

    private Result wiring() {
        List<Source> wiring =
                sources.stream().filter(source -> source.in(WIRING)).toList();
        int lines = wiring.stream().mapToInt(Source::lines).sum();
        int longest = wiring.stream().mapToInt(Source::lines).max().orElse(0);
        List<String> violations = new ArrayList<>();
        if (wiring.isEmpty()) {
            violations.add("pom.xml:1 no wiring at " + WIRING + ": correct the pattern");
        }
        wiring.stream()
                .filter(source -> source.lines() > MAX_WIRING_LINES)
                .forEach(source -> violations.add(source.file() + ":1 has " + source.lines() + " lines"));
        return new Result("lines of wiring", lines + "; at most " + longest, "" + MAX_WIRING_LINES, violations);
    }

    private Result typeNames() {
        Map<String, List<Type>> names = group(types.stream().filter(type -> !type.isNested()), Type::name);
        List<String> violations = new ArrayList<>();
        names.forEach((name, same) -> {
            if (same.size() > 1) {
                same.forEach(type -> violations.add(type.place + " " + name + " names " + same.size() + " types"));
            }
        });
        return new Result("names of types", names.size() + " names", "one type each", violations);
    }

    private String repeatedNestedNames() {
        Map<String, List<Type>> names = group(types.stream(), Type::simpleName);
        names.values().removeIf(same -> same.size() == 1 || same.stream().noneMatch(Type::isNested));
        List<String> repeated = new ArrayList<>();
        names.forEach((name, same) -> repeated.add(name + " " + same.size()));
        return names.size() + " nested types' names repeat: " + String.join(", ", repeated);
    }

    private Result parameters() {
        List<String> violations = new ArrayList<>();
        int most = 0;
        for (Type type : types.stream().filter(type -> !type.mirror).toList()) {
            for (Signature signature : type.signatures) {
                most = Math.max(most, signature.parameters);
                if (signature.parameters > MAX_PARAMETERS) {
                    violations.add(signature.place + " " + type.name + " has " + signature.parameters + " parameters");
                }
            }
        }
        return new Result("parameters", "at most " + most, "" + MAX_PARAMETERS, violations);
    }

    private String largeMirrors() {
        return types.stream()
                .filter(type -> type.mirror && type.mostParameters() > MAX_PARAMETERS)
                .map(type -> type.name + " " + type.mostParameters())
                .collect(Collectors.joining(", ", "JSON, rows and configuration with more parameters: ", ""));
    }

    private Result fileLines() {
        int most = sources.stream().mapToInt(Source::lines).max().orElse(0);
        List<String> violations = sources.stream()
                .filter(source -> source.lines > MAX_FILE_LINES)
                .map(source -> source.file + ":1 has " + source.lines + " lines")
                .toList();
        return new Result(
                "lines of a file", sources.size() + " files, at most " + most, "" + MAX_FILE_LINES, violations);
    }

    private static <T> Map<String, List<T>> group(Stream<T> all, Function<T, String> key) {
        return all.collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    /** By nearest rank. */
    private static int percentile(List<Integer> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    private record Result(String check, String found, String allowed, List<String> violations) {}

    private record Source(String file, int lines) {

        boolean in(Pattern place) {
            return place.matcher(file).matches();
        }

        boolean isCountedMain() {
            return in(MAIN) && !file.endsWith("/package-info.java");
        }

        String folder() {
            return file.substring(0, file.lastIndexOf('/'));
        }
    }

    /** A constructor, or the head of a record. */
    private record Signature(String place, int parameters) {}

    /** The name of a nested type begins with those of the types around it. */
    private record Type(String place, String name, boolean mirror, List<Signature> signatures) {

        boolean isNested() {
            return name.contains(".");
        }

        String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        int mostParameters() {
            return signatures.stream().mapToInt(Signature::parameters).max().orElse(0);
        }
    }

    private static final class TypeReader extends TreeScanner<Void, Void> {

        private final String file;
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<Type> types;
        private final Deque<String> names = new ArrayDeque<>();

        TypeReader(String file, CompilationUnitTree unit, Trees trees, List<Type> types) {
            this.file = file;
            this.unit = unit;
            this.trees = trees;
            this.types = types;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            names.addLast(type.getSimpleName().toString());
            if (!type.getSimpleName().isEmpty()) {
                types.add(new Type(place(type), String.join(".", names), isMirror(type), signatures(type)));
            }
            super.visitClass(type, nothing);
            names.removeLast();
            return nothing;
        }

        private boolean isMirror(ClassTree type) {
            boolean json = type.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().startsWith("Json"));
            boolean named = MIRROR.matcher(file + " " + type.getSimpleName()).matches();
            return CONFIGURATION.matcher(file).matches() || type.getKind() == Tree.Kind.RECORD && (json || named);
        }

        private List<Signature> signatures(ClassTree type) {
            List<Signature> signatures = new ArrayList<>();
            int components = 0;
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getName().contentEquals("<init>")) {
                    signatures.add(
                            new Signature(place(method), method.getParameters().size()));
                } else if (member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                    components++;
                }
            }
            if (type.getKind() == Tree.Kind.RECORD) {
                int canonical = components;
                signatures.removeIf(signature -> signature.parameters == canonical);
                signatures.addFirst(new Signature(place(type), canonical));
            }
            return signatures;
        }

        private String place(Tree tree) {
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            return file + ":" + unit.getLineMap().getLineNumber(start);
        }
    }
}
