package dev.ecsinventory.verify;

import static java.util.Objects.requireNonNull;

/** The kinds of contradictions that the conservation check finds. */
public enum FindingCode {
  MANIFEST_UNREADABLE("the manifest cannot be parsed", Action.RESTORE),
  MANIFEST_CONTRADICTION("the manifest contradicts itself or its listings", Action.RESTORE),
  FILE_MISSING("an object that the manifest names does not exist", Action.RESTORE),
  FILE_CHANGED("an object is not the committed one", Action.RESTORE),
  FILE_UNREADABLE("a committed object cannot be decoded", Action.REPLACE),
  FILE_UNEXPECTED("the manifest names a file that is not one of the snapshot", Action.RESTORE),
  FILE_NOT_NAMED("the manifest names no file where there must be one", Action.RESTORE),
  ROWS_MISCOUNTED("the number of a file's rows is not the recorded one", Action.REPLACE),
  FORMATS_DIFFER("JSON Lines and Parquet do not have the same rows", Action.REPLACE),
  ROW_FOREIGN("a row belongs to another snapshot, account or Region", Action.REPLACE),
  ROW_DUPLICATE("a resource has two rows", Action.REPLACE),
  ROW_NOT_LISTED("a resource has a row although nothing listed it", Action.REPLACE),
  CLUSTER_LOST("a cluster has neither a row nor a read failure", Action.REPLACE),
  SERVICE_LOST("a listed service has neither a row nor a read failure", Action.REPLACE),
  TASK_SET_LOST("a named task set has neither a row nor a read failure", Action.REPLACE),
  LISTING_UNEXPLAINED("a listing is incomplete without a read failure", Action.REPLACE),
  TAGS_UNEXPLAINED("tags are unknown without a read failure", Action.REPLACE),
  SCOPE_LOST("a part of the requested scope has neither a read nor a read failure", Action.REPLACE),
  SCOPE_FOREIGN("something was read that was not requested", Action.REPLACE),
  FAILURES_DIFFER("the manifest and read_failures do not agree", Action.REPLACE),
  SUMMARY_DIFFERS("the row of snapshots is not the one in the manifest", Action.REPLACE),
  COUNT_DIFFERS("a count of the summary is not the number of rows", Action.REPLACE),
  STATUS_WRONG("the status does not fit the read failures", Action.REPLACE),
  COMPLIANCE_WRONG("a compliance status contradicts tags, policy or violations", Action.REPLACE),
  EVALUATION_DIFFERS(
      "the committed policy gives another compliance status or violation", Action.EVALUATE),
  POLICY_DIFFERS("a policy text is not that of the policy in force", Action.RESTORE),
  TABLE_ITEM_MISSING("the table has no current item of a task set", Action.REFRESH),
  TABLE_ITEM_DIFFERS("a current item differs from the row of the snapshot", Action.REFRESH),
  TABLE_ITEM_STALE("a current item is of a task set that does not exist", Action.REFRESH),
  TABLE_SNAPSHOT_LOST("the table has a snapshot that has no manifest", Action.RESTORE),
  INDEX_INCOMPLETE("a day index does not list a committed data file", Action.INDEX),
  INDEX_FILE_CHANGED("a compacted file is not the one that its description states", Action.COMPACT),
  INDEX_FILE_MISSING("a file that a day index lists does not exist", Action.INDEX),
  INDEX_FILE_FOREIGN("a day index lists a file that no manifest lists", Action.INDEX),
  MANIFEST_CHANGED("a manifest is not the attested one", Action.RESTORE),
  MANIFEST_MISSING("an attested manifest does not exist", Action.RESTORE),
  UNATTESTED_MANIFEST("no attestation names a manifest", Action.ATTEST),
  SIGNATURE_INVALID("a statement was altered after its signature", Action.INVESTIGATE),
  KEY_UNKNOWN("a statement has the signature of another key", Action.COMPARE_KEYS),
  CHAIN_BROKEN("a statement does not follow its predecessor", Action.INVESTIGATE),
  NUMBER_MISSING("a statement was removed", Action.INVESTIGATE),
  MOVED("a statement was signed for another location", Action.COPY),
  SEAL_MISSING("a closed day has no seal", Action.CONTINUE),
  SEAL_MISMATCH("the seal of a day does not fit the chain", Action.INVESTIGATE),
  ANCHOR_MISMATCH("the chain is not the anchored one", Action.INVESTIGATE);

  private final String meaning;
  private final Action action;

  FindingCode(String meaning, Action action) {
    this.meaning = requireNonNull(meaning, "meaning is null");
    this.action = action;
  }

  /** The meaning of the finding, as a clause. */
  public String meaning() {
    return meaning;
  }

  /** The corrective action, as a sentence. */
  public String action() {
    return action.text;
  }

  private enum Action {
    RESTORE(
        "Restore the object's committed version (the bucket is versioned); if there is none,"
            + " withdraw the snapshot."),
    REPLACE(
        "Do not rely on the snapshot: withdraw it and take another one. If no user changed the"
            + " bucket, this is a defect; report it."),
    EVALUATE(
        "Compare the version that wrote the snapshot (software in the manifest) with this one: the"
            + " changelog lists changes of the evaluation. If there is none, do not rely on the"
            + " snapshot's compliance."),
    REFRESH(
        "Wait until no snapshot is in progress and verify again. If the finding remains, take a"
            + " full snapshot, and report the defect."),

    COMPACT(
        "Restore the file's version that was written (the bucket is versioned), or delete the file"
            + " and run ecs-inventory index, which lists the data files in its place."),

    ATTEST(
        "If signing failed (alarm AttestationsMissing), the next run signs the snapshot. If not,"
            + " another party wrote the manifest: withdraw the snapshot."),

    INVESTIGATE(
        "Find the versions of the object and their writers (versions of the bucket, data events of"
            + " CloudTrail). docs/evidence.md lists what the finding means and does not mean."),

    COMPARE_KEYS(
        "Give --keys the public keys of all signers, including earlier ones. If the key is none of"
            + " yours, another party signed the statement."),

    COPY("If this is a copy, give --moved-ok. If it is not, another party put the object there."),

    CONTINUE(
        "Compare with the runs of the function: if it signed on these days, statements were"
            + " removed. For a copy, give --anchor with the hash of its last statement."),

    INDEX(
        "Run ecs-inventory index, which makes the day indexes list the committed data files. If a"
            + " data file is missing, restore it first.");

    private final String text;

    Action(String text) {
      this.text = text;
    }
  }
}
