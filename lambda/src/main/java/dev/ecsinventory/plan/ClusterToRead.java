package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * A cluster to read.
 *
 * @param document what DescribeClusters answered, as {@link SdkJson}; null when it could not be
 *     described, and its services are to be read all the same. Text, which is a fifth of the tree:
 *     those of a whole account and region are held until its last target is read
 */
public record ClusterToRead(
    String arn, @JsonRawValue @JsonDeserialize(using = AsText.class) String document) {
  /** What an undescribed cluster, or one whose counts are left out, is taken to have. */
  private static final int UNKNOWN_SERVICES = 50;

  public ClusterToRead {
    requireNonNull(arn, "arn is null");
  }

  static ClusterToRead described(String arn, Cluster cluster) {
    return new ClusterToRead(arn, SdkJson.write(cluster).toString());
  }

  /** One that could not be described. */
  static ClusterToRead undescribed(String arn) {
    return new ClusterToRead(arn, null);
  }

  public boolean isDescribed() {
    return document != null;
  }

  /** What DescribeClusters answered of it. */
  public Cluster cluster() {
    return SdkJson.read(Cluster.builder(), document).build();
  }

  /** Whether there can be services in it: a deleted cluster lingers as INACTIVE. */
  public boolean isActive() {
    return document == null || !"INACTIVE".equals(cluster().status());
  }

  /** How many services to expect. */
  int expectedServices() {
    Integer counted = document == null ? null : cluster().activeServicesCount();
    return counted == null ? UNKNOWN_SERVICES : counted;
  }

  /** Any JSON as its text, as {@link JsonRawValue} writes it. */
  private static final class AsText extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.readValueAsTree().toString();
    }
  }
}
