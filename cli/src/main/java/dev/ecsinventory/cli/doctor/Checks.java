package dev.ecsinventory.cli.doctor;

import dev.ecsinventory.cli.doctor.check.AlarmCheck;
import dev.ecsinventory.cli.doctor.check.BucketCheck;
import dev.ecsinventory.cli.doctor.check.CatalogTableCheck;
import dev.ecsinventory.cli.doctor.check.CatalogViewCheck;
import dev.ecsinventory.cli.doctor.check.CurrentStateCheck;
import dev.ecsinventory.cli.doctor.check.DeadLetterQueueCheck;
import dev.ecsinventory.cli.doctor.check.DoctorCheck;
import dev.ecsinventory.cli.doctor.check.EncryptionKeyCheck;
import dev.ecsinventory.cli.doctor.check.FunctionCheck;
import dev.ecsinventory.cli.doctor.check.FunctionSettingsCheck;
import dev.ecsinventory.cli.doctor.check.LastSnapshotCheck;
import dev.ecsinventory.cli.doctor.check.MemberRoleCheck;
import dev.ecsinventory.cli.doctor.check.NotificationCheck;
import dev.ecsinventory.cli.doctor.check.RegionCheck;
import dev.ecsinventory.cli.doctor.check.RoleCheck;
import dev.ecsinventory.cli.doctor.check.ScheduleCheck;
import dev.ecsinventory.cli.doctor.check.StackCheck;
import dev.ecsinventory.cli.doctor.check.TagPolicyCheck;
import dev.ecsinventory.cli.doctor.check.WorkGroupCheck;
import java.nio.file.Path;
import java.util.List;

/** All checks, in the order in which they run: causes before their effects. */
public final class Checks {
  private Checks() {}

  /**
   * The checks.
   *
   * @param home folder of the project, with the views of this version
   */
  public static List<DoctorCheck> all(Path home) {
    return List.of(
        new StackCheck(),
        new FunctionCheck(),
        new FunctionSettingsCheck(),
        new RoleCheck(),
        new ScheduleCheck(),
        new DeadLetterQueueCheck(),
        new BucketCheck(),
        new CurrentStateCheck(),
        new EncryptionKeyCheck(),
        new RegionCheck(),
        new MemberRoleCheck(),
        new TagPolicyCheck(),
        new LastSnapshotCheck(),
        new AlarmCheck(),
        new NotificationCheck(),
        new CatalogTableCheck(),
        new CatalogViewCheck(home.resolve("athena").resolve("views")),
        new WorkGroupCheck());
  }
}
