package bot.conversational.application.http.description;

import bot.conversational.application.http.json.JsonField;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Describes a {@link JsonField} as its value: callers see no wrapper. */
final class JsonFieldConverter implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType javaType = Json31.mapper().constructType(type.getType());
        if (javaType != null && JsonField.class.isAssignableFrom(javaType.getRawClass())) {
            return context.resolve(new AnnotatedType(javaType.containedType(0))
                    .ctxAnnotations(type.getCtxAnnotations())
                    .propertyName(type.getPropertyName())
                    .resolveAsRef(type.isResolveAsRef()));
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
}
