package dev.ecsinventory.evidence;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LocalSignerTest implements SignerContract {
  private final Signer signer = new LocalSigner();

  @Override
  public Signer signer() {
    return signer;
  }
}
