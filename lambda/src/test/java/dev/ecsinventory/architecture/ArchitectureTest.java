package dev.ecsinventory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The layout of the function: its packages in their order, and what each may know of. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {
  private static final String ROOT = "dev.ecsinventory.";

  /** A package imports only from those left of it. */
  private static final List<String> ORDER =
      List.of(
          "model",
          "schema",
          "config",
          "aws",
          "plan",
          "scan",
          "normalize",
          "policy",
          "write",
          "commit",
          "verify",
          "compact",
          "events",
          "report",
          "pipeline",
          "handler");

  private static JavaClasses lambda;

  @BeforeAll
  static void importClasses() {
    lambda =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ecsinventory")
            .that(
                DescribedPredicate.describe(
                    "of the function",
                    type -> !type.getPackageName().startsWith(ROOT + "simulator")));
  }

  @TestFactory
  List<DynamicTest> importsOnlyFromPackagesLeftOfIt() {
    return ORDER.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(ROOT + name + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(rightOf(name))
                            .allowEmptyShould(true)
                            .check(lambda)))
        .toList();
  }

  private static String[] rightOf(String name) {
    return ORDER.stream()
        .skip(ORDER.indexOf(name) + 1L)
        .map(right -> ROOT + right + "..")
        .toArray(String[]::new);
  }

  @Test
  void hasNoOtherPackages() {
    TreeSet<String> packages =
        lambda.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    packages.removeAll(ORDER);
    assertEquals(new TreeSet<>(), packages);
  }

  @Test
  void hasNoImportCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(lambda);
  }

  @Test
  void knowsEcsOnlyUpToNormalize() {
    noClasses()
        .that()
        .resideInAnyPackage(rightOf("normalize"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.ecs..")
        .check(lambda);
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "model..", ROOT + "schema..", ROOT + "config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services..")
        .check(lambda);
  }

  @Test
  void buildsClientsInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "aws.AwsClients")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "makes a client's builder",
                call ->
                    call.getName().equals("builder")
                        && call.getTargetOwner().getSimpleName().endsWith("Client")))
        .check(lambda);
  }

  @Test
  void documentsEveryPackage() {
    List<String> undocumented =
        ORDER.stream()
            .filter(
                name ->
                    !Files.exists(
                        Path.of("src/main/java/dev/ecsinventory/" + name + "/package-info.java")))
            .toList();
    assertEquals(List.of(), undocumented);
  }

  @Test
  void namesNoManagerHelperUtilImplOrProcessor() {
    List<String> bad =
        lambda.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> name.matches(".*(Manager|Helper|Utils?|Impl|Processor)"))
            .toList();
    assertEquals(List.of(), bad);
  }
}
