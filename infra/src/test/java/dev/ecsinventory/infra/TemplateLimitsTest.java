package dev.ecsinventory.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.config.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplateLimitsTest {
  @Test
  void leaveRoomForManyAccounts() {
    TemplateLimits.check(Synthesis.once(Map.of()).templates());
    TemplateLimits.check(Synthesis.once(accounts(40)).templates());
  }

  @Test
  void areReportedBeforeTheDeployment() {
    List<String> problems = problems(accounts(250));
    assertEquals(1, problems.stream().filter(one -> one.contains("the environment of")).count());
    assertTrue(
        problems
            .getFirst()
            .endsWith(
                "AWS's limit is 4096; discover the accounts (accounts: organization), or read"
                    + " fewer"),
        problems::toString);
  }

  /** The estimate never is below the real size. */
  @Test
  void countTheEnvironmentAsLambdaDoes() {
    Map<String, Object> settings = accounts(60);
    assertTrue(60 * "arn:aws-us-gov:iam::000000000000:role/EcsInventoryReader,".length() < 4096);
    assertTrue(problems(accounts(75)).getFirst().contains("environment"), settings::toString);
  }

  private static Map<String, Object> accounts(int count) {
    return Map.of(
        "accounts",
        IntStream.range(0, count).mapToObj("%012d"::formatted).toList(),
        "externalId",
        "secret");
  }

  private static List<String> problems(Map<String, Object> settings) {
    return assertThrows(
            InvalidInputException.class,
            () -> TemplateLimits.check(Synthesis.once(settings).templates()))
        .problems();
  }
}
