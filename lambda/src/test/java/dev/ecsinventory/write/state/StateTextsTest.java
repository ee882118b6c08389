package dev.ecsinventory.write.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsinventory.schema.TableLayout;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The short texts of digests, which later versions must be able to read. */
class StateTextsTest {
  private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
  private static final String CLUSTER = ARN + "cluster/prod";
  private static final StateHash HASH = new StateHash("0123456789abcdef", "01234567");

  @Test
  void anArnIsShortenedByWhatItSharesWithItsParent() {
    ArnSuffix services = ArnSuffix.ofServicesIn(CLUSTER);
    ArnSuffix sets = ArnSuffix.ofTaskSetsIn(CLUSTER, ARN + "service/prod/web");
    assertEquals("web", services.of(ARN + "service/prod/web"));
    assertEquals("ecs-svc/1", sets.of(ARN + "task-set/prod/web/ecs-svc/1"));
    assertEquals(ARN + "service/prod/web", services.arn("web"));
    assertEquals(ARN + "task-set/prod/web/ecs-svc/1", sets.arn("ecs-svc/1"));
  }

  @Test
  void anArnOfAnotherFormIsNotShortened() {
    ArnSuffix services = ArnSuffix.ofServicesIn(CLUSTER);
    for (String arn :
        List.of(
            ARN + "service/web",
            ARN + "service/dev/web",
            ARN + "service/prod/",
            ARN + "service/prod/arn:web",
            ARN + "service/prod/arn:")) {
      assertFalse(services.shortens(arn), arn);
      assertEquals(arn, services.arn(services.of(arn)));
    }
    assertTrue(services.shortens(ARN + "service/prod/a"));
  }

  @Test
  void theNewestVersionIsATimeOrNoneOrNotRecorded() {
    assertEquals("", NewestVersion.UNRECORDED.text());
    assertEquals("-", NewestVersion.NONE.text());
    NewestVersion version = NewestVersion.at(Instant.parse("2026-01-15T06:00:00Z"));
    assertEquals("t8w600", version.text());
    for (NewestVersion each : List.of(NewestVersion.UNRECORDED, NewestVersion.NONE, version)) {
      assertEquals(each, NewestVersion.parse(each.text()));
    }
    assertFalse(NewestVersion.UNRECORDED.recorded());
    assertTrue(NewestVersion.NONE.recorded());
  }

  @Test
  void aHashIsItsTwoPartsOneAfterTheOther() {
    assertEquals("0123456789abcdef01234567", HASH.text());
    assertEquals(HASH, StateHash.parse(HASH.text()));
    assertTrue(HASH.hasContentOf(new StateHash("0123456789abcdef", "76543210")));
    assertFalse(HASH.hasContentOf(new StateHash("0123456789abcdee", "01234567")));
  }

  @Test
  void aDigestIsReadAsItWasStored() {
    SortedMap<String, Digest.TaskSet> sets = new TreeMap<>();
    sets.put(
        ARN + "task-set/prod/web/ecs-svc/1",
        new Digest.TaskSet(HASH, LastCompliance.NON_COMPLIANT, NewestVersion.NONE));
    Digest digest = digest(Optional.of(new Digest.Own(HASH, NewestVersion.UNRECORDED)), sets);
    Map<String, AttributeValue> item = digest.item();
    assertEquals(
        Map.of(
            "pk", AttributeValue.fromS("MEMBERS#" + CLUSTER),
            "sk", AttributeValue.fromS("web"),
            "hashes", AttributeValue.fromS("0123456789abcdef01234567"),
            "task_sets",
                AttributeValue.fromM(
                    Map.of("ecs-svc/1", AttributeValue.fromS("0123456789abcdef01234567N-")))),
        item);
    assertEquals(digest, Digest.parse(digest.arn(), digest.names(), item));
    assertEquals(item, digest.stored());
    assertFalse(digest.isEmpty());
    assertFalse(digest.with(Optional.empty(), sets).isEmpty());
    assertFalse(digest.with(digest.own(), new TreeMap<>()).isEmpty());
  }

  @Test
  void anEmptyDigestHasItsKeyOnly() {
    Digest digest = digest(Optional.empty(), new TreeMap<>());
    assertTrue(digest.isEmpty());
    assertEquals(digest.key(), digest.item());
    assertEquals(digest, Digest.parse(digest.arn(), digest.names(), digest.item()));
  }

  private static Digest digest(
      Optional<Digest.Own> own, SortedMap<String, Digest.TaskSet> taskSets) {
    String arn = ARN + "service/prod/web";
    return new Digest(
        Map.of(
            TableLayout.PARTITION_KEY, AttributeValue.fromS("MEMBERS#" + CLUSTER),
            TableLayout.SORT_KEY, AttributeValue.fromS("web")),
        arn,
        ArnSuffix.ofTaskSetsIn(CLUSTER, arn),
        own,
        taskSets,
        Optional.empty());
  }

  @Test
  void aLastKnownStatusIsOneLetter() {
    Map<String, LastCompliance> letters = new HashMap<>();
    for (LastCompliance status : LastCompliance.values()) {
      assertEquals(status, LastCompliance.parse(status.letter()));
      letters.put(String.valueOf(status.letter()), status);
    }
    assertEquals(
        Map.of(
            "C", LastCompliance.COMPLIANT,
            "N", LastCompliance.NON_COMPLIANT,
            "?", LastCompliance.UNREAD,
            "-", LastCompliance.NONE),
        letters);
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> LastCompliance.parse('X'));
    assertEquals("\"X\" is no compliance status", failure.getMessage());
  }

  @Test
  void onlyAnEvaluationReplacesAKnownStatus() {
    for (LastCompliance before : LastCompliance.values()) {
      assertEquals(LastCompliance.COMPLIANT, before.then("COMPLIANT"));
      assertEquals(LastCompliance.NON_COMPLIANT, before.then("NON_COMPLIANT"));
      assertEquals(before, before.then("UNKNOWN"));
      boolean known = before.status().isPresent();
      assertEquals(known ? before : LastCompliance.NONE, before.then("NOT_EVALUATED"));
    }
  }
}
