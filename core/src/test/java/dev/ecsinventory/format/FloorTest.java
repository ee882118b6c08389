package dev.ecsinventory.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.ecsinventory.schema.Row;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The lower bounds, to which benchmarks compare the encoders, write the same bytes as the encoders.
 */
class FloorTest {
  private static final List<Row> ROWS = List.of(Samples.taskSet(), Samples.taskSet());

  @Test
  void jsonFloorWritesTheSameBytes() throws IOException {
    byte[] file = new JsonLinesEncoder().encode(ROWS.getFirst().dataset(), ROWS);
    assertArrayEquals(file, JsonFloor.of(file).write());
  }

  @Test
  void parquetFloorWritesTheSameBytes() {
    byte[] file = new ParquetEncoder().encode(ROWS.getFirst().dataset(), ROWS);
    assertArrayEquals(file, ParquetFloor.of(ROWS.getFirst().dataset(), ROWS).write());
  }
}
