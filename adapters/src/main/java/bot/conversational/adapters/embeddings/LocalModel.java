package bot.conversational.adapters.embeddings;

import bot.conversational.domain.search.meaning.Calibration;
import java.util.Arrays;
import java.util.Optional;

/** The models that come with the service. Both know English only, and give vectors of 384 dimensions. */
public enum LocalModel {
    /** The faster one: the vector of a text is the mean of those of its tokens. */
    MINI_LM("all-minilm-l6-v2-q", "/all-minilm-l6-v2-q", "", true, new Calibration(0.02, 0.4)),

    /** The better one, at twice the cost: the vector of a text is that of its first token. */
    BGE_SMALL(
            "bge-small-en-v15-q",
            "/bge-small-en-v1.5-q",
            "Represent this sentence for searching relevant passages: ",
            false,
            new Calibration(0.42, 0.1));

    private final String label;
    private final String resource;
    private final String queryPrefix;
    private final boolean mean;
    private final Calibration calibration;

    LocalModel(String label, String resource, String queryPrefix, boolean mean, Calibration calibration) {
        this.label = label;
        this.resource = resource;
        this.queryPrefix = queryPrefix;
        this.mean = mean;
        this.calibration = calibration;
    }

    /** The model of a name, if there is one. */
    public static Optional<LocalModel> of(String label) {
        return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }

    public String label() {
        return label;
    }

    String weights() {
        return resource + ".onnx";
    }

    String tokenizer() {
        return resource + "-tokenizer.json";
    }

    /** What goes before a text that others are to be found by. */
    String queryPrefix() {
        return queryPrefix;
    }

    /** Whether a text's vector is the mean of its tokens', else that of the first. */
    boolean mean() {
        return mean;
    }

    /** Fitted on known items, see ADR 23. */
    Calibration calibration() {
        return calibration;
    }
}
