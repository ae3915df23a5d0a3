package bot.conversational.application.http.imports;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a caller sends.
 *
 * @param file its bytes
 */
record ImportForm(
        @Schema(types = "string", format = "binary") String file) {}
