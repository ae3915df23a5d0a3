package bot.conversational.adapters.elasticsearch.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the server makes of the words that it gets, which are taken apart and folded already. None has stop words: people
 * search for "not working".
 */
public enum MessageAnalyzer {
    /** Words as they are. Every Elasticsearch has it. */
    STANDARD("whitespace"),
    /** English words by their stems, which a prefix has to match, too. Only full distributions have it. */
    ENGLISH("message_text");

    private static final String ANALYZER = "analyzer";

    private final String label;

    MessageAnalyzer(String label) {
        this.label = label;
    }

    /** Has an index made with it: its definition, if the server has none, and its name wherever one is. */
    void putInto(ObjectNode index) {
        if (this == ENGLISH) {
            index.withObject("/settings/analysis/analyzer/" + label)
                    .put("type", "english")
                    .put("stopwords", "_none_");
        }
        index.at("/mappings/properties").forEach(field -> {
            if (field.has(ANALYZER)) {
                ((ObjectNode) field).put(ANALYZER, label);
            }
        });
    }
}
