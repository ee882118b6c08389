package dev.ecsinventory.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.discover.IncompleteDiscoveryException;
import dev.ecsinventory.schema.Snapshots;
import dev.ecsinventory.simulator.fault.Fault;
import dev.ecsinventory.simulator.fault.FaultRule;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.generate.OrganizationGenerator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If the organization is not listed completely, the run fails and nothing is written. */
class IncompleteDiscoveryTest {
  @TempDir Path directory;

  private void assertFails(Exporter exporter, String part) {
    String message = assertThrows(IncompleteDiscoveryException.class, exporter::run).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("nothing was written"), message);
    assertEquals(Map.of(), exporter.files());
  }

  private Exporter exporter() {
    return Exporter.of(Organizations.fleet(), directory).organization();
  }

  @ParameterizedTest
  @CsvSource({
    "ListAccounts,AccessDeniedException",
    "ListRoots,AccessDeniedException",
    "ListOrganizationalUnitsForParent,AccessDeniedException",
    "ListAccountsForParent,AccessDeniedException",
    "ListRegions,AccessDeniedException"
  })
  void aDeniedCall(String operation, String code) {
    try (Exporter exporter =
        exporter()
            .set("INVENTORY_REGIONS", "us-east-1,me-south-1")
            .faults(FaultRule.of(new Fault.AccessDenied()).on(operation))) {
      assertFails(exporter, operation);
      assertFails(exporter, code);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ListAccounts", "ListRoots", "ListAccountsForParent", "ListRegions"})
  void throttlingThatDoesNotEnd(String operation) {
    try (Exporter exporter =
        exporter()
            .set("INVENTORY_REGIONS", "us-east-1,me-south-1")
            .faults(FaultRule.of(new Fault.Throttle()).on(operation))) {
      assertFails(exporter, "TooManyRequestsException");
    }
  }

  @Test
  void throttlingThatEndsIsRetried() {
    try (Exporter exporter =
        exporter().faults(FaultRule.of(new Fault.Throttle()).on("ListAccounts").times(2))) {
      assertEquals("COMPLETE", exporter.run().get(Snapshots.STATUS));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ListAccounts,Accounts",
    "ListRoots,Roots",
    "ListOrganizationalUnitsForParent,OrganizationalUnits",
    "ListAccountsForParent,Accounts"
  })
  void aPageWithoutItsList(String operation, String list) {
    try (Exporter exporter =
        exporter().changeResponses(on(operation, (call, response) -> response.remove(list)))) {
      assertFails(exporter, "has no list");
    }
  }

  @Test
  void aRepeatedToken() {
    Fleet fleet = new OrganizationGenerator(1, List.of("us-east-1")).generate(60, 0);
    AtomicReference<String> first = new AtomicReference<>();
    try (Exporter exporter =
        Exporter.of(fleet, directory)
            .organization()
            .changeResponses(
                on(
                    "ListAccounts",
                    (call, page) -> {
                      first.compareAndSet(null, page.path("NextToken").asText());
                      return page.put("NextToken", first.get());
                    }))) {
      assertFails(exporter, "repeats the token of an earlier page");
    }
  }

  /** The second page never comes: the first one has no token. */
  @Test
  void aMissingPage() {
    Fleet fleet = new OrganizationGenerator(1, List.of("us-east-1")).generate(60, 0);
    AtomicInteger pages = new AtomicInteger();
    try (Exporter exporter =
        Exporter.of(fleet, directory)
            .organization()
            .changeResponses(
                on(
                    "ListAccounts",
                    (call, page) ->
                        pages.incrementAndGet() == 2 ? page.remove("NextToken") : null))) {
      assertFails(exporter, "not in ListAccounts");
    }
  }

  @Test
  void aDuplicateAccount() {
    try (Exporter exporter =
        exporter()
            .changeResponses(
                on(
                    "ListAccounts",
                    (call, page) -> {
                      ArrayNode accounts = page.withArray("Accounts");
                      return accounts.add(accounts.get(1).deepCopy());
                    }))) {
      assertFails(exporter, "222222222222 twice");
    }
  }

  @Test
  void aListingWithoutTheOwnAccount() {
    try (Exporter exporter =
        exporter()
            .changeResponses(
                on("ListAccounts", (call, page) -> page.withArray("Accounts").remove(0)))) {
      assertFails(exporter, "does not contain the own account 111111111111");
    }
  }

  @Test
  void anAccountWithoutAnId() {
    try (Exporter exporter =
        exporter()
            .changeResponses(
                on(
                    "ListAccounts",
                    (call, page) ->
                        ((ObjectNode) page.withArray("Accounts").get(1)).remove("Id")))) {
      assertFails(exporter, "with the ID null");
    }
  }

  @Test
  void anAccountThatMovesMeanwhile() {
    try (Exporter exporter =
        exporter()
            .changeResponses(
                on(
                    "ListAccountsForParent",
                    (call, page) -> page.withArray("Accounts").removeAll()))) {
      assertFails(exporter, "changed while it was listed");
    }
  }

  @Test
  void anAccountThatIsNoAdministrator() {
    Fleet fleet = Organizations.fleet();
    try (Exporter exporter =
        Exporter.of(new Fleet(fleet.accounts().subList(1, 3), fleet.organization()), directory)
            .organization()) {
      assertFails(exporter, "AccessDeniedException");
    }
  }

  /** Changes the responses of one operation. */
  private static BiFunction<String, ObjectNode, String> on(
      String operation, BiFunction<String, ObjectNode, Object> change) {
    return (call, response) -> {
      if (call.equals(operation)) {
        change.apply(call, response);
      }
      return response.toString();
    };
  }
}
