package dev.ecsinventory.format;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Opens a Parquet file with the function's options: without Hadoop, with gzip pages, which need no
 * native library and which every reader supports.
 */
final class ParquetFile<T> extends ParquetWriter.Builder<T, ParquetFile<T>> {
  private final WriteSupport<T> support;

  /**
   * A file of records.
   *
   * @param support converts records to columns
   */
  ParquetFile(OutputFile file, WriteSupport<T> support) {
    super(file);
    this.support = support;
    withConf(new PlainParquetConfiguration());
    withCodecFactory(new GzipCodecFactory());
    withCompressionCodec(CompressionCodecName.GZIP);
  }

  @Override
  protected ParquetFile<T> self() {
    return this;
  }

  @Override
  protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
    return support;
  }

  @Override
  @SuppressWarnings("deprecation") // Deprecated, but abstract.
  protected WriteSupport<T> getWriteSupport(Configuration configuration) {
    throw new UnsupportedOperationException("Hadoop is not supported");
  }
}
