package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fleet.generate.FleetGenerator;
import dev.ecsinventory.simulator.fleet.generate.FleetSize;
import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An error after the commit changes neither the snapshot nor the status of its run. */
class AfterCommitTest {
  private static final String LATEST = "inventory/reports/latest.html";

  @TempDir Path directory;

  static List<Error> errors() {
    return List.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new NoClassDefFoundError("gg/jte/TemplateEngine"),
        new ExceptionInInitializerError("static"),
        new AssertionError("a defect"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorInTheReportFailsNoRunAndTheNextRunWritesTheReport(Error error) {
    try (Exporter exporter = exporter()) {
      exporter.store(failing("/reports/", error));
      assertEquals("COMPLETE", statusOf(exporter));
      assertFalse(exporter.files().containsKey(LATEST));

      exporter.store(new DirectoryObjectStore(directory));
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
      assertTrue(exporter.files().containsKey(LATEST));
    }
  }

  @Test
  void anErrorBeforeTheCommitFailsTheRun() {
    try (Exporter exporter = exporter()) {
      exporter.store(failing("/json/task_sets/", new StackOverflowError()));

      assertThrows(StackOverflowError.class, exporter::run);
      assertTrue(
          exporter.files().keySet().stream().noneMatch(key -> key.contains("manifests/")),
          exporter.files().keySet()::toString);
    }
  }

  @Test
  void anExceptionOfTheStoreFailsTheRunSoThatARetryCompletesIt() {
    try (Exporter exporter = exporter()) {
      exporter.store(
          StoreWithHook.each(
              new DirectoryObjectStore(directory),
              key -> {
                if (key.contains("/reports/dt=")) {
                  throw new IllegalStateException("the store is not available");
                }
              }));
      assertThrows(IllegalStateException.class, exporter::run);
    }
  }

  /** Catches errors, because JUnit aborts on some of them. */
  private static String statusOf(Exporter exporter) {
    try {
      return exporter.run().get(Snapshots.STATUS);
    } catch (Error failure) {
      return "failed with " + failure;
    }
  }

  private Exporter exporter() {
    return Exporter.of(FleetGenerator.uniform(1).generate(new FleetSize(1, 2, 1)), directory);
  }

  /** A store that throws {@code error} on every call for a key that contains {@code part}. */
  private ObjectStore failing(String part, Error error) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            AfterCommitTest.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (Stream.of(arguments == null ? new Object[0] : arguments)
                  .anyMatch(argument -> argument instanceof String key && key.contains(part))) {
                throw error;
              }
              try {
                return method.invoke(new DirectoryObjectStore(directory), arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
