package dev.ecsinventory.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ecsinventory.config.Discovery;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Problems;
import dev.ecsinventory.model.Sha256;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dependencies of the CDK app on the function, and the packages that read the context. */
class InfraArchitectureTest {
  private static final String ROOT = "dev.ecsinventory.";

  private static JavaClasses app;

  @BeforeAll
  static void importClasses() {
    app =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ecsinventory.infra");
  }

  /** Beside the schema and the settings file: the discovery, rejections, and hashes. */
  @Test
  void usesOnlyTheSchemaOfTheFunctionAndTheNamesOfItsSettings() {
    Set<String> known =
        app.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .filter(type -> type.getPackageName().startsWith(ROOT))
            .filter(type -> !type.getPackageName().startsWith(ROOT + "infra"))
            .filter(type -> !type.getPackageName().startsWith(ROOT + "schema"))
            .filter(type -> !type.getPackageName().startsWith(ROOT + "settings"))
            .map(JavaClass::getName)
            .map(name -> name.replaceFirst("[$].*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        new TreeSet<>(
            Set.of(
                Discovery.class.getName(),
                InvalidInputException.class.getName(),
                Problems.class.getName(),
                Sha256.class.getName())),
        known);
  }

  @Test
  void readsContextInTheAppOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(InventoryApp.class.getName())
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "reads context, the environment or the clock",
                call ->
                    call.getName().matches("tryGetContext|getContext|getAllContext|getenv|now")))
        .check(app);
  }

  @Test
  void hasNoImportCycles() {
    slices().matching(ROOT + "infra.(*)..").should().beFreeOfCycles().check(app);
  }
}
