package dev.ecsinventory.infra;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of the tests. It waits as long as a test may take: where a busy machine is slow,
 * a call must not time out, since the SDK would send it again and a test would see two calls.
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
