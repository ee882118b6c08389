package org.apache.hadoop.conf;

/**
 * Replaces Hadoop's class, which occurs in signatures of parquet-hadoop that are never called: only
 * javac needs it, and Hadoop itself is a hundred times as large as this package.
 */
public final class Configuration {
  private Configuration() {}
}
