package org.isocenter.dicom.decode;

import java.util.Map;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Which codec reads an encapsulated transfer syntax, by UID. */
final class FrameCodecs {
    private static final Map<String, FrameCodec> CODECS = Map.of(
            TransferSyntax.RLE_LOSSLESS.uid(), RlePixels::unpack,
            TransferSyntax.JPEG_BASELINE.uid(), JpegPixels::unpack);

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
