package dev.ecsinventory.infra.access;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;

/** What Lambda itself does in the function's name: logs, traces, failed events. */
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
                // X-Ray has no resource that these could be narrowed to.
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
