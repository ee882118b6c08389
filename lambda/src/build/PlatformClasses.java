import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;

/**
 * Writes the classes of the JDK that it runs on into a jar: the tool that shrinks the function must
 * know them and cannot read them where they are.
 */
final class PlatformClasses {
  private static final String MODULE = "java.base";

  private PlatformClasses() {}

  /** Writes the jar at {@code arguments[0]}. */
  public static void main(String[] arguments) throws IOException {
    Path module = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", MODULE);
    List<Path> classes;
    try (var files = Files.walk(module)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    try (OutputStream file = Files.newOutputStream(Path.of(arguments[0]));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.setLevel(Deflater.BEST_SPEED);
      for (Path each : classes) {
        jar.putNextEntry(new JarEntry(module.relativize(each).toString()));
        Files.copy(each, jar);
      }
    }
  }
}
