package dev.ecsinventory.simulator.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one function process run at a time on this machine. Lambda's runtime client copies its
 * native library to one fixed path, {@code /tmp/.libaws-lambda-jni.so}: a process that starts while
 * another one runs replaces the library that the other one has mapped, which ends it with SIGBUS.
 */
final class OneAtATime implements AutoCloseable {
  private static final Path FILE =
      Path.of(System.getProperty("java.io.tmpdir"), "ecs-inventory-function.lock");

  /** A file lock belongs to the process, and cannot be acquired twice. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final FileChannel channel;

  private OneAtATime(FileChannel channel) {
    this.channel = channel;
  }

  static OneAtATime take() throws IOException {
    IN_PROCESS.lock();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new OneAtATime(channel);
    } catch (IOException | RuntimeException failure) {
      IN_PROCESS.unlock();
      if (channel != null) {
        channel.close();
      }
      throw failure;
    }
  }

  /** Closing the channel releases the lock. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      IN_PROCESS.unlock();
    }
  }
}
