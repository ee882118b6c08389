package dev.ecsinventory.evaluate;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.aws.AwsClients;
import dev.ecsinventory.aws.failure.Failures;
import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.WholeFile;
import dev.ecsinventory.policy.document.PolicyReader;
import dev.ecsinventory.policy.document.TagPolicy;
import dev.ecsinventory.policy.document.TagPolicyParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads policy documents from the locations in {@code TAG_POLICY} and in a policy file's
 * references: {@code classpath:PATH}, {@code file:PATH} or {@code s3://BUCKET/KEY}. Every document
 * is read once.
 */
final class PolicyDocuments {
  private static final String CLASSPATH = "classpath:";
  private static final String FILE = "file:";
  private static final String S3 = "s3://";
  private static final List<String> SCHEMES = List.of(CLASSPATH, FILE, S3);

  private final Supplier<S3Client> s3;
  private final Map<String, String> texts = new HashMap<>();
  private S3Client client;

  PolicyDocuments(AwsClients clients) {
    this.s3 = requireNonNull(clients, "clients is null")::s3;
  }

  /**
   * Parses the policy at {@code location}.
   *
   * @param effectivePolicy the text that each reference {@code organizations} stands for
   * @throws InvalidInputException naming the document that cannot be read, or each problem and its
   *     location
   */
  synchronized TagPolicy policy(String location, Supplier<Optional<String>> effectivePolicy) {
    Path folder = location.startsWith(FILE) ? path(Path.of(""), location).getParent() : Path.of("");
    PolicyReader references =
        reference ->
            reference.equals(PolicySource.ORGANIZATIONS)
                ? effectivePolicy.get()
                : Optional.of(referred(location, folder == null ? Path.of("") : folder, reference));
    return new TagPolicyParser(references).parse(location, text(Path.of(""), location));
  }

  /**
   * Reads a document that another one references. The author of the referencing document may have
   * no permission to read the other one: a document from a bucket cannot reference files of the
   * machine, nor a file objects of a bucket.
   */
  private String referred(String location, Path folder, String reference) {
    Optional<String> scheme = scheme(reference);
    if (scheme.isPresent() && !scheme.equals(scheme(location))) {
      throw unreadable(
          reference,
          "a reference stays within the scheme of its document; accepted here are %s… and %s"
              .formatted(scheme(location).orElseThrow(), PolicySource.ORGANIZATIONS));
    }
    return text(folder, reference);
  }

  private static Optional<String> scheme(String location) {
    return SCHEMES.stream().filter(location::startsWith).findFirst();
  }

  private String text(Path folder, String location) {
    // Paths in a file are relative to its folder, so the folder is part of the key.
    return texts.computeIfAbsent(
        location.startsWith(FILE) ? path(folder, location).toString() : location,
        key -> {
          if (location.startsWith(CLASSPATH)) {
            return resource(location);
          }
          if (location.startsWith(FILE)) {
            return file(location, path(folder, location));
          }
          if (location.startsWith(S3)) {
            return object(location);
          }
          throw unreadable(
              location,
              "accepted are classpath:PATH, file:PATH, s3://BUCKET/KEY and organizations");
        });
  }

  private static String resource(String location) {
    String name = location.substring(CLASSPATH.length());
    try (InputStream resource =
        PolicyDocuments.class
            .getClassLoader()
            .getResourceAsStream(name.startsWith("/") ? name.substring(1) : name)) {
      if (resource == null) {
        throw unreadable(location, "there is no such resource on the class path");
      }
      return utf8(location, resource.readAllBytes());
    } catch (IOException failure) {
      throw unreadable(location, FileProblem.of(failure));
    }
  }

  private static String file(String location, Path path) {
    try {
      return utf8(location, WholeFile.bytes(path));
    } catch (IOException failure) {
      throw unreadable(location, FileProblem.of(failure));
    }
  }

  private static Path path(Path folder, String location) {
    try {
      return location.startsWith(FILE + "//")
          ? Path.of(URI.create(location))
          : folder.resolve(location.substring(FILE.length()));
    } catch (IllegalArgumentException notAPath) {
      throw unreadable(location, "that is not a path: " + notAPath.getMessage());
    }
  }

  private String object(String location) {
    int slash = location.indexOf('/', S3.length());
    if (slash < 0 || slash == location.length() - 1) {
      throw unreadable(location, "accepted is s3://BUCKET/KEY");
    }
    String bucket = location.substring(S3.length(), slash);
    String key = location.substring(slash + 1);
    try {
      if (client == null) {
        client = s3.get();
      }
      return utf8(
          location, client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
    } catch (SdkException failure) {
      throw unreadable(
          location, "%s (%s)".formatted(Failures.message(failure), Failures.code(failure)));
    }
  }

  /** Decodes strictly, because another encoding would silently change the values. */
  private static String utf8(String location, byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException otherEncoding) {
      throw unreadable(location, "its encoding is not UTF-8");
    }
  }

  private static InvalidInputException unreadable(String location, String why) {
    return new InvalidInputException(
        "the tag policy cannot be read",
        List.of("\"%s\" cannot be read: %s".formatted(location, why)));
  }
}
