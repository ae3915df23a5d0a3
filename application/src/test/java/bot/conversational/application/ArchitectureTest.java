package bot.conversational.application;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import bot.conversational.domain.shared.DomainException;
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
    static final ArchRule ADAPTERS_DO_NOT_SEE_EACH_OTHER =
            slices().matching("bot.conversational.adapters.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule DOMAIN_FEATURES_FORM_NO_CYCLE =
            slices().matching("bot.conversational.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule HTTP_SEES_THE_DOMAIN_ONLY = noClasses()
            .that()
            .resideInAPackage("bot.conversational.application.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTERS, "bot.conversational.application.wiring..", "com.google.inject..");

    @ArchTest
    static final ArchRule ONLY_THE_WIRING_SEES_ADAPTERS = noClasses()
            .that()
            .resideInAPackage(APPLICATION)
            .and()
            .resideOutsideOfPackage("bot.conversational.application.wiring..")
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
