package org.apache.hadoop.conf;

/**
 * Stands in for Hadoop's class, which parquet-hadoop names in signatures that we never call: javac
 * wants to see it, nothing runs it, and Hadoop itself would be a hundred times our size.
 */
public final class Configuration {
  private Configuration() {}
}
