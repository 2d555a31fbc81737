package org.isocenter.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
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
        ByteBuffer in = ByteBuffer.wrap(part10).order(ByteOrder.LITTLE_ENDIAN);
        TransferSyntax syntax = Part10Reader.head(in).transferSyntax();
        return new EncodedObject(in.slice().asReadOnlyBuffer(), syntax);
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
