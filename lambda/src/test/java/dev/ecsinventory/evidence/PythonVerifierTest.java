package dev.ecsinventory.evidence;

import static dev.ecsinventory.evidence.SignedSnapshots.DAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ecsinventory.store.DirectoryObjectStore;
import dev.ecsinventory.store.ListedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The documented verifier, which shares no code with this software, reads what it writes. */
@Execution(ExecutionMode.CONCURRENT)
class PythonVerifierTest {
  private static final Path SCRIPT =
      Path.of("../docs/verify-evidence.py").toAbsolutePath().normalize();

  @TempDir Path directory;

  @Test
  void verifiesABucketAndFindsChanges() throws IOException, InterruptedException {
    assumeTrue(runs("python3", "--version") && runs("openssl", "version"), "SKIPPED: no openssl");
    SignedSnapshots signed = new SignedSnapshots();
    signed.run(DAY, 3);
    signed.run(DAY.plusDays(1), 3);
    DirectoryObjectStore copy = new DirectoryObjectStore(directory.resolve("copy"));
    for (ListedObject object : signed.store.list("", "")) {
      copy.put(object.key(), signed.store.get(object.key()).orElseThrow(), "");
    }
    Path key = directory.resolve("key.pem");
    Files.writeString(key, PublicKeys.pem(signed.signer.publicKey()));
    String anchor =
        signed
            .check(copy, SignedSnapshots.time(DAY.plusDays(1), 4))
            .newest()
            .orElseThrow()
            .sha256();
    assertEquals("0 2 snapshots are as attested; anchor: " + anchor + "\n", verify(key));

    Path parquet =
        directory.resolve("copy").resolve(copy.list("inventory/parquet/", "").getFirst().key());
    Files.write(parquet, new byte[] {1});
    assertEquals("1 " + parquet + ": missing, or not the attested content\n", verify(key));

    Path first = statement(copy, 0);
    byte[] content = Files.readAllBytes(first);
    Files.write(first, Arrays.copyOf(content, content.length / 2));
    assertTrue(verify(key).contains("0000000001.dsse.json: not a statement"), verify(key));
    Files.write(first, content);

    Path last = statement(copy, 2);
    Path renamed = Files.move(last, last.resolveSibling("0000000100.dsse.json"));
    assertTrue(verify(key).contains("does not follow the statement before it"), verify(key));
    Files.move(renamed, last);

    Files.writeString(key, PublicKeys.pem(new LocalSigner().publicKey()));
    assertTrue(verify(key).contains("0000000001.dsse.json: the signature is invalid"));

    for (ListedObject object : copy.list("inventory/attestations/", "")) {
      Files.delete(directory.resolve("copy").resolve(object.key()));
    }
    assertTrue(verify(key).startsWith("1 "), verify(key));
  }

  private Path statement(DirectoryObjectStore copy, int index) {
    List<String> statements =
        copy.list("inventory/attestations/", "").stream()
            .map(ListedObject::key)
            .filter(name -> name.endsWith(".dsse.json"))
            .toList();
    return directory.resolve("copy").resolve(statements.get(index));
  }

  @Test
  void theVerifierIsShort() throws IOException {
    List<String> lines = Files.readAllLines(SCRIPT);
    assertTrue(lines.stream().filter(line -> !line.isBlank()).count() <= 40, lines.size() + "");
  }

  private String verify(Path key) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "python3", SCRIPT.toString(), directory.resolve("copy").toString(), key.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + output;
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
