package org.apache.hadoop.fs;

/** Replaces Hadoop's class; see {@link org.apache.hadoop.conf.Configuration}. */
public final class Path {
  private Path() {}
}
