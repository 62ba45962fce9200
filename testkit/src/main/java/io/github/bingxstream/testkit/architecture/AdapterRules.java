package io.github.bingxstream.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.X509TrustManager;

/** The rules of an adapter: it moves bytes, it decides nothing, and it says nothing by the way. */
public final class AdapterRules {

    private static final String OURS = "io.github.bingxstream.";

    private AdapterRules() {}

    /**
     * Checks the classes of one adapter, its tests apart.
     *
     * @param basePackage the adapter's package; those below belong to it
     * @throws AssertionError if a class breaks a rule, or if there is no class
     */
    public static void check(String basePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(basePackage);
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + basePackage + ": nothing was checked");
        }
        of(basePackage).values().forEach(rule -> rule.check(classes));
    }

    /** Returns the rules for one adapter, each under its name. */
    static Map<String, ArchRule> of(String basePackage) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("SEES_ONLY_PORTS_AND_DOMAIN", seesOnlyPortsAndDomain(basePackage));
        rules.put("KEEPS_ITS_LIBRARY_TO_ITSELF", keepsItsLibraryToItself(basePackage));
        rules.put("IS_SILENT", IS_SILENT);
        rules.put("USES_NO_STANDARD_STREAMS", USES_NO_STANDARD_STREAMS);
        rules.put("RUNS_ON_THREADS_IT_WAS_GIVEN", RUNS_ON_THREADS_IT_WAS_GIVEN);
        rules.put("WAITS_FOR_NOTHING", WAITS_FOR_NOTHING);
        rules.put("DECIDES_NOTHING_ABOUT_TRUST", DECIDES_NOTHING_ABOUT_TRUST);
        return rules;
    }

    private static ArchRule seesOnlyPortsAndDomain(String basePackage) {
        return noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "are of the SDK, but neither ports nor domain nor of the adapter itself",
                        type -> type.getPackageName().concat(".").startsWith(OURS)
                                && !isIn(basePackage, type)
                                && !isIn(OURS + "port", type)
                                && !isIn(OURS + "domain", type)))
                .because("an adapter moves bytes; it decides nothing, and knows no other adapter");
    }

    private static ArchRule keepsItsLibraryToItself(String basePackage) {
        return codeUnits()
                .that(describe("users can call", AdapterRules::isOpenToUsers))
                .should(new ArchCondition<>("mention only the JDK, ports, domain and the adapter itself") {
                    @Override
                    public void check(JavaCodeUnit member, ConditionEvents events) {
                        Stream.concat(
                                        member.getAllInvolvedRawTypes().stream(),
                                        member.getExceptionTypes().stream().map(JavaType::toErasure))
                                .map(JavaClass::getBaseComponentType)
                                .filter(type -> !type.isPrimitive()
                                        && !isIn("java", type)
                                        && !isIn("javax", type)
                                        && !isIn(OURS + "port", type)
                                        && !isIn(OURS + "domain", type)
                                        && !isIn(basePackage, type))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " mentions " + type.getName())));
                    }
                })
                .because("a user should be able to change the adapter without changing anything else");
    }

    private static final ArchRule IS_SILENT = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "it writes to a java.util.logging.Logger",
                    access -> access.getTargetOwner().isEquivalentTo(Logger.class)
                            && !Set.of("getLogger", "getFilter", "setFilter").contains(access.getName())))
            .because("whatever there is to tell goes through the port, and a log line is where secrets get out");

    private static final ArchRule USES_NO_STANDARD_STREAMS =
            noClasses().should(ACCESS_STANDARD_STREAMS).because("the console belongs to the program");

    private static final ArchRule RUNS_ON_THREADS_IT_WAS_GIVEN = noClasses()
            .should()
            .accessTargetWhere(describe("it borrows a thread that nobody gave it", AdapterRules::borrowsAThread))
            .because("a hidden thread is one that close() cannot end");

    private static final ArchRule WAITS_FOR_NOTHING = noClasses()
            .should()
            .accessTargetWhere(describe("it blocks the thread", AdapterRules::waits))
            .because("the threads belong to all connections");

    private static final ArchRule DECIDES_NOTHING_ABOUT_TRUST = noClasses()
            .should()
            .beAssignableTo(X509TrustManager.class)
            .orShould()
            .beAssignableTo(HostnameVerifier.class)
            .orShould()
            .accessTargetWhere(describe(
                    "it replaces or turns off what looks at a server's name",
                    access -> Set.of(
                                    "setHostnameVerifier",
                                    "setDefaultHostnameVerifier",
                                    "setHostVerificationEnabled",
                                    "setEndpointIdentificationAlgorithm")
                            .contains(access.getName())))
            .because("whom to trust is the SSLContext's to say, and a server's name is looked at in any case");

    private static boolean borrowsAThread(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isAssignableTo(CompletionStage.class)) {
            return Set.of("orTimeout", "completeOnTimeout", "delayedExecutor").contains(name)
                    || (name.endsWith("Async") && !takesAnExecutor(access));
        }
        return name.equals("parallelStream") || (owner.isEquivalentTo(ForkJoinPool.class) && name.equals("commonPool"));
    }

    private static boolean takesAnExecutor(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitCallTarget called
                && called.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Executor.class));
    }

    private static boolean waits(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return (owner.isEquivalentTo(Thread.class) && Set.of("sleep", "join").contains(name))
                || (owner.isEquivalentTo(Object.class) && name.equals("wait"))
                || (owner.isAssignableTo(Future.class) && Set.of("get", "join").contains(name))
                || (owner.getPackageName().startsWith("java.util.concurrent") && name.startsWith("await"));
    }

    private static boolean isOpenToUsers(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return isOpen(member.getOwner())
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static boolean isOpen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(AdapterRules::isOpen).orElse(true);
    }

    private static boolean isIn(String basePackage, JavaClass type) {
        return type.getPackageName().concat(".").startsWith(basePackage + ".");
    }
}
