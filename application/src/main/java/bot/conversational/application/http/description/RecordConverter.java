package bot.conversational.application.http.description;

import bot.conversational.application.http.json.JsonField;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes a record as it goes over the wire: which fields are always there, and which may be null.
 *
 * <ul>
 *   <li>A component is always there, unless it is a {@link JsonField}, or nullable in a record that is a body or leaves
 *       nulls out.
 *   <li>A component that is always there may be null if it is {@code @Nullable} or an {@link Optional}. A {@code
 *       JsonField<@Nullable T>} may, too.
 * </ul>
 */
final class RecordConverter implements ModelConverter {

    private static final Class<io.swagger.v3.oas.annotations.media.Schema> ABOUT =
            io.swagger.v3.oas.annotations.media.Schema.class;

    private final SchemaNames names;

    RecordConverter(SchemaNames names) {
        this.names = names;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType javaType = Json31.mapper().constructType(type.getType());
        if (javaType == null || !javaType.getRawClass().isRecord()) {
            return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        }
        String name = names.of(javaType);
        if (!context.getDefinedModels().containsKey(name)) {
            Schema<Object> model = Schemas.any();
            context.defineModel(name, model, type, null); // before its fields, which may hold the record itself
            describe(javaType, model, context);
        }
        return Schemas.reference(name);
    }

    private static void describe(JavaType type, Schema<Object> model, ModelConverterContext context) {
        List<Class<?>> forms = Optional.ofNullable(about(type.getRawClass()))
                .map(about -> List.of(about.anyOf()))
                .orElse(List.of());
        if (forms.isEmpty()) {
            model.addType("object");
            addFields(type, model, context);
        } else {
            forms.forEach(form -> model.addAnyOfItem(context.resolve(new AnnotatedType(form).resolveAsRef(true))));
        }
    }

    private static void addFields(JavaType type, Schema<Object> model, ModelConverterContext context) {
        for (RecordComponent component : type.getRawClass().getRecordComponents()) {
            JavaType fieldType =
                    Json31.mapper().getTypeFactory().resolveMemberType(component.getGenericType(), type.getBindings());
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addFields(fieldType, model, context);
            } else {
                addField(component, fieldType, model, context);
            }
        }
    }

    private static void addField(
            RecordComponent component, JavaType type, Schema<Object> model, ModelConverterContext context) {
        boolean patch = JsonField.class.isAssignableFrom(type.getRawClass());
        boolean optional = Optional.class.equals(type.getRawClass());
        boolean nullable = optional || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean always = !patch && !mayBeLeftOut(component, nullable);
        boolean mayBeNull = patch ? holdsNull(component) : nullable && always;
        JavaType value = patch || optional ? type.containedType(0) : type;
        Schema<?> schema = schema(value, component.getAccessor().getAnnotation(ABOUT), context);
        String name = name(component);
        model.addProperty(name, mayBeNull ? Schemas.orNull(schema) : schema);
        if (always) {
            model.addRequiredItem(name);
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    private static io.swagger.v3.oas.annotations.media.@Nullable Schema about(Class<?> type) {
        return type.getAnnotation(ABOUT);
    }

    private static Schema<?> schema(
            JavaType type, io.swagger.v3.oas.annotations.media.@Nullable Schema about, ModelConverterContext context) {
        if (about != null && about.allowableValues().length > 0) {
            return Schemas.word(List.of(about.allowableValues()));
        }
        if (about != null && !about.type().isEmpty()) {
            return Schemas.of(about.type());
        }
        Schema<?> schema = context.resolve(new AnnotatedType(type).resolveAsRef(true));
        return about == null || about.description().isEmpty() ? schema : schema.description(about.description());
    }

    private static boolean mayBeLeftOut(RecordComponent component, boolean nullable) {
        Class<?> record = component.getDeclaringRecord();
        if (record.getSimpleName().endsWith("Body")) {
            return nullable;
        }
        return Stream.concat(Stream.of(component.getAccessor(), record), Arrays.stream(record.getInterfaces()))
                .map(element -> element.getAnnotation(JsonInclude.class))
                .flatMap(Stream::ofNullable)
                .anyMatch(include -> nullable || include.value() == JsonInclude.Include.NON_EMPTY);
    }

    private static boolean holdsNull(RecordComponent field) {
        return field.getAnnotatedType() instanceof AnnotatedParameterizedType of
                && of.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class);
    }
}
