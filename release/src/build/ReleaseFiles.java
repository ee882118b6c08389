import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Puts the files of a release into one folder, and writes their checksums as sha256sum does. */
final class ReleaseFiles {
  private ReleaseFiles() {}

  public static void main(String[] arguments) throws Exception {
    String version = arguments[0];
    Path folder = Files.createDirectories(Path.of("target", "files"));
    Map<String, Path> files = new TreeMap<>();
    files.put(
        "ecs-inventory-%s-%s.tar.gz".formatted(version, platform()),
        Path.of("target", "ecs-inventory-" + version + ".tar.gz"));
    files.put("ecs-inventory-%s.cdx.json".formatted(version), Path.of("target", "bom.json"));
    files.put(
        "ecs-inventory-lambda-%s.zip".formatted(version),
        Path.of("..", "lambda", "target", "lambda.zip"));
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path copy = folder.resolve(file.getKey());
      Files.copy(file.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(copy));
      sums.append(HexFormat.of().formatHex(hash)).append("  ").append(file.getKey()).append('\n');
    }
    Files.writeString(folder.resolve("SHA256SUMS"), sums);
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase().split(" ")[0];
    String processor = System.getProperty("os.arch").replace("amd64", "x64");
    return (system.equals("mac") ? "macos" : system) + "-" + processor.replace("aarch64", "arm64");
  }
}
