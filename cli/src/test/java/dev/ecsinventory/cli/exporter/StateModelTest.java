package dev.ecsinventory.cli.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsinventory.write.dynamodb.MemoryDynamoDb;
import dev.ecsinventory.write.state.StateStory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of the fleet and of runs on DynamoDB Local. */
@Execution(ExecutionMode.CONCURRENT)
class StateModelTest {
  private static StateTables tables;

  @BeforeAll
  static void startEngine() {
    tables = new StateTables();
  }

  @AfterAll
  static void stopEngine() {
    tables.close();
  }

  /** The table in memory, which more tests use, ends with the same items. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatExistsIsNotMarkedDeletedAndWhatDoesNotIsInTheEnd(long seed) {
    String table = tables.create();
    new StateStory(seed, tables.open(table), () -> tables.items(table)).run();

    MemoryDynamoDb memory = new MemoryDynamoDb();
    new StateStory(seed, tables.open(MemoryDynamoDb.TABLE, memory), memory::items).run();
    assertEquals(memory.items(), tables.items(table));
  }
}
