package bot.conversational.application.config.values;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The variables that a configuration's text takes values from, before they are put in.
 *
 * @param names all of them
 * @param byKey the variable of each key that has one; keys are like {@code models[0].window}
 */
record ConfigurationVariables(Set<String> names, Map<String, String> byKey) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)");

    /** A list that is a variable, which is no YAML before its value is put in. */
    private static final Pattern LIST = Pattern.compile("\\[(\\$\\{[^}]*})]");

    /** Names that only the scripts of {@code infra} take from the same file. */
    private static final Set<String> OF_THE_SCRIPTS =
            Set.of("ELASTICSEARCH_HEAP", "ELASTICSEARCH_TRANSPORT_PORT", "POSTGRES_AUTHENTICATION");

    private static final int ALIKE = 2;

    static ConfigurationVariables in(String configuration) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(configuration);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        Map<String, String> byKey = new HashMap<>();
        try {
            String readable = LIST.matcher(configuration).replaceAll("[\"$1\"]");
            collect("", new ObjectMapper(new YAMLFactory()).readTree(readable), byKey);
        } catch (JsonProcessingException e) {
            // It is YAML only with the values put in: then keys have no variables, and messages name the keys alone.
        }
        return new ConfigurationVariables(names, byKey);
    }

    private static void collect(String key, JsonNode node, Map<String, String> byKey) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            key.isEmpty() ? field.getKey() : key + "." + field.getKey(), field.getValue(), byKey));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(key + "[" + i + "]", node.get(i), byKey);
            }
        } else {
            Matcher matcher = VARIABLE.matcher(node.asText());
            if (matcher.find()) {
                byKey.put(key, matcher.group(1));
            }
        }
    }

    /** The variable of the key that a message on the configuration speaks of. */
    Optional<String> meantBy(String message) {
        return byKey.keySet().stream()
                .filter(key -> Pattern.compile("(?<![\\w.\\]])" + Pattern.quote(key) + "(?![\\w.\\[])")
                        .matcher(message)
                        .find())
                .findFirst()
                .map(byKey::get);
    }

    /** The error in the name of a variable that is set; empty for known names, and for those of other programs. */
    Optional<String> complaintAbout(String name) {
        if (names.contains(name) || OF_THE_SCRIPTS.contains(name) || isFileOfASecret(name)) {
            return Optional.empty();
        }
        Optional<String> alike = names.stream()
                .filter(known -> new LevenshteinDistance(ALIKE).apply(known, name) >= 0)
                .findFirst();
        boolean isOurs = alike.isPresent()
                || names.stream().anyMatch(known -> family(known).equals(family(name)));
        return Stream.of(name)
                .filter(any -> isOurs)
                .map(any -> name + " is set, but there is no such setting"
                        + alike.map(known -> "; is it " + known + "?").orElse(""))
                .findFirst();
    }

    private boolean isFileOfASecret(String name) {
        String secret =
                name.endsWith(SecretFile.SUFFIX) ? name.substring(0, name.length() - SecretFile.SUFFIX.length()) : "";
        return SecretFile.isFor(secret) && names.contains(secret);
    }

    /** The first word, which settings of one kind share. */
    private static String family(String name) {
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }
}
