package io.github.bingxstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Clock;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Who may see whom in core, package by package from the inside out, and what nobody may do. */
final class CoreRules {

    private static final String ROOT = "io.github.bingxstream";

    private static final Set<String> HARMLESS_METHODS_OF_CLASS =
            Set.of("getName", "getSimpleName", "isInstance", "cast", "getEnumConstants", "desiredAssertionStatus");

    // ------------------------------------------------------------------------------------------------- who sees whom

    static final ArchRule DOMAIN_KNOWS_ONLY_THE_LANGUAGE = classes()
            .that(resideInAPackage("..domain.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..domain..",
                    "java.lang",
                    "java.lang.annotation",
                    "java.math",
                    "java.nio.charset",
                    "java.security",
                    "java.time..",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "org.jspecify.."))
            .because("an event is a fact; it outlives every library we parse it with");

    static final ArchRule PORTS_SPEAK_DOMAIN_AND_JDK = classes()
            .that(resideInAPackage("..port.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..port..",
                    "..domain..",
                    "java.io",
                    "java.lang",
                    "java.lang.annotation",
                    "java.net",
                    "java.nio..",
                    "java.security..",
                    "java.time..",
                    "java.util",
                    "java.util.concurrent..",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "javax.net.ssl",
                    "javax.security.auth.x500",
                    "org.jspecify.."))
            .because("whoever implements a port should need nothing but the JDK");

    static final ArchRule SESSION_IS_PURE = classes()
            .that(resideInAPackage("..session.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..session..",
                    "..domain..",
                    "io.vavr..",
                    "java.lang",
                    "java.lang.annotation",
                    "java.math",
                    "java.time..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "org.jspecify.."))
            .because("the session decides and the driver acts: no I/O, no threads");

    static final ArchRule TIME_AND_CHANCE_ARE_TOLD = noClasses()
            .that(resideInAnyPackage("..domain..", "..session..", "..codec.."))
            .should()
            .accessTargetWhere(
                    describe("it reads a clock, draws a random number or touches a thread", CoreRules::isAmbient))
            .because("time and chance are inputs, so that a seed replays a session");

    static final ArchRule CODEC_SEES_DOMAIN_AND_SIGNALS = classes()
            .that(resideInAPackage("..codec.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "..codec..",
                            "..domain..",
                            "com.squareup.moshi..",
                            "io.vavr..",
                            "java.io",
                            "java.lang",
                            "java.lang.annotation",
                            "java.math",
                            "java.nio..",
                            "java.time..",
                            "java.util",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream",
                            "java.util.zip",
                            "okio..",
                            "org.jspecify..")
                    .or(belongToAnyOf(MethodHandles.class, VarHandle.class))
                    .or(resideInAPackage("..session..").and(signals())))
            .because("the codec turns bytes into signals; what follows from a signal is not its business");

    static final ArchRule REST_SEES_DOMAIN_PORTS_AND_CODEC = classes()
            .that(resideInAPackage("..rest.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..rest..",
                    "..domain..",
                    "..port..",
                    "..codec..",
                    "io.vavr..",
                    "java.io",
                    "java.lang",
                    "java.lang.annotation",
                    "java.math",
                    "java.net",
                    "java.nio..",
                    "java.security..",
                    "java.time..",
                    "java.util..",
                    "javax.crypto..",
                    "org.jspecify.."))
            .because("the calls of the REST interface know nothing of sessions and streams");

    static final ArchRule CHECKPOINT_SEES_DOMAIN_PORTS_AND_CODEC = classes()
            .that(resideInAPackage("..checkpoint.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "..checkpoint..",
                    "..domain..",
                    "..port..",
                    "..codec..",
                    "io.vavr..",
                    "java.io",
                    "java.lang",
                    "java.lang.annotation",
                    "java.nio..",
                    "java.util..",
                    "org.jspecify.."))
            .because("whoever keeps checkpoints knows nothing of sessions and streams");

    static final ArchRule NOBODY_SEES_THE_DRIVER = noClasses()
            .that()
            .resideOutsideOfPackages("..driver..", ROOT)
            .should()
            .dependOnClassesThat(resideInAPackage("..driver.."))
            .because("the driver is the outermost ring: only the front door opens onto it");

    static final ArchRule CORE_NAMES_NO_ADAPTER = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("..adapter..", "..testkit..", "java.net.http..", "jakarta.."))
            .because("the direction of every dependency is inwards");

    static final ArchRule NO_CYCLES = slices().matching("..bingxstream.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package");

    // --------------------------------------------------------------------------------------- what does not come out

    static final ArchRule JSON_STAYS_IN_THE_CODEC = noClasses()
            .that()
            .resideOutsideOfPackage("..codec..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.squareup.moshi..", "okio..", "kotlin.."))
            .because("another parser may take its place");

    static final ArchRule VAVR_STAYS_OUT_OF_SIGNATURES = codeUnits()
            .that(describe("users can call", CoreRules::isExported))
            .should(mentionNothingFrom("io.vavr"))
            .because("a user should not have to learn, or match the version of, our collections");

    static final ArchRule VAVR_STAYS_OUT_OF_FIELDS = fields().that(describe("users can read", CoreRules::isExported))
            .should(mentionNothingFrom("io.vavr"))
            .because("a user should not have to learn, or match the version of, our collections");

    // -------------------------------------------------------------------------------------------- what nobody does

    static final ArchRule NO_REFLECTION = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..", "sun..")
                    .and(not(belongToAnyOf(MethodHandles.class, VarHandle.class))))
            .orShould()
            .accessTargetWhere(describe("it looks inside a class", CoreRules::isReflective))
            .because("it runs where nobody opens a package for it, and in native images");

    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .because("a library speaks through its API; the console belongs to the program");

    private CoreRules() {}

    private static DescribedPredicate<JavaClass> signals() {
        return simpleNameStartingWith("Signal")
                .or(describe(
                        "belongs to a signal",
                        type -> type.getEnclosingClass()
                                .filter(outer -> outer.getSimpleName().equals("Signal"))
                                .isPresent()));
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return owner.isAssignableTo(RandomGenerator.class)
                || owner.isAssignableTo(Thread.class)
                || belongToAnyOf(Clock.class, Timer.class).test(owner)
                || (owner.isEquivalentTo(System.class)
                        && !Set.of("arraycopy", "identityHashCode").contains(name))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.getPackageName().equals("java.time") && name.equals("now"));
    }

    private static boolean isReflective(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        return owner.isEquivalentTo(ServiceLoader.class)
                // To see bytes as numbers opens nothing.
                || (owner.isEquivalentTo(MethodHandles.class) && !name.equals("byteArrayViewVarHandle"))
                || (owner.isEquivalentTo(Class.class) && !HARMLESS_METHODS_OF_CLASS.contains(name));
    }

    private static boolean isExported(JavaMember member) {
        JavaClass owner = member.getOwner();
        boolean packageIsExported = owner.getPackageName().equals(ROOT)
                || resideInAnyPackage("..domain..", "..port..", "..rest..", "..checkpoint..")
                        .test(owner);
        return packageIsExported && isOpen(owner) && (isPublic(member) || isProtected(member));
    }

    private static boolean isOpen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(CoreRules::isOpen).orElse(true);
    }

    private static boolean isPublic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean isProtected(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static <T extends JavaMember> ArchCondition<T> mentionNothingFrom(String library) {
        return new ArchCondition<>("mention nothing from " + library) {
            @Override
            public void check(T member, ConditionEvents events) {
                member.getAllInvolvedRawTypes().stream()
                        .filter(type -> type.getPackageName().startsWith(library))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " mentions " + type.getName())));
                if (member instanceof JavaCodeUnit codeUnit) {
                    codeUnit.getExceptionTypes().stream()
                            .filter(type -> type.toErasure().getPackageName().startsWith(library))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    member, member.getFullName() + " throws " + type.getName())));
                }
            }
        };
    }
}
