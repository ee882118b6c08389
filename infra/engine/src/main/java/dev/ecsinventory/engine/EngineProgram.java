package dev.ecsinventory.engine;

import static io.trino.testing.TestingSession.testSessionBuilder;

import io.airlift.log.Level;
import io.airlift.log.Logging;
import io.trino.plugin.hive.HivePlugin;
import io.trino.testing.StandaloneQueryRunner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs Trino with one catalog, {@code awsdatacatalog}, over the Hive connector. Its arguments are
 * the catalog's properties as {@code name=value}. It prints {@code READY} and the address of its
 * HTTP interface, and ends when its standard input does.
 */
public final class EngineProgram {
  private EngineProgram() {}

  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Throwable failure) {
      // Airlift redirects standard error to its log, whose level would hide this.
      failure.printStackTrace(
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
      System.exit(1);
    }
    // Some of Trino's threads are not daemon threads.
    System.exit(0);
  }

  private static void run(String[] arguments) throws Exception {
    // Trino's own output on standard output must not precede the address.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Logging.initialize().setLevel("", Level.ERROR);
    Map<String, String> properties = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      properties.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    try (StandaloneQueryRunner runner =
        new StandaloneQueryRunner(
            testSessionBuilder().setCatalog("awsdatacatalog").setSchema("default").build())) {
      runner.installPlugin(new HivePlugin());
      runner.createCatalog("awsdatacatalog", "hive", properties);
      out.println("READY " + runner.getCoordinator().getBaseUrl());
      while (System.in.read() >= 0) {
        // The parent process sends nothing; the end of the input means that it ended.
      }
    }
  }
}
