package dev.ecsinventory.cli.demo;

import java.util.HashMap;
import java.util.Map;

/**
 * The AWS SDK's system properties, set until closed. They have priority over environment variables
 * and profiles, so that the demo never uses an account to which this machine has access.
 */
public final class SdkProperties implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  /** Sets every property and stores its previous value. */
  public SdkProperties(Map<String, String> properties) {
    properties.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }
}
