package dev.ecsinventory.cli.doctor.check;

import dev.ecsinventory.cli.doctor.deployed.DeployedInventory;

/** A check of one part of a deployment. It only reads. */
public interface DoctorCheck {
  /** The part that it checks, as the report names it. */
  String name();

  /**
   * Checks the part. A value that cannot be read is reported as not checked, never as correct.
   *
   * @param findings collects the results
   */
  void run(DeployedInventory inventory, CheckFindings findings);
}
