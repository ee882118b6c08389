package dev.ecsinventory.bench.coldstart;

import dev.ecsinventory.bench.harness.Figure;
import dev.ecsinventory.bench.harness.Findings;
import dev.ecsinventory.bench.process.ScratchDirectory;
import dev.ecsinventory.simulator.runtime.FunctionProcess;
import dev.ecsinventory.simulator.runtime.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares the SDK's HTTP clients, with the same function of one call. */
final class HttpClients {
  private static final int RUNS = 5;
  private static final double MEGABYTE = 1e6;

  /** The folder of the libraries of clients that are not in the package. */
  private static final Path LIBRARIES = Path.of("target", "http-clients");

  private enum Choice {
    JDK("the JDK's", "urlconnection.UrlConnectionSdkHttpService", List.of()),
    APACHE(
        "Apache's",
        "apache.ApacheSdkHttpService",
        List.of("apache-client-", "httpclient-", "httpcore-", "commons-")),
    CRT("CRT", "crt.AwsCrtSdkHttpService", List.of("aws-crt-"));

    private final String title;
    private final String service;
    private final List<String> libraries;

    Choice(String title, String service, List<String> libraries) {
      this.title = title;
      this.service = service;
      this.libraries = libraries;
    }

    List<Path> jars() throws IOException {
      try (Stream<Path> all = Files.list(LIBRARIES)) {
        return all.filter(
                jar -> libraries.stream().anyMatch(jar.getFileName().toString()::startsWith))
            .toList();
      }
    }
  }

  private HttpClients() {}

  /** Starts the function with each client alternately, and reports the times. */
  static void compare(Map<String, String> environment, Findings findings)
      throws IOException, InterruptedException {
    Map<Choice, List<Invocation>> runs = new EnumMap<>(Choice.class);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Map<Choice, FunctionProcess> functions = new EnumMap<>(Choice.class);
      for (Choice choice : Choice.values()) {
        functions.put(choice, function(choice, scratch.path().resolve(choice.name())));
        runs.put(choice, new ArrayList<>());
      }
      for (int run = 0; run < RUNS; run++) {
        for (Choice choice : Choice.values()) {
          Map<String, String> variables = new TreeMap<>(environment);
          variables.put(OneCallFunction.HTTP, "software.amazon.awssdk.http." + choice.service);
          runs.get(choice)
              .add(functions.get(choice).invoke(OneCallFunction.class.getName(), "{}", variables));
        }
      }
    }
    for (Choice choice : Choice.values()) {
      report(choice, new Start(runs.get(choice)), new Start(runs.get(Choice.JDK)), findings);
    }
  }

  private static FunctionProcess function(Choice choice, Path directory) throws IOException {
    FunctionProcess function = PackagedFunction.unpacked(directory, OneCallFunction.class);
    for (Path jar : choice.jars()) {
      Files.copy(jar, directory.resolve("lib").resolve(jar.getFileName()));
    }
    return function;
  }

  private static void report(Choice choice, Start start, Start jdk, Findings findings)
      throws IOException {
    String of = "HTTP client, " + choice.title + ": ";
    findings.add(Figure.of(of + "until ready", start.secondsUntilReady(), "s"));
    findings.add(Figure.of(of + "until ECS has responded", start.secondsUntilResponse(), "s"));
    if (choice != Choice.JDK) {
      findings.add(
          Figure.of(
              of + "until ECS has responded / the JDK's",
              start.secondsUntilResponse() / jdk.secondsUntilResponse(),
              "×"));
      long bytes = 0;
      for (Path jar : choice.jars()) {
        bytes += Files.size(jar);
      }
      findings.add(Figure.of(of + "added to the package", bytes / MEGABYTE, "MB"));
    }
  }
}
