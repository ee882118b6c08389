package dev.ecsinventory.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.Column;
import dev.ecsinventory.schema.Dataset;
import dev.ecsinventory.schema.Datasets;
import dev.ecsinventory.schema.TaskSets;
import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;

/** Open table formats identify a field by its ID and require one for every field. */
class ParquetTypesTest {
  @Test
  void everyFieldHasAUniqueId() {
    for (Dataset dataset : Datasets.ALL) {
      Set<Integer> seen = new HashSet<>();
      MessageType message = ParquetTypes.of(dataset);
      message.getFields().forEach(field -> assertIds(field, seen, dataset.name()));
      for (Column<?> column : dataset.columns()) {
        assertEquals(column.id(), message.getType(column.name()).getId().intValue());
      }
    }
  }

  private static void assertIds(Type field, Set<Integer> seen, String dataset) {
    boolean repeated = field.isRepetition(Type.Repetition.REPEATED);
    if (!repeated) {
      assertNotNull(field.getId(), dataset + "." + field);
      assertTrue(seen.add(field.getId().intValue()), dataset + "." + field);
    }
    if (field instanceof GroupType group) {
      group.getFields().forEach(nested -> assertIds(nested, seen, dataset));
    }
  }

  /** Existing files contain the IDs, so they must not change. */
  @Test
  void nestedIdsDoNotChange() {
    GroupType balancers = ParquetTypes.of(TaskSets.DATASET).getType("load_balancers").asGroupType();
    GroupType element = balancers.getType("list").asGroupType().getType("element").asGroupType();
    assertEquals(31, balancers.getId().intValue());
    assertEquals(3101, element.getId().intValue());
    assertEquals(310103, element.getType("container_name").getId().intValue());
    assertEquals(
        31010504,
        element
            .getType("advanced_configuration")
            .asGroupType()
            .getType("role_arn")
            .getId()
            .intValue());
  }
}
