package dev.ecsinventory.aws;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of the tests. Its timeouts are as long as a test may take: on a slow machine the
 * SDK would otherwise repeat a call, and the test would find two calls.
 */
public final class PatientHttp {
  private static final Duration HANG_GUARD = Duration.ofMinutes(20);

  private PatientHttp() {}

  public static SdkHttpClient client() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(HANG_GUARD)
        .socketTimeout(HANG_GUARD)
        .build();
  }
}
