package dev.ecsinventory.cli.past.ecs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.model.AccountRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Responds to requests of the protocol AWS JSON 1.1, and to {@code GetCallerIdentity} of STS, which
 * clients call to learn their account. Every response names the snapshot.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class PastHandler extends Handler.Abstract {
  private static final String TARGET_PREFIX = "AmazonEC2ContainerServiceV20141113.";
  private static final String JSON = "application/x-amz-json-1.1";
  private static final int OK = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final PastEcs ecs;
  private final Instant asOf;
  private final Optional<String> account;

  PastHandler(PastEcs ecs, Instant asOf, Optional<String> account) {
    this.ecs = requireNonNull(ecs, "ecs is null");
    this.asOf = requireNonNull(asOf, "asOf is null");
    this.account = requireNonNull(account, "account is null");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    head(response);
    try {
      String target = request.getHeaders().get("X-Amz-Target");
      if (target == null && new String(body, UTF_8).contains("Action=GetCallerIdentity")) {
        String xml = identity(caller(request.getHeaders()));
        send(response, callback, OK, "text/xml", xml.getBytes(UTF_8));
        return true;
      }
      ObjectNode result = respond(String.valueOf(target), request.getHeaders(), body);
      send(response, callback, OK, JSON, MAPPER.writeValueAsBytes(result));
    } catch (EcsError error) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("__type", error.code()).put("message", error.getMessage());
      send(response, callback, error.status(), JSON, MAPPER.writeValueAsBytes(node));
    }
    return true;
  }

  private void head(Response response) {
    response
        .getHeaders()
        .put("x-ecs-inventory-snapshot", ecs.snapshot().id().value())
        .put("x-ecs-inventory-snapshot-time", ecs.snapshot().id().time().toString())
        .put(
            "x-ecs-inventory-age-seconds",
            Duration.between(ecs.snapshot().id().time(), asOf).toSeconds())
        .put("x-amzn-RequestId", UUID.randomUUID().toString());
  }

  private static void send(
      Response response, Callback callback, int status, String contentType, byte[] body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private ObjectNode respond(String target, HttpFields headers, byte[] body) {
    AccountRegion caller = caller(headers);
    String operation =
        target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : target;
    return ecs.respond(operation, caller, parse(body));
  }

  private AccountRegion caller(HttpFields headers) {
    Credential credential = Credential.parse(headers.get(HttpHeader.AUTHORIZATION));
    String accountId =
        credential
            .accountId()
            .or(() -> account)
            .orElseThrow(
                () ->
                    EcsError.notInSnapshot(
                        "The snapshot has several accounts: use an account's ID as the access key"
                            + " ID, or start serve with --account. It has: "
                            + ecs.extent()));
    return new AccountRegion(accountId, credential.region());
  }

  private static ObjectNode parse(byte[] body) {
    try {
      JsonNode input =
          body.length == 0 ? JsonNodeFactory.instance.objectNode() : MAPPER.readTree(body);
      if (input instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException malformed) {
      throw EcsError.notSerializable("The request's body is not JSON: " + malformed.getMessage());
    }
    throw EcsError.notSerializable("The request's body is not a JSON object.");
  }

  /** Without the caller's ARN and ID: a snapshot has neither. */
  private static String identity(AccountRegion caller) {
    return """
    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
    <GetCallerIdentityResult><Account>%s</Account></GetCallerIdentityResult>\
    <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>\
    </GetCallerIdentityResponse>
    """
        .formatted(caller.accountId(), UUID.randomUUID());
  }
}
