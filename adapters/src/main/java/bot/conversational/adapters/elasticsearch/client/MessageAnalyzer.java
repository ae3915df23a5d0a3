package bot.conversational.adapters.elasticsearch.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How texts become words. None has stop words: people search for "not working". */
public enum MessageAnalyzer {
    /** Words as they are, of any script, in lower case. Every Elasticsearch has it. */
    STANDARD,
    /** English words by their stems, which a prefix has to match, too. Only full distributions have it. */
    ENGLISH;

    ObjectNode definition() {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        return switch (this) {
            case STANDARD -> definition.put("type", "standard");
            case ENGLISH -> definition.put("type", "english").put("stopwords", "_none_");
        };
    }
}
