package dev.ecsinventory.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private static final byte[] CONTENT = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void isCreatedOrReplaced() throws IOException {
    Path file = directory.resolve("result");
    ResultFile.write(file, "a longer, former content".getBytes(StandardCharsets.UTF_8));
    ResultFile.write(file, CONTENT);

    assertEquals("new", Files.readString(file));
    assertEquals(List.of("result"), names());
  }

  /** A reader that has opened the former file reads all of it. */
  @Test
  void isNotWrittenInPlace() throws IOException {
    Path file = Files.writeString(directory.resolve("result"), "former");
    Path open = directory.resolve("open");
    Files.createLink(open, file);

    ResultFile.write(file, CONTENT);

    assertEquals("former", Files.readString(open));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void throughALinkReplacesTheTarget() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "former");
    for (String name : List.of("target", "missing")) {
      Path link =
          Files.createSymbolicLink(directory.resolve("link-" + name), directory.resolve(name));

      ResultFile.write(link, CONTENT);

      assertTrue(Files.isSymbolicLink(link));
      assertEquals("new", Files.readString(directory.resolve(name)));
    }
    assertEquals("new", Files.readString(target));
  }

  @Test
  void aDeviceIsWrittenTo() throws IOException {
    ResultFile.write(Path.of("/dev/null"), CONTENT);
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  void thatCannotBeWrittenLeavesNothing() throws IOException {
    Files.createDirectories(directory.resolve("folder/content"));
    assertThrows(IOException.class, () -> ResultFile.write(directory.resolve("folder"), CONTENT));
    assertThrows(
        IOException.class, () -> ResultFile.write(directory.resolve("none/result"), CONTENT));
    assertEquals(List.of("folder"), names());
  }

  @Test
  void isRecognizedByAnyPath() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "");
    Path linkedFolder =
        Files.createSymbolicLink(directory.resolve("linked"), directory.toRealPath());
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    assertTrue(ResultFile.isSame(file, directory.resolve("./a")));
    assertTrue(ResultFile.isSame(file, link));
    assertTrue(ResultFile.isSame(directory.resolve("new"), directory.resolve("x/../new")));
    assertTrue(ResultFile.isSame(directory.resolve("new"), linkedFolder.resolve("new")));
    assertFalse(ResultFile.isSame(file, directory.resolve("b")));
    assertFalse(ResultFile.isSame(directory.resolve("new"), directory.resolve("newer")));
  }
}
