package bot.conversational.application.http.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The page that shows the API's description, as its library ships it. */
public final class SwaggerUi {

    /** Written by the build. */
    private static final String ABOUT = "/swagger-ui.properties";

    private SwaggerUi() {}

    /** Where its files are in the class path; the folder carries the library's version. */
    public static String folder() {
        try (InputStream about = SwaggerUi.class.getResourceAsStream(ABOUT)) {
            if (about == null) {
                throw new IllegalStateException(ABOUT + " is not in the class path");
            }
            Properties properties = new Properties();
            properties.load(about);
            return "/META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
