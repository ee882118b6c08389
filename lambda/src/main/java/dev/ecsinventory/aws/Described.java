package dev.ecsinventory.aws;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.model.ReadFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Failure;

/**
 * The response of a describe operation, matched to the request: for each requested resource either
 * what ECS describes, or a failure. A resource that ECS describes although it was not requested is
 * a failure too, and is ignored.
 *
 * @param found what is described, by the ARN that was requested, in the order of the request
 * @param failures of requested resources that are not in {@code found}, and of resources that were
 *     not requested
 * @param missing the requested ARNs that ECS itself reports as MISSING
 * @param <T> the SDK's shape of a resource
 */
public record Described<T extends SdkPojo>(
    Map<String, T> found, List<ReadFailure> failures, Set<String> missing) {

  /** How to match the entries of one operation. */
  public interface Request<T> {
    String operation();

    /** The ARNs in the request. */
    List<String> arns();

    /** The requested ARN that a resource with {@code reportedArn} is; empty when it is none. */
    Optional<String> requested(String reportedArn);

    /** An entry's own ARN; null when it has none. */
    String reportedArn(T entry);

    /** How the entry contradicts the request for {@code arn}; empty when it does not. */
    Optional<String> contradiction(String arn, T entry);
  }

  /**
   * Matches a response.
   *
   * @param entries null when the response has no such member
   */
  public static <T extends SdkPojo> Described<T> of(
      EcsReader reader, Request<T> request, List<T> entries, List<Failure> failures) {
    return new Matching<>(reader, request).match(entries, failures);
  }

  /** One response. */
  private static final class Matching<T extends SdkPojo> {
    private final EcsReader reader;
    private final Request<T> request;
    private final Map<String, Set<T>> described = new LinkedHashMap<>();
    private final Map<String, Set<ReadFailure>> explained = new LinkedHashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<ReadFailure> failures = new ArrayList<>();

    Matching(EcsReader reader, Request<T> request) {
      this.reader = requireNonNull(reader, "reader is null");
      this.request = requireNonNull(request, "request is null");
      for (String arn : request.arns()) {
        described.put(arn, new LinkedHashSet<>());
        explained.put(arn, new LinkedHashSet<>());
      }
    }

    Described<T> match(List<T> entries, List<Failure> failed) {
      (entries == null ? List.<T>of() : entries).forEach(this::take);
      failed.forEach(this::take);
      Map<String, T> found = new LinkedHashMap<>();
      for (String arn : request.arns()) {
        Set<T> these = described.get(arn);
        failures.addAll(explained.get(arn));
        Optional<String> problem = problem(arn, these, entries != null);
        problem.ifPresentOrElse(
            message -> failures.add(reader.malformed(request.operation(), arn, message)),
            () -> these.forEach(entry -> found.put(arn, entry)));
        if (these.isEmpty() && entries != null && explained.get(arn).isEmpty()) {
          failures.add(
              reader.failure(
                  request.operation(), arn, "MISSING", "the response does not describe it"));
        }
      }
      return new Described<>(found, failures, missing);
    }

    private Optional<String> problem(String arn, Set<T> entries, boolean hasList) {
      if (!hasList && explained.get(arn).isEmpty()) {
        return Optional.of("the response lacks the list of described resources");
      }
      if (entries.size() > 1) {
        return Optional.of("the response describes it twice, with different content");
      }
      return entries.stream()
          .findFirst()
          .flatMap(entry -> request.contradiction(arn, entry).or(() -> UnusableValues.in(entry)));
    }

    /** An entry without an ARN describes nothing: its resource is reported as not described. */
    private void take(T entry) {
      if (entry == null) {
        return;
      }
      String reported = request.reportedArn(entry);
      if (reported == null || reported.isBlank()) {
        return;
      }
      request
          .requested(reported)
          .ifPresentOrElse(
              arn -> described.get(arn).add(entry), () -> failures.add(unrequested(reported)));
    }

    private ReadFailure unrequested(String reported) {
      return reader.malformed(
          request.operation(), reported, "the response describes it although it was not requested");
    }

    /** A failure without an ARN explains no resource: its resource is reported as not described. */
    private void take(Failure failure) {
      if (failure == null || failure.arn() == null || failure.arn().isBlank()) {
        return;
      }
      Function<String, ReadFailure> row =
          arn -> reader.failure(request.operation(), arn, failure.reason(), failure.detail());
      request
          .requested(failure.arn())
          .ifPresentOrElse(
              arn -> {
                explained.get(arn).add(row.apply(arn));
                if ("MISSING".equals(failure.reason())) {
                  missing.add(arn);
                }
              },
              () -> failures.add(row.apply(failure.arn())));
    }
  }

  public Described {
    found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
    failures = List.copyOf(failures);
    missing = Set.copyOf(missing);
  }
}
