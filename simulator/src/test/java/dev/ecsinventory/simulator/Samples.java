package dev.ecsinventory.simulator;

import dev.ecsinventory.simulator.fleet.Fleet;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fleets that tests share. */
public final class Samples {
  static final Path FLEET = Path.of("samples", "fleet.json");
  public static final Path FAULTS = Path.of("samples", "faults.json");

  private Samples() {}

  /** The fleet of the sample file. */
  public static Fleet fleet() {
    return Fleet.read(FLEET);
  }

  /**
   * A fleet in 123456789012 and us-east-1, with numbers of clusters and of services in the first
   * cluster.
   */
  public static Fleet fleet(int clusters, int services) {
    String inside = numbered(services, "{\"serviceName\": \"s%d\"}");
    String first = "{\"clusterName\": \"c0\", \"services\": [" + inside + "]}";
    String others = numbered(clusters, "{\"clusterName\": \"c%d\"}");
    String all = others.replace("{\"clusterName\": \"c0\"}", first);
    return inUsEast1(all);
  }

  /** A fleet with clusters in JSON, in 123456789012 and us-east-1. */
  public static Fleet inUsEast1(String clusters) {
    return Fleet.parse(
        """
        {"accounts": [{"id": "123456789012", "regions": [
          {"name": "us-east-1", "clusters": [%s]}]}]}
        """
            .formatted(clusters));
  }

  private static String numbered(int count, String format) {
    return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(","));
  }
}
