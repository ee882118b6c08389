package dev.ecsinventory.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedJvmTest {
  @Test
  void unpacksANewerArchive(@TempDir Path directory) throws IOException {
    Path unpacked = directory.resolve("packaged");
    Path archive = directory.resolve("lambda.zip");
    write(archive, "first", "function.jar", "gone.jar");
    Path library = PackagedJvm.library(archive, unpacked);
    write(archive, "second", "function.jar");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(10)));
    assertEquals(library, PackagedJvm.library(archive, unpacked));
    assertEquals("second", Files.readString(library.resolve("function.jar")));
    assertFalse(Files.exists(library.resolve("gone.jar")));
  }

  @Test
  void unpacksAnArchiveOnce(@TempDir Path directory) throws IOException {
    Path unpacked = directory.resolve("packaged");
    Path archive = directory.resolve("lambda.zip");
    write(archive, "packed", "function.jar");
    Path jar = PackagedJvm.library(archive, unpacked).resolve("function.jar");
    Files.writeString(jar, "unchanged");
    PackagedJvm.library(archive, unpacked);
    assertEquals("unchanged", Files.readString(jar));
  }

  private static void write(Path archive, String content, String... jars) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String jar : jars) {
        zip.putNextEntry(new ZipEntry("lib/" + jar));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
