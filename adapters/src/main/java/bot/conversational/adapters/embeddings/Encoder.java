package bot.conversational.adapters.embeddings;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A model that is loaded. Safe for many threads at once; each call keeps the thread that makes it busy, and no other. */
final class Encoder implements AutoCloseable {

    /** Of a text; the rest of it is not read. */
    private static final int MOST_TOKENS = 256;

    private final LocalModel model;
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    private Encoder(LocalModel model, HuggingFaceTokenizer tokenizer, OrtSession session) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /** Takes a second of a processor. */
    static Encoder load(LocalModel model) throws IOException, OrtException {
        try (InputStream weights = resource(model.weights());
                InputStream words = resource(model.tokenizer());
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // The arena would keep the memory of the largest batch for good.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    words, Map.of("maxLength", String.valueOf(MOST_TOKENS), "truncation", "true", "padding", "false"));
            OrtSession session = OrtEnvironment.getEnvironment().createSession(weights.readAllBytes(), options);
            return new Encoder(model, tokenizer, session);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = Encoder.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException("There is no resource " + name);
        }
        return resource;
    }

    /**
     * The vector of a text. Alone: these models round by what is in a batch, so that a text would get another vector in
     * other company, and a batch saves a quarter of the time at best.
     */
    Embedding encode(String text) {
        Encoding tokens = tokenizer.encode(text);
        try (OnnxTensor ids = tensor(tokens.getIds());
                OnnxTensor mask = tensor(tokens.getAttentionMask());
                OnnxTensor types = tensor(tokens.getTypeIds())) {
            Map<String, OnnxTensor> inputs = Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types);
            try (OrtSession.Result result = session.run(inputs)) {
                float[][] states = ((float[][][]) result.get(0).getValue())[0];
                return Embedding.normalized(model.mean() ? sum(states) : states[0]);
            }
        } catch (OrtException e) {
            throw new DomainException.Broken("The model of embeddings failed.", e);
        }
    }

    private static OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), new long[][] {values});
    }

    private static float[] sum(float[][] states) {
        float[] sum = new float[states[0].length];
        for (float[] state : states) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        return sum;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
