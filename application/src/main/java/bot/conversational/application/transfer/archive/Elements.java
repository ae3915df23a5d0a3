package bot.conversational.application.transfer.archive;

import bot.conversational.application.transfer.format.Assets;
import bot.conversational.application.transfer.format.Formats;
import bot.conversational.application.transfer.format.RecordedFiling;
import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.transfer.ImportedConversation;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.Consumer;

/** The conversations of one file, of which no more than one is in memory. */
final class Elements {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(10_000)
                    .maxStringLength(40_000_000)
                    .build())
            .build();

    private final String file;
    private final ImportReport report;
    private final Consumer<ImportedConversation> conversations;
    private final Assets assets;
    private final RecordedFiling filing;
    private int found;
    private int others;

    Elements(
            String file,
            ImportReport report,
            Consumer<ImportedConversation> conversations,
            Assets assets,
            RecordedFiling filing) {
        this.file = file;
        this.report = report;
        this.conversations = conversations;
        this.assets = assets;
        this.filing = filing;
    }

    /** Those that are in it, readable or not. */
    int found() {
        return found;
    }

    /** Reads a file that is one array, one object, or several of these. What comes behind damage cannot be found. */
    void readWhole(Reader text) throws IOException {
        int count = 0;
        try (JsonParser json = JSON.createParser(text)) {
            boolean inArray = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY && !inArray) {
                    inArray = true;
                } else if (token == JsonToken.END_ARRAY) {
                    inArray = false;
                } else {
                    count++;
                    element(BoundedTree.read(json), "entry " + count, false);
                }
            }
        } catch (JsonProcessingException damaged) {
            JsonLocation at = damaged.getLocation();
            String where = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
            report.skipped(file + where, "is damaged behind " + count + " entries: the rest was not read");
        }
        if (others > 0) {
            report.passedOver(file, "has " + others + " entries that are no conversations");
        }
    }

    /** Reads a file of JSON lines. A line that is damaged hides no other. */
    void readLines(Reader text) throws IOException {
        BoundedLines lines = new BoundedLines(text);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            String where = "line " + lines.number();
            if (line.get().isBlank()) {
                continue;
            }
            try (JsonParser json = JSON.createParser(new StringReader(line.get()))) {
                json.nextToken();
                element(BoundedTree.read(json), where, true);
            } catch (JsonProcessingException damaged) {
                report.skipped(file + ", " + where, "is not JSON, or too long");
            }
        }
    }

    /** @param expected whether one that is no conversation was meant to be one */
    private void element(Optional<JsonNode> element, String place, boolean expected) {
        String where = file + ", " + place;
        if (element.isEmpty()) {
            report.skipped(where, "is too large or too deep");
        } else if (Formats.isConversation(element.get())) {
            found++;
            Formats.read(element.get(), where, report, assets, filing).ifPresent(conversations);
        } else if (Formats.isOurs(element.get()) && RecordedFiling.isFolder(element.get())) {
            filing.add(element.get());
        } else if (expected && !Formats.isOurs(element.get())) {
            report.skipped(where, "is no conversation");
        } else {
            others++;
        }
    }
}
