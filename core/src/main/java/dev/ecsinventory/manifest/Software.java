package dev.ecsinventory.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The name and version of this software, which every manifest records. */
public final class Software {
  public static final String NAME_AND_VERSION = "ecs-inventory " + version();

  private Software() {}

  /** The build writes the version into a resource, because repacking loses a jar's own manifest. */
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
