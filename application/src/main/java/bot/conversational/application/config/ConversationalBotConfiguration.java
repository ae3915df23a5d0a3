package bot.conversational.application.config;

import bot.conversational.application.config.given.ExportsConfiguration;
import bot.conversational.application.config.given.SharesConfiguration;
import bot.conversational.domain.session.SessionLife;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of {@code config.yml}. Dropwizard wants a class with fields here; everything below it is a record. */
@SuppressWarnings("NullAway.Init") // Jackson fills the fields and the validator refuses what is missing
@UsableConfiguration
public final class ConversationalBotConfiguration extends Configuration {

    @JsonProperty
    private @Nullable String node;

    @Valid
    @NotNull
    @JsonProperty
    private PostgresConfiguration postgres;

    @Valid
    @NotNull
    @JsonProperty
    private RedisConfiguration redis;

    @Valid
    @NotNull
    @JsonProperty
    private RedisConfiguration.ApartSettings redisCache;

    @Valid
    @NotNull
    @JsonProperty
    private ElasticsearchConfiguration elasticsearch;

    @Valid
    @NotNull
    @JsonProperty
    private CacheConfiguration cache;

    @Valid
    @NotNull
    @JsonProperty
    private SessionConfiguration sessions;

    @Valid
    @NotNull
    @JsonProperty
    private RateLimitsConfiguration rateLimits;

    @Valid
    @NotNull
    @JsonProperty
    private LogInConfiguration logIn;

    @Valid
    @NotNull
    @JsonProperty
    private RegistrationConfiguration registration;

    @NotNull
    @JsonProperty
    private List<
                    @NotNull
                    @Pattern(
                            regexp = "(body:)?[A-Za-z0-9_-]{1,100}",
                            message = "must be the name of a header, or body:FIELD")
                    String>
            onBehalfOf;

    @Valid
    @NotNull
    @JsonProperty
    private LanguageModelConfiguration llm;

    @NotNull
    @JsonProperty
    private List<@Valid @NotNull ModelConfiguration> models;

    @Valid
    @NotNull
    @JsonProperty
    private EmbeddingConfiguration embeddings;

    @Valid
    @NotNull
    @JsonProperty
    private TurnsConfiguration turns;

    @Valid
    @NotNull
    @JsonProperty
    private FilesConfiguration files;

    @Valid
    @NotNull
    @JsonProperty
    private SharesConfiguration shares;

    @Valid
    @NotNull
    @JsonProperty
    private ExportsConfiguration exports;

    @Valid
    @NotNull
    @JsonProperty
    private FilesConfiguration.Imports imports;

    @Valid
    @NotNull
    @JsonProperty
    private RetentionConfiguration retention;

    @Valid
    @NotNull
    @JsonProperty
    private HttpConfiguration http;

    @Valid
    @NotNull
    @JsonProperty
    private TracingConfiguration tracing;

    public NodeName node() {
        return NodeName.of(node);
    }

    public PostgresConfiguration postgres() {
        return postgres;
    }

    public RedisConfiguration redis() {
        return redis;
    }

    public RedisConfiguration.ApartSettings redisCache() {
        return redisCache;
    }

    public ElasticsearchConfiguration elasticsearch() {
        return elasticsearch;
    }

    public CacheConfiguration cache() {
        return cache;
    }

    /** How long sessions last, and how long they are cached. */
    public SessionLife sessionLife() {
        return new SessionLife(cache.sessions(), Duration.ofSeconds(sessions.maxAge()));
    }

    public RateLimitsConfiguration rateLimits() {
        return rateLimits;
    }

    public LogInConfiguration logIn() {
        return logIn;
    }

    public RegistrationConfiguration registration() {
        return registration;
    }

    /** Names of headers and, as {@code body:FIELD}, of fields by which a call of a service's key names the user. */
    public List<String> onBehalfOf() {
        return onBehalfOf;
    }

    public LanguageModelConfiguration llm() {
        return llm;
    }

    public EmbeddingConfiguration embeddings() {
        return embeddings;
    }

    /** The language models, the default one first. */
    public List<ModelConfiguration> models() {
        return configuredModels().models();
    }

    ConfiguredModels configuredModels() {
        return ConfiguredModels.of(llm, models);
    }

    /** Whether the values are there that a check of all models needs. */
    boolean isComplete() {
        return llm != null
                && llm.provider() != null
                && models != null
                && models.stream().allMatch(model -> model != null && model.name() != null && model.provider() != null);
    }

    public TurnsConfiguration turns() {
        return turns;
    }

    public FilesConfiguration files() {
        return files;
    }

    public SharesConfiguration shares() {
        return shares;
    }

    public ExportsConfiguration exports() {
        return exports;
    }

    public FilesConfiguration.Imports imports() {
        return imports;
    }

    public RetentionConfiguration retention() {
        return retention;
    }

    public HttpConfiguration http() {
        return http;
    }

    public TracingConfiguration tracing() {
        return tracing;
    }
}
