package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.AwsReading;
import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;
import dev.ecsinventory.cli.doctor.deployed.DeployedStack;
import dev.ecsinventory.cli.text.Counted;
import java.util.List;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Whether someone receives the alarms: the topic exists and has a confirmed subscription. */
public final class NotificationCheck implements DoctorCheck {
  /** In place of the ARN of a subscription that its receiver has not confirmed. */
  private static final String PENDING = "PendingConfirmation";

  @Override
  public String name() {
    return "notifications";
  }

  @Override
  public void run(DeployedInventory inventory, CheckFindings findings) {
    findings
        .need(inventory.exporter().then(stack -> stack.first(DeployedStack.TOPIC)))
        .ifPresent(topic -> check(inventory, topic, findings));
  }

  private static void check(DeployedInventory inventory, String topic, CheckFindings findings) {
    AwsReading<List<Subscription>> subscriptions =
        AwsReading.of(
            "sns:ListSubscriptionsByTopic",
            "topic " + topic,
            () ->
                inventory
                    .clients()
                    .sns()
                    .listSubscriptionsByTopicPaginator(list -> list.topicArn(topic))
                    .subscriptions()
                    .stream()
                    .toList());
    findings
        .expect(subscriptions, Remedies.DEPLOY)
        .ifPresent(found -> check(topic, found, findings));
  }

  private static void check(
      String topic, List<Subscription> subscriptions, CheckFindings findings) {
    for (Subscription subscription : subscriptions) {
      if (PENDING.equals(subscription.subscriptionArn())) {
        findings.problem(
            "%s has not confirmed the subscription to the alarms"
                .formatted(subscription.endpoint()),
            "Follow the link in the message \"AWS Notification - Subscription Confirmation\". It"
                + " expires after some days: aws sns subscribe --topic-arn %s --protocol %s"
                    .formatted(topic, subscription.protocol())
                + " --notification-endpoint %s sends another one."
                    .formatted(subscription.endpoint()));
      }
    }
    if (subscriptions.isEmpty()) {
      findings.problem(
          "no one has subscribed to the alarms",
          "aws sns subscribe --topic-arn %s --protocol email --notification-endpoint ADDRESS, or"
                  .formatted(topic)
              + " deploy with alarmEmail.");
    }
    findings.fact(Counted.of(subscriptions.size(), "subscription"));
  }
}
