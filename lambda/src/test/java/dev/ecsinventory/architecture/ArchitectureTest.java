package dev.ecsinventory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packages of the function, their order, and their permitted dependencies. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {
  private static final String ROOT = "dev.ecsinventory.";
  private static final String GENERATED = "report.page";

  /** The steps in the order of their execution; each {@code package-info} has the number. */
  private static final List<String> STEPS =
      List.of(
          "plan",
          "scan",
          "normalize",
          "evaluate",
          "write",
          "commit",
          "index",
          "report",
          "events",
          "compact");

  /** The packages in their order; a package imports only from those before it. */
  private static final List<String> ORDER =
      List.of(
          "model",
          "schema",
          "config",
          "concurrent",
          "store",
          "format",
          "policy",
          "manifest",
          "verify",
          "evidence",
          "aws",
          "discover",
          "plan",
          "checkpoint",
          "scan",
          "normalize",
          "evaluate",
          "write",
          "commit",
          "index",
          "report",
          "events",
          "compact",
          "pipeline",
          "handler");

  private static JavaClasses lambda;

  @BeforeAll
  static void importClasses() {
    lambda =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
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

  private static String[] leftOf(String name) {
    return ORDER.stream()
        .limit(ORDER.indexOf(name))
        .map(left -> ROOT + left + "..")
        .toArray(String[]::new);
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
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(lambda);
  }

  @Test
  void packagesAreNumberedAsSteps() throws IOException {
    Map<String, String> numbers = new TreeMap<>();
    for (Path info : packageInfos()) {
      Matcher number = Pattern.compile(" Step (\\d+)\\.").matcher(Files.readString(info));
      if (number.find()) {
        numbers.put(info.getParent().getFileName().toString(), number.group(1));
      }
    }
    Map<String, String> expected = new TreeMap<>();
    STEPS.forEach(step -> expected.put(step, String.valueOf(STEPS.indexOf(step) + 1)));
    assertEquals(expected, numbers);
  }

  @Test
  void stepsImportOnlyFromEarlierSteps() {
    assertEquals(STEPS, ORDER.stream().filter(STEPS::contains).toList());
  }

  @Test
  void usesEcsOnlyUpToNormalize() {
    noClasses()
        .that()
        .resideInAnyPackage(rightOf("normalize"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.ecs..")
        .check(lambda);
    noClasses()
        .that()
        .resideInAnyPackage(leftOf("aws"))
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
  void documentsEveryPackage() throws IOException {
    TreeSet<String> undocumented =
        lambda.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()))
            .filter(name -> !name.equals(GENERATED))
            .collect(Collectors.toCollection(TreeSet::new));
    for (Path info : packageInfos()) {
      undocumented.removeIf(name -> info.getParent().endsWith(name.replace('.', '/')));
    }
    assertEquals(new TreeSet<>(), undocumented);
  }

  private static List<Path> packageInfos() throws IOException {
    List<Path> infos = new ArrayList<>();
    for (String module : List.of("../core", ".")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java/dev/ecsinventory"))) {
        files.filter(file -> file.endsWith("package-info.java")).forEach(infos::add);
      }
    }
    return infos;
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
