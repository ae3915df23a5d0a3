package bot.conversational.application.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the files of the project that are no code. */
final class ShippedFile {

    static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern TAKEN = Pattern.compile("\\$\\{([A-Z_]+):-");

    private ShippedFile() {}

    static String text(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    static JsonNode yaml(String path) throws IOException {
        return YAML.readTree(text(path));
    }

    /** What every group of a pattern matches. */
    static Set<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All that a process of the service may be given: the configuration's variables, files of secrets, and Java's. */
    static Set<String> variables() throws IOException {
        Set<String> names = matches(text("config.yml"), TAKEN.pattern());
        Set<String> all = new TreeSet<>(names);
        names.stream()
                .filter(name -> name.endsWith("_PASSWORD") || name.endsWith("_KEY"))
                .forEach(name -> all.add(name + "_FILE"));
        all.addAll(Set.of("JAVA_HEAP", "JDK_JAVA_OPTIONS", "DJL_CACHE_DIR"));
        return all;
    }
}
