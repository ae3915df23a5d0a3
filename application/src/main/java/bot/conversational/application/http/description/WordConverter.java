package bot.conversational.application.http.description;

import bot.conversational.application.http.json.Words;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Describes an enum by its {@link Words}, and JSON of any form as just that. */
final class WordConverter implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType javaType = Json31.mapper().constructType(type.getType());
        if (javaType != null && javaType.isEnumType()) {
            return Schemas.word(Words.all(javaType.getRawClass()));
        }
        if (javaType != null && JsonNode.class.isAssignableFrom(javaType.getRawClass())) {
            return Schemas.any();
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
}
