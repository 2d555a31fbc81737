package org.isocenter.platform.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.isocenter.platform.blob.BlobKey;

/** The forms in which weights come in and go out; found by injection. The store holds safetensors alone. */
public interface WeightsExchange {

    /**
     * Looks at a file that somebody brought, before it becomes an encoder.
     *
     * @param brought safetensors, or a state dict of {@code torch.save}; it is not changed
     * @param folder where another file may be written
     * @return what to store: the same file, or a state dict's tensors as safetensors
     * @throws org.isocenter.platform.error.PlatformException {@code WEIGHTS_UNREADABLE}, {@code WEIGHTS_UNSAFE} naming what a pickle would load, {@code
     *     WEIGHTS_MISMATCH} naming the tensor, or {@code UNKNOWN_ENCODER}
     */
    Path accept(String architecture, Path brought, Path folder) throws IOException;

    /**
     * Writes stored weights as a TorchScript archive, which {@code torch.jit.load} opens: images in, representations out.
     *
     * @throws org.isocenter.platform.error.PlatformException {@code WEIGHTS_MISMATCH}
     */
    void writeTorchScript(String architecture, BlobKey weights, OutputStream out) throws IOException;
}
