package org.isocenter.dicom.toolkit;

import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.imaging.Frame;

/** The toolkit of this module: plain encodings, RLE and JPEG baseline. */
public final class OwnToolkit implements DicomToolkit {
    private final FrameDecoder decoder = new FrameDecoder();

    @Override
    public DicomObject read(byte[] part10) {
        return Part10Reader.read(part10);
    }

    @Override
    public byte[] write(DicomObject object) {
        return Part10Writer.bytes(object);
    }

    @Override
    public int frames(DicomObject object) {
        return decoder.frames(object);
    }

    @Override
    public Frame decode(DicomObject object, int frame) {
        return decoder.decode(object, frame);
    }
}
