package bot.conversational.adapters.postgres.vectors;

import bot.conversational.domain.llm.Embedding;

/** Vectors as pgvector spells them. */
final class VectorText {

    private VectorText() {}

    static String of(Embedding embedding) {
        StringBuilder text = new StringBuilder(embedding.dimensions() * 11).append('[');
        for (int i = 0; i < embedding.dimensions(); i++) {
            text.append(i == 0 ? "" : ",").append(embedding.component(i));
        }
        return text.append(']').toString();
    }
}
