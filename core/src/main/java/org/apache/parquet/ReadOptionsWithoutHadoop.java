package org.apache.parquet;

import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Options for reading a whole file. The library's builder of options asks Hadoop for its codecs and
 * for the names of its settings before it can be told otherwise, and the constructor that does not
 * is for this package only.
 */
public final class ReadOptionsWithoutHadoop extends ParquetReadOptions {
  /** What the library's builder has, too. */
  private static final int MAX_ALLOCATED_AT_ONCE = 8 << 20;

  public ReadOptionsWithoutHadoop(CompressionCodecFactory codecs) {
    super(
        false, // No statistics of an earlier kind, nor anything else that skips rows.
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        FilterCompat.NOOP,
        ParquetMetadataConverter.NO_FILTER,
        codecs,
        new HeapByteBufferAllocator(),
        MAX_ALLOCATED_AT_ONCE,
        Map.of(),
        null,
        null,
        new PlainParquetConfiguration());
  }
}
