package org.isocenter.dicom.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private final FrameDecoder decoder = new FrameDecoder();
    private final Dataset dataset = new Dataset();

    @Test
    void a_ct_slice_gives_hounsfield_units() {
        grey("MONOCHROME2", 12, new byte[] {0, 0, 0, 4});
        dataset.set(Tag.MODALITY, Vr.CS, "CT");
        dataset.set(Tag.RESCALE_SLOPE, Vr.DS, "1");
        dataset.set(Tag.RESCALE_INTERCEPT, Vr.DS, "-1024");
        Frame frame = decode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(frame.unit()).isEqualTo(ValueUnit.HOUNSFIELD);
        assertThat(frame.value(0, 0, 0)).isEqualTo(-1024);
        assertThat(frame.value(0, 1, 0)).isZero();
    }

    @Test
    void grey_of_eight_bits_that_nothing_rescales_is_a_picture_and_is_shown_as_it_is() {
        grey("MONOCHROME2", 8, new byte[] {40, (byte) 200});
        assertThat(decode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).unit()).isEqualTo(ValueUnit.DISPLAY);
        dataset.set(Tag.RESCALE_INTERCEPT, Vr.DS, "-100");
        assertThat(decode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).unit()).isEqualTo(ValueUnit.ARBITRARY);
    }

    @Test
    void monochrome1_is_inverted_and_its_window_with_it() {
        grey("MONOCHROME1", 12, new byte[] {0, 0, (byte) 0xff, 15});
        dataset.set(Tag.WINDOW_CENTER, Vr.DS, "1000");
        dataset.set(Tag.WINDOW_WIDTH, Vr.DS, "500");
        Frame frame = decode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(frame.value(0, 0, 0)).isEqualTo(4095);
        assertThat(frame.value(0, 1, 0)).isZero();
        assertThat(frame.window()).contains(new Window(3095, 500));
    }

    @Test
    void unsigned_sixteen_bits_keep_their_values_in_a_signed_array() {
        grey("MONOCHROME2", 16, new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
        Frame frame = decode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(frame.pixels()).isInstanceOf(Pixels.Grey16.class);
        assertThat(frame.value(0, 0, 0)).isZero();
        assertThat(frame.value(0, 1, 0)).isEqualTo(65535);
    }

    @Test
    void a_syntax_without_a_decoder_says_so() {
        grey("MONOCHROME2", 8, new byte[0]);
        dataset.setFragments(Tag.PIXEL_DATA, List.of(new byte[] {1, 2}));
        assertThatThrownBy(() -> decode(TransferSyntax.of("1.2.840.10008.1.2.4.102")))
                .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX));
    }

    @Test
    void pixel_data_that_is_too_short_is_refused() {
        grey("MONOCHROME2", 16, new byte[] {1, 0});
        assertThatThrownBy(() -> decode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDECODABLE_PIXELS));
    }

    private void grey(String photometric, int bits, byte[] pixels) {
        dataset.set(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, photometric);
        dataset.set(Tag.ROWS, Vr.US, "1");
        dataset.set(Tag.COLUMNS, Vr.US, "2");
        dataset.set(Tag.BITS_ALLOCATED, Vr.US, bits == 8 ? "8" : "16");
        dataset.set(Tag.BITS_STORED, Vr.US, Integer.toString(bits));
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OW, pixels);
    }

    private Frame decode(TransferSyntax syntax) {
        return decoder.decode(new DicomObject(new Dataset(), dataset, syntax), 0);
    }
}
