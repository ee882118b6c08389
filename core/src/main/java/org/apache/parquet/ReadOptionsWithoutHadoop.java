package org.apache.parquet;

import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Options for reading a complete file. The library's builder of options loads codecs and setting
 * names from Hadoop before they can be replaced, and the constructor that does not is
 * package-private.
 */
public final class ReadOptionsWithoutHadoop extends ParquetReadOptions {
  /** The default of the library's builder. */
  private static final int MAX_ALLOCATED_AT_ONCE = 8 << 20;

  public ReadOptionsWithoutHadoop(CompressionCodecFactory codecs) {
    super(
        false, // No deprecated statistics, and no other filter that skips rows.
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
