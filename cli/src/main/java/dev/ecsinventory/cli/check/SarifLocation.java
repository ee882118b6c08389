package dev.ecsinventory.cli.check;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The location of a SARIF result. Code scanning shows only results with a physical location; its
 * URI must be relative.
 *
 * @param uri relative to the root of the repository
 * @param line from 1
 * @param resource the name of the task set
 */
public record SarifLocation(String uri, int line, String resource) {
  public SarifLocation {
    requireNonNull(uri, "uri is null");
    requireNonNull(resource, "resource is null");
  }

  /**
   * The location of a resource that no file describes: a path of its names, as scanners of
   * container images use the image's name.
   */
  static SarifLocation of(String resource, String... names) {
    String path =
        Arrays.stream(names)
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return new SarifLocation(path, 1, resource);
  }

  void addTo(ObjectNode result) {
    ObjectNode location = result.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri);
    physical.putObject("region").put("startLine", line);
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", resource)
        .put("kind", "resource");
  }
}
