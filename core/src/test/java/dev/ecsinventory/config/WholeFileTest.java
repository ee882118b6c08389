package dev.ecsinventory.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path directory;

  @Test
  void isReadAsItIs() throws IOException {
    byte[] content = {'a', '\r', '\n', (byte) 0xc3, (byte) 0xa4};
    Path file = Files.write(directory.resolve("file"), content);
    assertArrayEquals(content, WholeFile.bytes(file));
    assertEquals("a\r\n\u00e4", WholeFile.utf8(file));
  }

  @Test
  void inAnotherEncodingIsRejected() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[] {(byte) 0xe4});
    assertThrows(CharacterCodingException.class, () -> WholeFile.utf8(file));
  }

  @Test
  void withoutEndIsRejected() {
    FileSystemException problem =
        assertThrows(FileSystemException.class, () -> WholeFile.bytes(Path.of("/dev/zero")));
    assertEquals(
        "it is larger than 64 MB, the largest file that is accepted", FileProblem.of(problem));
  }
}
