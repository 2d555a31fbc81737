package org.isocenter.dicom.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged frame is refused: half a picture must never pass for a whole one. */
class DamagedFrameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cornerstone3D/CTImage.dcm_RLELosslessTransferSyntax_1.2.840.10008.1.2.5.dcm",
                "cornerstone3D/CTImage.dcm_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm",
                "cornerstone3D/CTImage.dcm_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm",
                "cornerstone3D/CTImage.dcm_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm",
                "cornerstone3D/CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm",
                "cornerstone3D/CTImage.dcm_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm",
                "cornerstone3D/CTImage.dcm_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm",
                "pydicom-data/HTJ2KLossless_08_RGB.dcm",
                "pydicom-data/liver_deflate.dcm"
            })
    void a_frame_that_ends_half_way_is_refused(String path) throws IOException {
        DicomObject object = Part10Reader.read(SharedData.data("dicom").resolve(path));
        Dataset dataset = object.dataset().copy();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List<Octets> fragments = dataset.fragments(Tag.PIXEL_DATA);
        (path.contains("liver") ? fragments.subList(0, 1) : fragments)
                .forEach(fragment -> whole.writeBytes(fragment.all()));
        byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
        dataset.remove(Tag.NUMBER_OF_FRAMES);
        assertRefused(object, dataset, half);
    }

    /** Three bytes that once made the errors of a JPEG-LS context grow until their size was past counting. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_frame_whose_errors_grow_without_bound_is_refused_and_not_decoded_for_ever() throws IOException {
        DicomObject object = Part10Reader.read(SharedData.data("dicom")
                .resolve("cornerstone3D/CTImage.dcm_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm"));
        byte[] stream = object.dataset().fragments(Tag.PIXEL_DATA).get(0).all().clone();
        stream[0x57] = (byte) 144;
        stream[0x81] = 2;
        stream[0x133] = (byte) 242;
        assertRefused(object, object.dataset().copy(), stream);
    }

    private static void assertRefused(DicomObject object, Dataset dataset, byte[] frame) {
        dataset.setFragments(Tag.PIXEL_DATA, List.of(frame));
        assertThatThrownBy(() -> StoredFrame.of(new DicomObject(object.meta(), dataset, object.transferSyntax()), 0))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_PIXELS));
    }
}
