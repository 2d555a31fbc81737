package org.isocenter.dicom.phantom;

import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.phantom.scanner.Scanner;
import org.isocenter.dicom.phantom.scanner.Stored;

/** The part of the header that speaks of the picture: class, size, values, place in the body. */
final class ImageHeader {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String DX = "1.2.840.10008.5.1.4.1.1.1.1";
    private static final String CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    private ImageHeader() {}

    /** A slice at a height (mm) or a radiograph. */
    static void write(Fields fields, Scanner scanner, Stored stored, Visit visit, double z) {
        double spacing = scanner.spacing(stored.columns());
        pixels(fields, stored);
        fields.put("RescaleIntercept", stored.intercept())
                .put("RescaleSlope", stored.slope())
                .put("WindowCenter", stored.windowCenter())
                .put("WindowWidth", stored.windowWidth());
        if (scanner.isCt()) {
            double corner = -spacing * (stored.columns() - 1) / 2;
            fields.put("SOPClassUID", CT)
                    .put("ImageType", "ORIGINAL", "PRIMARY", "AXIAL")
                    .put("RescaleType", "HU")
                    .put("KVP", 120.0)
                    .put("SliceThickness", 3.2)
                    .put("SliceLocation", z)
                    .put("ImagePositionPatient", corner, corner, z)
                    .put("ImageOrientationPatient", 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                    .put("PixelSpacing", spacing, spacing)
                    .put("FrameOfReferenceUID", visit.frameOfReferenceUid())
                    .put("PositionReferenceIndicator", "");
        } else {
            fields.put("SOPClassUID", DX)
                    .put("ImageType", "ORIGINAL", "PRIMARY")
                    .put("ImagerPixelSpacing", spacing, spacing)
                    .put("ViewPosition", "PA")
                    .put("ImageLaterality", "U")
                    .put("PixelIntensityRelationship", "LOG")
                    .put("PresentationIntentType", "FOR PRESENTATION")
                    .put("PresentationLUTShape", stored.monochrome1() ? "INVERSE" : "IDENTITY");
        }
    }

    /** A photograph of a screen. */
    static void writeCapture(Fields fields, Stored stored) {
        pixels(fields, stored);
        fields.put("SOPClassUID", CAPTURE)
                .put("ImageType", "DERIVED", "SECONDARY")
                .put("ConversionType", "WSD")
                .put("BurnedInAnnotation", "YES");
    }

    private static void pixels(Fields fields, Stored stored) {
        fields.put("SamplesPerPixel", 1)
                .put("PhotometricInterpretation", stored.monochrome1() ? "MONOCHROME1" : "MONOCHROME2")
                .put("Rows", stored.rows())
                .put("Columns", stored.columns())
                .put("BitsAllocated", stored.bits() == 8 ? 8 : 16)
                .put("BitsStored", stored.bits())
                .put("HighBit", stored.bits() - 1)
                .put("PixelRepresentation", 0);
    }
}
