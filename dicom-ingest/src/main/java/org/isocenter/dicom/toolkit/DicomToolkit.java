package org.isocenter.dicom.toolkit;

import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;

/**
 * What ingest needs of a DICOM toolkit. Hostile input is refused with a {@link PlatformException} whose code names the
 * kind of fault; nothing else is thrown.
 */
public interface DicomToolkit {

    /** Reads a Part 10 file. */
    DicomObject read(byte[] part10);

    /** Writes a Part 10 file: a preamble of zeros, our own file meta information, the object's transfer syntax. */
    byte[] write(DicomObject object);

    /** Number of frames that the header announces. */
    int frames(DicomObject object);

    /** Decodes a frame, counted from 0, to its full range of values. */
    Frame decode(DicomObject object, int frame);
}
