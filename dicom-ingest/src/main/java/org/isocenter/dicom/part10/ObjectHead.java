package org.isocenter.dicom.part10;

import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;

/**
 * A Part 10 file up to its pixel data, for those who ask what an object is and not what it shows; not even the places of its frames are looked for.
 *
 * @param object file meta information and the elements before the pixel data
 * @param pixels where the pixel data lies, where there is any
 */
public record ObjectHead(DicomObject object, Optional<Pixels> pixels) {
    private static final int PIXEL_GROUP = 0x7FE0_0000;

    /**
     * Pixel data that was not read.
     *
     * @param tag Pixel Data, Float or Double Float Pixel Data
     * @param vr how it is represented
     */
    public record Pixels(int tag, Vr vr) {}

    /** Reads as much as is needed; errors as {@link Part10Reader} has them. */
    public static ObjectHead read(Octets file) {
        Input in = new Input(file);
        DicomObject meta = Part10Reader.head(file, in);
        if (meta.transferSyntax().isDeflated()) {
            return whole(Part10Reader.read(file));
        }
        DatasetReader reader = new DatasetReader(in, meta.transferSyntax());
        Dataset before = reader.readBefore(PIXEL_GROUP);
        Optional<Element> next = reader.next();
        reader.fault().ifPresent(why -> {
            throw why;
        });
        return new ObjectHead(
                new DicomObject(meta.meta(), before, meta.transferSyntax()),
                next.filter(ObjectHead::isPixels).map(ObjectHead::pixels));
    }

    private static ObjectHead whole(DicomObject object) {
        Dataset before = object.dataset().copy();
        Optional<Pixels> pixels = Optional.empty();
        for (Element element : object.dataset()) {
            if (Integer.compareUnsigned(element.tag(), PIXEL_GROUP) >= 0) {
                before.remove(element.tag());
                pixels = pixels.or(
                        () -> Optional.of(element).filter(ObjectHead::isPixels).map(ObjectHead::pixels));
            }
        }
        return new ObjectHead(new DicomObject(object.meta(), before, object.transferSyntax()), pixels);
    }

    private static boolean isPixels(Element element) {
        return element.tag() >>> 16 == PIXEL_GROUP >>> 16;
    }

    /** An offset table stands before encapsulated pixel data alone. */
    private static Pixels pixels(Element first) {
        boolean isTable = first.tag() < Tag.FLOAT_PIXEL_DATA;
        return isTable ? new Pixels(Tag.PIXEL_DATA, Vr.OB) : new Pixels(first.tag(), first.vr());
    }
}
