package org.isocenter.dicom.decode;

import java.util.concurrent.atomic.AtomicReference;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.study.FrameReader;
import org.jspecify.annotations.Nullable;

/** Reads frames from the store; the object read last is kept, so that the frames of one object are parsed once. */
public final class BlobFrameReader implements FrameReader {

    private record Parsed(BlobKey key, DicomObject object) {}

    private final BlobStore store;
    private final FrameDecoder decoder = new FrameDecoder();
    private final AtomicReference<@Nullable Parsed> last = new AtomicReference<>();

    public BlobFrameReader(BlobStore store) {
        this.store = store;
    }

    @Override
    public Frame read(BlobKey blob, int frame) {
        return decoder.decode(object(blob), frame);
    }

    @Override
    public int frames(BlobKey blob) {
        return decoder.frames(object(blob));
    }

    private DicomObject object(BlobKey key) {
        Parsed parsed = last.get();
        if (parsed != null && parsed.key().equals(key)) {
            return parsed.object();
        }
        DicomObject object = Part10Reader.read(new BlobOctets(store, key));
        last.set(new Parsed(key, object));
        return object;
    }
}
