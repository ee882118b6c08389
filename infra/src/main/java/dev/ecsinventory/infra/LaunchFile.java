package dev.ecsinventory.infra;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the Java executable and class path of this program to a file. The build runs it, and
 * {@code infra/synth.mjs} starts the app from the file: synth then needs neither Maven nor a
 * certain {@code java} on the path.
 */
final class LaunchFile {
  private LaunchFile() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> launch = new LinkedHashMap<>();
    launch.put("javaHome", System.getProperty("java.home"));
    launch.put("classPath", System.getProperty("java.class.path"));
    JsonMapper.builder()
        .build()
        .writerWithDefaultPrettyPrinter()
        .writeValue(new File(arguments[0]), launch);
  }
}
