package dev.ecsinventory.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this is, as every manifest says it. */
public final class Software {
  public static final String NAME_AND_VERSION = "ecs-inventory " + version();

  private Software() {}

  /** The build writes the version into a resource; a jar's own manifest gets lost in repacking. */
  private static String version() {
    try (InputStream resource = Software.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
