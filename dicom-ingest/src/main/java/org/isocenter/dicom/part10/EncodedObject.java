package org.isocenter.dicom.part10;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.TransferSyntax;

/**
 * A Part 10 file's data set as it is encoded, so that it can be passed on without being read.
 *
 * @param dataset the bytes after the file meta information; read-only
 * @param transferSyntax how they are encoded
 */
public record EncodedObject(ByteBuffer dataset, TransferSyntax transferSyntax) {

    /** Splits a file's bytes; errors as {@link Part10Reader} has them for the head. */
    public static EncodedObject of(byte[] part10) {
        Octets file = Octets.of(part10);
        Input in = new Input(file);
        TransferSyntax syntax = Part10Reader.head(file, in).transferSyntax();
        ByteBuffer dataset = ByteBuffer.wrap(part10).position((int) in.position());
        return new EncodedObject(dataset.slice().asReadOnlyBuffer(), syntax);
    }

    /** The data set in another syntax; empty where that would need another coding of the pixels. */
    public Optional<ByteBuffer> as(TransferSyntax wanted) {
        if (wanted.equals(transferSyntax)) {
            return Optional.of(dataset.duplicate());
        }
        if (wanted.isEncapsulated() || transferSyntax.isEncapsulated()) {
            return Optional.empty();
        }
        ByteBuffer copy = ByteBuffer.allocate(dataset.remaining());
        copy.put(dataset.duplicate()).flip();
        return Optional.of(
                ByteBuffer.wrap(Part10Writer.dataset(Part10Reader.readDataset(copy, transferSyntax), wanted)));
    }
}
