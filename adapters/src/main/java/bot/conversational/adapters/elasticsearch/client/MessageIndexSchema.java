package bot.conversational.adapters.elasticsearch.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The indices of messages as they are created: their names, settings and mappings.
 *
 * @param prefix of all names, so that several services can share a server
 */
public record MessageIndexSchema(String prefix, MessageAnalyzer analyzer) {

    /** Of the resource that {@link #body} reads. To be raised with any change of it that documents or searches notice. */
    public static final int VERSION = 4;

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,99}");
    private static final ObjectMapper JSON = new ObjectMapper();

    public MessageIndexSchema {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "The Elasticsearch index prefix must be 1 to 100 of a-z, 0-9, '_', '.' and '-', a letter or digit"
                            + " first");
        }
    }

    /** The name that searches use; the version of the index that is searched is behind it. */
    public String alias() {
        return prefix + "_messages";
    }

    /** A version of the index with this mapping. */
    public IndexVersionName version(long number) {
        return new IndexVersionName(alias(), VERSION, number);
    }

    /** The version of that name, with any mapping; empty when it is no index of this prefix. */
    public Optional<IndexVersionName> version(String index) {
        return IndexVersionName.parse(alias(), index);
    }

    /** Matches the indices of all versions, and perhaps those of a longer prefix. */
    public String allVersions() {
        return alias() + "_v*";
    }

    /** The {@code _meta} of the mappings: the choices that made the index. */
    public String madeWith() {
        return analyzer.name().toLowerCase(Locale.ROOT);
    }

    /** The whole body that creates an index, with an alias of its own, so that there never is one without the other. */
    public Reader body(String alias) {
        try (InputStream resource =
                MessageIndexSchema.class.getResourceAsStream("/elasticsearch/messages-v" + VERSION + ".json")) {
            ObjectNode body = (ObjectNode) JSON.readTree(resource);
            body.putObject("aliases").putObject(alias);
            analyzer.putInto(body);
            ((ObjectNode) body.at("/mappings/_meta")).put("analyzer", madeWith());
            return new StringReader(JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
