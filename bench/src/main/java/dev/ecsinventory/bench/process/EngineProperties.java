package dev.ecsinventory.bench.process;

/** Configures the SDK's clients of this process for engines of this machine. */
final class EngineProperties {
  static final String BUCKET = "inventory-bucket";
  static final String REGION = "us-east-1";
  static final String ACCESS_KEY = "AKIDEXAMPLE";
  static final String SECRET_KEY = "secret";

  private EngineProperties() {}

  /**
   * Sets the endpoints, which may be the same engine; an S3 endpoint that is not a URL is ignored.
   */
  static void set(String ecs, String s3) {
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", SECRET_KEY);
    System.setProperty("aws.region", REGION);
    System.setProperty("aws.endpointUrlEcs", ecs);
    System.setProperty("aws.endpointUrlSts", ecs);
    if (s3.startsWith("http:")) {
      System.setProperty("aws.endpointUrlS3", s3);
    }
  }
}
