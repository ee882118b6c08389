package dev.ecsinventory.bench.process;

/** Points the SDK's clients of this process at engines of this machine. */
final class EngineProperties {
  static final String BUCKET = "inventory-bucket";
  static final String REGION = "us-east-1";
  static final String ACCESS_KEY = "AKIDEXAMPLE";
  static final String SECRET_KEY = "secret";

  private EngineProperties() {}

  /** The same engine may be given for several; what is no endpoint is no endpoint for S3. */
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
