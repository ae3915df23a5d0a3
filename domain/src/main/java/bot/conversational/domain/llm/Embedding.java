package bot.conversational.domain.llm;

import java.util.Arrays;

/** A vector of length 1, by its components. */
public final class Embedding {

    private final float[] components;

    private Embedding(float[] components) {
        this.components = components;
    }

    /**
     * The vector of the same direction.
     *
     * @throws IllegalArgumentException when it has no direction, or a component is not a number
     */
    public static Embedding normalized(float[] vector) {
        double square = 0;
        for (float component : vector) {
            square += (double) component * component;
        }
        if (!(square > 0) || Double.isInfinite(square)) {
            throw new IllegalArgumentException("a vector without a direction");
        }
        float[] components = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            components[i] = (float) (vector[i] / Math.sqrt(square));
        }
        return new Embedding(components);
    }

    public int dimensions() {
        return components.length;
    }

    public float component(int index) {
        return components[index];
    }

    /** The cosine of the angle between both: 1 for the same direction, about 0 for texts that are unrelated. */
    public double cosine(Embedding other) {
        if (other.components.length != components.length) {
            throw new IllegalArgumentException("vectors of different models");
        }
        double cosine = 0;
        for (int i = 0; i < components.length; i++) {
            cosine += (double) components[i] * other.components[i];
        }
        return cosine;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding it && Arrays.equals(components, it.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    /** Without the components, which tell about the text. */
    @Override
    public String toString() {
        return "Embedding[" + components.length + "]";
    }
}
