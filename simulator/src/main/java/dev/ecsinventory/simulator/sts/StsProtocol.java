package dev.ecsinventory.simulator.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsinventory.simulator.fault.CallFaults;
import dev.ecsinventory.simulator.fleet.FleetIndex;
import dev.ecsinventory.simulator.protocol.ApiException;
import dev.ecsinventory.simulator.protocol.Caller;
import dev.ecsinventory.simulator.protocol.Errors;
import dev.ecsinventory.simulator.protocol.Protocol;
import dev.ecsinventory.simulator.protocol.SimulatedRequest;
import dev.ecsinventory.simulator.protocol.SimulatedResponse;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The protocol of STS: AWS's query protocol, with a form as the request and XML as the response.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole
 *     </a>
 */
public final class StsProtocol implements Protocol {
  private static final String CONTENT_TYPE = "text/xml";
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final int FIRST_SERVER_ERROR = 500;

  private final Clock clock;

  public StsProtocol(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String product() {
    return "sts";
  }

  @Override
  public Action action(SimulatedRequest incoming) {
    Map<String, String> form = form(new String(incoming.body(), UTF_8));
    String action = form.getOrDefault("Action", "");
    return switch (action) {
      case "AssumeRole", "GetCallerIdentity" -> new StsAction(action, form, clock);
      default -> throw Errors.unknownAction(action);
    };
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        form.put(
            URLDecoder.decode(field.substring(0, equals), UTF_8),
            URLDecoder.decode(field.substring(equals + 1), UTF_8));
      }
    }
    return form;
  }

  private record StsAction(String operation, Map<String, String> form, Clock clock)
      implements Action {
    @Override
    public Exchange exchange(Caller caller, FleetIndex fleet) {
      return new StsExchange(this, caller, fleet);
    }
  }

  private record StsExchange(StsAction action, Caller caller, FleetIndex fleet)
      implements Exchange {
    @Override
    public Set<String> touched() {
      return action.form().containsKey("RoleArn") ? Set.of(action.form().get("RoleArn")) : Set.of();
    }

    @Override
    public SimulatedResponse.Reply response(CallFaults faults) {
      String result =
          action.operation().equals("AssumeRole")
              ? new AssumeRole(action.form(), caller, fleet).result(action.clock().instant())
              : identity();
      String xml =
          "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult></%1$sResponse>"
              .formatted(action.operation(), NAMESPACE, result);
      return new SimulatedResponse.Reply(200, CONTENT_TYPE, xml.getBytes(UTF_8));
    }

    private String identity() {
      return Xml.element("Arn", caller.arn())
          + Xml.element("UserId", "AIDASIMULATOR")
          + Xml.element("Account", caller.fleetRegion().account());
    }
  }

  @Override
  public SimulatedResponse.Reply error(ApiException error) {
    String type = error.status() < FIRST_SERVER_ERROR ? "Sender" : "Receiver";
    String xml =
        "<ErrorResponse xmlns=\"%s\"><Error>%s%s%s</Error></ErrorResponse>"
            .formatted(
                NAMESPACE,
                Xml.element("Type", type),
                Xml.element("Code", error.code()),
                Xml.element("Message", error.getMessage()));
    return new SimulatedResponse.Reply(error.status(), CONTENT_TYPE, xml.getBytes(UTF_8));
  }
}
