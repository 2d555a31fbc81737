package org.isocenter.dicom.dataset;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bytes that are worked out when they are first asked for, and again where memory was short in between. */
public final class ComputedOctets implements Octets {
    private final Supplier<byte[]> work;
    private volatile SoftReference<byte @Nullable []> known = new SoftReference<>(null);

    /** Takes the work, which must give the same bytes each time. */
    public ComputedOctets(Supplier<byte[]> work) {
        this.work = work;
    }

    @Override
    public long length() {
        return all().length;
    }

    @Override
    public byte[] part(long from, int length) {
        return Octets.of(all()).part(from, length);
    }

    @Override
    public byte[] all() {
        byte[] bytes = known.get();
        if (bytes == null) {
            bytes = work.get();
            known = new SoftReference<>(bytes);
        }
        return bytes;
    }
}
