package dev.ecsinventory.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.simulator.fleet.Arn;
import dev.ecsinventory.simulator.fleet.Fleet;
import dev.ecsinventory.simulator.fleet.Json;
import dev.ecsinventory.simulator.protocol.Errors;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes one task definition by ARN, by family and revision, or the newest active one of a
 * family. Its tags are next to it in the response, not in it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html">
 *     DescribeTaskDefinition</a>
 */
final class DescribeTaskDefinition implements EcsOperation {
  private static final Pattern NAME = Pattern.compile("([a-zA-Z0-9_-]{1,255})(?::(.*))?");
  private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final String TYPE = "task-definition/";

  @Override
  public String name() {
    return "DescribeTaskDefinition";
  }

  @Override
  public Set<String> touched(EcsCall call) {
    return Set.of(find(call).arn());
  }

  @Override
  public ObjectNode response(EcsCall call) {
    boolean tags = call.input().include(Set.of("TAGS")).contains("TAGS");
    Fleet.TaskDefinition found = find(call);
    if (call.faults().missing(found.arn())) {
      throw Errors.noSuchTaskDefinition();
    }
    ObjectNode node = Responses.present(found.document(), true);
    ObjectNode response = Json.object();
    if (tags) {
      response.set("tags", node.get("tags"));
    }
    return response.set("taskDefinition", node.without("tags"));
  }

  private static Fleet.TaskDefinition find(EcsCall call) {
    String identifier =
        call.input()
            .text("taskDefinition")
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> Errors.invalidParameter("TaskDefinition can not be blank."));
    Matcher name = NAME.matcher(familyAndRevision(call, identifier));
    if (!name.matches()) {
      throw Errors.invalidRevision(identifier);
    }
    String family = name.group(1);
    String revision = name.group(2);
    if (revision != null && !REVISION.matcher(revision).matches()) {
      throw Errors.invalidRevision(revision);
    }
    return (revision == null
            ? call.fleet().newestTaskDefinition(call.fleetRegion(), family)
            : call.fleet()
                .taskDefinition(
                    call.fleetRegion(),
                    call.fleetRegion().taskDefinitionArn(family + ":" + revision)))
        .orElseThrow(Errors::noSuchTaskDefinition);
  }

  /**
   * The family and revision in an ARN of this account and Region; an ARN of another one matches
   * nothing.
   */
  private static String familyAndRevision(EcsCall call, String identifier) {
    if (!identifier.startsWith("arn:")) {
      return identifier;
    }
    String prefix = call.fleetRegion().taskDefinitionArn("");
    if (!identifier.startsWith(prefix)) {
      boolean elsewhere =
          Arn.parse(identifier).filter(arn -> arn.resource().startsWith(TYPE)).isPresent();
      throw elsewhere ? Errors.noSuchTaskDefinition() : Errors.invalidRevision(identifier);
    }
    return identifier.substring(prefix.length());
  }
}
