package dev.ecsinventory.cli.text;

import dev.ecsinventory.manifest.Software;
import picocli.CommandLine.IVersionProvider;

/** The version in manifests. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Software.NAME_AND_VERSION};
  }
}
