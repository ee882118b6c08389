package dev.ecsinventory.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (InputStream resource = Version.class.getResourceAsStream("version.txt")) {
      String version = new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new String[] {"ecs-inventory " + version};
    }
  }
}
