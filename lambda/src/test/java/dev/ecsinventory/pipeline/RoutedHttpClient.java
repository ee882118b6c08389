package dev.ecsinventory.pipeline;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends each call to the address of the service in its signature, regardless of the address in the
 * SDK. The properties of the SDK apply to the entire process; with this client, several exporters
 * run concurrently in one process.
 */
final class RoutedHttpClient implements SdkHttpClient {
  private static final Pattern SIGNED_FOR =
      Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([^/]+)/aws4_request");

  private final SdkHttpClient http;
  private final Map<String, URI> addresses;

  /**
   * A client that sends requests through {@code http}, which it closes.
   *
   * @param addresses by service name in signatures; other calls keep their address
   */
  RoutedHttpClient(SdkHttpClient http, Map<String, URI> addresses) {
    this.http = requireNonNull(http, "http is null");
    this.addresses = Map.copyOf(addresses);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return http.prepareRequest(
        HttpExecuteRequest.builder()
            .request(routed(request.httpRequest()))
            .contentStreamProvider(request.contentStreamProvider().orElse(null))
            .metricCollector(request.metricCollector().orElse(null))
            .build());
  }

  private SdkHttpRequest routed(SdkHttpRequest request) {
    URI address = addresses.get(signedFor(request));
    return address == null
        ? request
        : request.toBuilder()
            .protocol(address.getScheme())
            .host(address.getHost())
            .port(address.getPort())
            .build();
  }

  private static String signedFor(SdkHttpRequest request) {
    Matcher scope =
        SIGNED_FOR.matcher(request.firstMatchingHeader("Authorization").orElse("nothing"));
    return scope.find() ? scope.group(1) : "nothing";
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  @Override
  public void close() {
    http.close();
  }
}
