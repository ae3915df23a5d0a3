package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Where Elasticsearch is.
 *
 * @param indexPrefix of every index and alias of the service
 * @param analyzer {@code standard} works everywhere, {@code english} stems where the server has it
 */
public record ElasticsearchConfiguration(
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,60}") String indexPrefix,
        @NotNull @Pattern(regexp = "standard|english") String analyzer) {}
