package dev.ecsinventory.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by one at a time, of all threads and processes that change a directory. What a process held
 * that has ended is free. The file that stands for it stays: to delete it would set free who waits.
 */
final class DirectoryLock implements Closeable {
  /** With a dot in front it is no object. */
  private static final String NAME = ".lock";

  /** Locks of files are held by processes; the threads of one take turns here. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel file;

  private DirectoryLock(FileChannel file) {
    this.file = file;
  }

  /** Waits until nobody else holds it. */
  static DirectoryLock of(Path directory) throws IOException {
    THREADS.lock();
    try {
      return new DirectoryLock(locked(directory));
    } catch (IOException | RuntimeException failure) {
      THREADS.unlock();
      throw failure;
    }
  }

  private static FileChannel locked(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel file =
        FileChannel.open(
            directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      file.lock();
      return file;
    } catch (IOException | RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      THREADS.unlock();
    }
  }
}
