package bot.conversational.application.http.description;

import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** Schemas as OpenAPI 3.1 spells them. */
final class Schemas {

    private static final String NULL = "null";

    private Schemas() {}

    /** Anything that JSON can say. */
    static Schema<Object> any() {
        return new Schema<>(SpecVersion.V31);
    }

    static Schema<Object> of(String type) {
        Schema<Object> schema = any();
        schema.addType(type);
        return schema;
    }

    static Schema<Object> text(String format) {
        Schema<Object> schema = of("string");
        schema.setFormat(format);
        return schema;
    }

    /** A text that is one of these. */
    static Schema<Object> word(List<String> words) {
        Schema<Object> schema = of("string");
        schema.setEnum(new ArrayList<>(words));
        return schema;
    }

    static Schema<Object> reference(String name) {
        Schema<Object> schema = any();
        schema.set$ref("#/components/schemas/" + name);
        return schema;
    }

    /** The same or null. The schema itself may be in use elsewhere, and stays as it is. */
    static Schema<?> orNull(Schema<?> schema) {
        if (schema.getTypes() == null) {
            Schema<Object> either = any();
            either.addAnyOfItem(schema);
            either.addAnyOfItem(of(NULL));
            return either;
        }
        Schema<Object> same = any();
        schema.getTypes().forEach(same::addType);
        same.addType(NULL);
        same.setFormat(schema.getFormat());
        same.setItems(schema.getItems());
        if (schema.getEnum() != null) {
            List<Object> words = new ArrayList<>(schema.getEnum());
            words.add(null);
            same.setEnum(words);
        }
        return same;
    }
}
