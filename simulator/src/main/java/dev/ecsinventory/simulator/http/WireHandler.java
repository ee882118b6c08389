package dev.ecsinventory.simulator.http;

import dev.ecsinventory.simulator.protocol.SimulatedRequest;
import dev.ecsinventory.simulator.protocol.SimulatedResponse;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes requests from Jetty to the dispatcher, and responses, including simulated network
 * failures, back.
 */
public final class WireHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(WireHandler.class);
  private static final int SERVER_ERROR = 500;

  private final Dispatcher dispatcher;

  public WireHandler(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.put(field.getName(), field.getValue());
    }
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    String path = request.getHttpURI().getPath();
    send(outcome(new SimulatedRequest(path, headers, body)), request, response, callback);
    return true;
  }

  private SimulatedResponse outcome(SimulatedRequest incoming) throws InterruptedException {
    try {
      return dispatcher.respond(incoming);
    } catch (RuntimeException e) {
      // A defect of the simulator, which callers must be able to distinguish from a simulated
      // fault.
      LOG.error("the simulator failed", e);
      byte[] text = e.toString().getBytes(StandardCharsets.UTF_8);
      return new SimulatedResponse.Reply(SERVER_ERROR, "text/plain", text);
    }
  }

  private static void send(
      SimulatedResponse outcome, Request request, Response response, Callback callback)
      throws IOException {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    switch (outcome) {
      case SimulatedResponse.Reply reply -> {
        head(reply, response);
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
      }
      case SimulatedResponse.Truncated(SimulatedResponse.Reply reply) -> {
        head(reply, response);
        ByteBuffer half = ByteBuffer.wrap(reply.body(), 0, reply.body().length / 2);
        try (Blocker.Callback written = Blocker.callback()) {
          response.write(false, half, written);
          written.block();
        }
        abort(endPoint, callback, "truncated");
      }
      case SimulatedResponse.Reset _ -> {
        // With a linger time of zero, close sends RST instead of FIN.
        if (endPoint instanceof SocketChannelEndPoint socket) {
          socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        abort(endPoint, callback, "reset");
      }
    }
  }

  private static void head(SimulatedResponse.Reply reply, Response response) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
  }

  private static void abort(EndPoint endPoint, Callback callback, String why) {
    endPoint.close();
    callback.failed(new EofException("connection " + why + " on purpose"));
  }
}
