package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check config.yml} says to who made a mistake. No engine is needed for it. */
class ConfigurationIT {

    private static final Path JAR = Deployment.root().resolve("application/target/conversational-bot.jar");

    @TempDir
    private Path folder;

    @BeforeEach
    void copyConfiguration() throws IOException {
        Files.copy(Deployment.root().resolve("config.yml"), folder.resolve("config.yml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RATE_LIMIT_BURST | abc | rateLimits.chat.burst
            LLM_PROVIDER | someone | offline, openai, anthropic, ollama
            MAX_BODY_SIZE | much | Invalid size: much
            REDIS_MODE | ring | it can be: single, sentinel, cluster
            """)
    void valueThatCannotBeReadShouldBeRefusedByTheNameOfItsVariable(String name, String value, String why) {
        CommandResult result = check(Map.of(name, value)).endsWith(1);

        assertThat(result.output())
                .contains(why)
                .contains("(" + name + " in the environment)")
                .doesNotContain("bot.conversational", "\tat ");
    }

    /** All at once. */
    @Test
    void valuesThatCannotBeUsedShouldBeRefusedByTheNamesOfTheirVariables() {
        CommandResult result = check(Map.of(
                        "CACHE_TTL_SESSIONS", "0",
                        "LLM_BASE_URL", "ftp://host",
                        "POSTGRES_HOSTS", "h1:5432;h2",
                        "POSTGRES_REPLICA_HOSTS", "h1:70000,h2",
                        "REDIS_HOSTS", "h1:6379",
                        "REDIS_CACHE_HOSTS", "h1;h2"))
                .endsWith(1);

        String hosts = " must be hosts as host or host:port, separated by commas, at most 8";
        assertThat(result.output().lines())
                .anyMatch(it -> isOf(it, "CACHE_TTL_SESSIONS", "cache.sessionsTtl must be greater"))
                .anyMatch(it -> isOf(it, "LLM_BASE_URL", "llm.baseUrl must be a URL"))
                .anyMatch(it -> isOf(it, "POSTGRES_HOSTS", "postgres.hosts" + hosts))
                .anyMatch(it -> isOf(it, "POSTGRES_REPLICA_HOSTS", "postgres.replicaHosts" + hosts))
                .anyMatch(it -> isOf(it, "REDIS_HOSTS", "redis.hosts must be empty, or the mode sentinel or cluster"))
                .anyMatch(it -> isOf(it, "REDIS_CACHE_HOSTS", "redisCache.hosts" + hosts))
                .noneMatch(it -> it.contains("bot.conversational") || it.contains("\tat "));
    }

    private static boolean isOf(String line, String variable, String why) {
        return line.contains(why) && line.contains("(" + variable + " in the environment)");
    }

    @Test
    void whatCannotBeInAClusterShouldBeRefusedByName() {
        CommandResult result = check(Map.of(
                        "REDIS_MODE", "cluster",
                        "REDIS_HOSTS", "h1:7001,h2",
                        "REDIS_DB", "3",
                        "CACHE_LLM_RESPONSES_SCOPE", "global"))
                .endsWith(1);

        assertThat(result.output())
                .contains(
                        "redis.database must be 0 in a Redis Cluster, which has no other (REDIS_DB in the environment)",
                        "cache.llmResponsesScope must be user in a Redis Cluster",
                        "(CACHE_LLM_RESPONSES_SCOPE in the environment)");
    }

    @Test
    void redisOfSeveralServersShouldNeedTheirHosts() {
        assertThat(check(Map.of("REDIS_MODE", "cluster")).endsWith(1).output())
                .contains("redis.hosts must name servers of the cluster");
        assertThat(check(Map.of("REDIS_CACHE_HOST", "h1", "REDIS_CACHE_MODE", "sentinel"))
                        .endsWith(1)
                        .output())
                .contains("redisCache.hosts must name the sentinels");
        check(Map.of("REDIS_CACHE_MODE", "cluster", "REDIS_CACHE_HOSTS", "h1", "REDIS_DB", "3"))
                .endsWith(0);
    }

    @Test
    void envFileShouldBeNamedAndItsUnknownNamesWarnedAbout() throws IOException {
        Files.writeString(folder.resolve(".env"), """
                LLM_TIMOUT=5
                REDIS_PORT=0
                JAVA_HEAP=1g
                """);

        CommandResult result = check(Map.of()).endsWith(1);

        assertThat(result.output())
                .contains("LLM_TIMOUT is set", "is it LLM_TIMEOUT?", "redis.port", "(REDIS_PORT in .env)")
                .doesNotContain("JAVA_HEAP");
    }

    @Test
    void unknownKeyShouldBeRefusedByName() throws IOException {
        replace("  retries:", "  retires:");

        assertThat(check(Map.of()).endsWith(1).output()).contains("Unrecognized field at: llm.retires", "- retries");
    }

    @Test
    void modelsThatDoNotFitTogetherShouldBeRefusedByKey() throws IOException {
        replace("models: []", """
                models:
                  - {name: a, provider: openai, fallback: b, window: 9000}
                  - {name: b, provider: ollama, baseUrl: localhost}
                  - {name: b, provider: anthropic, fallback: b}
                  - {name: b c, provider: offline, window: 1}
                  - {name: d, provider: openai, fallback: e}
                """);

        assertThat(check(Map.of("LLM_PROVIDER", "openai", "TITLE_MODEL", "z"))
                        .endsWith(1)
                        .output())
                .contains(
                        "llm.model must name a model",
                        "llm.titleModel names a model that is not configured",
                        "models[0].fallback names a model with a smaller window",
                        "models[1].baseUrl must be a URL",
                        "models[2].apiKey is needed for anthropic",
                        "models[2].fallback leads back to the same model",
                        "models[2].name is also the name of another model",
                        "models[3].name must be 1 to 100 letters",
                        "models[3].window must be greater",
                        "models[4].fallback names a model that is not configured");
    }

    @Test
    void modelsThatFitTogetherShouldBeAccepted() throws IOException {
        replace("models: []", """
                models:
                  - {name: a, provider: anthropic, model: a-1, apiKey: "${SOME_API_KEY}", window: 9000, fallback: b}
                  - {name: b, provider: ollama, window: 9000, timeout: 5, firstTokenTimeout: 2, maxOutputTokens: 100}
                """);

        check(Map.of("SOME_API_KEY", "sk-secret", "LLM_FALLBACK", "")).endsWith(0);
    }

    @Test
    void secretsShouldNotBePrintedByACheckOrAStart() {
        Map<String, String> secrets = Map.of(
                "POSTGRES_PASSWORD", "marked-postgres-password",
                "REDIS_PASSWORD", "marked-redis-password",
                "LLM_API_KEY", "marked-api-key");
        Map<String, String> environment = new HashMap<>(secrets);
        environment.putAll(Map.of("LLM_PROVIDER", "anthropic", "LLM_MODEL", "m"));
        // Nobody listens there: what fails is logged, too.
        environment.putAll(Map.of("POSTGRES_PORT", "1", "REDIS_PORT", "1", "ELASTICSEARCH_PORT", "1"));

        assertThat(check(environment).endsWith(0).output()).doesNotContain(secrets.values());
        environment.put("MAX_BODY_SIZE", "much");
        assertThat(check(environment).endsWith(1).output()).doesNotContain(secrets.values());
        environment.remove("MAX_BODY_SIZE");
        try (ServiceProcess node = ServiceProcess.start(JAR, "config.yml", environment, List.of("-Xmx128m"))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Stream.of("Started", "PostgreSQL: State", "Redis at", "search index cannot be reached")
                            .allMatch(node.log()::contains));
            assertThat(node.log()).doesNotContain(secrets.values());
        }
    }

    private void replace(String old, String replacement) throws IOException {
        Path file = folder.resolve("config.yml");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, replacement));
    }

    private CommandResult check(Map<String, String> environment) {
        return CommandResult.run(JAR, folder, environment, "check", "config.yml");
    }
}
