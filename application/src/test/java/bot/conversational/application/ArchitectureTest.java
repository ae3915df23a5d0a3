package bot.conversational.application;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchGuard;
import bot.conversational.adapters.elasticsearch.client.IndexVersionName;
import bot.conversational.adapters.elasticsearch.client.StoredMessage;
import bot.conversational.adapters.llm.failure.ModelAttempt;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.adapters.postgres.conversations.ConversationRow;
import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresFailures;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.application.http.HttpEdge;
import bot.conversational.domain.chat.live.FinishedTurnReader;
import bot.conversational.domain.chat.live.LiveTurn;
import bot.conversational.domain.chat.turn.TurnPlan;
import bot.conversational.domain.shared.DomainException;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rings of the hexagon, as ARCHITECTURE.md draws them. ArchUnit fails a rule that meets no class at all. */
@AnalyzeClasses(packages = "bot.conversational", importOptions = ArchitectureTest.ShippedCode.class)
class ArchitectureTest {

    /** Leaves out the contracts and fakes, which come in jars of their own. */
    static final class ShippedCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar") && !location.contains("test-classes");
        }
    }

    private static final String DOMAIN = "bot.conversational.domain..";
    private static final String ADAPTERS = "bot.conversational.adapters..";
    private static final String APPLICATION = "bot.conversational.application..";

    @ArchTest
    static final ArchRule DOMAIN_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule DOMAIN_DOES_NO_IO = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..");

    @ArchTest
    static final ArchRule ADAPTERS_KNOW_NO_APPLICATION_AND_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    APPLICATION, "com.google.inject..", "io.dropwizard..", "org.glassfish.jersey..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_SEE_EACH_OTHER = slices().matching("bot.conversational.adapters.(*)..")
            .should()
            .notDependOnEachOther()
            // What a message has beside its text is written alike by all stores, all trust the same authorities, and
            // who counts their calls is told in one way.
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage(
                            "bot.conversational.adapters.json",
                            "bot.conversational.adapters.tls",
                            "bot.conversational.adapters.calls"));

    @ArchTest
    static final ArchRule DOMAIN_FEATURES_FORM_NO_CYCLE =
            slices().matching("bot.conversational.domain.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ADAPTERS_FORM_NO_CYCLE_AT_ANY_DEPTH =
            slices().matching("bot.conversational.adapters.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule APPLICATION_FORMS_NO_CYCLE_AT_ANY_DEPTH =
            slices().matching("bot.conversational.application.(**)").should().beFreeOfCycles();

    /** The floors of the turn, from the use cases down to what a model is. */
    @ArchTest
    static final ArchRule A_TURN_GOES_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("use cases")
            .definedBy("bot.conversational.domain.chat")
            .layer("generation and recovery")
            .definedBy("bot.conversational.domain.chat.generation", "bot.conversational.domain.chat.recovery")
            .layer("live")
            .definedBy("bot.conversational.domain.chat.live")
            .layer("turn")
            .definedBy("bot.conversational.domain.chat.turn")
            .layer("context")
            .definedBy("bot.conversational.domain.chat.context")
            .layer("model")
            .definedBy("bot.conversational.domain.llm")
            .whereLayer("use cases")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("generation and recovery")
            .mayOnlyBeAccessedByLayers("use cases")
            .whereLayer("live")
            .mayOnlyBeAccessedByLayers("use cases", "generation and recovery")
            .whereLayer("turn")
            .mayOnlyBeAccessedByLayers("use cases", "generation and recovery", "live")
            .whereLayer("context")
            .mayOnlyBeAccessedByLayers("use cases", "generation and recovery", "live", "turn");

    /** What is public only for the packages beside it. */
    @ArchTest
    static final ArchRule ONLY_THE_TURN_SEES_HOW_IT_LIVES =
            onlyWithin("bot.conversational.domain.chat..", LiveTurn.class, TurnPlan.class, FinishedTurnReader.class);

    @ArchTest
    static final ArchRule HELPERS_OF_POSTGRES_STAY_THERE = onlyWithin(
            "bot.conversational.adapters.postgres..",
            Columns.class,
            ConversationRow.class,
            MessageRow.class,
            PostgresGuard.class,
            PostgresFailures.class,
            SqlFile.class);

    @ArchTest
    static final ArchRule HELPERS_OF_ELASTICSEARCH_STAY_THERE = onlyWithin(
            "bot.conversational.adapters.elasticsearch..",
            ElasticsearchGuard.class,
            StoredMessage.class,
            IndexVersionName.class);

    @ArchTest
    static final ArchRule HELPERS_OF_MODELS_STAY_THERE = onlyWithin(
            "bot.conversational.adapters.llm..", ModelAttempt.class, ModelFailure.class, ModelFailures.class);

    private static ArchRule onlyWithin(String packages, Class<?>... types) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(packages)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(types);
    }

    @ArchTest
    static final ArchRule HTTP_SEES_THE_DOMAIN_ONLY = noClasses()
            .that()
            .resideInAPackage("bot.conversational.application.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTERS, "bot.conversational.application.wiring..", "com.google.inject..");

    /** So that it can be left out (ADR 16). */
    @ArchTest
    static final ArchRule ONLY_THE_EDGE_KNOWS_THE_FAST_PATH = noClasses()
            .that()
            .resideOutsideOfPackage("bot.conversational.application.http.fastpath")
            .and()
            .doNotBelongToAnyOf(HttpEdge.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("bot.conversational.application.http.fastpath");

    @ArchTest
    static final ArchRule ONLY_THE_WIRING_AND_THE_POOL_SEE_ADAPTERS = noClasses()
            .that()
            .resideInAPackage(APPLICATION)
            .and()
            .resideOutsideOfPackages("bot.conversational.application.wiring..", "bot.conversational.application.jdbi")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ADAPTERS);

    @ArchTest
    static final ArchRule FAILURES_OF_THE_DOMAIN_ARE_OF_ONE_FAMILY = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .and()
            .areAssignableTo(Throwable.class)
            .should()
            .beAssignableTo(DomainException.class);
}
