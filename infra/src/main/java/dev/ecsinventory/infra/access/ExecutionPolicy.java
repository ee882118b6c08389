package dev.ecsinventory.infra.access;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * The permissions that Lambda itself uses with the function's role: logs, traces, failed events.
 */
public final class ExecutionPolicy {
  private ExecutionPolicy() {}

  public static PolicyDocument document(ILogGroup logs, IQueue failedRuns) {
    return PolicyDocument.Builder.create()
        .statements(
            List.of(
                allow(
                    "WriteLogs",
                    List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                    logs.getLogGroupArn()),
                // X-Ray has no resource to which these could be restricted.
                allow(
                    "WriteTraces",
                    List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
                    "*"),
                allow("KeepFailedEvents", List.of("sqs:SendMessage"), failedRuns.getQueueArn())))
        .build();
  }

  private static PolicyStatement allow(String sid, List<String> actions, String resource) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(actions)
        .resources(List.of(resource))
        .build();
  }
}
