package org.isocenter.dicom.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48LE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Encodes pictures of up to 16 bits as reversible JPEG 2000 with FFmpeg: one tile, no colour transform. FFmpeg knows unsigned
 * samples of 8 and 16 bits; others are moved to the middle of those, and the head of the stream is told what they are.
 */
final class FfmpegEncoder {
    /** Where the SIZ segment, which every stream begins with, tells the precision of the first component (T.800 A.5.1). */
    private static final int FIRST_PRECISION = 42;

    private static final int BYTES_PER_PRECISION = 3;
    private static final int SIGNED = 0x80;
    private static final String LARGEST_TILE = "65535";

    private final Picture picture;
    private final int bits;
    private final boolean signed;
    private final boolean words;

    private FfmpegEncoder(Picture picture, int bits, boolean signed) {
        this.picture = picture;
        this.bits = bits;
        this.signed = signed;
        words = bits > Byte.SIZE;
    }

    static byte[] encode(Picture picture, int bits, boolean signed) {
        try {
            av_log_set_level(AV_LOG_QUIET);
            return new FfmpegEncoder(picture, bits, signed).stream();
        } catch (LinkageError e) {
            throw new PlatformException(
                    ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX,
                    "Expected FFmpeg's libraries for this machine to encode JPEG 2000; they cannot be loaded.",
                    e);
        }
    }

    private byte[] stream() {
        AVCodecContext context = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_JPEG2000));
        AVDictionary options = new AVDictionary();
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        try {
            context.width(picture.columns()).height(picture.rows()).pix_fmt(format());
            context.time_base().num(1).den(1);
            context.flags(context.flags() | AV_CODEC_FLAG_BITEXACT);
            av_dict_set(options, "format", "j2k", 0);
            av_dict_set(options, "pred", "dwt53", 0);
            av_dict_set(options, "tile_width", LARGEST_TILE, 0);
            av_dict_set(options, "tile_height", LARGEST_TILE, 0);
            require(avcodec_open2(context, context.codec(), options));
            frame.width(picture.columns()).height(picture.rows()).format(format());
            require(av_frame_get_buffer(frame, 0));
            fill(frame);
            require(avcodec_send_frame(context, frame));
            require(avcodec_receive_packet(context, packet));
            byte[] stream = new byte[packet.size()];
            packet.data().get(stream);
            return named(stream);
        } finally {
            av_dict_free(options);
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
        }
    }

    private int format() {
        if (picture.samples() == 1) {
            return words ? AV_PIX_FMT_GRAY16LE : AV_PIX_FMT_GRAY8;
        }
        return words ? AV_PIX_FMT_RGB48LE : AV_PIX_FMT_RGB24;
    }

    private void fill(AVFrame frame) {
        int width = words ? Short.BYTES : Byte.BYTES;
        int middle = 1 << (width * Byte.SIZE - 1);
        int mask = (1 << bits) - 1;
        int half = 1 << (bits - 1);
        int stride = frame.linesize(0);
        int line = picture.columns() * picture.samples();
        ByteBuffer plane = frame.data(0)
                .capacity((long) stride * picture.rows())
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < picture.rows(); row++) {
            for (int i = 0; i < line; i++) {
                int low = picture.values()[row * line + i] & mask;
                int value = middle + (signed ? (low ^ half) - half : low - half);
                int at = row * stride + i * width;
                if (words) {
                    plane.putShort(at, (short) value);
                } else {
                    plane.put(at, (byte) value);
                }
            }
        }
    }

    private byte[] named(byte[] stream) {
        for (int i = 0; i < picture.samples(); i++) {
            stream[FIRST_PRECISION + BYTES_PER_PRECISION * i] = (byte) ((bits - 1) | (signed ? SIGNED : 0));
        }
        return stream;
    }

    private static void require(int answer) {
        if (answer < 0) {
            throw new IllegalStateException("FFmpeg stops at encoding JPEG 2000 with " + answer);
        }
    }
}
