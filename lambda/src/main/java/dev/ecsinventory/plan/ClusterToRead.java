package dev.ecsinventory.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.ecsinventory.aws.shape.ShapeJson;
import java.io.IOException;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * A cluster to read.
 *
 * @param document the cluster in the response of DescribeClusters, as {@link ShapeJson}; null when
 *     it could not be described, and only its services are read. It is text, which takes a fifth of
 *     the memory of a tree, because the documents of an account and Region are in memory until its
 *     last target is read
 */
public record ClusterToRead(
    String arn, @JsonRawValue @JsonDeserialize(using = AsText.class) String document) {
  /** The assumed number of services of a cluster without a description or without counts. */
  private static final int UNKNOWN_SERVICES = 50;

  public ClusterToRead {
    requireNonNull(arn, "arn is null");
  }

  static ClusterToRead described(String arn, Cluster cluster) {
    return new ClusterToRead(arn, ShapeJson.AS_GIVEN.of(cluster).toString());
  }

  /** A cluster that could not be described. */
  static ClusterToRead undescribed(String arn) {
    return new ClusterToRead(arn, null);
  }

  public boolean isDescribed() {
    return document != null;
  }

  /** The cluster in the response of DescribeClusters. */
  public Cluster cluster() {
    return ShapeJson.read(Cluster.builder(), document).build();
  }

  /** Whether it can have services: a deleted cluster remains visible as INACTIVE, without any. */
  public boolean isActive() {
    if (document == null) {
      return true;
    }
    Cluster cluster = cluster();
    Integer services = cluster.activeServicesCount();
    return !"INACTIVE".equals(cluster.status()) || (services != null && services > 0);
  }

  /** The expected number of services. */
  int expectedServices() {
    Integer counted = document == null ? null : cluster().activeServicesCount();
    return counted == null ? UNKNOWN_SERVICES : counted;
  }

  /** Reads any JSON value as its text, which {@link JsonRawValue} writes. */
  private static final class AsText extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.readValueAsTree().toString();
    }
  }
}
