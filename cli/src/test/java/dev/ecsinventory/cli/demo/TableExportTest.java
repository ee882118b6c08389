package dev.ecsinventory.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.rate.Backoff;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableExportTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path directory;

  @Test
  void writesEveryTypeAsDynamoDbJson() throws Exception {
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromUtf8String("b"));
    Map<String, AttributeValue> item =
        Map.of(
            "pk", text("p"),
            "sk", text("größe 🚀"),
            "bool", AttributeValue.fromBool(true),
            "bytes", bytes,
            "list", AttributeValue.fromL(List.of(text("a"), AttributeValue.fromN("1.5"))),
            "map", AttributeValue.fromM(Map.of("null", AttributeValue.fromNul(true))),
            "texts", AttributeValue.fromSs(List.of("t")),
            "numbers", AttributeValue.fromNs(List.of("7")),
            "blobs", AttributeValue.fromBs(List.of(bytes.b())));

    assertEquals(
        MAPPER.readTree(
            """
            [{"pk": {"S": "p"}, "sk": {"S": "größe 🚀"}, "bool": {"BOOL": true},
              "bytes": {"B": "Yg=="}, "list": {"L": [{"S": "a"}, {"N": "1.5"}]},
              "map": {"M": {"null": {"NULL": true}}}, "texts": {"SS": ["t"]},
              "numbers": {"NS": ["7"]}, "blobs": {"BS": ["Yg=="]}}]
            """),
        export(List.of(item)));
  }

  @Test
  void ordersItemsByTheirKeys() throws Exception {
    JsonNode items = export(List.of(keyed("b", "1"), keyed("a", "2"), keyed("a", "10")));

    assertEquals(
        List.of("a 10", "a 2", "b 1"),
        items
            .valueStream()
            .map(item -> item.at("/pk/S").asText() + " " + item.at("/sk/S").asText())
            .toList());
  }

  private JsonNode export(List<Map<String, AttributeValue>> items) throws Exception {
    Path file = directory.resolve("made/table.json");
    try (DemoEngines _ = DemoEngines.start(DemoFleet.read());
        AwsClients clients = new AwsClients("us-east-1", 1, Backoff.DEFAULT);
        DynamoDbClient client = clients.dynamoDb()) {
      items.forEach(item -> client.putItem(put -> put.tableName(DemoEngines.TABLE).item(item)));
      assertEquals(items.size(), new TableExport(client, DemoEngines.TABLE).into(file));
    }
    return MAPPER.readTree(file.toFile());
  }

  private static Map<String, AttributeValue> keyed(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
