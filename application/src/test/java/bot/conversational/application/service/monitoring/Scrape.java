package bot.conversational.application.service.monitoring;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code /metrics}, taken apart. */
public final class Scrape {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line that is no comment. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** A metric with all its series. */
    public static final class Family {
        public final String type;
        public final Set<String> labels = new TreeSet<>();
        public String help = "";

        Family(String type) {
            this.type = type;
        }
    }

    private final String text;
    private final Map<String, Family> families = new TreeMap<>();
    private final Set<Sample> samples = new LinkedHashSet<>();

    private Scrape(String text) {
        this.text = text;
    }

    public static Scrape of(String text) {
        Scrape scrape = new Scrape(text);
        Map<String, String> helps = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            if (help.matches()) {
                helps.put(help.group(1), help.group(2));
            } else if (type.matches()) {
                Family family = new Family(type.group(2));
                family.help = helps.getOrDefault(type.group(1), "");
                scrape.families.put(type.group(1), family);
            } else {
                scrape.add(line);
            }
        }
        return scrape;
    }

    private void add(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("not a line of Prometheus: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
        Family family = families.get(family(sample.group(1)));
        if (family == null) {
            throw new IllegalArgumentException("of no type: " + line);
        }
        labels.keySet().stream()
                .filter(name -> !name.equals("le") && !name.equals("quantile"))
                .forEach(family.labels::add);
    }

    private String family(String sample) {
        return families.containsKey(sample) ? sample : sample.replaceFirst("_(bucket|sum|count)$", "");
    }

    public String text() {
        return text;
    }

    public Map<String, Family> families() {
        return families;
    }

    public Set<Sample> samples() {
        return samples;
    }

    /** The sum of all series of this name that have these labels. */
    public double value(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample ->
                        sample.name().equals(name) && sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }
}
