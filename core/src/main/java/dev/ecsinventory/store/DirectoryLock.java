package dev.ecsinventory.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that one of all threads and processes that change a directory holds at a time. It is
 * released when its process ends. The lock file is never deleted, because deletion would allow
 * waiting processes to lock another file.
 */
final class DirectoryLock implements Closeable {
  /** A name with a leading dot is not an object. */
  private static final String NAME = ".lock";

  /** File locks belong to processes; this lock serializes the threads of one process. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel file;

  private DirectoryLock(FileChannel file) {
    this.file = file;
  }

  /** Acquires the lock, after waiting for its release. */
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
