package dev.ecsinventory.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written, in words: no message names a class of Java. */
public final class FileProblem {
  private FileProblem() {}

  /** A clause without a period, such as {@code there is no such file or directory}. */
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case AccessDeniedException _ -> "access is denied";
      case FileAlreadyExistsException _, NotDirectoryException _ -> "a file of that name exists";
      case CharacterCodingException _ -> "it is no text in UTF-8";
      case FileSystemException other when other.getReason() != null -> reason(other.getReason());
      default -> failure.getMessage() == null ? failure.toString() : reason(failure.getMessage());
    };
  }

  public static String of(UncheckedIOException failure) {
    return of(failure.getCause());
  }

  /** The operating system's own text, such as {@code Is a directory}. */
  private static String reason(String text) {
    return text.equals("Is a directory") ? "it is a directory" : text;
  }
}
