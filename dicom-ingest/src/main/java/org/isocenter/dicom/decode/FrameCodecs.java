package org.isocenter.dicom.decode;

import static java.util.Map.entry;

import java.util.Map;
import org.isocenter.dicom.codec.CodeStream;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Which codec reads an encapsulated transfer syntax, by UID. */
final class FrameCodecs {
    private static final FrameCodec JPEG = CodeStreamPixels.of(CodeStream.JPEG);
    private static final FrameCodec JPEG_LOSSLESS = CodeStreamPixels.of(CodeStream.JPEG_LOSSLESS);
    private static final FrameCodec JPEG_LS = CodeStreamPixels.of(CodeStream.JPEG_LS);
    private static final FrameCodec JPEG_2000 = CodeStreamPixels.of(CodeStream.JPEG_2000);

    private static final Map<String, FrameCodec> CODECS = Map.ofEntries(
            entry(TransferSyntax.RLE_LOSSLESS.uid(), RlePixels::unpack),
            entry("1.2.840.10008.1.2.8.1", DeflatedPixels::unpack),
            entry(TransferSyntax.JPEG_BASELINE.uid(), JpegPixels::unpack),
            entry("1.2.840.10008.1.2.4.51", JPEG),
            entry("1.2.840.10008.1.2.4.53", JPEG),
            entry("1.2.840.10008.1.2.4.55", JPEG),
            entry("1.2.840.10008.1.2.4.57", JPEG_LOSSLESS),
            entry("1.2.840.10008.1.2.4.70", JPEG_LOSSLESS),
            entry("1.2.840.10008.1.2.4.80", JPEG_LS),
            entry("1.2.840.10008.1.2.4.81", JPEG_LS),
            entry("1.2.840.10008.1.2.4.90", JPEG_2000),
            entry("1.2.840.10008.1.2.4.91", JPEG_2000),
            entry("1.2.840.10008.1.2.4.201", JPEG_2000),
            entry("1.2.840.10008.1.2.4.202", JPEG_2000),
            entry("1.2.840.10008.1.2.4.203", JPEG_2000));

    private FrameCodecs() {}

    static FrameCodec of(TransferSyntax syntax) {
        FrameCodec codec = CODECS.get(syntax.uid());
        if (codec == null) {
            throw new PlatformException(
                    ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX,
                    "Expected pixels that a codec here can read; the transfer syntax is %s.".formatted(syntax.uid()));
        }
        return codec;
    }
}
