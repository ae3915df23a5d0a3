package bot.conversational.application.http.description;

import io.swagger.v3.core.converter.ModelConverters;
import java.util.List;

/** Teaches the library, whose converters all descriptions of a process share, the types of the contract. */
final class Converters {

    static {
        SchemaNames names = new SchemaNames();
        List.of(new RecordConverter(names), new ChoiceConverter(names), new WordConverter(), new IdConverter())
                .forEach(ModelConverters.getInstance(true)::addConverter);
    }

    private Converters() {}

    /** Happens once, when the class is loaded. */
    static void install() {
        // nothing is left to do
    }
}
