package bot.conversational.application.http.description;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes an interface of several records, a field of which tells one from the other. */
final class ChoiceConverter implements ModelConverter {

    private final SchemaNames names;

    ChoiceConverter(SchemaNames names) {
        this.names = names;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType javaType = Json31.mapper().constructType(type.getType());
        JsonSubTypes choices = javaType == null ? null : javaType.getRawClass().getAnnotation(JsonSubTypes.class);
        if (choices == null) {
            return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        }
        String name = names.of(javaType);
        if (!context.getDefinedModels().containsKey(name)) {
            String field =
                    javaType.getRawClass().getAnnotation(JsonTypeInfo.class).property();
            Discriminator discriminator = new Discriminator().propertyName(field);
            Schema<Object> model = Schemas.any();
            model.setDiscriminator(discriminator);
            context.defineModel(name, model, type, null);
            for (JsonSubTypes.Type choice : choices.value()) {
                Schema<?> reference = context.resolve(new AnnotatedType(choice.value()).resolveAsRef(true));
                model.addOneOfItem(reference);
                discriminator.mapping(choice.name(), reference.get$ref());
                String record = names.of(Json31.mapper().constructType(choice.value()));
                tellApart(Objects.requireNonNull(context.getDefinedModels().get(record)), field, choice.name());
            }
        }
        return Schemas.reference(name);
    }

    /** The field is the first, and always there. */
    @SuppressWarnings("rawtypes") // as the library has its map
    private static void tellApart(Schema<?> record, String field, String word) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        fields.put(field, Schemas.word(List.of(word)));
        fields.putAll(Objects.requireNonNullElse(record.getProperties(), Map.of()));
        record.setProperties(fields);
        record.addRequiredItem(field);
    }
}
