package bot.conversational.benchmarks.report;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcome of a benchmark: tables of text, and every sample behind them. */
public final class Report {

    /** A table; the first column names what was measured. */
    public record Table(String title, List<String> columns, List<List<String>> rows) {}

    private final String name;
    private final List<Table> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Object> samples = new LinkedHashMap<>();

    public Report(String name) {
        this.name = name;
    }

    public Report table(Table table) {
        tables.add(table);
        return this;
    }

    /** A sentence below the tables. */
    public Report note(String note) {
        notes.add(note);
        return this;
    }

    /** Raw values, for programs. */
    public Report samples(String of, Object values) {
        samples.put(of, values);
        return this;
    }

    /** Writes {@code NAME.md} and {@code NAME.json}. */
    public void write(Path folder, Map<String, String> circumstances) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), markdown(circumstances));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", name);
        json.put("circumstances", circumstances);
        json.put("tables", tables);
        json.put("notes", notes);
        json.put("samples", samples);
        new ObjectMapper()
                .writer(new DefaultPrettyPrinter())
                .writeValue(folder.resolve(name + ".json").toFile(), json);
    }

    public String markdown(Map<String, String> circumstances) {
        StringBuilder text = new StringBuilder("# " + name + "\n");
        for (Table table : tables) {
            text.append("\n## ").append(table.title()).append("\n\n");
            row(text, table.columns());
            row(text, table.columns().stream().map(column -> "---").toList());
            table.rows().forEach(cells -> row(text, cells));
        }
        text.append("\n");
        notes.forEach(note -> text.append("- ").append(note).append("\n"));
        circumstances.forEach((key, value) ->
                text.append("- ").append(key).append(": ").append(value).append("\n"));
        return text.toString();
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
