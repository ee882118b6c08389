package dev.ecsinventory.simulator.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a simulator behaves, apart from what it serves and what goes wrong.
 *
 * @param port to listen on at the loopback address, 0 for any free one
 * @param buckets whether calls are throttled by AWS's published figures, see {@code ReadBuckets}
 * @param taskSetsInServiceBucket whether DescribeTaskSets takes from the bucket of service reads;
 *     AWS publishes no bucket for it
 * @param latency how long every answer takes at least
 * @param jitter how much longer it may take, drawn evenly
 * @param codeDeployTaskSets whether services of the CODE_DEPLOY controller answer DescribeTaskSets;
 *     AWS does not say whether they do
 * @param shuffle whether tags, subnets, security groups and the elements of every answer come in a
 *     new order at each call
 * @param seed of all that is drawn at random
 */
public record SimulatorOptions(
    int port,
    boolean buckets,
    boolean taskSetsInServiceBucket,
    Duration latency,
    Duration jitter,
    boolean codeDeployTaskSets,
    boolean shuffle,
    long seed) {
  /** Any free port, no throttling, no delay, answers for CODE_DEPLOY, order as described. */
  public static final SimulatorOptions DEFAULTS =
      new SimulatorOptions(0, false, false, Duration.ZERO, Duration.ZERO, true, false, 1);

  private static final int LAST_PORT = 65_535;

  public SimulatorOptions {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port is " + port + "; accepted: 0 to " + LAST_PORT);
    }
    requireNonNull(latency, "latency is null");
    requireNonNull(jitter, "jitter is null");
    if (latency.isNegative() || jitter.isNegative()) {
      throw new IllegalArgumentException("latency " + latency + " or jitter " + jitter + " < 0");
    }
  }

  /** These options on another port. */
  public SimulatorOptions withPort(int newPort) {
    return new SimulatorOptions(
        newPort,
        buckets,
        taskSetsInServiceBucket,
        latency,
        jitter,
        codeDeployTaskSets,
        shuffle,
        seed);
  }

  /** These options with or without throttling. */
  public SimulatorOptions withBuckets(boolean on) {
    return new SimulatorOptions(
        port, on, taskSetsInServiceBucket, latency, jitter, codeDeployTaskSets, shuffle, seed);
  }

  /** These options with DescribeTaskSets counted among the service reads, or not. */
  public SimulatorOptions withTaskSetsInServiceBucket(boolean on) {
    return new SimulatorOptions(
        port, buckets, on, latency, jitter, codeDeployTaskSets, shuffle, seed);
  }

  /** These options with other delays. */
  public SimulatorOptions withLatency(Duration newLatency, Duration newJitter) {
    return new SimulatorOptions(
        port,
        buckets,
        taskSetsInServiceBucket,
        newLatency,
        newJitter,
        codeDeployTaskSets,
        shuffle,
        seed);
  }

  /** These options with CODE_DEPLOY services answering DescribeTaskSets, or rejecting it. */
  public SimulatorOptions withCodeDeployTaskSets(boolean on) {
    return new SimulatorOptions(
        port, buckets, taskSetsInServiceBucket, latency, jitter, on, shuffle, seed);
  }

  /** These options with another order at each call, or the order of the description. */
  public SimulatorOptions withShuffle(boolean on) {
    return new SimulatorOptions(
        port, buckets, taskSetsInServiceBucket, latency, jitter, codeDeployTaskSets, on, seed);
  }

  /** These options with another seed. */
  public SimulatorOptions withSeed(long newSeed) {
    return new SimulatorOptions(
        port,
        buckets,
        taskSetsInServiceBucket,
        latency,
        jitter,
        codeDeployTaskSets,
        shuffle,
        newSeed);
  }
}
