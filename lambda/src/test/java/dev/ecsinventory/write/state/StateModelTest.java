package dev.ecsinventory.write.state;

import dev.ecsinventory.aws.rate.StorageRetry;
import dev.ecsinventory.model.SettableClock;
import dev.ecsinventory.write.dynamodb.MemoryDynamoDb;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of the fleet and of runs, in memory. */
class StateModelTest {
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38})
  void whatExistsIsNotMarkedDeletedAndWhatDoesNotIsInTheEnd(long seed) {
    MemoryDynamoDb memory = new MemoryDynamoDb();
    StateTable table =
        new DynamoDbStateTable(
            memory,
            MemoryDynamoDb.TABLE,
            Duration.ofDays(30),
            new StorageRetry(new SettableClock(Instant.EPOCH), wait -> {}));
    new StateStory(seed, table, memory::items).run();
  }
}
