package dev.ecsinventory.bench.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AotCacheTest {
  @Test
  void countsClassesFromTheCache() {
    String log =
        """
        [0.03s][info][class,load] java.lang.Object source: shared objects file
        [0.38s][info][class,load] dev.ecsinventory.config.Regions source: shared objects file
        [0.38s][info][class,load] dev.ecsinventory.config.Regions$$Lambda/0x0000000039041480 \
        source: dev.ecsinventory.config.Regions
        [0.38s][info][class,load] dev.ecsinventory.pipeline.Progress$1 source: \
        file:/var/task/lib/function.jar
        {"message":"dev.ecsinventory is ready"}
        """;
    assertEquals(50, AotCache.share(log));
  }
}
