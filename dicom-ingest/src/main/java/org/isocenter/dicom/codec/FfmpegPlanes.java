package org.isocenter.dicom.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA64LE;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Reads the samples of an FFmpeg frame out of its planes, whatever their arrangement. */
final class FfmpegPlanes {
    private final AVFrame frame;
    private final CodeStream kind;
    private final Precision precision;
    private final AVPixFmtDescriptor format;

    FfmpegPlanes(AVFrame frame, CodeStream kind, Precision precision) {
        this.frame = frame;
        this.kind = kind;
        this.precision = precision;
        format = av_pix_fmt_desc_get(frame.format());
        int samples = precision.bits().length;
        boolean plain = (format.flags() & (AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_PAL)) == 0;
        if (!plain || format.nb_components() != samples) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS,
                    "Expected a picture of %d components; FFmpeg gives %s."
                            .formatted(samples, format.name().getString()));
        }
    }

    Picture picture() {
        int samples = precision.bits().length;
        int[] values = new int[frame.height() * frame.width() * samples];
        for (int sample = 0; sample < samples; sample++) {
            component(sample, values);
        }
        return new Picture(frame.height(), frame.width(), samples, values);
    }

    /** Chroma that is stored at half the width or height is repeated. */
    private void component(int sample, int[] values) {
        AVComponentDescriptor component = format.comp(sample);
        boolean chroma = (sample == 1 || sample == 2) && format.nb_components() >= 3;
        int across = chroma ? format.log2_chroma_w() : 0;
        int down = chroma ? format.log2_chroma_h() : 0;
        int line = frame.linesize(component.plane());
        int lines = -(-frame.height() >> down);
        ByteBuffer plane = frame.data(component.plane())
                .capacity((long) line * lines)
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
        boolean words = component.depth() > 8;
        int drop = component.shift() + shift(sample, component.depth());
        int offset = offset(sample);
        int samples = precision.bits().length;
        int at = sample;
        for (int row = 0; row < frame.height(); row++) {
            int start = (row >> down) * line + component.offset();
            for (int column = 0; column < frame.width(); column++) {
                int place = start + (column >> across) * component.step();
                int word = words ? plane.getShort(place) & 0xffff : plane.get(place) & 0xff;
                values[at] = (word >>> drop) - offset;
                at += samples;
            }
        }
    }

    /** FFmpeg puts samples of fewer bits than 8 or 16 into the highest bits of a word, but not in formats of odd depth. */
    private int shift(int sample, int depth) {
        if (kind != CodeStream.JPEG_2000 || precision.most() <= 8) {
            return depth - precision.bits()[sample];
        }
        int id = frame.format();
        boolean full = id == AV_PIX_FMT_GRAY16LE || id == AV_PIX_FMT_RGB48LE || id == AV_PIX_FMT_RGBA64LE;
        return (full ? 16 : precision.most()) - precision.bits()[sample];
    }

    /** FFmpeg lifts the signed components of JPEG 2000 as if they were unsigned. */
    private int offset(int sample) {
        return precision.signed()[sample] ? 1 << (precision.bits()[sample] - 1) : 0;
    }
}
