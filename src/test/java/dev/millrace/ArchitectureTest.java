package dev.millrace;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Calendar;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** The rules of the house that a compiler does not know. The ones for SQL are in {@link SqlRulesTest}. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.millrace");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.millrace");

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        ApplicationModules.of(Millrace.class).verify();
    }

    @Test
    void aClassShowsWhatItNeedsInItsConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .check(PRODUCT);
    }

    @Test
    void timeIsReadFromTheInjectedClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.millrace.kernel..")
                .should()
                .callMethodWhere(describe("reads the machine's time", ArchitectureTest::readsTheMachinesTime))
                .because("tests and the demo move the clock")
                .check(PRODUCT);
    }

    @Test
    void onlyMailLibrariesStillAskForDates() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.millrace.mail..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Date.class, Calendar.class)
                .check(PRODUCT);
    }

    /** A stream of rows holds its connection until somebody closes it; a page that forgot to emptied the pool. */
    @Test
    void rowsAreListedAndOnlyTheDryRunStreamsThem() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.millrace.routing.PastOpenings")
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(PRODUCT);
    }

    @Test
    void whatOnlySpringCallsIsNotPublic() {
        classes().that(areCalledBySpringOnly()).should().notBePublic().check(PRODUCT);
    }

    @Test
    void namesAreOfTheDomain() {
        noClasses()
                .should()
                .haveNameMatching(".*(Service|ServiceImpl|Manager|Helper|Utils?|Dto|DTO|Entity)")
                .orShould()
                .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
                .because("these words say nothing about what a class is for")
                .check(PRODUCT);
    }

    @Test
    void testsMockNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.springframework.test.context.bean.override.mockito..")
                .because("a mock proves what its author believed")
                .check(TESTS);
    }

    private static DescribedPredicate<JavaClass> areCalledBySpringOnly() {
        return describe(
                "are called by Spring only",
                type -> type.isMetaAnnotatedWith(Controller.class)
                        || type.isMetaAnnotatedWith(ControllerAdvice.class)
                        || type.isAnnotatedWith(Configuration.class));
    }

    /** The overloads that take a clock are what everybody should call. */
    private static boolean readsTheMachinesTime(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return owner.isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis")
                || owner.getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty();
    }
}
