package dev.ecsinventory.write.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsinventory.model.ServiceIdentity;
import dev.ecsinventory.write.dynamodb.DynamoDbTable;
import dev.ecsinventory.write.dynamodb.TableWrite;
import dev.ecsinventory.write.dynamodb.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys of all ARN forms, with equal names everywhere. */
class ResourceKeyTest {
  private static final List<String> PLACES =
      List.of(
          "arn:aws:ecs:us-east-1:123456789012:",
          "arn:aws:ecs:eu-west-1:123456789012:",
          "arn:aws-cn:ecs:cn-north-1:210987654321:");

  private static final List<String> NAMES = List.of("web", "we", "arn:", "b");

  @Test
  void noTwoResourcesHaveOneKey() {
    Map<String, String> owners = new HashMap<>();
    for (String accountRegion : PLACES) {
      for (String cluster : NAMES) {
        String clusterArn = accountRegion + "cluster/" + cluster;
        own(owners, ResourceKey.ofCluster(clusterArn), clusterArn);
        for (String name : NAMES) {
          for (String arn : serviceArns(accountRegion, cluster, name)) {
            ServiceIdentity service = new ServiceIdentity(clusterArn, arn);
            own(owners, ResourceKey.ofService(service), service.toString());
            String shortForm = accountRegion + "task-set/" + name + "/ecs-svc/1";
            own(owners, ResourceKey.ofTaskSet(service, shortForm), shortForm + " of " + service);
          }
          ServiceIdentity service =
              new ServiceIdentity(clusterArn, accountRegion + "service/" + cluster + "/" + name);
          String longForm = accountRegion + "task-set/" + cluster + "/" + name + "/ecs-svc/1";
          own(owners, ResourceKey.ofTaskSet(service, longForm), longForm);
        }
      }
    }
    assertEquals(PLACES.size() * NAMES.size() * (1 + NAMES.size() * 7), owners.size());
  }

  /** The long form, the short one, and the long form of another cluster. */
  private static List<String> serviceArns(String accountRegion, String cluster, String name) {
    return List.of(
        accountRegion + "service/" + cluster + "/" + name,
        accountRegion + "service/" + name,
        accountRegion + "service/other/" + name);
  }

  private static void own(Map<String, String> owners, ResourceKey key, String owner) {
    String other = owners.put(key.partition(), owner);
    assertEquals(null, other, key.partition() + " of " + owner + " and " + other);
  }

  @Test
  void anArnThatContainsItsClusterIsAKeyAsBefore() {
    String accountRegion = PLACES.getFirst();
    ServiceIdentity web =
        new ServiceIdentity(accountRegion + "cluster/prod", accountRegion + "service/prod/web");
    ResourceKey key = ResourceKey.ofService(web);
    assertEquals("SERVICE#" + accountRegion + "service/prod/web", key.partition());
    assertEquals(key.earlierPartition(), key.partition());
    String taskSet = accountRegion + "task-set/prod/web/ecs-svc/1";
    assertEquals("TASKSET#" + taskSet, ResourceKey.ofTaskSet(web, taskSet).partition());
    ServiceIdentity old =
        new ServiceIdentity(accountRegion + "cluster/prod", accountRegion + "service/web");
    assertEquals("TASKSET#" + taskSet, ResourceKey.ofTaskSet(old, taskSet).partition());
  }

  @Test
  void aTransactionNeverWritesAnItemTwice() {
    Transaction transaction = new Transaction();
    Map<String, AttributeValue> item = DynamoDbTable.key("TASKSET#a", "CURRENT");
    transaction.add(TableWrite.put(item, "a"));
    transaction.add(TableWrite.put(DynamoDbTable.key("TASKSET#a", "VERSION#1"), "a"));
    IllegalStateException twice =
        assertThrows(
            IllegalStateException.class, () -> transaction.add(TableWrite.delete(item, "b")));
    assertEquals(true, twice.getMessage().contains("TASKSET#a"), twice.getMessage());
    assertEquals(2, transaction.writes().size());
  }
}
